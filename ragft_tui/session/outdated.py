"""Outdated reviews as a use case: list them once, and accept all verdicts as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ragft_tui.core.review import OutdatedReview
from ragft_tui.core.rulebook import describe_edition
from ragft_tui.core.text import capitalize, count_noun, one_line
from ragft_tui.session import review
from ragft_tui.session.review import Outcome
from ragft_tui.session.session import Session

OUTDATED_TITLE: Final = "Decisions under an earlier edition of the rulebook"


def take_outdated_reviews(session: Session) -> tuple[OutdatedReview, ...]:
    """Return the reviews that a rulebook made stale; nothing from the second time on."""
    found, session.outdated = session.outdated, ()
    return found


def describe_outdated(session: Session, found: Sequence[OutdatedReview]) -> str:
    """Return how many reviews are outdated, and by what, in a sentence."""
    count, editions = len(found), dict.fromkeys(each.review.rulebook for each in found)
    need, verdicts = ("needs", "another verdict") if count == 1 else ("need", "other verdicts")
    decisions = count_noun(count, "decision")
    earlier = one_line(" and ".join(map(describe_edition, editions)))
    now = one_line(session.rulebook.edition_label)
    return f"{decisions} made under {earlier}, {need} another look: {now}, comes to {verdicts}."


def describe_outdated_review(found: OutdatedReview) -> Iterator[str]:
    """Yield a line of what was judged and what it is now, and one for each rule that moved it."""
    review, name = found.review, one_line(found.capability.name)
    decided = f"{review.judged.label} accepted"
    if review.type is not None:
        decided = f"{review.judged.label} overridden with {review.type.label}"
    by = f" by {one_line(review.by)}" if review.by else ""
    yield f"{found.number}. {name}: {decided}{by} on {review.on}; now {found.now.label}"
    yield from (one_line(capitalize(shift.sentence)) for shift in found.shifts)


def accept_outdated(session: Session, found: Sequence[OutdatedReview], reopen: str) -> Outcome:
    """Accept the verdicts as they are now, as one change; what was removed since is left out.

    Args:
        session: The session.
        found: The reviews that are outdated.
        reopen: The key or the command that withdraws a decision.

    Raises:
        InvalidAnswerError: If the only one has no verdict to accept, or is accepted already, or
            nobody said who decides.
    """
    ids = {each.capability.id for each in found}
    return review.accept(
        session, [item for item in session.project.capabilities if item.id in ids], reopen
    )
