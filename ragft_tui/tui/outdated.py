"""The dialog on opening a project: reviews that another edition of the rulebook made stale."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from ragft_tui.core.review import OutdatedReview
from ragft_tui.session.outdated import OUTDATED_TITLE, describe_outdated, describe_outdated_review
from ragft_tui.session.session import Session
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.dialogs import ReadDialog
from ragft_tui.tui.widgets.content import show


class OutdatedDialog(ReadDialog):
    """Lists the reviews that another edition of the rulebook made stale."""

    CONTEXTS = ("outdated", "reader", "dialog")
    BINDINGS = bindings("outdated")

    def __init__(
        self, session: Session, found: Sequence[OutdatedReview], accept: Callable[[], None]
    ) -> None:
        """Make the list.

        Args:
            session: The session.
            found: The reviews; at least one.
            accept: Called where all are to be accepted as they are now.
        """
        page = outdated_page(session, found)
        super().__init__(OUTDATED_TITLE, lambda _: page)
        self._read_only_reason = session.read_only_reason
        self._accept = accept

    @property
    def read_only_reason(self) -> str | None:
        """Why nothing may be changed; `None` where everything may."""
        return self._read_only_reason

    def action_accept(self) -> None:
        """Close, and accept all."""
        if self.read_only_reason:
            self.show_notice(f"Read-only: {self.read_only_reason}.")
        else:
            self.dismiss(None)
            self._accept()


def outdated_page(session: Session, found: Sequence[OutdatedReview]) -> Content:
    """Return a list of outdated reviews as a page to read.

    Args:
        session: The session.
        found: The reviews.
    """
    parts = [show(describe_outdated(session, found), "$text-warning")]
    for each in found:
        heading, *reasons = describe_outdated_review(each)
        parts += [Content(""), show(heading, "bold"), *(show(f"  {line}") for line in reasons)]
    return Content("\n").join(parts)
