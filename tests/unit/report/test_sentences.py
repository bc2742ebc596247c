from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.model import Axis
from ragft_tui.core.verdict import Score
from ragft_tui.report.sentences import describe_points, describe_score, shorten_points


def score(points: int, *, needed: bool = False) -> Score:
    return Score(Axis.KNOWLEDGE, points, firm=False, needed=needed)


def test_points_are_said_with_what_is_needed() -> None:
    assert describe_points(score(9, needed=True), 4) == "9 points, needs 4"
    assert describe_points(score(-1), 4) == "-1 point, needs 4"
    assert shorten_points(score(9), 4) == "9 of 4"
    assert shorten_points(score(-1), 4) == "-1 of 4"


def test_points_never_contradict_the_verdict() -> None:
    assert describe_points(score(0, needed=True), 4) == "needed, whatever its points"
    assert describe_points(score(4), 4) == "4 points, needs 4, but held back"


def test_an_axis_that_a_rule_needs_is_needed_whatever_its_points() -> None:
    needed = replace(score(1), needed=True)
    assert shorten_points(needed, 4) == "needed"
    assert describe_points(needed, 4) == "needed, whatever its points"
    assert describe_score(needed, 4) == "Knowledge: needed, whatever its points"
    assert shorten_points(replace(score(4), needed=True), 4) == "4 of 4"
