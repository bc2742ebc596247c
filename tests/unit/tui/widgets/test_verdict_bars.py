"""The two bars: how far, and the one reason that moved them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.model import Answer, Capability
from ragft_tui.core.verdict import Assessment, assess
from ragft_tui.tui.widgets.verdict_bars import BAR_EMPTY, BAR_FULL, VerdictBars
from tests.support.bare import BareApp
from tests.support.pilot import rulebook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult


class OneWidget(BareApp):
    """Only the bars."""

    def compose(self) -> ComposeResult:
        yield VerdictBars()


@asynccontextmanager
async def bars(width: int = 80) -> AsyncIterator[VerdictBars]:
    app = OneWidget()
    async with app.run_test(size=(width, 5)):
        yield app.query_one(VerdictBars)


def assessed(**answers: str) -> Assessment:
    given = tuple(Answer(question, value) for question, value in answers.items())
    return assess(Capability("a", "A", "B", answers=given), rulebook())


def drawn(widget: VerdictBars) -> tuple[str, str]:
    """Return the line of the bars and the line of the reason."""
    bars, reason = widget.render().plain.split("\n")
    return bars, reason


async def test_nothing_is_drawn_before_there_is_something_to_assess() -> None:
    async with bars() as widget:
        assert widget.render().plain == ""
        widget.show(None, rulebook().threshold)
        assert widget.render().plain == ""


async def test_each_axis_has_its_bar_and_the_verdict_stands_beside() -> None:
    async with bars() as widget:
        widget.show(assessed(citations="required"), rulebook().threshold)
        bars_line, reason = drawn(widget)
        assert bars_line.startswith(f"knowledge {BAR_FULL}")
        assert bars_line.endswith(f"behaviour {BAR_EMPTY * 14}   retrieval, lean")
        assert reason.startswith("Every answer must name a source")


async def test_without_evidence_both_bars_are_empty_and_the_verdict_undecided() -> None:
    async with bars() as widget:
        widget.show(assessed(), rulebook().threshold)
        bars_line, _ = drawn(widget)
        assert BAR_FULL not in bars_line
        assert "undecided" in bars_line


@pytest.mark.parametrize(("points", "full"), [(-5, 0), (0, 0), (3, 7), (6, 14), (100, 14)])
async def test_the_threshold_is_half_of_a_bar_and_no_bar_overflows(points: int, full: int) -> None:
    async with bars() as widget:
        assessment = assessed()
        score = replace(assessment.knowledge, points=points, needed=False)
        widget.show(replace(assessment, knowledge=score), 3)
        knowledge, _, behaviour = drawn(widget)[0].partition("behaviour")
        assert knowledge.count(BAR_FULL) == full
        assert knowledge.count(BAR_EMPTY) == 14 - full
        assert behaviour.count(BAR_FULL) == 0


async def test_a_guard_fills_half_a_bar_at_least() -> None:
    async with bars() as widget:
        assessment = assessed()
        score = replace(assessment.knowledge, points=0, needed=True)
        widget.show(replace(assessment, knowledge=score), 3)
        assert drawn(widget)[0].count(BAR_FULL) == 7


async def test_the_reason_told_is_the_one_that_is_new() -> None:
    async with bars(200) as widget:
        before = assessed(citations="required")
        after = assessed(citations="required", tone="strict")
        widget.show(before, rulebook().threshold)
        widget.show(after, rulebook().threshold, before)
        assert "It must always write" in drawn(widget)[1]


async def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    async with bars(40) as widget:
        widget.show(assessed(citations="required"), rulebook().threshold)
        assert drawn(widget)[1].endswith("…")
        assert len(drawn(widget)[1]) == 38
