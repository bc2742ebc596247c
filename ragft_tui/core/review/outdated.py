"""Outdated reviews: another edition of the rulebook made them stale, by rules that are named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ragft_tui.core.decision import ReviewState, review_state
from ragft_tui.core.model import Axis, Capability, Project, Review, Strength
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import count_noun
from ragft_tui.core.verdict import Assessment, Reason, ReasonKind, assess


@dataclass(frozen=True, slots=True)
class Shift:
    """What moved a verdict on one axis."""

    axis: Axis | None
    """The axis that came in or dropped out; `None` where the evidence as a whole is gone."""
    reason: Reason | None
    """The rule that moved it; `None` where nothing asks for the axis any more."""
    sentence: str
    """All of it in words, without a full stop."""


@dataclass(frozen=True, slots=True)
class OutdatedReview:
    """A review of an earlier edition whose verdict the present one does not come to."""

    number: int
    """The number of the capability, from 1."""
    capability: Capability
    review: Review
    now: Assessment
    shifts: tuple[Shift, ...]
    """At least one; what came in before what dropped out."""


def find_outdated_reviews(project: Project, rulebook: Rulebook) -> tuple[OutdatedReview, ...]:
    """Return the stale reviews that were made under another edition, in the order of the file."""
    return tuple(_outdated(project, rulebook))


def _outdated(project: Project, rulebook: Rulebook) -> Iterator[OutdatedReview]:
    for number, capability in enumerate(project.capabilities, start=1):
        review = capability.review
        if review is None or review.rulebook == rulebook.edition:
            continue
        if review_state(capability, rulebook) is ReviewState.STALE:
            now = assess(capability, rulebook)
            shifts = find_shifts(review, now, rulebook.threshold)
            yield OutdatedReview(number, capability, review, now, shifts)


def find_shifts(review: Review, now: Assessment, threshold: int) -> tuple[Shift, ...]:
    """Return what moved a verdict since it was judged.

    An axis comes in by its firmest reason. It drops out by a gate, or what speaks against it, or by
    reasons that are too few, of which the weightiest is named; or because there is none left.

    Args:
        review: What was judged.
        now: The verdict as it is now.
        threshold: The points at which an axis is part of the verdict.
    """
    before, after = review.judged.axes, now.type.axes
    shifts = (
        *(_came_in(axis, now) for axis in Axis if axis in after - before),
        *(_dropped_out(axis, now, threshold) for axis in Axis if axis in before - after),
    )
    if shifts or now.strength is not Strength.OPEN:
        return shifts
    reason = now.reasons[0]
    return (Shift(None, reason, reason.clause),)


def _came_in(axis: Axis, now: Assessment) -> Shift:
    asking = (each for each in _evidence_on(axis, now) if each.firm or each.points > 0)
    reason = next(asking, None)
    return Shift(axis, reason, f"{axis} is now part of the verdict{_because(reason)}")


def _dropped_out(axis: Axis, now: Assessment, threshold: int) -> Shift:
    evidence = _evidence_on(axis, now)
    gates = (
        each for each in now.reasons if each.kind is ReasonKind.GATE and each.axis in {None, axis}
    )
    against = (each for each in evidence if each.points < 0)
    held = next(chain(gates, against), None)
    reason = held or next((each for each in evidence if each.points > 0), None)
    if reason is None:
        return Shift(axis, None, f"{axis} is no longer part of the verdict: nothing asks for it")
    score = now.knowledge if axis is Axis.KNOWLEDGE else now.behaviour
    points = count_noun(score.points, "point")
    few = "" if held else f", with {points}, and it needs {threshold}"
    sentence = f"{axis} is no longer part of the verdict{few}{_because(reason)}"
    return Shift(axis, reason, sentence)


def _evidence_on(axis: Axis, now: Assessment) -> tuple[Reason, ...]:
    """Return what answers and words say of an axis, the firmest first."""
    aside = {ReasonKind.GATE, ReasonKind.SOFTENER, ReasonKind.NOTHING}
    return tuple(each for each in now.reasons if each.axis is axis and each.kind not in aside)


def _because(reason: Reason | None) -> str:
    return f": {reason.grounds}" if reason else ""
