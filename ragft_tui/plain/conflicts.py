"""What the disk makes plain mode ask: who may write a file, and which version of it to keep."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.review.diff import differences
from ragft_tui.plain.commands import Where
from ragft_tui.plain.page import Action, Page
from ragft_tui.report.differences import difference_lines
from ragft_tui.storage.files import is_there
from ragft_tui.storage.paths import display
from ragft_tui.storage.saving.lock import HeldError, take_over
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError

if TYPE_CHECKING:
    from ragft_tui.plain.app import PlainApp

_Choices = list[tuple[str, Callable[[], Page]]]


class _ChoicePage(Page):
    """Asks to choose one of several ways, by its number."""

    where: ClassVar[Where] = "choice"
    prompt: ClassVar[str] = "Choose"

    @abstractmethod
    def words(self) -> str:
        """Return what is asked."""

    @abstractmethod
    def choices(self) -> _Choices:
        """Return the ways, each with what it does."""

    @abstractmethod
    def leave(self) -> Page:
        """Return the page to go to where nothing is chosen."""

    @property
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return ("Type the number of one of the ways.",)

    def tell(self) -> None:
        """Say what is asked, and the ways."""
        self.app.console.say(self.words())
        for number, (words, _) in enumerate(self.choices(), start=1):
            self.app.console.say(f"{number}. {words}")

    def text(self, line: str) -> Page | None:
        """Choose."""
        choices, typed = self.choices(), line.strip()
        numbers = [str(number) for number in range(1, len(choices) + 1)]
        if typed not in numbers:
            raise UsageError("that is none of the ways", advice=f"choose from 1 to {len(choices)}")
        return choices[int(typed) - 1][1]()

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
        super().__init__(app)
        self._held = held
        holder = held.holder
        self._why_not = holder.takeover_obstacle if holder else "it is not known who it is"

    def words(self) -> str:
        """Return who has it."""
        held = self._held
        words = f"{display(held.path)} is in use by {held.holder or 'another session'}."
        return f"{words} It cannot be taken over: {self._why_not}." if self._why_not else words

    def choices(self) -> _Choices:
        """Return the ways that are open."""
        found: _Choices = []
        if is_there(self._held.path):
            found.append(("Look, without changing anything", self._look))
        if not self._why_not:
            found.append(("Take over: it saves and leaves", self._take_over))
        return [*found, ("Leave it alone", self.leave)]

    def leave(self) -> Page:
        """Go back to what was open, or to the list of sessions."""
        return self.app.here()

    def _look(self) -> Page:
        why = f"{self._held.holder or 'another session'} writes it"
        return self.app.open(self._held.path, create=False, read_only_reason=why)

    def _take_over(self) -> Page:
        self.app.console.say("Waiting until it has saved and left.")
        try:
            take_over(self._held)
        except HeldError as again:
            return InUsePage(self.app, again)
        return self.app.open(self._held.path, create=True)


class ChangedPage(_ChoicePage):
    """Asks which version of a file to keep that another program changed."""

    def __init__(self, app: PlainApp, error: ChangedByAnotherError) -> None:
        """Make the page.

        Args:
            app: Whose page it is.
            error: What was found.
        """
        super().__init__(app)
        self.error = error
        self._why_not = ""
        try:
            self.session.theirs(error)
        except RagftError as problem:
            self._why_not = f" It cannot be taken: {problem}."

    def words(self) -> str:
        """Return what happened."""
        where = display(self.error.path)
        return f"{where} was changed by another program since it was read here.{self._why_not}"

    def choices(self) -> _Choices:
        """Return the ways that are open."""
        found: _Choices = [("Keep mine; theirs is kept beside", self._keep_mine)]
        if not self._why_not:
            found.append(("Take theirs; undo brings mine back", self._take_theirs))
        found.append(("Save mine beside, and go on there", self._go_on_beside))
        if not self._why_not:
            found.append(("Tell the difference", self._difference))
        return found

    def leave(self) -> Page:
        """Go on without a decision; `save` asks again."""
        self.app.leave_undecided(self)
        return self.app.here()

    def _keep_mine(self) -> Page:
        copy = self.session.keep_mine(self.error)
        return self._decided(f"Yours is saved; the other version is in {copy.name} beside it.")

    def _take_theirs(self) -> Page:
        self.session.take_theirs(self.error)
        return self._decided("The other version is here now; undo brings yours back.")

    def _go_on_beside(self) -> Page:
        self.session.go_on_beside()
        self.app.moved_beside()
        name = self.session.path.name
        return self._decided(f"Yours goes on in {name}; {self.error.path.name} is theirs.")

    def _decided(self, words: str) -> Page:
        self.app.leave_undecided(self)
        self.app.console.say(words)
        return self.app.here()

    def _difference(self) -> Page:
        found = differences(self.session.project, self.session.theirs(self.error))
        for line in difference_lines(found, "mine", "theirs"):
            self.app.console.say(line)
        if not found:
            self.app.console.say("Only the way it is written differs.")
        return self
