"""Home: the sessions of this machine, and how to begin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import one_line
from ragft_tui.plain.commands import Where
from ragft_tui.plain.page import Action, Page
from ragft_tui.session.opening import PURPOSE, typed_path
from ragft_tui.storage.paths import display
from ragft_tui.storage.recent import RecentSession, forget, recent
from ragft_tui.storage.sample import demo_file

if TYPE_CHECKING:
    from ragft_tui.plain.app import PlainApp


class HomePage(Page):
    """Lists the sessions, the newest first."""

    where: ClassVar[Where] = "home"
    prompt: ClassVar[str] = "Home"

    def __init__(self, app: PlainApp) -> None:
        """Read the sessions of this machine.

        Args:
            app: Whose page it is.
        """
        super().__init__(app)
        self._found = recent()

    @property
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return ("Type the number of a session to go on with it.",)

    def tell(self) -> None:
        """List the sessions."""
        say = self.app.console.say
        say(PURPOSE)
        for number, session in enumerate(self._found, start=1):
            say(_line(number, session))
        go_on = "A number goes on with a session. " if self._found else ""
        say(f'{go_on}"new FILE" starts a project, "demo" opens a sample, "?" tells the rest.')

    def text(self, line: str) -> Page | None:
        """Go on with a session."""
        return self.app.open(self._numbered(line).path, create=False)

    def actions(self) -> Mapping[str, Action]:
        """Return what each command does."""
        return {"new": self._new, "open": self._open, "demo": self._demo, "forget": self._forget}

    def _new(self, typed: str) -> Page:
        return self.app.open(typed_path(typed, new=True), create=True)

    def _open(self, typed: str) -> Page:
        return self.app.open(typed_path(typed), create=False)

    def _demo(self, _: str) -> Page:
        path = demo_file()
        self.app.console.say(f"A sample to try, kept in {display(path)}.")
        return self.app.open(path, create=False)

    def _forget(self, typed: str) -> Page:
        session = self._numbered(typed)
        forget(session.path)
        self.app.console.say(f"{display(session.path)} is off the list; the file stays.")
        return HomePage(self.app)

    def _numbered(self, typed: str) -> RecentSession:
        for number, session in enumerate(self._found, start=1):
            if typed.strip() == str(number):
                return session
        raise UsageError("there is no session of that number", advice='"?" tells what works here')


def _line(number: int, session: RecentSession) -> str:
    used = f"last used {session.opened.astimezone():%Y-%m-%d %H:%M}"
    told = used if session.exists else "its file is gone"
    decided = f"{session.decided} of {session.total} decided"
    return f"{number}. {one_line(session.name)}, {decided}, {told}, {display(session.path)}"
