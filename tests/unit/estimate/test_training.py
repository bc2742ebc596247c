from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.costs import CostInputs, Figure, Method, TrainingEstimate
from ragft_tui.core.errors import ProblemsError
from ragft_tui.estimate.training import estimate_training
from ragft_tui.storage.base_models import find_base_model

LLAMA = find_base_model("llama-3.1-8b")
SMALL = find_base_model("tinyllama-1.1b")


def figures(training: TrainingEstimate) -> dict[str, Figure]:
    every = (*training.figures, *training.memory, training.peak)
    return {figure.id: figure for figure in every}


def trained(method: Method, **changes: object) -> dict[str, Figure]:
    inputs = replace(CostInputs(), **changes)  # type: ignore[arg-type]
    return figures(estimate_training(inputs, LLAMA, method))


def test_counts_and_files_are_exact() -> None:
    found = trained(Method.LORA)
    assert found["base_params"].expected == 8_030_261_248
    assert found["trainable_params"].expected == 41_943_040
    assert found["base_file"].expected == 2 * 8_030_261_248
    header = found["tuned_file"].expected - 4 * 41_943_040
    assert 0 < header < 100_000
    assert all(
        found[name].exact for name in ("base_params", "trainable_params", "base_file", "tuned_file")
    )


def test_full_fine_tuning_trains_and_stores_everything() -> None:
    found = trained(Method.FULL)
    assert found["trainable_params"].expected == 8_030_261_248
    assert found["tuned_file"].expected == 2 * 8_030_261_248


@pytest.mark.parametrize(
    ("states", "low", "expected"), [("mixed", 16, 18), ("bf16", 8, 8), ("adam8", 6, 6)]
)
def test_states_of_full_fine_tuning(states: str, low: int, expected: int) -> None:
    found = trained(Method.FULL, states=states)
    parts = [found[name] for name in ("weights", "gradients", "optimizer")]
    assert sum(part.low for part in parts) == low * 8_030_261_248
    assert sum(part.expected for part in parts) == expected * 8_030_261_248


def test_compute_is_arithmetic_and_hours_are_a_band() -> None:
    found = trained(Method.LORA, examples=1_000, example_tokens=500, epochs=2)
    assert found["training_tokens"].expected == 1_000_000
    assert found["training_flop"].expected == 6 * 8_030_261_248 * 1_000_000
    hours = found["gpu_hours"]
    assert hours.expected == pytest.approx(6 * 8_030_261_248e6 / (312e12 * 0.4 * 3_600))
    assert hours.low < hours.expected < hours.high


def test_examples_longer_than_the_sequence_are_cut() -> None:
    found = trained(Method.LORA, examples=10, example_tokens=5_000, epochs=1, sequence=1_000)
    assert found["training_tokens"].expected == 10_000
    assert "Examples longer than the sequence are cut." in found["training_tokens"].assumptions


def test_states_are_shared_out_among_gpus_and_activations_are_not() -> None:
    one, four = (trained(Method.FULL, gpus=count) for count in (1, 4))
    assert four["weights"].expected == one["weights"].expected / 4
    assert four["activations"] == one["activations"]
    assert "each GPU" in four["peak"].name


def test_a_large_batch_leaves_preparation_of_the_base_to_the_high_end() -> None:
    inputs = CostInputs(batch=64, sequence=1_024, double_quant=False)
    qlora = figures(estimate_training(inputs, SMALL, Method.QLORA))
    lora = figures(estimate_training(inputs, SMALL, Method.LORA))
    assert qlora["peak"].expected == pytest.approx(lora["peak"].expected, abs=2)
    assert qlora["activations"].expected < qlora["activations"].high
    assert any("only the high end" in each for each in qlora["activations"].assumptions)


def test_the_smallest_gpu_that_fits_is_named_and_the_one_for_what_is_expected() -> None:
    small = estimate_training(CostInputs(), SMALL)
    assert small.fit
    assert (small.fit.gpu, small.fit.count) == ("T4 16 GB", 1)
    large = estimate_training(CostInputs(), LLAMA, Method.FULL)
    assert large.fit
    assert (large.fit.gpu, large.fit.count) == ("A100 80 GB", 3)
    assert large.fit.needed <= large.fit.memory


def test_no_number_of_gpus_holds_activations_that_are_too_large() -> None:
    inputs = CostInputs(batch=4_096, sequence=1_048_576)
    assert estimate_training(inputs, LLAMA).fit is None


def test_a_rank_is_limited_by_what_is_adapted() -> None:
    inputs = CostInputs(rank=4_000)
    with pytest.raises(ProblemsError, match="from 1 to 1,331 for these modules"):
        estimate_training(inputs, LLAMA)
    assert estimate_training(inputs, LLAMA, Method.FULL).peak.expected > 0


def test_an_unknown_module_is_a_problem_of_the_input() -> None:
    with pytest.raises(ProblemsError) as caught:
        estimate_training(CostInputs(targets="nothing"), LLAMA)
    assert caught.value.location == ("targets",)


def test_a_price_of_a_gpu_makes_money() -> None:
    found = trained(Method.LORA, gpu_price=2)
    assert found["gpu_hours_money"].expected == pytest.approx(2 * found["gpu_hours"].expected)
    assert "gpu_hours_money" not in trained(Method.LORA)
