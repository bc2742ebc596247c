"""Home: the sessions of this machine, and how to begin."""

from __future__ import annotations

from typing import ClassVar

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import one_line
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.page import Context, Destination, Goto, Page
from ragft_tui.report.split import describe_split
from ragft_tui.session.opening import PURPOSE, forget_session
from ragft_tui.session.typed import typed_path
from ragft_tui.storage.paths import display
from ragft_tui.storage.recent import RecentSession, recent
from ragft_tui.storage.user_files import demo_file


class HomePage(Page):
    """Lists the sessions, the newest first."""

    prompt: ClassVar[Prompt] = "home"
    prompt_text: ClassVar[str] = "Home"
    help_sentences = ("Type the number of a session to open it.",)

    def __init__(self, context: Context) -> None:
        """Read the sessions of this machine.

        Args:
            context: What all pages share.
        """
        super().__init__(context)
        self._sessions = recent()

    def show(self) -> None:
        """Write the sessions."""
        rows = (_render(*each) for each in enumerate(self._sessions, start=1))
        go_on = "A number opens a session. " if self._sessions else ""
        ways = '"new FILE" starts a project, "demo" opens a sample, "?" tells the rest.'
        self.reply(PURPOSE, *rows, f"{go_on}{ways}")

    def take_text(self, line: str) -> Destination:
        """Go on with the session of a number."""
        return self.context.open(self._numbered(line).path, create=False)

    def do_new(self, typed: str) -> Destination:
        """Start a project in a file that does not exist yet."""
        return self.context.open(typed_path(typed, new=True), create=True)

    def do_open(self, typed: str) -> Destination:
        """Open a project file."""
        return self.context.open(typed_path(typed), create=False)

    def do_demo(self, _: str) -> Destination:
        """Open the sample application."""
        path = demo_file()
        self.reply(f"This is a sample to try, kept in {display(path)}.")
        return self.context.open(path, create=False)

    def do_forget(self, typed: str) -> Destination:
        """Take a session off the list."""
        session = self._numbered(typed)
        self.reply(forget_session(session.path))
        return Goto.HERE

    def _numbered(self, typed: str) -> RecentSession:
        for number, session in enumerate(self._sessions, start=1):
            if typed.strip() == str(number):
                return session
        raise UsageError("there is no session of that number", advice='"?" tells what works here')


def _render(number: int, session: RecentSession) -> str:
    used = f"last used {session.opened.astimezone():%Y-%m-%d %H:%M}"
    state = used if session.exists else "its file is gone"
    decided = f"{session.decided} of {session.total} decided"
    if session.types:
        decided += f" ({describe_split(session.types)})"
    return f"{number}. {one_line(session.name)}, {decided}, {state}, {display(session.path)}"
