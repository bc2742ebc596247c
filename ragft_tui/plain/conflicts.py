"""Conflicts as pages: who may write a file, and which version of it to keep."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ragft_tui.core.errors import UsageError
from ragft_tui.plain.commands import Where
from ragft_tui.plain.page import Action, Page
from ragft_tui.session.conflicts import WAITING, Changed, Choice, InUse
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError

if TYPE_CHECKING:
    from ragft_tui.plain.app import PlainApp


class _ChoicePage(Page):
    """Asks to choose one of several ways, by its number."""

    where: ClassVar[Where] = "choice"
    prompt: ClassVar[str] = "Choose"

    def __init__(self, app: PlainApp, conflict: InUse | Changed) -> None:
        """Make the page.

        Args:
            app: Whose page it is.
            conflict: What is asked.
        """
        super().__init__(app)
        self._asked = conflict

    @abstractmethod
    def choose(self, choice: Choice) -> Page:
        """Carry out a choice, and return the page that follows."""

    @abstractmethod
    def leave(self) -> Page:
        """Return the page to go to where nothing is chosen."""

    @property
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return ("Type the number of one of the ways.",)

    def tell(self) -> None:
        """Say what is asked, and the ways."""
        self.app.console.say(self._asked.text)
        for number, choice in enumerate(self._asked.choices, start=1):
            self.app.console.say(f"{number}. {choice}")

    def text(self, line: str) -> Page | None:
        """Choose."""
        choices, typed = self._asked.choices, line.strip()
        numbers = [str(number) for number in range(1, len(choices) + 1)]
        if typed not in numbers:
            raise UsageError("that is none of the ways", advice=f"choose from 1 to {len(choices)}")
        return self.choose(choices[int(typed) - 1])

    def actions(self) -> Mapping[str, Action]:
        """Return what each command does."""
        return {"back": lambda _: self.leave()}


class InUsePage(_ChoicePage):
    """Asks what to do with a file that another session writes."""

    def __init__(self, app: PlainApp, held: HeldError) -> None:
        """Make the page.

        Args:
            app: Whose page it is.
            held: The file, and who has it.
        """
        self._conflict = InUse(held)
        super().__init__(app, self._conflict)

    def leave(self) -> Page:
        """Go back to what was open, or to the list of sessions."""
        return self.app.here()

    def choose(self, choice: Choice) -> Page:
        """Look at the file, take it over, or leave it alone."""
        conflict = self._conflict
        if choice is Choice.LOOK:
            reason = conflict.read_only_reason
            return self.app.open(conflict.path, create=False, read_only_reason=reason)
        if choice is Choice.LEAVE:
            return self.leave()
        self.app.console.say(WAITING)
        try:
            conflict.take_over()
        except HeldError as again:
            return InUsePage(self.app, again)
        return self.app.open(conflict.path, create=True)


class ChangedPage(_ChoicePage):
    """Asks which version of a file to keep that another program changed."""

    def __init__(self, app: PlainApp, error: ChangedByAnotherError) -> None:
        """Make the page.

        Args:
            app: Whose page it is.
            error: What was found.
        """
        self._conflict = Changed(app.opened, error)
        super().__init__(app, self._conflict)

    def leave(self) -> Page:
        """Go on without a decision; `save` asks again."""
        self.session.status.postpone(self._conflict.error)
        return self.app.here()

    def choose(self, choice: Choice) -> Page:
        """Keep one of the versions, or show the difference and ask again."""
        if choice is Choice.SHOW_DIFFERENCE:
            for line in self._conflict.difference():
                self.app.console.say(line)
            return self
        sentence = self._conflict.resolve(choice, "undo")
        self.app.console.say(sentence)
        return self.leave()
