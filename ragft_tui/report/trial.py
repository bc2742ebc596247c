"""What other answers would do to the decision on a capability, in sentences."""

from __future__ import annotations

from ragft_tui.core.decision import ReviewState
from ragft_tui.core.text import one_line
from ragft_tui.report.view import CapabilityView


def describe_trial(given: CapabilityView, tried: CapabilityView) -> tuple[str, ...]:
    """Return sentences on what other answers would do to the decision on a capability.

    Args:
        given: The capability as it is.
        tried: The capability with other answers.
    """
    review, sentences = given.capability.review, []
    if review is not None and given.overrides and given.decision is not None:
        by = f" ({one_line(review.by)})" if review.by else ""
        sentences.append(f"Decided: {given.decision.label}{by}; this changes the verdict only.")
    if tried.state is ReviewState.STALE and given.state is not ReviewState.STALE:
        sentences.append("The decision would be stale, and asked for again.")
    return tuple(sentences)
