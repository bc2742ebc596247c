"""The decision on a capability in words: what was decided, how, by whom, when and why."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.decision import ReviewState
from ragft_tui.core.model import Review
from ragft_tui.core.rulebook import describe_edition

NO_DECISION: Final = "none yet"
"""Stands in the place of a decision where there is none."""


def describe_decision(review: Review | None, state: ReviewState, verdict: str, reach: str) -> str:
    """Return a decision to stand behind its label, such as `both (accepted by Mara on 2026-05-03)`.

    It has no full stop; one that does not hold any more is told as `describe_review` does.

    Args:
        review: The decision; `None` where there is none.
        state: Whether it still holds.
        verdict: What the verdict is now.
        reach: How knowledge reaches the model by it; empty where the verdict says so already.
    """
    if review is None:
        return NO_DECISION
    if state is ReviewState.STALE:
        return describe_review(review, state, verdict)
    kind = (review.type or review.judged).label
    told = ", ".join(filter(None, (kind, reach)))
    how = f"{review.decision}{_by(review)} {_when(review)}"
    return f"{told} ({how}){_because(review)}"


def describe_review(review: Review, state: ReviewState, verdict: str) -> str:
    """Return what was done with a verdict, in a sentence without its full stop.

    Args:
        review: The decision.
        state: Whether it still holds.
        verdict: What the verdict is now.
    """
    instead = f"overridden with {review.type.label}" if review.type else "accepted"
    told = f"{review.judged.label} was {instead}{_by(review)} {_when(review)}{_because(review)}"
    anew = f"; the verdict is now {verdict}, so decide anew"
    return f"{told}{anew if state is ReviewState.STALE else ''}"


def _by(review: Review) -> str:
    return f" by {review.by}" if review.by else ""


def _when(review: Review) -> str:
    return f"on {review.on}, under {describe_edition(review.rulebook)}"


def _because(review: Review) -> str:
    return f", because: {review.because}" if review.type else ""
