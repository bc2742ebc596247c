"""Whatever is put in, estimates keep their order, and a total is the sum of its parts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from ragft_tui.core.costs import (
    INPUTS,
    Architecture,
    BaseModel,
    CostInputs,
    Figure,
    Input,
    Method,
    Mlp,
    States,
    TrainingEstimate,
    Value,
    check_value,
    find_problems,
    format_bytes,
    parse_bytes,
    parse_input,
)
from ragft_tui.core.errors import ProblemsError, UsageError
from ragft_tui.estimate.adapters import adapter_file_bytes, select_targets
from ragft_tui.estimate.chunks import count_chunks, count_embedded
from ragft_tui.estimate.retrieval import estimate_retrieval
from ragft_tui.estimate.training import estimate_training

HEADS = st.sampled_from([(8, 8), (8, 2), (16, 1), (12, 4)])


@st.composite
def models(draw: st.DrawFn) -> BaseModel:
    heads, kv_heads = draw(HEADS)
    experts = draw(st.sampled_from([1, 1, 1, 4]))
    architecture = Architecture(
        hidden_size=draw(st.integers(8, 256)) * 16,
        num_layers=draw(st.integers(1, 80)),
        num_heads=heads,
        num_kv_heads=kv_heads,
        head_dim=draw(st.sampled_from([64, 128, 256])),
        intermediate_size=draw(st.integers(16, 2_000)) * 16,
        vocab_size=draw(st.integers(100, 300_000)),
        tied_embeddings=draw(st.booleans()),
        qkv_bias=draw(st.booleans()),
        fused_projections=draw(st.booleans()),
        mlp=draw(st.sampled_from(Mlp)),
        experts=experts,
        experts_per_token=draw(st.integers(1, experts)),
    )
    return BaseModel(name="any", architecture=architecture, source="")


inputs = st.builds(
    CostInputs,
    documents=st.integers(0, 10**9),
    pages=st.floats(0, 10_000),
    page_tokens=st.integers(1, 10_000),
    document_tokens=st.none() | st.integers(0, 10**7),
    chunk=st.integers(101, 10_000),
    overlap=st.integers(0, 100),
    top_k=st.integers(1, 50),
    queries=st.integers(0, 10**12),
    dimensions=st.integers(1, 8_192),
    precision=st.sampled_from(INPUTS["precision"].choices),
    engine=st.sampled_from(INPUTS["engine"].choices),
    replicas=st.integers(0, 5),
    rank=st.integers(1, 64),
    targets=st.sampled_from(["all-linear", "attention", "mlp"]),
    dora=st.booleans(),
    double_quant=st.booleans(),
    states=st.sampled_from([each.value for each in States]),
    batch=st.integers(1, 512),
    sequence=st.integers(1, 131_072),
    checkpointing=st.booleans(),
    attention=st.sampled_from(INPUTS["attention"].choices),
    gpus=st.integers(1, 64),
    examples=st.integers(0, 10**8),
    epochs=st.floats(0, 100),
    gpu_price=st.none() | st.floats(0, 1_000),
    memory_price=st.none() | st.floats(0, 1_000),
)


def trained(given_inputs: CostInputs, model: BaseModel, method: Method) -> TrainingEstimate:
    """Return an estimate; cases whose rank is too large for the model are left out."""
    try:
        return estimate_training(given_inputs, model, method)
    except ProblemsError:
        reject()


def ends(figure: Figure) -> tuple[float, float, float]:
    return figure.low, figure.expected, figure.high


def no_more(less: Figure, more: Figure) -> bool:
    return all(one <= other for one, other in zip(ends(less), ends(more), strict=True))


def all_figures(training: TrainingEstimate) -> tuple[Figure, ...]:
    return (*training.figures, *training.memory, training.peak)


@settings(max_examples=40)
@given(inputs, models())
def test_qlora_needs_no_more_than_lora_and_lora_no_more_than_full(
    given_inputs: CostInputs, model: BaseModel
) -> None:
    qlora, lora, full = (trained(given_inputs, model, each).peak for each in Method)
    assert no_more(qlora, lora)
    assert no_more(lora, full)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize(
    "name", ["batch", "sequence", "rank", "examples", "example_tokens", "epochs"]
)
@settings(max_examples=40)
@given(inputs, models(), st.integers(1, 1_000))
def test_more_of_what_is_trained_on_never_costs_less(
    name: str, method: Method, given_inputs: CostInputs, model: BaseModel, more: int
) -> None:
    less = trained(given_inputs, model, method)
    larger = replace(given_inputs, **{name: getattr(given_inputs, name) + more})
    assume(not find_problems(larger))
    for one, other in zip(
        all_figures(less), all_figures(trained(larger, model, method)), strict=True
    ):
        assert no_more(one, other), one.id


@pytest.mark.parametrize(
    "name",
    [
        *("documents", "pages", "page_tokens", "queries", "top_k", "dimensions", "replicas"),
        *("template", "changed", "rebuilds", "links", "lists"),
    ],
)
@settings(max_examples=40)
@given(inputs, st.integers(1, 1_000))
def test_more_documents_or_queries_never_cost_less(
    name: str, given_inputs: CostInputs, more: int
) -> None:
    larger = replace(given_inputs, **{name: getattr(given_inputs, name) + more})
    assume(not find_problems(larger))
    for one, other in zip(
        estimate_retrieval(given_inputs), estimate_retrieval(larger), strict=True
    ):
        assert no_more(one, other), one.id


@pytest.mark.parametrize("method", Method)
@settings(max_examples=40)
@given(inputs, models())
def test_the_peak_is_the_sum_of_its_parts_and_every_band_is_in_order(
    method: Method, given_inputs: CostInputs, model: BaseModel
) -> None:
    training = trained(given_inputs, model, method)
    for number in range(3):
        assert ends(training.peak)[number] == sum(ends(part)[number] for part in training.memory)
    for figure in (*all_figures(training), *estimate_retrieval(given_inputs)):
        assert 0 <= figure.low <= figure.expected <= figure.high, figure.id
        assert figure.formula, figure.id


@pytest.mark.parametrize("method", Method)
@settings(max_examples=40)
@given(inputs, models())
def test_gpus_that_fit_hold_what_is_needed(
    method: Method, given_inputs: CostInputs, model: BaseModel
) -> None:
    training = trained(given_inputs, model, method)
    for fit in filter(None, (training.fit, training.tight)):
        assert fit.needed <= fit.memory
        assert fit.count >= given_inputs.gpus
    if training.fit:
        assert training.tight
        assert training.tight.count * training.tight.memory <= (
            training.fit.count * training.fit.memory
        )


@settings(max_examples=40)
@given(inputs)
def test_what_costs_money_is_told_only_where_a_price_is_given(given_inputs: CostInputs) -> None:
    paid = {each.id for each in estimate_retrieval(given_inputs) if each.id.endswith("_money")}
    assert paid == ({"index_memory_money"} if given_inputs.memory_price is not None else set())


@given(st.integers(0, 100_000), st.integers(1, 5_000), st.integers(0, 4_999))
def test_chunks_hold_all_tokens_and_their_overlaps(tokens: int, chunk: int, overlap: int) -> None:
    assume(overlap < chunk)
    chunks = count_chunks(tokens, chunk, overlap)
    starts = range(0, tokens, chunk - overlap)
    made = [(start, min(start + chunk, tokens)) for start in starts]
    needed = next((at + 1 for at, (_, end) in enumerate(made) if end == tokens), 0)
    assert chunks == needed
    embedded = sum(end - start for start, end in made[:needed])
    assert count_embedded(tokens, chunk, overlap) == embedded


@given(models(), st.integers(1, 8), st.sampled_from(["all-linear", "attention", "mlp"]))
def test_the_file_of_an_adapter_is_its_parameters_and_a_header(
    model: BaseModel, rank: int, targets: str
) -> None:
    assume(model.architecture.num_layers <= 8)
    names = select_targets(model.architecture, targets)
    training = trained(CostInputs(rank=rank, targets=targets), model, Method.LORA)
    params = next(each for each in training.figures if each.id == "trainable_params").expected
    size = adapter_file_bytes(model.architecture, names, rank)
    modules = sum(model.architecture.copies(name) for name in names) * model.architecture.num_layers
    assert 0 < size - 4 * params < 100 + 400 * modules
    assert size % 4 == 0


@given(st.integers(0, 10**18))
def test_sizes_as_text_are_read_back_to_three_digits(size: int) -> None:
    decimal, _, binary = format_bytes(size).partition(" (")
    for text in filter(None, (decimal, binary.removesuffix(")"))):
        assert parse_bytes(text) == pytest.approx(size, rel=0.006, abs=1)


@given(st.sampled_from(list(INPUTS.values())), st.data())
def test_valid_values_are_read_back_from_text(wanted: Input, data: st.DataObject) -> None:
    if not wanted.is_number:
        return
    assert wanted.low is not None
    assert wanted.high is not None
    numbers = (
        st.integers(int(wanted.low), int(wanted.high))
        if wanted.whole
        else st.floats(wanted.low, wanted.high)
    )
    value = data.draw(numbers)
    text = f"{value:,}" if wanted.whole else repr(value)
    assert parse_input(wanted.name, text) == value


@given(
    st.sampled_from(list(INPUTS)),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
)
def test_any_value_is_taken_or_refused_with_the_valid_range(name: str, value: object) -> None:
    wanted = INPUTS[name]
    problem: UsageError | None = None
    taken: Value | None = None
    try:
        taken = check_value(name, value)
    except UsageError as error:
        problem = error
    if problem is None:
        assert taken == value
    else:
        assert wanted.range in problem.what
        assert problem.location == (name,)
