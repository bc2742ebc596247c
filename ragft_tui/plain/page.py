"""Pages: each tells where one is, and takes a line to the next."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.text import is_blank
from ragft_tui.plain.commands import Command, Where, command, commands_at

if TYPE_CHECKING:
    from ragft_tui.plain.app import PlainApp
    from ragft_tui.session.history import Reverted
    from ragft_tui.session.session import Session

Action = Callable[[str], "Page | None"]
"""Does what a command asks for, given what stands behind it; `None` leaves."""

_LITERAL: Final = "="
_BLOCK: Final = "<<"
_LITERAL_HELP: Final = 'A line that begins with = is text, also where it is a command: "=back".'


class Page(ABC):
    """One place of the talk. A page of its own is told when one comes to it."""

    where: ClassVar[Where]
    prompt: ClassVar[str]
    free: ClassVar[bool] = False
    """Whether it asks for a text, in which a command is one only where it stands alone."""
    aside: ClassVar[bool] = False
    """Whether it belongs to the page before it, which is not told again when one is back there."""

    def __init__(self, app: PlainApp) -> None:
        """Make the page.

        Args:
            app: Whose page it is.
        """
        self.app = app

    @property
    def session(self) -> Session:
        """The open session."""
        return self.app.opened

    @abstractmethod
    def tell(self) -> None:
        """Say where one is, and what is asked."""

    @abstractmethod
    def text(self, line: str) -> Page | None:
        """Take a line that is no command; returns the next page."""

    @abstractmethod
    def actions(self) -> Mapping[str, Action]:
        """Return what each command does that works here and not everywhere."""

    @property
    @abstractmethod
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands, in sentences for help."""

    def empty(self) -> Page | None:
        """Take an empty line: say again what is asked."""
        self.tell()
        return self

    def block(self, begun: str) -> Page | None:
        """Take the line that begins a text of several lines.

        Args:
            begun: That line.
        """
        raise UsageError(f"only one line is taken here, not {begun} and what follows")

    def take(self, line: str) -> Page | None:
        """Take a line.

        Returns:
            The next page, which may be this one; `None` leaves.

        Raises:
            RagftError: Where it cannot be taken; nothing is changed then.
        """
        if is_blank(line):
            return self.empty()
        if line.startswith(_LITERAL):
            return self.text(line.removeprefix(_LITERAL))
        if line.strip() == _BLOCK:
            return self.block(_BLOCK)
        word, *rest = line.split(maxsplit=1)
        asked = command(word, self.where)
        if asked is None or (rest and (self.free or not asked.takes)):
            return self.text(line)
        return self._do(asked, "".join(rest).strip())

    def _do(self, asked: Command, behind: str) -> Page | None:
        if asked.changes and self.session.read_only_reason:
            raise RagftError(
                f"read-only: {self.session.read_only_reason}", advice="nothing is changed here"
            )
        everywhere: Mapping[str, Action] = {
            "help": self._help,
            "save": self._save,
            "quit": lambda _: None,
            "list": self._list,
            "review": lambda _: self.app.review(),
            "interview": lambda _: self.app.interview(),
            "undo": lambda _: self._revert(self.session.undo()),
            "redo": lambda _: self._revert(self.session.redo()),
        }
        return {**everywhere, **self.actions()}[asked.word](behind)

    def _help(self, _: str) -> Page:
        say = self.app.console.say
        for sentence in (*self.about, _LITERAL_HELP):
            say(sentence)
        for item in commands_at(self.where):
            say(f"{item.written}: {item.about}.")
        return self

    def _list(self, _: str) -> Page:
        self.app.tell_list()
        return self

    def _save(self, _: str) -> Page:
        return self.app.save(self)

    def _revert(self, reverted: Reverted) -> Page:
        self.app.console.say(reverted.sentence)
        return self if reverted.label is None else self.after_undo()

    def after_undo(self) -> Page:
        """Return the page to be at once a change was taken back."""
        return self.app.interview()
