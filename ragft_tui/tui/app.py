"""The full-screen program: it wires session, screens and theme, and holds no rule of its own."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Final

from textual import events, on
from textual.actions import ActionParseResult
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from ragft_tui.core.errors import ROOT
from ragft_tui.session.config import RunConfig
from ragft_tui.session.opening import open_session
from ragft_tui.session.session import Session
from ragft_tui.session.status import NOTHING_OPEN
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.storage.saving.saver import Failed, SaveState
from ragft_tui.storage.themes import choose_theme
from ragft_tui.terminal.diff_renderer import DiffRenderer
from ragft_tui.terminal.filters import line_filters
from ragft_tui.tui.conflicts import Asking
from ragft_tui.tui.cursor import cursors_of
from ragft_tui.tui.keyed_app import KeyedApp
from ragft_tui.tui.messages import SaveChanged
from ragft_tui.tui.page import Page
from ragft_tui.tui.screens.dialogs import Dialog, KeysDialog
from ragft_tui.tui.screens.home import HomeScreen
from ragft_tui.tui.screens.interview import InterviewScreen
from ragft_tui.tui.screens.palette import Palette
from ragft_tui.tui.screens.review import ReviewScreen
from ragft_tui.tui.screens.theme_picker import pick_theme
from ragft_tui.tui.themes import VARIABLES, register_themes
from ragft_tui.tui.widgets.text_fields import TextBox, TextLine

_SCREENS: Final[Mapping[str, type[Page]]] = {
    "home": HomeScreen,
    "interview": InterviewScreen,
    "review": ReviewScreen,
}


class RagftApp(KeyedApp):
    """The wizard. Its result is empty, or says where work is that could not be saved."""

    DEFAULT_MODE = "start"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {**_SCREENS}
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (110, "-wide")]  # noqa: RUF012 - Textual's type
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (20, "-short"), (24, "-high")]  # noqa: RUF012 - see above

    def __init__(
        self,
        config: RunConfig,
        path: Path | None = None,
        *,
        create: bool = True,
        greeting: str = "",
    ) -> None:
        """Make the app.

        Args:
            config: The configuration of the run.
            path: The project file to open; without one, the list of sessions is shown.
            create: Whether a project file that is missing is created.
            greeting: What the hint line says until the first key.

        Raises:
            RagftError: Where the project file cannot be opened.
        """
        self.config = config
        self.profile = config.profile
        self.renderer = DiffRenderer()
        super().__init__(config.keymap, lambda: _driver_of(self))
        self._held: HeldError | None = None
        self.asking = Asking(self)
        self._running_loop: asyncio.AbstractEventLoop | None = None
        self._leaving: asyncio.Task[None] | None = None
        self.ending = False
        """Whether a signal ends the program."""
        self.troubles: list[str] = []
        """What became of work that could not be saved in its file, told again at the end."""
        self.fault: Exception | None = None
        """What ended the program, where it was at fault itself."""
        self.session: Session | None = None
        # Textual takes an empty NO_COLOR for a wish, and sends greys where it is one.
        self.no_color = config.profile.no_color
        self._line_filters = line_filters(config.profile, ascii_only=config.draws_ascii)
        self.animation_level = "full" if config.moves else "none"
        found = choose_theme(config.theme, str(config.origin(ROOT / "theme")))
        register_themes(self, found)
        self.theme = next(iter(found.themes))
        self._greeting = found.notice or greeting
        if path is not None:
            try:
                self.open_project(path, create=create)
            except HeldError as error:
                self._held = error
        self._first = self._mode_of_session()

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen, which is on the stack before its widgets start.

        That of a default mode starts its widgets first where tasks are eager (Python 3.12), and an
        `Input` cannot do without a screen: https://github.com/Textualize/textual/issues/6444
        """
        screen = _SCREENS[self._first]()
        self.stylesheet.read_all(screen.css_path)
        self.add_mode(self.DEFAULT_MODE, _SCREENS[self._first])
        return screen

    def on_load(self) -> None:
        """Let signals end the program from now on."""
        self._running_loop = asyncio.get_running_loop()

    def on_ready(self) -> None:
        """Say and ask what there is to say and to ask at the beginning."""
        if self._held is not None:
            self.asking.in_use(self._held)
        if self._greeting:
            self.say(self._greeting)
        self.call_after_refresh(self.key_order.begin)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our own CSS variables their values."""
        return VARIABLES

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let nothing through to the terminal that it would obey, or cannot show."""
        of_textual = super().get_line_filters()
        kept = [each for each in of_textual if not isinstance(each, Monochrome | NoColor)]
        return [*kept, *self._line_filters]

    def open_project(
        self, path: Path, *, create: bool, read_only_reason: str | None = None
    ) -> None:
        """Make a project file the open session.

        Args:
            path: The project file.
            create: Whether one that is missing is created.
            read_only_reason: Why it is only looked at; `None` where it is to be written.

        Raises:
            HeldError: Where another session writes it.
            RagftError: Where it cannot be opened; the session that was open stays so.
        """
        self.session = open_session(
            path,
            self.config.rulebook,
            self._save_changed,
            create=create,
            read_only_reason=read_only_reason or self.config.read_only_reason,
            by=self.config.settings.by,
        )

    def show_session(self) -> None:
        """Show what the user was at when the session was left, the interview or the review."""
        self._show(self._mode_of_session())

    def show_interview(self) -> None:
        """Show the interview."""
        self._show("interview")

    def show_review(self) -> None:
        """Show the review."""
        self._show("review")

    def show_home(self) -> None:
        """Save and close the project, and show the list of sessions."""
        self._take_in()
        trouble = self.session.go_home() if self.session else None
        if trouble:
            self.troubles.append(trouble)
        self.session = None
        self._show("home")
        if trouble:
            self.call_after_refresh(self.say, f"{trouble}.")

    def _mode_of_session(self) -> str:
        if self.session is None:
            return "home"
        return "review" if self.session.at_review else "interview"

    def _show(self, mode: str) -> None:
        """Show a screen; the first one was made under the name of the default mode."""
        if self.session is not None:
            self.session.status.note = ""
        self.switch_mode(self.DEFAULT_MODE if mode == self._first else mode)

    def refresh_lines(self) -> None:
        """Bring the lines of the screen up to date."""
        if isinstance(self.screen, Page):
            self.screen.refresh_lines()

    def save_words(self) -> tuple[str, bool]:
        """Return in a few words what is saved, and whether the last save failed."""
        if self.session is None:
            return NOTHING_OPEN, False
        return self.session.status.label, self.session.status.failed

    def trouble_words(self) -> str:
        """Return in words what stays true until it is mended; usually nothing."""
        if self.session is None:
            return ""
        status = self.session.status
        return status.banner(f"{self.keymap.label('app.save')} asks.") or status.note

    def action_theme(self) -> None:
        """Choose how everything looks; where that is being done, go back to what was."""
        pick_theme(self)

    def action_help(self) -> None:
        """Show the keys that work here; where they are shown already, close them."""
        screen = self.screen
        if isinstance(screen, KeysDialog):
            screen.action_close()
            return
        if any(isinstance(behind, KeysDialog) for behind in self.screen_stack):
            if isinstance(screen, Palette):  # which has no line to say a word in
                screen.dismiss()
            self.say("The keys are shown behind this; close this first.")
            return
        contexts = screen.contexts() if isinstance(screen, Page | Dialog) else ()
        if isinstance(self.focused, TextLine | TextBox):
            contexts = ("field", *contexts)
        read_only_reason = self.session.read_only_reason if self.session else None
        self.push_screen(KeysDialog(self.keymap, contexts, read_only_reason))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; one that does not work now says why instead."""
        if isinstance(default_namespace, Page) and (why := default_namespace.why_not(action)):
            default_namespace.notice(why)
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def action_save(self) -> None:
        """Save at once; or ask again what keeps it from being saved."""
        if self.session is None:
            self.say("Nothing is open.")
        elif self.session.read_only_reason:
            self.say(f"Read-only: {self.session.read_only_reason}.")
        elif error := self.session.status.change():
            self.asking.changed(error)
        else:
            self.session.save_soon()
            self.say("Saving now; it happens by itself, too.")

    def action_leave(self) -> None:
        """Save and leave; nothing is asked, for nothing can be lost."""
        self._take_in()
        self.exit((self.session.close() if self.session else None) or "")

    def save_now(self) -> None:
        """Save what is not saved yet, in the thread that asks; for a signal's handler."""
        if self.session is None:
            return
        try:
            self.catch_up()
            self._take_in()
        finally:
            self.session.save_now()

    def _take_in(self) -> None:
        """Let the session have what was typed last, and where."""
        if self.session is None:
            return
        for screen in self.screen_stack:
            # A screen that is just coming has nothing to hand over, and says so by failing.
            with suppress(NoMatches, LookupError):
                if isinstance(screen, Page | Dialog):
                    screen.hand_over()
                if isinstance(screen, Page):
                    self.session.cursors = cursors_of(screen)

    def _handle_exception(self, error: Exception) -> None:
        """Save and leave on a fault; Textual would print it with the values of all variables."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.fail(error)

    def fail(self, error: Exception) -> None:
        """Save and leave with a fault.

        Args:
            error: What is wrong with the program.
        """
        if self.ending:  # by a signal, which may have come amid a screen's coming or going
            return
        self.fault = self.fault or error
        with suppress(Exception):
            self.save_now()
        self.exit("", return_code=1)

    def end(self, status: int) -> None:
        """Leave with a status, as soon as the event loop gets to it; for a signal's handler."""
        self.ending = True
        if self._running_loop is not None:
            with suppress(RuntimeError):  # it has ended already
                self._running_loop.call_soon_threadsafe(
                    self.call_later, self._begin_to_leave, status
                )

    def _begin_to_leave(self, status: int) -> None:
        # A task of its own: the keys that it waits for have their effect in the app.
        self._leaving = asyncio.create_task(self._leave_with(status))

    async def _leave_with(self, status: int) -> None:
        """Leave once what was typed before has had its effect, or had time for it."""
        await self.finish_keys()
        self._take_in()
        self.exit("", status)

    def action_redraw(self) -> None:
        """Draw everything, whatever other programs have written over it."""
        self.draw_anew()

    def draw_anew(self) -> None:
        """Draw everything, also what the terminal was sent already."""
        self.renderer.forget()
        self.refresh(layout=True)

    async def on_event(self, event: events.Event) -> None:
        """Forget what the terminal shows where it may have drawn itself anew."""
        if isinstance(event, events.Resize):
            self.renderer.forget()
        await super().on_event(event)

    def _save_changed(self, state: SaveState) -> None:
        """Pass on the state from the saver's thread."""
        self.post_message(SaveChanged(state))

    @on(SaveChanged)
    def _show_save_state(self, message: SaveChanged) -> None:
        for screen in self.screen_stack:
            # A screen that is just coming or going has no lines to write on.
            if isinstance(screen, Page) and len(screen.query("StatusLine, HintLine")) > 1:
                screen.refresh_lines()
        if isinstance(message.state, Failed) and isinstance(
            message.state.error, ChangedByAnotherError
        ):
            self.asking.changed(message.state.error, unasked=True)
        for screen in self.screen_stack[-1:]:
            if screen.is_modal:
                # What lies behind a dialog is drawn with it, and only then.
                screen.refresh()


def _driver_of(app: RagftApp) -> type[Driver] | None:
    """Return our driver where terminals are POSIX terminals; elsewhere Textual chooses."""
    if sys.platform == "win32":
        return None
    # It needs termios, which Windows has not.
    from ragft_tui.terminal.driver import AppHooks, driver_for

    hooks = AppHooks(
        renderer=app.renderer,
        typed_encoding=app.profile.typed_encoding,
        receive=app.typeahead.put_read,
        process_input=app.key_order.go_on,
        redraw=app.draw_anew,
        suspend=app.action_suspend,
        save=app.save_now,
        fail=app.fail,
        is_ending=lambda: app.ending,
        quit_key=lambda: app.keymap.label("app.leave", typing=True),
    )
    return driver_for(hooks)
