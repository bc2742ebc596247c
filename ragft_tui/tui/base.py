"""The base of the app, as its screens know it: session, keys, terminal, clipboard."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from textual import events
from textual.app import App, SystemCommand
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.geometry import Offset
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from ragft_tui.core.errors import RagftError
from ragft_tui.core.text import clean, count_noun
from ragft_tui.session.config import RunConfig
from ragft_tui.session.opening import open_session
from ragft_tui.session.reviewer import WHO_DECIDES, WHO_DECIDES_HINT, Reviewer
from ragft_tui.session.session import Session
from ragft_tui.storage.paths import display
from ragft_tui.terminal.diff_renderer import DiffRenderer
from ragft_tui.terminal.filters import line_filters
from ragft_tui.terminal.typeahead import Typeahead
from ragft_tui.tui.bindings import bindings, rebind
from ragft_tui.tui.hint_screen import HintScreen
from ragft_tui.tui.key_order import Effects, KeyOrder
from ragft_tui.tui.messages import OpenProject, SaveChanged
from ragft_tui.tui.widgets.lines import HintLine

if TYPE_CHECKING:
    from textual.command import Provider

    from ragft_tui.terminal.driver import TerminalDriver


_FINISHING: Final = 1.0
"""Seconds in which what was typed before a signal came has its effect."""


def _actions() -> type[Provider]:
    from ragft_tui.tui.palette import Actions

    return Actions


class BaseApp(App[str], inherit_bindings=False):
    """Holds what screens read, delivers keys in their order, and saves before it ends."""

    BINDINGS = bindings("app")
    COMMANDS = {_actions}  # noqa: RUF012 Textual's own type

    def __init__(self, config: RunConfig) -> None:
        """Make the app.

        Args:
            config: The configuration of the run.
        """
        self.config = config
        self.keymap = config.keymap
        self.session: Session | None = None
        """The open session."""
        self.way_back: OpenProject | None = None
        """How to open the project again that was left for the list of sessions."""
        self.renderer = DiffRenderer(erases_in_color=config.profile.erases_in_color)
        self.typeahead = Typeahead(self.keymap.by_id["app.quit"].keys)
        """What was typed and had no effect yet."""
        self.key_order = KeyOrder(
            self,
            self.keymap,
            self.typeahead,
            Effects(
                handle=super().on_event,
                pass_on=self._pass_on,
                has_room=lambda: self._terminal is None or self._terminal.has_room,
                show_notice=self.show_notice,
            ),
        )
        self.ending = False
        """Whether a signal ends the program."""
        self.fault: Exception | None = None
        """What ended the program, where it was at fault itself."""
        self._running_loop: asyncio.AbstractEventLoop | None = None
        self._leaving: asyncio.Task[None] | None = None
        super().__init__()
        # Nothing is told in toasts and tooltips, which are two widgets of each screen. To report
        # upstream: "Let an app do without toasts and tooltips".
        self._disable_tooltips = self._disable_notifications = True
        rebind(self, self.keymap)
        # Textual obeys an empty NO_COLOR as well, and sends greys where it obeys:
        # https://github.com/Textualize/textual/issues/839 and
        # https://github.com/Textualize/textual/issues/2829
        self.no_color = config.profile.no_color
        self._line_filters = line_filters(config.profile, ascii_only=config.draws_ascii)
        self.animation_level = "full" if config.moves else "none"

    def get_driver_class(self) -> type[Driver]:
        """Return our driver where terminals are POSIX terminals; elsewhere Textual chooses."""
        if sys.platform == "win32":
            return super().get_driver_class()
        # It needs termios, which Windows has not.
        from ragft_tui.terminal.driver import AppHooks, driver_for

        return driver_for(
            AppHooks(
                renderer=self.renderer,
                typed_encoding=self.config.profile.typed_encoding,
                receive=self.typeahead.put_read,
                process_input=self.key_order.go_on,
                redraw=self.action_redraw,
                suspend=self.action_suspend,
                save=self.save_now,
                fail=self.fail,
                is_ending=lambda: self.ending,
                quit_key=lambda: self.keymap.label("app.quit", typing=True),
            )
        )

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands, and input methods compose: in the focused field.

        Textual keeps the position of the last change of the field, before any layout:
        https://github.com/Textualize/textual/issues/6082
        """
        field = self.focused
        if isinstance(field, Input | TextArea):
            return field.cursor_screen_offset
        return self._cursor_position

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._cursor_position = position

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return filters that let nothing through that the terminal would obey, or cannot show."""
        filters = super().get_line_filters()
        others = [each for each in filters if not isinstance(each, Monochrome | NoColor)]
        return [*others, *self._line_filters]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield every action that works on the screen, by the descriptions of the key table."""
        seen: set[str] = set()
        for active in screen.active_bindings.values():
            key = self.keymap.by_id.get(active.binding.id or "")
            if key is None or key.id in seen or key.context == "list" or key.is_family:
                continue
            seen.add(key.id)
            run = partial(self.run_action, active.binding.action, active.node)
            yield SystemCommand(f"{key.description.capitalize()} ({key.label()})", key.tooltip, run)

    def show_notice(self, text: str) -> None:
        """Show a notice in the hint line of the screen or dialog until the next key."""
        # It is asked for at each key: one widget is remembered, and many are looked for anew.
        if line := self.screen.query_one_optional(HintLine):
            line.notice = text

    def ask_who_decides(self, reviewer: Reviewer, then: Callable[[], None]) -> None:
        """Ask who decides, before anything is decided in the name of nobody.

        Args:
            reviewer: Takes the name.
            then: Called once that is known.
        """
        from ragft_tui.tui.dialogs import TextDialog

        def go_on(typed: str | None) -> None:
            if typed is None:
                self.show_notice("Nothing is decided: nobody said who decides.")
            else:
                then()

        dialog = TextDialog(WHO_DECIDES, WHO_DECIDES_HINT, accept=reviewer.set_name)
        self.push_screen(dialog, go_on)

    def action_command_palette(self) -> None:
        """Find an action by name."""
        from ragft_tui.tui.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(id="--command-palette"))

    def action_interrupt(self) -> None:
        """Show how to leave: Ctrl+C copies in a text field and does nothing elsewhere."""
        always, quick = (self.keymap.label("app.quit", typing=typing) for typing in (True, False))
        rest = f", or {quick} where no text is typed" if quick != always else ""
        self.show_notice(f"{always} quits{rest}; everything is saved.")

    def action_suspend(self) -> None:
        """Save, and stop until the shell brings the program back."""
        if self._terminal is not None and not self._terminal.suspend():
            self.show_notice("Cannot suspend here: no shell would bring it back.")

    def action_redraw(self) -> None:
        """Draw everything, also what the terminal shows already."""
        self.renderer.forget()
        self.refresh(layout=True)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text and show that; fields and the selection of the mouse copy by this, too.

        An empty text is not copied: the clipboard keeps what it holds.
        """
        if not text:
            self.show_notice("Nothing is selected.")
            return
        self._clipboard = text
        sequence, notice = copy_text(text, self.config.profile.multiplexer)
        if sequence and self._driver is not None:
            self._driver.write(sequence)
        self.show_notice(notice)

    def _register_child(
        self, parent: DOMNode, child: Widget, before: int | None, after: int | None
    ) -> None:
        """Bind the user's keys to each node as it comes.

        To report upstream: "apply_keymap deletes the other bindings of a key".
        """
        rebind(child, self.keymap)
        super()._register_child(parent, child, before, after)

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes; forget what a terminal shows that may have drawn itself anew."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.typeahead.put(event)
            self.key_order.go_on()
            return
        if isinstance(event, events.Resize):
            self.renderer.forget()
        await super().on_event(event)

    @property
    def _terminal(self) -> TerminalDriver | None:
        """The terminal's driver; `None` without one, and where it cannot suspend."""
        driver = self._driver
        return cast("TerminalDriver", driver) if driver and driver.can_suspend else None

    def _pass_on(self, message: Message) -> None:
        if self._driver is not None:
            self._driver.process_message(message)

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
            self.config,
            lambda _: self.post_message(SaveChanged()),
            create=create,
            read_only_reason=read_only_reason,
        )

    def on_load(self) -> None:
        """Note the event loop, which signals may end from now on."""
        self._running_loop = asyncio.get_running_loop()

    def save_now(self) -> None:
        """Save what is not saved yet, in the thread that asks; for a signal's handler."""
        if self.session is None:
            return
        try:
            with suppress(Exception):  # the code that was interrupted may be at the same just now
                if self._terminal is not None:
                    self._terminal.catch_up()
                self.key_order.take_in()
            self.hand_over()
        finally:
            self.session.save_now()

    def hand_over(self) -> None:
        """Give the session the text in progress, and where the cursors are."""
        if self.session is None:
            return
        for screen in self.screen_stack:
            # A screen that is just coming has nothing to hand over, and fails.
            with suppress(NoMatches, LookupError):
                if isinstance(screen, HintScreen):
                    screen.hand_over()

    def _handle_exception(self, error: Exception) -> None:
        """Save and leave on a fault; Textual would print it with the values of all variables.

        To report upstream: "Let an app print a crash without show_locals".
        """
        if self.is_headless:
            super()._handle_exception(error)
        else:
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
        self.typeahead.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(_FINISHING):
                await self.key_order.idle()
        self.key_order.give_up()
        self.hand_over()
        self.exit("", status)


def copy_text(text: str, multiplexer: str) -> tuple[str, str]:
    """Write a text to the file of copies; return what to send to the terminal, and a notice.

    Args:
        text: What is copied; control characters in it become their pictures.
        multiplexer: What stands between the program and the terminal, as its profile names it.
    """
    from ragft_tui.storage.user_files import write_clipboard_file
    from ragft_tui.terminal.clipboard import copy_sequence

    text = clean(text)
    sequence = copy_sequence(text, multiplexer)
    lines = text.count("\n") + (not text.endswith("\n"))
    count = count_noun(lines, "line")
    try:
        where = display(write_clipboard_file(text))
    except RagftError as error:
        done = f"Copied {count}" if sequence else "Not copied"
        return sequence, f"{done}; {error.sentence}"
    if sequence:
        return sequence, f"Copied {count}; also in {where}"
    return "", f"Too much for a clipboard: {count} are in {where}"
