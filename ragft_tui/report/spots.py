"""Where a capability stands on a map of any size: the region of what counts, and how far in it.

Both axes have the scale of the verdict bars: the threshold is in the middle, twice as much at the
end, and a guard goes to the end at once.
"""

from __future__ import annotations

from fractions import Fraction

from ragft_tui.core.model import Axis, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.verdict import ReasonKind, Score
from ragft_tui.report.view import CapabilityView


@dataclass(frozen=True, slots=True)
class Spot:
    """The position of a capability in the region of the type that counts."""

    type: VerdictType
    """The region; what is undecided stands in that of prompting."""
    across: Fraction
    """How far knowledge reaches into the region, from 0 to 1."""
    up: Fraction
    """The same of behaviour."""


def is_right(region: VerdictType) -> bool:
    """Return whether a region is in the right half of a map, where knowledge is needed."""
    return Axis.KNOWLEDGE in region.axes


def is_upper(region: VerdictType) -> bool:
    """Return whether a region is in the upper half of a map, where behaviour is needed."""
    return Axis.BEHAVIOUR in region.axes


def spot_of(item: CapabilityView) -> Spot:
    """Return where a capability stands."""
    verdict, region = item.assessment, item.effective or VerdictType.PROMPTING
    guarded = {reason.axis for reason in verdict.reasons if reason.kind is ReasonKind.GUARD}
    across, up = (
        _share(
            score,
            item.rulebook.threshold,
            beyond=score.axis in region.axes,
            guarded=score.axis in guarded,
        )
        for score in verdict.scores
    )
    return Spot(region, across, up)


def fill_of(score: Score, threshold: int) -> Fraction:
    """Return how much of a bar is full, from 0 to 1; the threshold is in the middle.

    Args:
        score: The score on one axis.
        threshold: The points at which an axis is part of a verdict.
    """
    most = 2 * threshold
    points = max(score.points, threshold if score.needed else 0)
    return Fraction(min(max(points, 0), most), most)


def _share(score: Score, threshold: int, *, beyond: bool, guarded: bool) -> Fraction:
    """Return how far a score reaches into a region before or beyond the threshold."""
    if beyond and guarded and score.needed:
        return Fraction(1)
    first, last = (threshold, 2 * threshold) if beyond else (0, max(threshold - 1, 1))
    return Fraction(min(max(score.points, first), last) - first, last - first)
