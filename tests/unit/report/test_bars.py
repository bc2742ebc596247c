from __future__ import annotations

from ragft_tui.core.model import Axis, VerdictType
from ragft_tui.core.verdict import Score
from ragft_tui.report.bars import draw_bar, draw_shares


def score(points: int, *, needed: bool = False) -> Score:
    return Score(Axis.KNOWLEDGE, points, firm=False, needed=needed)


def test_a_bar_is_as_long_as_its_points_and_leaves_reading_to_the_text_beside_it() -> None:
    drawn = draw_bar(score(2), 4)
    assert 'aria-hidden="true"' in drawn
    assert 'width="50" height="6" fill="var(--retrieval)"' in drawn


def test_an_axis_that_is_needed_whatever_its_points_is_an_outline_up_to_the_mark() -> None:
    drawn = draw_bar(score(0, needed=True), 4)
    assert 'width="100" height="6" fill="none" stroke="var(--retrieval)"' in drawn


def test_shares_are_named_with_their_counts() -> None:
    drawn = draw_shares([(VerdictType.FINETUNING, 3), (None, 1)])
    assert 'aria-label="fine-tuning 3, undecided 1"' in drawn
    assert 'width="747"' in drawn
