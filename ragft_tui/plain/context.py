"""What all pages of plain mode share: the console, the open session, and how it is saved."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Assessment
from ragft_tui.plain.console import Console
from ragft_tui.plain.sentences import render_listing
from ragft_tui.session.config import RunConfig
from ragft_tui.session.interview import Moved
from ragft_tui.session.listing import Listing
from ragft_tui.session.opening import open_session
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

    @property
    def opened(self) -> Session:
        """The open session.

        Raises:
            RagftError: If there is none.
        """
        if self.session is None:
            raise RagftError("no project is open", advice='"open FILE" opens one')
        return self.session

    def open(self, path: Path, *, create: bool, read_only_reason: str | None = None) -> None:
        """Open a project file where none is open, and write what it is.

        Args:
            path: The project file.
            create: Whether one that is missing is started.
            read_only_reason: Why nothing may be changed in it; `None` if it may be written.

        Raises:
            HeldError: If another session writes it.
            RagftError: If it cannot be opened.
        """
        config = self.config
        session = open_session(
            path,
            config.rulebook,
            create=create,
            read_only_reason=read_only_reason or config.read_only_reason,
            by=config.settings.by,
        )
        self.session = session
        self.listing, self.shown_verdict, self.left = Listing(), None, None
        state = "going on" if session.project.capabilities else "a new project"
        if session.read_only_reason:
            state = "to look at"
        self.console.write(f"{one_line(session.project.name)}, {one_line(path.name)}: {state}.")
        if session.news:
            self.console.write(session.news)
        if session.read_only_reason:
            self.console.write(session.status.sentence(self._hint))

    def write_list(self, most: int | None = None) -> None:
        """Write the capabilities that the filter shows.

        Args:
            most: The most that are written; `None` for all.
        """
        self.listing.refresh(self.opened.project, self.opened.rulebook)
        for line in render_listing(self.listing, self.opened.rulebook, most):
            self.console.write(line)

    def write_moved(self, moved: Moved, sentence: str = "") -> None:
        """Write what a step of the interview did, and the verdict on a capability that it left.

        Args:
            moved: Where the step led.
            sentence: What it did.
        """
        for each in filter(None, (sentence, moved.sentence)):
            self.console.write(each)
        self.left = moved.left or self.left

    def save(self) -> None:
        """Write how saving stands; try again what failed, and ask again what was postponed."""
        if self.session is None:
            self.console.write("Nothing is open.")
            return
        status = self.session.status
        status.ask_again()
        if status.failed:
            self.session.save_soon()
        if status.unanswered_change() is None or not self.console.attended:
            self.console.write(status.sentence(self._hint))

    def write_news(self, session: Session) -> None:
        """Write what the user does not know yet of saving; usually nothing."""
        write = self.console.write if self.console.attended else self.console.warn
        for sentence in session.status.news(self._hint):
            write(sentence)

    def close(self, *, home: bool = False) -> str | None:
        """Save and close the session.

        Args:
            home: Whether the list of sessions comes next.

        Returns:
            What became of work that is not in its file; `None` if all of it is.
        """
        session, self.session = self.session, None
        if session is None:
            return None
        trouble = session.go_home() if home else session.close()
        if trouble:
            self.troubles.append(trouble)
        else:
            with suppress(OSError, ValueError):  # whoever hung up cannot be told anything
                self.write_news(session)
        return trouble

    @property
    def _hint(self) -> str:
        asks = '"save" asks what to do.'
        return asks if self.console.attended else "The other version stays in the file."
