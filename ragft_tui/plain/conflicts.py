"""Conflicts as pages: who may write a file, and which version of it to keep."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from ragft_tui.core.errors import UsageError
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.page import Context, Destination, Goto, Page
from ragft_tui.session.conflicts import WAITING, Changed, Choice, InUse
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError


class _ChoicePage(Page):
    """Asks to choose one of several ways, by its number."""

    prompt: ClassVar[Prompt] = "choice"
    prompt_text: ClassVar[str] = "Choose"
    conflict: InUse | Changed

    @abstractmethod
    def choose(self, choice: Choice) -> Destination:
        """Carry out a choice."""

    @property
    def help_sentences(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return ("Type the number of one of the ways.",)

    def show(self) -> None:
        """Write what is asked, and the ways."""
        rows = (f"{number}. {row}" for number, row in enumerate(self.conflict.choices, start=1))
        self.reply(self.conflict.text, *rows)

    def take_text(self, line: str) -> Destination:
        """Take the number of a choice."""
        choices, typed = self.conflict.choices, line.strip()
        numbers = [str(number) for number in range(1, len(choices) + 1)]
        if typed not in numbers:
            raise UsageError("that is none of the ways", advice=f"choose from 1 to {len(choices)}")
        return self.choose(choices[int(typed) - 1])

    def do_back(self, _: str) -> Destination:
        """Choose nothing."""
        return Goto.HERE


class InUsePage(_ChoicePage):
    """Asks what to do with a file that another session writes."""

    def __init__(self, context: Context, held: HeldError) -> None:
        """Make the page.

        Args:
            context: What all pages share.
            held: What opening the file raised.
        """
        super().__init__(context)
        self.conflict: InUse = InUse(held)

    def choose(self, choice: Choice) -> Destination:
        """Look at the file, take it over, or leave it alone."""
        conflict = self.conflict
        if choice is Choice.LOOK:
            reason = conflict.read_only_reason
            return self.open(conflict.path, create=False, read_only_reason=reason)
        if choice is Choice.TAKE_OVER:
            self.reply(WAITING)
            conflict.take_over()
            return self.open(conflict.path, create=True)
        return Goto.HERE


class ChangedPage(_ChoicePage):
    """Asks which version of a file to keep that another program changed."""

    def __init__(self, context: Context, error: ChangedByAnotherError) -> None:
        """Make the page.

        Args:
            context: What all pages share.
            error: What saving raised.
        """
        super().__init__(context)
        self.conflict: Changed = Changed(context.opened, error)

    def choose(self, choice: Choice) -> Destination:
        """Keep one of the versions, or show the difference and ask again."""
        if choice is Choice.SHOW_DIFFERENCE:
            return self.reply(*self.conflict.difference())
        self.reply(self.conflict.resolve(choice, "undo"))
        return self.do_back("")

    def do_back(self, _: str) -> Destination:
        """Go on without a decision; `save` asks again."""
        self.session.status.postpone(self.conflict.error)
        return Goto.HERE
