from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.costs import Figure
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.review import ProjectCosts
from ragft_tui.session.project_costs import project_costs
from tests.support.projects import described, packaged_rulebook

RULEBOOK = packaged_rulebook()
FACTS = described("Facts", citations="required", source="collection", access="no")
VOICE = described("Voice", tone="strict", format="free")
LIVE = described("Live", citations="required", source="live")
PROMPT = described("Prompt", baseline="nothing", tone="none", citations="none", source="none")


def of(*items: Capability, **inputs: float | str) -> ProjectCosts:
    project = Project("App", capabilities=items, costs=tuple(inputs.items()))
    return project_costs(project, RULEBOOK)


def named(item: Capability, question: str, name: str) -> Capability:
    return replace(item, named=((question, name),))


def total(costs: ProjectCosts, identity: str) -> Figure:
    figure = costs.total(identity)
    assert figure is not None
    return figure


def again(item: Capability) -> Capability:
    return replace(item, id=f"{item.id}-2", name=f"{item.name} 2")


def test_one_index_has_the_figures_of_one() -> None:
    costs = of(FACTS)
    for identity in ("chunks", "embedding_tokens", "index_memory", "index_disk"):
        assert total(costs, identity).expected == costs.one.find(identity).expected  # type: ignore[union-attr]


def test_a_shared_index_costs_no_more_than_one_and_two_cost_twice() -> None:
    shared = named(FACTS, "source", "help centre")
    assert total(of(shared, again(shared)), "chunks") == total(of(shared), "chunks")
    two = total(of(FACTS, again(FACTS)), "chunks")
    one = total(of(FACTS), "chunks")
    assert (two.low, two.expected, two.high) == (one.low, 2 * one.expected, 2 * one.high)


def test_the_base_model_is_there_once_however_many_adapters() -> None:
    one, two = of(VOICE), of(VOICE, again(VOICE))
    assert total(two, "base_file") == total(one, "base_file")
    assert total(two, "tuned_file").expected == 2 * total(one, "tuned_file").expected
    assert total(two, "gpu_hours").expected == pytest.approx(2 * total(one, "gpu_hours").expected)


def test_without_training_there_is_no_base_model_and_without_search_no_index() -> None:
    assert of(FACTS).total("base_file") is None
    assert of(VOICE).total("chunks") is None
    assert of(VOICE).total("query_tokens_month") is None


def test_a_call_and_a_prompt_cost_the_tokens_of_their_instructions() -> None:
    for item in (LIVE, PROMPT):
        costs = of(item, queries=500, template=120)
        assert [figure.id for figure in costs.totals] == ["query_tokens_month"]
        assert total(costs, "query_tokens_month").expected == 60_000


def test_a_number_of_requests_counts_in_the_place_of_queries() -> None:
    item = described("Prompt", baseline="nothing", volume=7)
    assert total(of(item, template=10), "query_tokens_month").expected == 70


def test_what_hardly_ever_changes_is_embedded_again_only_for_rebuilds() -> None:
    static = described("Facts", citations="required", source="collection", volatility="static")
    assert total(of(static, rebuilds=0), "reindex_tokens_month").expected == 0
    built = total(of(static, rebuilds=12), "reindex_tokens_month").expected
    assert built == total(of(static), "embedding_tokens").expected


def test_faster_facts_are_embedded_again_more_often() -> None:
    loads = [
        total(
            of(described("F", citations="required", source="collection", volatility=value)),
            "reindex_tokens_month",
        ).expected
        for value in ("static", "monthly", "weekly", "daily", "realtime")
    ]
    assert loads == sorted(set(loads))


def test_money_is_there_where_a_price_is() -> None:
    assert not [each for each in of(FACTS, VOICE).totals if "money" in each.unit.value]
    priced = of(PROMPT, queries=1_000, template=1_000, prompt_price=2.0)
    assert total(priced, "query_tokens_month_money").expected == pytest.approx(2.0)


def test_a_wrong_half_is_told_and_the_other_stays() -> None:
    costs = of(FACTS, VOICE, PROMPT, chunk=100, overlap=100)
    assert [str(each.location) for each in costs.problems] == ["overlap"]
    assert costs.total("chunks") is None
    assert costs.total("gpu_hours") is not None
    assert costs.total("query_tokens_month") is not None


def test_an_unknown_base_model_leaves_the_index_alone() -> None:
    costs = of(FACTS, VOICE, model="no such model")
    assert costs.problems
    assert costs.total("chunks") is not None
    assert costs.total("gpu_hours") is None
