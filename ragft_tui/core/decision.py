"""Reviews: a person's decision on a verdict, and whether it still holds."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum

from ragft_tui.core import verdict as verdicts
from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import check_text
from ragft_tui.core.model import Capability, Project, Review, Strength, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import is_blank


class ReviewState(StrEnum):
    """The state of the review of a capability."""

    NONE = "none"
    ACCEPTED = "accepted"
    OVERRIDDEN = "overridden"
    STALE = "stale"

    @property
    def pending(self) -> bool:
        """Whether a decision is still asked for."""
        return self in {ReviewState.NONE, ReviewState.STALE}


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How far the review of a project has come."""

    total: int
    decided: int
    stale: int
    types: tuple[tuple[VerdictType | None, int], ...]
    """How many count as each type, as undecided last; nothing of which there is none."""


def review_state(capability: Capability, rulebook: Rulebook) -> ReviewState:
    """Return the state of a review; it is stale if the verdict has changed since.

    So is one that accepted a verdict of which no evidence is left.
    """
    review = capability.review
    if review is None:
        return ReviewState.NONE
    verdict = verdicts.assess(capability, rulebook)
    gone = review.decision == "accepted" and verdict.strength is Strength.OPEN
    if gone or verdict.type is not review.judged:
        return ReviewState.STALE
    return ReviewState(review.decision)


def decided_type(capability: Capability, rulebook: Rulebook) -> VerdictType | None:
    """Return the type that a person decided on; `None` where no decision holds."""
    review = capability.review
    if review is None or review_state(capability, rulebook).pending:
        return None
    return review.type or review.judged


def effective_type(capability: Capability, rulebook: Rulebook) -> VerdictType | None:
    """Return the type that counts: the decision, or else the verdict; `None` for undecided."""
    return decided_type(capability, rulebook) or verdicts.assess(capability, rulebook).verdict


def make_acceptance(capability: Capability, rulebook: Rulebook, *, by: str, on: date) -> Review:
    """Return the review that accepts the present verdict.

    Raises:
        InvalidAnswerError: If there is no verdict to accept, for there is no evidence, or it is
            accepted already.
    """
    verdict = verdicts.assess(capability, rulebook)
    if capability.review and review_state(capability, rulebook) is ReviewState.ACCEPTED:
        signed = f" by {capability.review.by}" if capability.review.by else ""
        raise InvalidAnswerError(f"it is already accepted{signed}")
    if verdict.strength is Strength.OPEN:
        raise InvalidAnswerError(
            "there is no evidence yet, so there is no verdict to accept",
            advice="answer a question, or override it with a reason",
        )
    return Review("accepted", verdict.type, rulebook.edition, on, by)


def make_override(
    capability: Capability,
    rulebook: Rulebook,
    decision: VerdictType,
    because: str,
    *,
    by: str,
    on: date,
) -> Review:
    """Return the review that overrides the present verdict with another type.

    Raises:
        InvalidAnswerError: If no reason is given, without which an override cannot be defended,
            or where it is too long, or the type is the present one.
    """
    if is_blank(because):
        raise InvalidAnswerError(
            "an override needs a reason", advice="say in a line who or what decided"
        )
    judged = verdicts.assess(capability, rulebook).type
    if is_verdict(capability, rulebook, decision):
        raise InvalidAnswerError(
            f"{decision.label} is already the verdict", advice="accept it instead"
        )
    reason = check_text(because, "the reason")
    return Review("overridden", judged, rulebook.edition, on, by, decision, reason)


def is_verdict(capability: Capability, rulebook: Rulebook, kind: VerdictType) -> bool:
    """Return whether a type is that of the present verdict; one without evidence has none."""
    return verdicts.assess(capability, rulebook).verdict is kind


def count_reviews(project: Project, rulebook: Rulebook) -> ReviewCounts:
    """Count how many capabilities are decided, how many reviews are stale, and what counts."""
    states = [review_state(item, rulebook) for item in project.capabilities]
    types = Counter(effective_type(item, rulebook) for item in project.capabilities)
    return ReviewCounts(
        len(states),
        sum(not state.pending for state in states),
        states.count(ReviewState.STALE),
        tuple((kind, types[kind]) for kind in (*VerdictType, None) if types[kind]),
    )
