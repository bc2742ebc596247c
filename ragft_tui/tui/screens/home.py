"""The first screen: recent sessions, and how to begin."""

from __future__ import annotations

from datetime import UTC, datetime

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one

from ragft_tui.core.text import count_noun, one_line
from ragft_tui.keys.hints import Hints
from ragft_tui.report.split import CELLS, split_bar
from ragft_tui.report.view import sign_of
from ragft_tui.session.opening import PURPOSE, forget_session
from ragft_tui.session.typed import typed_path
from ragft_tui.storage import paths
from ragft_tui.storage.recent import RecentSession, recent
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.user_files import demo_file
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.dialogs import TextDialog
from ragft_tui.tui.messages import AskAboutUse, OpenProject, ShowScreen
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets.content import Static, show
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.verdict import verdict_style

_NAME_WIDTH = 22
_NARROW = 66
"""The columns that name, split, progress and age take."""
_WITH_BAR = 48
"""The columns from which there is room for the split beside a name."""
_ROOMY = 76
"""The columns from which the beginning of a path is of use."""


class HomeScreen(Page):
    """Lists the sessions of this machine, the newest first."""

    CSS_PATH = "home.tcss"
    BINDINGS = bindings("home")

    sessions = query_one("#sessions", LineList)
    _found: tuple[RecentSession, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Yield title, sessions and the ways to begin."""
        yield Static(Content(PURPOSE), id="title")
        yield Static(Content("Continue"), id="continue")
        yield LineList(id="sessions")
        yield Static(id="begin")

    def on_screen_resume(self) -> None:
        """Show the sessions of this machine."""
        self._found = recent()
        self.query_one("#continue").display = bool(self._found)
        self.sessions.display = bool(self._found)
        keys = [key for key in self.app.keymap.of("home") if self._is_of_use(key.id)]
        width = max(len(key.label()) for key in keys)
        rows = [
            Content.assemble((f"{key.label():>{width}}  ", "bold"), key.tooltip) for key in keys
        ]
        self.query_one("#begin", Static).content = Content("\n").join(rows)
        now = datetime.now(UTC)
        self.sessions.fill(
            len(self._found),
            lambda index: _row(self._found[index], now, self.sessions.size.width - 2),
        )
        if self._found:
            self.sessions.focus()
        self.refresh_lines()

    def _is_of_use(self, key: str) -> bool:
        """Return whether a key has something to act on."""
        if key == "home.back":
            return self.app.way_back is not None
        return bool(self._found) or key not in {"home.continue", "home.forget"}

    def contexts(self) -> tuple[str, ...]:
        """Return the contexts whose keys work here."""
        return ("home", "list") if self._found else ("home",)

    def hints(self) -> Hints:
        """Return the key that continues, where there is something to continue."""
        return Hints(("home.continue",)) if self._found else Hints()

    def refresh_lines(self) -> None:
        """Bring the lines up to date; sessions that can be continued are counted."""
        super().refresh_lines()
        if self._found:
            self.status_line.state = f"{count_noun(len(self._found), 'session')} to continue"

    def action_new(self) -> None:
        """Ask for the name of a new file and start it."""
        self._ask(
            "New project", "In which file, such as app.toml? It is made as you type.", new=True
        )

    def action_open(self) -> None:
        """Ask for the name of a file and open it."""
        self._ask("Open", "Which file?", new=False)

    def action_demo(self) -> None:
        """Open the sample."""
        with self.showing_errors():
            self.post_message(OpenProject(demo_file()))

    def action_forget(self) -> None:
        """Remove the marked session from the list; its file stays."""
        if not self._found:
            self.show_notice("There is no session to forget.")
            return
        forgotten = forget_session(self._found[self.sessions.cursor].path)
        self.on_screen_resume()
        self.show_notice(forgotten)

    def action_back(self) -> None:
        """Open the project again that was left for this list."""
        if self.app.way_back is not None:
            self.post_message(self.app.way_back)
        else:
            quits = self.key_label("app.quit")
            self.show_notice(f"No project was open before. {quits} quits.")

    @on(LineList.Selected)
    def _continue(self, event: LineList.Selected) -> None:
        if event.index < len(self._found):  # a key that came before may have shortened the list
            self.post_message(OpenProject(self._found[event.index].path))

    def _ask(self, title: str, prompt: str, *, new: bool) -> None:
        def accept(typed: str) -> None:
            try:
                self.app.open_project(typed_path(typed, new=new), create=new)
            except HeldError as error:
                self.post_message(AskAboutUse(error))
            else:
                self.post_message(ShowScreen())

        self.app.push_screen(TextDialog(title, prompt, accept=accept))


def ago(then: datetime, now: datetime) -> str:
    """Return how long ago something was, such as "3 hours ago"."""
    seconds = max((now - then).total_seconds(), 0)
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if count := int(seconds // size):
            return f"{count_noun(count, unit)} ago"
    return "just now"


def _row(session: RecentSession, now: datetime, width: int) -> Content:
    """Return one row: name and progress, and as much more as there is room for."""
    decided = f"{session.decided} of {session.total} decided"
    when = ago(session.opened, now) if session.exists else "file is gone"
    path = f" {paths.display(session.path)}" if width >= _ROOMY else ""
    short = f" {decided if session.exists else when:<16}"
    more = f" {decided:<16} {when:<14}{path}" if width >= _NARROW else short
    bar = _bar(session) if width >= _WITH_BAR else Content("")
    room = _NAME_WIDTH if width >= _NARROW else max(width - len(bar) - len(more), 0)
    room += max(width - _ROOMY, 0) // 2
    name = show(one_line(session.name)).truncate(room, ellipsis=True, pad=True)
    return Content.assemble(name, bar, show(more.rstrip()))


def _bar(session: RecentSession) -> Content:
    """Return the split of a session by what counts: a sign a cell, in the colour of its type."""
    cells = split_bar(session.types)
    signs = (show(sign_of(kind), verdict_style(kind)) for kind in cells)
    return Content.assemble(" ", *signs, " " * (CELLS - len(cells)))
