"""A project costs what its parts cost, and never less where there is more of it."""

from __future__ import annotations

from dataclasses import replace
from math import isclose

from hypothesis import given, settings
from hypothesis import strategies as st

from ragft_tui.core.costs import INPUTS, CostInputs, Figure
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.review import ProjectCosts
from ragft_tui.session.project_costs import project_costs
from tests.support.projects import described, packaged_rulebook

RULEBOOK = packaged_rulebook()

MORE = st.sampled_from(("documents", "pages", "queries", "changed", "rank", "examples", "epochs"))


@st.composite
def items(draw: st.DrawFn) -> tuple[Capability, ...]:
    """Return capabilities of all kinds, some of which share a source or a manner by name."""
    found = []
    for number in range(draw(st.integers(0, 5))):
        answers = {
            "volatility": draw(st.sampled_from(["static", "weekly", "realtime"])),
            "citations": draw(st.sampled_from(["none", "required"])),
            "source": draw(st.sampled_from(["none", "collection", "live", "both"])),
            "tone": draw(st.sampled_from(["none", "strict"])),
            "access": draw(st.sampled_from(["no", "yes"])),
            "volume": draw(st.sampled_from(["low", "high"]) | st.integers(0, 10**6)),
        }
        names = [
            (question, draw(st.sampled_from(["a", "b"])))
            for question in ("source", "tone")
            if draw(st.booleans())
        ]
        item = described(f"c{number}", **answers)
        found.append(replace(item, named=tuple(names)))
    return tuple(found)


def of(capabilities: tuple[Capability, ...], **inputs: float) -> ProjectCosts:
    costs = tuple((name, value) for name, value in inputs.items())
    return project_costs(Project("App", capabilities=capabilities, costs=costs), RULEBOOK)


def ends(figure: Figure) -> tuple[float, float, float]:
    return figure.low, figure.expected, figure.high


@settings(max_examples=60)
@given(items(), st.integers(0, 10**6))
def test_a_total_is_the_sum_of_its_parts(found: tuple[Capability, ...], documents: int) -> None:
    costs = of(found, documents=documents, embedding_price=0.02, gpu_price=1.5)
    for total in costs.totals:
        parts = [
            ends(figure) for part in costs.parts for figure in part.figures if figure.id == total.id
        ]
        sums = map(sum, zip(*parts, strict=True))
        assert all(map(isclose, ends(total), sums))
        assert total.low <= total.expected <= total.high


@settings(max_examples=60)
@given(items(), MORE, st.data())
def test_more_never_costs_less(
    found: tuple[Capability, ...], name: str, data: st.DataObject
) -> None:
    high = min(INPUTS[name].high or 0, 1_000)
    values = st.integers(int(INPUTS[name].low or 0), int(high))
    less, more = sorted((data.draw(values), data.draw(values)))
    before, after = of(found, **{name: less}), of(found, **{name: more})
    for total in before.totals:
        later = after.total(total.id)
        assert later is not None
        pairs = zip(ends(total), ends(later), strict=True)
        assert all(old <= new * (1 + 1e-12) for old, new in pairs)


@settings(max_examples=60)
@given(items(), items())
def test_another_capability_never_costs_less(
    found: tuple[Capability, ...], others: tuple[Capability, ...]
) -> None:
    added = tuple(replace(item, id=f"x{item.id}") for item in others)
    before, after = of(found), of((*found, *added))
    for total in before.totals:
        later = after.total(total.id)
        assert later is not None
        assert total.high <= later.high * (1 + 1e-12)


def test_defaults_are_those_of_the_inputs() -> None:
    assert of(()).inputs == CostInputs()
