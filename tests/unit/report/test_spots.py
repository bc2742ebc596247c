from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ragft_tui.core.model import Axis, Review, VerdictType
from ragft_tui.core.verdict import Score
from ragft_tui.report.spots import Spot, fill_of, spot_of
from ragft_tui.report.view import CapabilityView
from tests.support.projects import described, packaged_rulebook
from tests.support.reviewed import TODAY

RULEBOOK = packaged_rulebook()
VOICE = described("Voice", tone="strict")


def test_a_guard_goes_to_the_end_and_what_is_quiet_stays_at_the_start() -> None:
    spot = spot_of(CapabilityView(described("Facts", volatility="weekly"), RULEBOOK))
    assert spot == Spot(VerdictType.RETRIEVAL, Fraction(1), Fraction(0))


def test_a_decision_moves_it_to_the_edge_of_its_region() -> None:
    decided = Review(
        *("overridden", VerdictType.FINETUNING, "default 2", TODAY),
        type=VerdictType.RETRIEVAL,
        because="So.",
    )
    spot = spot_of(CapabilityView(replace(VOICE, review=decided), RULEBOOK))
    assert spot == Spot(VerdictType.RETRIEVAL, Fraction(0), Fraction(1))


def test_what_is_undecided_stands_with_prompting() -> None:
    spot = spot_of(CapabilityView(described("Small"), RULEBOOK))
    assert spot == Spot(VerdictType.PROMPTING, Fraction(0), Fraction(0))


def test_a_bar_is_half_full_at_the_threshold_and_never_overflows() -> None:
    def filled(points: int, *, needed: bool = False) -> Fraction:
        return fill_of(Score(Axis.KNOWLEDGE, points, firm=False, needed=needed), 4)

    assert [filled(points) for points in (-2, 0, 4, 99)] == [0, 0, Fraction(1, 2), 1]
    assert filled(1, needed=True) == Fraction(1, 2)
