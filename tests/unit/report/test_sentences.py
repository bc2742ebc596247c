from __future__ import annotations

from ragft_tui.core.model import Axis
from ragft_tui.core.verdict import Score
from ragft_tui.report.sentences import describe_points


def score(points: int) -> Score:
    return Score(Axis.KNOWLEDGE, points, firm=False, needed=False)


def test_points_are_said_with_what_is_needed() -> None:
    assert describe_points(score(9), 4) == "9 points, needs 4"
    assert describe_points(score(-1), 4) == "-1 point, needs 4"
