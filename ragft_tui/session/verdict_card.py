"""The use case at the verdict card: accept the verdict, and go on."""

from __future__ import annotations

from ragft_tui.core.errors import UsageError
from ragft_tui.session import interview, review
from ragft_tui.session.interview import Moved
from ragft_tui.session.session import Session


def accept_and_go_on(session: Session, reopen: str) -> Moved:
    """Accept the verdict that the interview stands at, and go on as from any verdict.

    Args:
        session: The session.
        reopen: The key or the command that takes a decision back.

    Raises:
        InvalidAnswerError: As `review.accept` raises it; the interview stays then.
        UsageError: If the interview is at no verdict.
    """
    capability = session.interview.capability
    if capability is None or not session.interview.at_verdict:
        raise UsageError("no verdict is shown here")
    review.accept(session, [capability], reopen)
    return interview.skip(session)
