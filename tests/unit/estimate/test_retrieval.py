from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.costs import CostInputs, Figure
from ragft_tui.core.errors import ProblemsError
from ragft_tui.estimate.retrieval import estimate_retrieval

MEASURED = CostInputs(
    documents=100, document_tokens=10_000, chunk=1_000, overlap=200, dimensions=1_024
)


def found(inputs: CostInputs) -> dict[str, Figure]:
    return {figure.id: figure for figure in estimate_retrieval(inputs)}


def values(figure: Figure) -> tuple[float, float, float]:
    return figure.low, figure.expected, figure.high


def test_measured_documents_give_exact_counts() -> None:
    figures = found(MEASURED)
    assert values(figures["corpus_tokens"]) == (1_000_000,) * 3
    assert values(figures["chunks"]) == (1_300,) * 3
    assert values(figures["embedding_tokens"]) == (1_240_000,) * 3
    assert values(figures["vectors"]) == (1_300 * 4_096,) * 3


def test_pages_are_a_band() -> None:
    figures = found(CostInputs(documents=1, pages=10))
    assert values(figures["corpus_tokens"]) == (5_000, 5_000, 8_000)


def test_the_band_over_engines_is_told_until_one_is_chosen() -> None:
    raw = 1_300 * 4_096
    memory = found(MEASURED)["index_memory"]
    assert values(memory) == pytest.approx((1.05 * raw, 1.5 * raw, 2 * raw), abs=1)
    qdrant = found(replace(MEASURED, engine="qdrant"))["index_memory"]
    assert values(qdrant) == (1.5 * raw,) * 3
    assert qdrant.sources[0].title.startswith("Qdrant")


def test_replicas_are_copies_of_the_whole_index() -> None:
    one, three = (found(replace(MEASURED, replicas=count)) for count in (0, 2))
    for name in ("index_memory", "index_disk"):
        assert three[name].expected == pytest.approx(3 * one[name].expected, abs=3)


def test_small_vectors_need_less_memory_and_have_their_originals_on_disk() -> None:
    full, small = (found(replace(MEASURED, precision=kind)) for kind in ("fp32", "int8"))
    assert small["index_memory"].expected == full["index_memory"].expected / 4
    assert small["index_disk"].expected > full["index_disk"].expected - (
        full["index_memory"].expected - small["index_memory"].expected
    )
    assert any("full vectors" in each for each in small["index_disk"].assumptions)


def test_prompts_hold_chunks_and_instructions() -> None:
    figures = found(replace(MEASURED, top_k=3, template=50, queries=10))
    assert figures["query_tokens"].expected == 3_050
    assert figures["query_tokens_month"].expected == 30_500


def test_documents_shorter_than_a_chunk_are_searched_whole() -> None:
    figures = found(replace(MEASURED, document_tokens=100, top_k=3, template=50))
    assert figures["query_tokens"].expected == 350


def test_what_changed_is_embedded_again_and_everything_with_a_new_model() -> None:
    figures = found(replace(MEASURED, changed=50, rebuilds=6))
    assert figures["reindex_tokens_month"].expected == 1_240_000


def test_nothing_to_search_costs_nothing_but_instructions() -> None:
    figures = found(replace(MEASURED, documents=0))
    assert all(figure.expected == 0 for name, figure in figures.items() if "query" not in name)
    assert figures["query_tokens"].expected == 200


def test_prices_that_are_given_make_money() -> None:
    paid = found(replace(MEASURED, embedding_price=2, memory_price=10))
    assert paid["embedding_tokens_money"].expected == pytest.approx(2.48)
    assert paid["index_memory_money"].expected == pytest.approx(0.0798720)
    assert not [name for name in found(MEASURED) if name.endswith("money")]


def test_a_price_that_is_wrong_leaves_the_other_figures() -> None:
    figures = found(replace(MEASURED, embedding_price=-1, memory_price=10))
    assert "embedding_tokens_money" not in figures
    assert "index_memory_money" in figures
    assert figures["chunks"].expected == 1_300


def test_wrong_inputs_are_told_all_at_once() -> None:
    with pytest.raises(ProblemsError) as caught:
        estimate_retrieval(replace(MEASURED, overlap=5_000, dimensions=0, rank=0))
    assert [each.location[-1] for each in caught.value.problems] == ["dimensions", "overlap"]


@pytest.mark.parametrize("figure", estimate_retrieval(CostInputs()), ids=lambda each: each.id)
def test_every_figure_tells_its_formula(figure: Figure) -> None:
    assert figure.formula
    assert figure.assumptions or figure.sources
