"""Pages of plain mode: what all share, and the destination of a line, a page or one of the app."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from enum import Enum, auto
from pathlib import Path
from typing import ClassVar, Final, TypeAlias

from ragft_tui.core.errors import InvalidAnswerError, RagftError, UsageError
from ragft_tui.core.model import Capability
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import is_blank, one_line
from ragft_tui.core.verdict import Assessment
from ragft_tui.plain.commands import Prompt, commands_at, find_command
from ragft_tui.plain.console import Console
from ragft_tui.plain.export import export_lines
from ragft_tui.plain.sentences import render_listing
from ragft_tui.session.config import RunConfig
from ragft_tui.session.history import Reverted
from ragft_tui.session.interview import Moved, go_back
from ragft_tui.session.listing import Listing
from ragft_tui.session.opening import is_named_by_file, open_session
from ragft_tui.session.session import Session


@dataclass(slots=True)
class Context:
    """The state of a run of plain mode."""

    console: Console
    config: RunConfig
    session: Session | None = None
    """The open session; `None` at the list of sessions."""
    troubles: list[str] = field(default_factory=list)
    """What became of work that could not be saved in its file, in clauses."""
    listing: Listing = field(default_factory=Listing)
    shown_verdict: tuple[str, Assessment] | None = None
    """The id of the capability whose verdict the interview showed last, and that verdict."""
    left: Capability | None = None
    """The capability that the interview left last."""

    def open(self, path: Path, *, create: bool, read_only_reason: str | None = None) -> Destination:
        """Open a project file where none is open, write what it is, and go where it was left.

        Args:
            path: The project file.
            create: Whether one that is missing is started.
            read_only_reason: Why nothing may be changed in it; `None` if it may be written.

        Raises:
            HeldError: If another session writes it.
            RagftError: If it cannot be opened.
        """
        session = self.session = open_session(
            path, self.config, create=create, read_only_reason=read_only_reason
        )
        self.listing, self.shown_verdict, self.left = Listing(), None, None
        state = "going on" if session.project.capabilities else "a new project"
        if session.read_only_reason:
            state = "to look at"
        name = one_line(session.project.name)
        self.console.write(f"{name}, {one_line(path.name)}: {state}.")
        if is_named_by_file(session) and not session.read_only_reason:
            self.console.write(f'The application is called {name}; "rename" gives it another name.')
        if told := session.status.banner(self.hint) or session.take_news():
            self.console.write(told)
        return Goto.HERE

    def write_news(self, session: Session) -> None:
        """Write what the user does not know yet of saving; usually nothing."""
        write = self.console.write if self.console.attended else self.console.warn
        for sentence in session.status.news(self.hint):
            write(sentence)

    def close(self) -> str | None:
        """Save and close the session.

        Returns:
            What became of work that is not in its file; `None` if all of it is.
        """
        session, self.session = self.session, None
        if session is None:
            return None
        trouble = session.close()
        if trouble:
            self.troubles.append(trouble)
        else:
            with suppress(OSError, ValueError):  # whoever hung up cannot be told anything
                self.write_news(session)
        return trouble

    @property
    def hint(self) -> str:
        """How the user is asked about a file that another program changed."""
        asks = '"save" asks what to do.'
        return asks if self.console.attended else "The other version stays in the file."


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


class Page(ABC):
    """One page; it is shown when the user comes to it.

    A command calls the method `do_` and its word with the text behind it, as in Python's `cmd`.
    """

    prompt: ClassVar[Prompt]
    """Which commands work here."""
    prompt_text: ClassVar[str]
    help_sentences: tuple[str, ...]
    """What can be typed here besides commands."""
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
        """The open session.

        Raises:
            RagftError: If there is none.
        """
        if self.context.session is None:
            raise RagftError("no project is open", advice='"open FILE" opens one')
        return self.context.session

    @property
    def listing(self) -> Listing:
        """What is listed of the project as it is now."""
        self.context.listing.refresh(self.session.project, self.session.rulebook)
        return self.context.listing

    @abstractmethod
    def show(self) -> None:
        """Write where the user is, and what is asked."""

    @abstractmethod
    def take_text(self, line: str) -> Destination:
        """Take a line that is no command."""

    def take_literal(self, line: str) -> Destination:
        """Take a line that is text also where it is a command."""
        return self.take_text(line)

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
            return self.take_literal(line.removeprefix(_LITERAL))
        if line.strip() == _BLOCK:
            return self.take_block(_BLOCK)
        word, *rest = line.split(maxsplit=1)
        command = find_command(word, self.prompt)
        if command is None or (rest and (self.is_free or not command.takes)):
            return self.take_text(line)
        if command.changes and (reason := self.session.read_only_reason):
            raise RagftError(f"read-only: {reason}", advice="nothing is changed here")
        do: Callable[[str], Destination] = getattr(self, f"do_{command.word}")
        return do("".join(rest).strip())

    def reply(self, *lines: str) -> Destination:
        """Write lines, and stay."""
        for line in lines:
            self.context.console.write(line)
        return self

    def move(self, moved: Moved, sentence: str = "") -> Destination:
        """Write what a step of the interview did, and go on.

        Args:
            moved: Where the step led.
            sentence: What it did.
        """
        self.reply(*filter(None, (sentence, self.session.take_news())))
        self.context.left = moved.left or self.context.left
        return Goto.INTERVIEW

    def do_help(self, _: str) -> Destination:
        """Write what can be typed here."""
        commands = (f"{command.usage}: {command.about}." for command in commands_at(self.prompt))
        return self.reply(*self.help_sentences, _LITERAL_HELP, *commands)

    def do_save(self, _: str) -> Destination:
        """Write how saving stands; try again what failed, and ask again what was postponed."""
        context, session = self.context, self.context.session
        if session is None:
            return self.reply("Nothing is open.")
        session.status.ask_again()
        if session.status.failed:
            session.save_soon()
        asks = session.status.unanswered_change() is not None and context.console.attended
        return self if asks else self.reply(session.status.sentence(context.hint))

    def do_export(self, typed: str) -> Destination:
        """Write a report; alone, tell the formats."""
        return self.reply(*export_lines(self.session, typed))

    def do_list(self, _: str) -> Destination:
        """Write all capabilities that the filter shows."""
        return self.reply(*render_listing(self.listing, self.session.rulebook, None))

    def do_back(self, _: str) -> Destination:
        """Go back in the interview.

        Raises:
            InvalidAnswerError: If this is its beginning.
        """
        moved = go_back(self.session)
        if moved is None:
            raise InvalidAnswerError("this is the beginning", advice='"review" goes to the review')
        return self.move(moved)

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
