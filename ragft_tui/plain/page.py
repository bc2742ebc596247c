"""Pages of plain mode, and the destination of a line: a page, or one that only the app makes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from typing import ClassVar, Final, TypeAlias

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.text import is_blank
from ragft_tui.plain.commands import Command, Prompt, commands_at, find_command
from ragft_tui.plain.context import Context
from ragft_tui.session.history import Reverted
from ragft_tui.session.interview import Moved
from ragft_tui.session.session import Session

_LITERAL: Final = "="
_BLOCK: Final = "<<"
_LITERAL_HELP: Final = 'A line that begins with = is text, also where it is a command: "=back".'


class Goto(Enum):
    """A destination whose page only the app can make."""

    HERE = auto()
    """What the user is at: the list of sessions, the interview or the review."""
    INTERVIEW = auto()
    """The question or description of the interview; at its end, the review."""
    REVIEW = auto()
    QUIT = auto()


Destination: TypeAlias = "Page | Goto"
"""Where a line leads; a page that returns itself stays."""

_Do = Callable[[str], Destination]


class Page(ABC):
    """One page; it is shown when the user comes to it.

    A command calls the method `do_` and its word with the text behind it, as in Python's `cmd`.
    """

    prompt: ClassVar[Prompt]
    """Which commands work here."""
    prompt_text: ClassVar[str]
    is_free: ClassVar[bool] = False
    """Whether it asks for a text, in which a command is one only where it stands alone."""
    is_aside: ClassVar[bool] = False
    """Whether it belongs to the page before it, which is not shown again when one is back there."""

    def __init__(self, context: Context) -> None:
        """Make the page.

        Args:
            context: What all pages share.
        """
        self.context = context

    @property
    def session(self) -> Session:
        """The open session."""
        return self.context.opened

    @property
    @abstractmethod
    def help_sentences(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""

    @abstractmethod
    def show(self) -> None:
        """Write where the user is, and what is asked."""

    @abstractmethod
    def take_text(self, line: str) -> Destination:
        """Take a line that is no command."""

    def take_empty(self) -> Destination:
        """Take an empty line: show the page again."""
        self.show()
        return self

    def take_block(self, mark: str) -> Destination:
        """Take the line that begins a text of several lines.

        Args:
            mark: That line.
        """
        raise UsageError(f"only one line is taken here, not {mark} and what follows")

    def take(self, line: str) -> Destination:
        """Take a line.

        Raises:
            RagftError: If it cannot be taken; nothing is changed then.
        """
        if is_blank(line):
            return self.take_empty()
        if line.startswith(_LITERAL):
            return self.take_text(line.removeprefix(_LITERAL))
        if line.strip() == _BLOCK:
            return self.take_block(_BLOCK)
        word, *rest = line.split(maxsplit=1)
        command = find_command(word, self.prompt)
        if command is None or (rest and (self.is_free or not command.takes)):
            return self.take_text(line)
        return self._run(command, "".join(rest).strip())

    def _run(self, command: Command, typed: str) -> Destination:
        if command.changes and (reason := self.session.read_only_reason):
            raise RagftError(f"read-only: {reason}", advice="nothing is changed here")
        do: _Do = getattr(self, f"do_{command.word}")
        return do(typed)

    def reply(self, *lines: str) -> Destination:
        """Write lines, and stay."""
        for line in lines:
            self.context.console.write(line)
        return self

    def open(self, path: Path, *, create: bool, read_only_reason: str | None = None) -> Destination:
        """Open a project file, as `Context.open` does."""
        self.context.open(path, create=create, read_only_reason=read_only_reason)
        return Goto.HERE

    def move(self, moved: Moved, sentence: str = "") -> Destination:
        """Write what a step of the interview did, as `Context.write_moved` does, and go on."""
        self.context.write_moved(moved, sentence)
        return Goto.INTERVIEW

    def do_help(self, _: str) -> Destination:
        """Write what can be typed here."""
        commands = (f"{command.usage}: {command.about}." for command in commands_at(self.prompt))
        return self.reply(*self.help_sentences, _LITERAL_HELP, *commands)

    def do_save(self, _: str) -> Destination:
        """Write how saving stands."""
        self.context.save()
        return self

    def do_list(self, _: str) -> Destination:
        """Write all capabilities that the filter shows."""
        self.context.write_list()
        return self

    def do_quit(self, _: str) -> Destination:
        """Leave."""
        return Goto.QUIT

    def do_review(self, _: str) -> Destination:
        """Go to the review."""
        return Goto.REVIEW

    def do_interview(self, _: str) -> Destination:
        """Go to the interview."""
        return Goto.INTERVIEW

    def do_undo(self, _: str) -> Destination:
        """Undo the last change."""
        return self._show_reverted(self.session.undo())

    def do_redo(self, _: str) -> Destination:
        """Make the change again that was undone last."""
        return self._show_reverted(self.session.redo())

    def _show_reverted(self, reverted: Reverted) -> Destination:
        stays = self.reply(reverted.sentence)
        return stays if reverted.label is None else self.after_undo()

    def after_undo(self) -> Destination:
        """Return where a change that was undone or redone leads."""
        return Goto.INTERVIEW
