"""Plain mode from its first line to its last: which page comes next, and the status to leave."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.core.text import count_noun
from ragft_tui.plain.conflicts import ConflictPage
from ragft_tui.plain.console import Console, EndedBySignalError
from ragft_tui.plain.describe import NamePage
from ragft_tui.plain.home import HomePage
from ragft_tui.plain.interview import QuestionPage
from ragft_tui.plain.outdated import OutdatedPage
from ragft_tui.plain.page import Context, Destination, Goto, Page
from ragft_tui.plain.review import ReviewPage
from ragft_tui.plain.verdict import VerdictPage
from ragft_tui.session.config import RunConfig
from ragft_tui.session.conflicts import Changed, InUse
from ragft_tui.session.farewell import farewell
from ragft_tui.session.outdated import take_outdated_reviews
from ragft_tui.session.session import Session
from ragft_tui.session.signals import EndingSignals
from ragft_tui.storage.saving.lock import HeldError

_HUNG_UP: Final = 129
"""The status of the signal that a terminal sends which is gone; some go without sending it."""


class PlainApp:
    """A run of plain mode: it reads line after line, and knows the page of each destination."""

    def __init__(self, console: Console, config: RunConfig) -> None:
        """Make the app.

        Args:
            console: Where lines come from and go to.
            config: The configuration of this run.
        """
        self._console = console
        self._context = Context(console, config)

    def run(self, path: Path | None, *, create: bool, greeting: str = "") -> int:
        """Run until the user leaves, no more lines come, or a signal asks for the end.

        Args:
            path: The project file; without one, the list of sessions is shown.
            create: Whether a file that is missing is started.
            greeting: What is written first.

        Returns:
            The status to leave with, as `Farewell` has it.

        Raises:
            RagftError: If the file cannot be opened.
            OSError: If nothing takes the output any more; what was accepted is saved.
        """
        status = 0
        signals = EndingSignals(self._save_now, self._console.leave)
        try:
            if greeting:
                self._console.write(greeting)
            self._talk(self._first_page(path, create=create))
        except EndedBySignalError as end:
            status = end.status
        except OSError as error:
            if not self._console.attended or isinstance(error, BrokenPipeError):
                raise
            status = _HUNG_UP
        finally:
            session = self._context.session
            try:
                self._context.close()
            finally:
                signals.restore()
        return self._leave(session, status)

    def _first_page(self, path: Path | None, *, create: bool) -> Page:
        try:
            if path is not None:
                self._context.open(path, create=create)
        except HeldError as held:
            if not self._console.attended:
                raise
            return ConflictPage(self._context, InUse(held))
        return self._page_at(Goto.HERE)

    def _talk(self, page: Page) -> None:
        current: Page | None = None
        below: Page | None = None
        while True:
            page = self._interrupted(page)
            if page is not current:
                if page is not below:
                    page.show()
                below, current = current if page.is_aside else None, page
            try:
                line = self._console.read(page.prompt_text)
                destination = Goto.QUIT if line is None else page.take(line)
                if destination is Goto.QUIT:
                    return
                page = self._page_at(destination)
            except HeldError as held:
                if self._console.attended:
                    page = ConflictPage(self._context, InUse(held))
                else:
                    self._console.reject(held)
            except RagftError as error:
                self._console.reject(error)

    def _interrupted(self, page: Page) -> Page:
        """Write how saving goes; return the page that asks what the disk or the rules need."""
        session = self._context.session
        if session is None:
            return page
        if found := take_outdated_reviews(session):
            outdated = OutdatedPage(self._context, found)
            if self._console.attended and not session.read_only_reason:
                return outdated
            outdated.write_list()
        if session.read_only_reason:
            return page
        change = session.status.unanswered_change()
        if change is not None and self._console.attended:
            is_asked = isinstance(page, ConflictPage)
            return page if is_asked else ConflictPage(self._context, Changed(session, change))
        self._context.write_news(session)
        return page

    def _page_at(self, destination: Destination) -> Page:
        """Return the page of a destination; where no project is open, that is home."""
        if isinstance(destination, Page):
            return destination
        session = self._context.session
        if session is None:
            return HomePage(self._context)
        interview, stays = session.interview, destination is Goto.HERE and session.at_review
        ends = interview.position is None or session.read_only_reason
        if destination is Goto.REVIEW or stays or ends:
            if session.reviewing is None:  # what the interview is at is selected
                capability = interview.capability or self._context.left
                session.reviewing = capability.id if capability else ""
            return ReviewPage(self._context)
        session.reviewing = None
        if interview.at_verdict:
            return VerdictPage(self._context)
        if interview.question is None:
            return NamePage(self._context)
        return QuestionPage(self._context, interview.question)

    def _save_now(self) -> None:
        """Save what is not saved yet, in the calling thread; for a signal's handler."""
        if self._context.session is not None:
            self._context.session.save_now()

    def _leave(self, session: Session | None, status: int) -> int:
        console, count = self._console, self._console.mistakes
        mistakes = [f"{count_noun(count, 'line was', 'lines were')} not taken"]
        last = farewell(
            session,
            self._context.troubles,
            options=("--plain",),
            signal_status=status,
            not_taken=mistakes if count else (),
            fails=True,
        )
        # Whoever hung up cannot be told anything.
        with suppress(*[OSError, ValueError] if status else []):
            if status:
                console.write("")  # the prompt, or what the terminal echoed of Ctrl+C, has no end
            for line in last.lines:
                console.warn(line)
        return last.status
