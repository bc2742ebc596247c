"""Conflicts as pages: who may write a file, and which version of it to keep."""

from __future__ import annotations

from typing import ClassVar

from ragft_tui.core.errors import UsageError
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.page import Context, Destination, Goto, Page
from ragft_tui.session.conflicts import WAITING, Changed, Choice, InUse


class ConflictPage(Page):
    """Asks to choose one of several ways out of a conflict, by its number."""

    prompt: ClassVar[Prompt] = "choice"
    prompt_text: ClassVar[str] = "Choose"
    help_sentences = ("Type the number of one of the choices.",)

    def __init__(self, context: Context, conflict: InUse | Changed) -> None:
        """Make the page.

        Args:
            context: What all pages share.
            conflict: The conflict.
        """
        super().__init__(context)
        self._conflict = conflict

    def show(self) -> None:
        """Write what is asked, and the ways."""
        rows = (f"{number}. {row}" for number, row in enumerate(self._conflict.choices, start=1))
        self.reply(self._conflict.text, *rows)

    def take_text(self, line: str) -> Destination:
        """Take the number of a choice."""
        conflict = self._conflict
        ways = {str(number): choice for number, choice in enumerate(conflict.choices, start=1)}
        choice = ways.get(line.strip())
        if choice is None:
            raise UsageError(
                "that is not one of the choices", advice=f"choose from 1 to {len(ways)}"
            )
        if isinstance(conflict, InUse):
            return self._open(conflict, choice)
        if choice is Choice.SHOW_DIFFERENCE:
            return self.reply(*conflict.difference())
        self.reply(conflict.resolve(choice, "undo"))
        return self.do_back("")

    def _open(self, conflict: InUse, choice: Choice) -> Destination:
        """Look at the file, take it over, or leave it alone."""
        if choice is Choice.LOOK:
            reason = conflict.read_only_reason
            return self.context.open(conflict.path, create=False, read_only_reason=reason)
        if choice is Choice.TAKE_OVER:
            self.reply(WAITING)
            conflict.take_over()
            return self.context.open(conflict.path, create=True)
        return Goto.HERE

    def do_back(self, _: str) -> Destination:
        """Go on without a decision; `save` asks again about a file that was changed."""
        if isinstance(self._conflict, Changed):
            self.session.status.postpone(self._conflict.error)
        return Goto.HERE
