"""The two bars: how far, and the one reason that moved them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.model import Answer, Capability
from ragft_tui.core.verdict import Assessment, assess
from ragft_tui.tui.widgets.verdict_bars import BAR_EMPTY, BAR_FULL, BAR_MARK, VerdictBars
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


async def test_each_axis_has_its_bar_and_the_verdict_stands_below() -> None:
    async with bars() as widget:
        widget.show(assessed(citations="required"), rulebook().threshold)
        bars_line, reason = drawn(widget)
        assert bars_line.startswith(f"knowledge {BAR_FULL}")
        assert bars_line.count(BAR_MARK) == 2
        assert bars_line.rstrip().endswith("0 of 4")
        assert reason.startswith("◆ retrieval, lean   Every answer must name a source")


async def test_without_evidence_both_bars_are_empty_and_the_verdict_undecided() -> None:
    async with bars() as widget:
        widget.show(assessed(), rulebook().threshold)
        bars_line, reason = drawn(widget)
        assert BAR_FULL not in bars_line
        assert reason.startswith("? undecided")


@pytest.mark.parametrize(
    ("points", "beyond"), [(-5, -1), (0, -1), (2, -1), (3, 0), (6, 1), (99, 1)]
)
async def test_the_mark_is_reached_with_the_threshold_and_no_bar_overflows(
    points: int, beyond: int
) -> None:
    async with bars() as widget:
        assessment = assessed()
        score = replace(assessment.knowledge, points=points, needed=False)
        widget.show(replace(assessment, knowledge=score), 3)
        knowledge, _, behaviour = drawn(widget)[0].partition("behaviour")
        assert f" {points} of 3" in knowledge
        before, _, after = knowledge.partition(BAR_MARK)
        assert (BAR_EMPTY not in before) == (beyond >= 0)
        assert (BAR_FULL in after) == (beyond > 0)
        assert len(knowledge) == len(behaviour) + len("behaviour") + 3
        assert behaviour.count(BAR_FULL) == 0


async def test_a_hard_need_fills_the_bar_to_the_mark_and_has_no_number() -> None:
    async with bars() as widget:
        assessment = assessed()
        score = replace(assessment.knowledge, points=0, needed=True)
        widget.show(replace(assessment, knowledge=score), 3)
        knowledge = drawn(widget)[0].partition("behaviour")[0]
        assert BAR_EMPTY not in knowledge.partition(BAR_MARK)[0]
        assert knowledge.rstrip().endswith("needed")


async def test_without_room_for_bars_the_points_remain() -> None:
    async with bars(42) as widget:
        widget.show(assessed(citations="required"), rulebook().threshold)
        expected = "knowledge 4 of 4 behaviour 0 of 4"
        assert " ".join(drawn(widget)[0].split()) == expected


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
        assert len(drawn(widget)[1]) <= 38


async def test_a_bar_over_the_line_that_is_held_back_is_explained() -> None:
    async with bars(100) as widget:
        before = assessed(baseline="nothing", volatility="monthly")
        after = assessed(baseline="nothing", volatility="monthly", tone="strict")
        widget.show(after, 4, before)
        text = widget.render().plain
        assert "Knowledge and behaviour are over the line, but held back: a good prompt" in text
