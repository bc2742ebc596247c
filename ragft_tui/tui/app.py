"""The full-screen program: it wires session, screens and theme, and holds no rule of its own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import ClassVar

from rich.console import RenderableType
from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.screen import Screen

from ragft_tui.core.errors import RagftError
from ragft_tui.core.rules.rulebook import Rulebook
from ragft_tui.core.strict import problem_with_name
from ragft_tui.store.saver import Failed, Saved, SaveState
from ragft_tui.store.themes import load_themes
from ragft_tui.tui.key_order import KeyOrder
from ragft_tui.tui.keymap import KEYS, bindings
from ragft_tui.tui.messages import SaveChanged
from ragft_tui.tui.page import Page
from ragft_tui.tui.screens.dialogs import Dialog, KeysDialog
from ragft_tui.tui.screens.home import HomeScreen
from ragft_tui.tui.screens.interview import InterviewScreen
from ragft_tui.tui.screens.palette import Palette
from ragft_tui.tui.screens.review import ReviewScreen
from ragft_tui.tui.session import Session, open_session
from ragft_tui.tui.themes import VARIABLES, textual_theme
from ragft_tui.tui.widgets.lines import HintLine
from ragft_tui.tui.wire import Wire

__all__ = ["RagftApp"]


class RagftApp(App[str], inherit_bindings=False):
    """The wizard. Its result is empty, or says where work is that could not be saved."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    DEFAULT_MODE = "start"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        "home": HomeScreen,
        "interview": InterviewScreen,
        "review": ReviewScreen,
    }
    CSS = """
    CommandPalette SearchIcon { display: none; }
    """
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        rulebook: Rulebook | None = None,
        path: Path | None = None,
        *,
        demo: Callable[[], Path],
        theme: str = "dark",
        create: bool = True,
        greeting: str = "",
    ) -> None:
        """Make the app.

        Args:
            rulebook: What to assess by; `None` for the rulebook that a project names.
            path: The project file to open; without one, the list of sessions is shown.
            demo: Makes the sample, and returns its file.
            theme: The name of a theme.
            create: Whether a project file that is missing is created.
            greeting: What the hint line says until the first key.

        Raises:
            RagftError: Where the project file cannot be opened.
        """
        super().__init__(driver_class=_driver())
        self.wire = Wire()
        self.animation_level = "none"
        self.rulebook = rulebook
        self.demo_file = demo
        self._greeting = greeting
        self._running_loop: asyncio.AbstractEventLoop | None = None
        self.fault: Exception | None = None
        """What ended the program, where it was at fault itself."""
        self.session: Session | None = None
        self.key_order = KeyOrder(self, self._deliver)
        self._save_state: SaveState | None = None
        themes = {file.name: textual_theme(file) for file in load_themes()[0]}
        if theme not in themes:
            raise problem_with_name("theme", theme, themes, "--theme")
        self.register_theme(themes[theme])
        self.theme = theme
        if path is not None:
            self.open_project(path, create=create)
        self._first = self._mode_of_session()
        self.add_mode(self.DEFAULT_MODE, self.MODES[self._first])

    def on_ready(self) -> None:
        """Say what there is to say at the beginning."""
        self._running_loop = asyncio.get_running_loop()
        if self._greeting and isinstance(self.screen, Page):
            self.screen.notice(self._greeting)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our own CSS variables their values."""
        return VARIABLES

    def open_project(self, path: Path, *, create: bool) -> None:
        """Make a project file the open session.

        Raises:
            RagftError: Where it cannot be opened; the session that was open stays so.
        """
        opened = open_session(path, self.rulebook, self._save_changed, create=create)
        if self.session is not None:
            self.session.close()
        self._save_state = None
        self.session = opened
        opened.remember()

    def show_session(self) -> None:
        """Show the interview, or the review where it is at its end."""
        self._show(self._mode_of_session())

    def show_review(self) -> None:
        """Show the review."""
        self._show("review")

    def show_home(self) -> None:
        """Save and close the project, and show the list of sessions."""
        rescued = self.session.close() if self.session else ""
        self.session = None
        if rescued:
            self.exit(rescued)
        else:
            self._show("home")

    def _mode_of_session(self) -> str:
        if self.session is None:
            return "home"
        return "interview" if self.session.interview.place else "review"

    def _show(self, mode: str) -> None:
        """Show a screen; the first one was made under the name of the default mode."""
        self.switch_mode(self.DEFAULT_MODE if mode == self._first else mode)

    def save_words(self) -> tuple[str, bool]:
        """Return in words what is saved, and whether the last save failed."""
        if self.session is None:
            return "nothing open", False
        match self._save_state:
            case Failed(error):
                return f"NOT SAVED: {error.what}", True
            case Saved(at, note):
                return f"saved {at:%H:%M}{f', {note}' if note else ''}", False
            case None:
                return ("saved" if self.session.path.exists() else "new file"), False
            case _:
                return "saving", False

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action that works on the screen, by the words of the key table."""
        by_id = {key.id: key for key in KEYS}
        seen: set[str] = set()
        for active in screen.active_bindings.values():
            key = by_id.get(active.binding.id or "")
            if (
                key is None
                or key.id in seen
                or key.context == "list"
                or "(" in active.binding.action
            ):
                continue
            seen.add(key.id)
            run = partial(self.run_action, active.binding.action, active.node)
            yield SystemCommand(f"{key.words.capitalize()} ({key.shown()})", key.about, run)

    def action_command_palette(self) -> None:
        """Find an action by name."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help(self) -> None:
        """Show the keys that work here; where they are shown already, close them."""
        screen = self.screen
        if isinstance(screen, KeysDialog):
            screen.action_close()
            return
        contexts = screen.contexts() if isinstance(screen, Page | Dialog) else ()
        self.push_screen(KeysDialog(contexts))

    def action_leave(self) -> None:
        """Save and leave; nothing is asked, for nothing can be lost."""
        self.exit(self.session.close() if self.session else "")

    def save_now(self) -> None:
        """Save what is not saved yet, in the thread that asks; for a signal's handler."""
        if self.session is None:
            return
        for screen in self.screen_stack:
            # A screen that is just coming has nothing to hand over, and says so by failing.
            with suppress(NoMatches, LookupError):
                if isinstance(screen, Page | Dialog):
                    screen.hand_over()
        self.session.save_now()

    def _handle_exception(self, error: Exception) -> None:
        """Save and leave on a fault; Textual would print it with the values of all variables."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._fail(error)

    def panic(self, *renderables: RenderableType) -> None:
        """Save and leave where the input fails; Textual would print a traceback of it."""
        if self.is_headless:
            super().panic(*renderables)
            return
        advice = "what was typed is saved; `ragft-tui resume` goes on"
        self._fail(RagftError("the terminal sent what cannot be read", advice=advice))

    def _fail(self, error: Exception) -> None:
        self.fault = self.fault or error
        with suppress(Exception):
            self.save_now()
        self.exit("", return_code=1)

    def end(self, status: int) -> None:
        """Leave with a status, as soon as the event loop gets to it; for a signal's handler."""
        if self._running_loop is not None:
            self._running_loop.call_soon_threadsafe(self.exit, "", status)

    def action_interrupt(self) -> None:
        """Say how to leave: Ctrl+C copies in a text field and does nothing elsewhere."""
        for line in self.screen.query(HintLine):
            line.notice = "F10 leaves, or q where no text is typed. Everything is saved."

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes in their order."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.key_order.put(event)
            return
        if isinstance(event, events.Resize):
            self.wire.forget()
        await super().on_event(event)

    async def _deliver(self, event: events.Event) -> None:
        """Take a notice back before the next key may give another, and handle the key."""
        for line in self.screen.query(HintLine):
            line.notice = ""
        await super().on_event(event)

    def _save_changed(self, state: SaveState) -> None:
        """Pass on what the saver thread tells; the list of sessions is kept up by that thread."""
        if isinstance(state, Saved) and self.session is not None:
            self.session.remember()
        self.post_message(SaveChanged(state))

    @on(SaveChanged)
    def _show_save_state(self, message: SaveChanged) -> None:
        self._save_state = message.state
        for screen in self.screen_stack:
            # A screen that is just coming or going has no lines to write on.
            if isinstance(screen, Page) and len(screen.query("StatusLine, HintLine")) > 1:
                screen.refresh_lines()
        for screen in self.screen_stack[-1:]:
            if screen.is_modal:
                # What lies behind a dialog is drawn with it, and only then.
                screen.refresh()


def _driver() -> type[Driver] | None:
    """Return our driver where terminals are POSIX terminals; elsewhere Textual chooses."""
    if sys.platform == "win32":
        return None
    # It needs termios, which Windows has not.
    from ragft_tui.tui.driver import TerminalDriver

    return TerminalDriver
