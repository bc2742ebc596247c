"""Outdated reviews as a page: what another edition of the rulebook made of decisions."""

from __future__ import annotations

from typing import ClassVar, Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.review import OutdatedReview
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.page import Context, Destination, Goto, Page
from ragft_tui.plain.text import ask_who_decides
from ragft_tui.session.outdated import (
    accept_outdated,
    describe_outdated,
    describe_outdated_review,
)

_ACCEPT: Final = "Accept all verdicts as they are now; undo restores the old decisions"
_LEAVE: Final = "Keep the old decisions for now"


class OutdatedPage(Page):
    """Asks whether to accept the verdicts that took the place of those that were decided on."""

    prompt: ClassVar[Prompt] = "choice"
    prompt_text: ClassVar[str] = "Choose"
    help_sentences = ("Type the number of one of the choices.",)

    def __init__(self, context: Context, found: tuple[OutdatedReview, ...]) -> None:
        """Make the page.

        Args:
            context: What all pages share.
            found: The reviews; at least one.
        """
        super().__init__(context)
        self._found = found

    def show(self) -> None:
        """Write the reviews, and the ways."""
        self.write_list()
        self.reply(f"1. {_ACCEPT}", f"2. {_LEAVE}")

    def write_list(self) -> None:
        """Write the reviews, each with what moved its verdict."""
        self.reply(describe_outdated(self.session, self._found))
        for each in self._found:
            heading, *reasons = describe_outdated_review(each)
            self.reply(f"{heading}.", *(f"   {reason}." for reason in reasons))

    def take_text(self, line: str) -> Destination:
        """Take the number of a way."""
        match line.strip():
            case "1" if self.session.reviewer.must_be_asked:
                return ask_who_decides(self, self._accept)
            case "1":
                return self._accept()
            case "2":
                return Goto.HERE
            case _:
                raise UsageError("that is not one of the choices", advice="type 1 or 2")

    def _accept(self) -> Destination:
        outcome = accept_outdated(self.session, self._found, '"reopen"')
        self.reply(outcome.sentence('"undo"'))
        return Goto.HERE

    def do_back(self, _: str) -> Destination:
        """Leave the decisions stale."""
        return Goto.HERE
