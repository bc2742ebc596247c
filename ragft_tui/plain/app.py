"""The talk: one page after the other, and the open session that all of them are about."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict.assess import Assessment
from ragft_tui.plain.conflicts import ChangedPage, InUsePage
from ragft_tui.plain.console import Console
from ragft_tui.plain.describing import NamePage
from ragft_tui.plain.home import HomePage
from ragft_tui.plain.page import Page
from ragft_tui.plain.questions import QuestionPage
from ragft_tui.plain.review import ReviewPage
from ragft_tui.plain.words import listing_lines
from ragft_tui.session.config import RunConfig
from ragft_tui.session.listing import Listing
from ragft_tui.session.opening import open_session
from ragft_tui.session.session import Session
from ragft_tui.storage.saving.lock import HeldError


class PlainApp:
    """A talk with one user."""

    def __init__(self, console: Console, config: RunConfig) -> None:
        """Begin with nothing open.

        Args:
            console: Where to talk.
            config: The configuration of the run.
        """
        self.console = console
        self.session: Session | None = None
        self.troubles: list[str] = []
        """What became of work that could not be saved in its file, told again at the end."""
        self.listing = Listing()
        self.told: tuple[str, Assessment] | None = None
        """The capability and the verdict that the interview told last."""
        self.left: Capability | None = None
        """The capability that the interview left last."""
        self._config = config
        self._hint = (
            '"save" asks what to do.'
            if console.attended
            else "The other version stays in the file."
        )

    @property
    def opened(self) -> Session:
        """The open session."""
        if self.session is None:
            raise RagftError("no project is open", advice='"open FILE" opens one')
        return self.session

    def open(self, path: Path, *, create: bool, read_only_reason: str | None = None) -> Page:
        """Open a project file where none is open, or ask what to do where it is in use.

        Args:
            path: The project file.
            create: Whether one that is missing is started.
            read_only_reason: Why it is only looked at; `None` where it is to be written.

        Raises:
            RagftError: Where it cannot be opened.
        """
        try:
            session = open_session(
                path,
                self._config.rulebook,
                lambda _: None,
                create=create,
                read_only_reason=read_only_reason or self._config.read_only_reason,
                by=self._config.settings.by,
            )
        except HeldError as held:
            if not self.console.attended:
                raise
            return InUsePage(self, held)
        self.listing, self.told, self.left = Listing(), None, None
        self.session = session
        going = "going on" if session.project.capabilities else "a new project"
        told = "to look at" if session.read_only_reason else going
        self.console.say(f"{one_line(session.project.name)}, {one_line(path.name)}: {told}.")
        if session.news:
            self.console.say(session.news)
        if session.read_only_reason:
            self.console.say(session.status.sentence(self._hint))
        return self.here()

    def here(self) -> Page:
        """Return the page of what the user is at, the interview or the review."""
        session = self.session
        if session is None:
            return HomePage(self)
        return self.review() if session.at_review else self.interview()

    def interview(self) -> Page:
        """Return the page of where the interview stands; at its end, and to look, the review."""
        interview = self.opened.interview
        if self.opened.read_only_reason or interview.position is None:
            return self.review()
        self.opened.reviewing = None
        return NamePage(self) if interview.question is None else QuestionPage(self)

    def review(self) -> Page:
        """Return the review; the capability that the interview is at is selected."""
        session = self.opened
        if session.reviewing is None:
            capability = session.interview.capability or self.left
            session.reviewing = capability.id if capability else ""
        return ReviewPage(self)

    def tell_list(self, most: int | None = None) -> None:
        """Tell the capabilities that fit the filter.

        Args:
            most: How many are told; all where it is `None`.
        """
        session = self.opened
        self.listing.update(session.project, session.rulebook)
        for line in listing_lines(self.listing, session.rulebook, most):
            self.console.say(line)

    def close(self, *, home: bool = False) -> None:
        """Save and close the session, and note where its file does not take the work.

        Args:
            home: Whether the list of sessions comes next.
        """
        session, self.session = self.session, None
        trouble = (session.go_home() if home else session.close()) if session else None
        if trouble:
            self.troubles.append(trouble)
        elif session is not None:
            with suppress(OSError, ValueError):  # whoever hung up cannot be told anything
                self._tell_news(session)

    def save(self, page: Page) -> Page:
        """Tell how saving stands, or ask what it waits for; try again what failed.

        Returns:
            The next page.
        """
        if self.session is None:
            self.console.say("Nothing is open.")
            return page
        status = self.session.status
        status.ask_again()
        if status.failed:
            self.session.save_soon()
        if status.unanswered_change() is None or not self.console.attended:
            self.console.say(status.sentence(self._hint))
        return page

    def save_now(self) -> None:
        """Save what is not saved yet, in the thread that asks; for a signal's handler."""
        if self.session is not None:
            self.session.save_now()

    def talk(self, page: Page | None) -> None:
        """Take line after line, until somebody leaves or no more lines come.

        Args:
            page: The first page; `None` where there is nothing to talk about.
        """
        current: Page | None = None
        below: Page | None = None
        while page is not None:
            page = self._before(page)
            if page is not current:
                if page is not below:
                    page.tell()
                below, current = current if page.aside else None, page
            try:
                line = self.console.read(page.prompt)
                if line is None:
                    return
                page = page.take(line)
            except RagftError as error:
                self.console.refuse(error)

    def _before(self, page: Page) -> Page:
        """Tell how saving goes, and return the page that asks what the disk makes necessary."""
        if self.session is None or self.session.read_only_reason:
            return page
        change = self.session.status.unanswered_change()
        if change is not None and self.console.attended:
            return page if isinstance(page, ChangedPage) else ChangedPage(self, change)
        self._tell_news(self.session)
        return page

    def _tell_news(self, session: Session) -> None:
        for words in session.status.news(self._hint):
            (self.console.say if self.console.attended else self.console.warn)(words)
