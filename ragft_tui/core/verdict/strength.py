"""The strength of a verdict: how firm the evidence for it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from ragft_tui.core.model import Axis, Strength
from ragft_tui.core.records import dataclass
from ragft_tui.core.verdict.evidence import Reason, ReasonKind
from ragft_tui.core.verdict.rules import AppliedRules

_QUIET: Final = 1
"""The most points of an axis that is not part of a clear verdict."""


@dataclass(frozen=True, slots=True)
class Score:
    """How much the evidence asks for one axis."""

    axis: Axis
    points: int
    firm: bool
    """Whether a guard or answers that suffice stand for it."""
    needed: bool
    """Whether it is part of the verdict."""


def strength_of(
    rules: AppliedRules,
    scores: Collection[Score],
    tempering: Sequence[Reason],
    *,
    asked: bool,
    settled: Callable[[], bool],
) -> Strength:
    """Return the strength of a verdict.

    It is clear when each of its axes rests on a guard or on answers that suffice, the other axis is
    quiet, nothing speaks against it, and no question that is open can change its type. Without an
    axis it is open, and shown as undecided, where no question was answered and no words deny a
    need: words that ask for too little are no evidence of no need.

    Args:
        rules: The rules that hold.
        scores: What the evidence asks for on each axis.
        tempering: The gates, and the softeners that hold on an axis of the verdict.
        asked: Whether a question has a known answer that says more than what is ready.
        settled: Returns whether no question that is open can change the type.
    """
    needed = {score.axis for score in scores if score.needed}
    against = (
        *rules.contradictions,
        *(each for each in tempering if each.outweighed or each.kind is ReasonKind.SOFTENER),
        *(reason for reason in rules.reasons if reason.points < 0 and reason.axis in needed),
    )
    firm = all(
        score.firm if score.needed else not score.firm and score.points <= _QUIET
        for score in scores
    )
    if not (needed or asked or _denies(rules.reasons)):
        return Strength.OPEN
    return Strength.CLEAR if firm and not against and settled() else Strength.LEAN


def _denies(reasons: Iterable[Reason]) -> bool:
    return any(
        reason.kind is ReasonKind.WORDS and (reason.points < 0 or reason.axis is None)
        for reason in reasons
    )
