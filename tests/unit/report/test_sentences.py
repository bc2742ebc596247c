from __future__ import annotations

from ragft_tui.core.model import Axis
from ragft_tui.core.verdict import Score
from ragft_tui.report.sentences import describe_points


def score(points: int, *, needed: bool = False) -> Score:
    return Score(Axis.KNOWLEDGE, points, firm=False, needed=needed)


def test_points_are_said_with_what_is_needed() -> None:
    assert describe_points(score(9, needed=True), 4) == "9 points, needs 4"
    assert describe_points(score(-1), 4) == "-1 point, needs 4"


def test_points_never_contradict_the_verdict() -> None:
    assert describe_points(score(0, needed=True), 4) == "needed, whatever its points"
    assert describe_points(score(4), 4) == "4 points, needs 4, but held back"
