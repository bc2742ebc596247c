"""An app in which keys take effect in their order, and mean everywhere what one table says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.geometry import Offset
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from ragft_tui.keys import Keymap
from ragft_tui.terminal.typeahead import Typeahead
from ragft_tui.tui.bindings import bindings, rebind
from ragft_tui.tui.clipboard import copied
from ragft_tui.tui.key_order import KeyOrder
from ragft_tui.tui.screens.dialogs import ChoiceDialog
from ragft_tui.tui.screens.palette import Palette, commands_here
from ragft_tui.tui.widgets.lines import HintLine

if TYPE_CHECKING:
    from ragft_tui.terminal.driver import TerminalDriver
    from ragft_tui.terminal.profile import TerminalProfile

_ALWAYS: Final = ("app.leave", "app.suspend")
"""What keys do even in a window that is too small, and before a dialog that came by itself."""

_FINISHING: Final = 1.0
"""Seconds in which what was typed before a signal came has its effect."""


class KeyedApp(App[str], inherit_bindings=False):
    """Hands keys to what is on the screen, and says a word on them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    profile: TerminalProfile
    """What the terminal can show."""

    def __init__(self, keymap: Keymap, driver_class: Callable[[], type[Driver] | None]) -> None:
        """Make the app.

        Args:
            keymap: The keys of all screens and widgets.
            driver_class: Returns the class of what talks to the terminal, or `None` to let Textual
                choose; called when the queue of keys is there.
        """
        self.keymap = keymap
        self.typeahead = Typeahead(keymap.by_id["app.leave"].keys)
        """What was typed and had no effect yet."""
        self.key_order = KeyOrder(self, self.typeahead, self._deliver)
        super().__init__(driver_class=driver_class())
        rebind(self, keymap)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands, and input methods compose: in the focused field.

        Textual keeps a place that is as of the last change of the field, before any layout.
        """
        field = self.focused
        if isinstance(field, Input | TextArea):
            return field.cursor_screen_offset
        return self._cursor_place

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._cursor_place = place

    def say(self, words: str) -> None:
        """Say a word in the hint line of the screen or dialog; it stands until the next key."""
        for line in self.screen.query(HintLine):
            line.notice = words

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action that works on the screen, by the words of the key table."""
        return commands_here(self, screen)

    def action_command_palette(self) -> None:
        """Find an action by name."""
        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(id="--command-palette"))

    def action_interrupt(self) -> None:
        """Say how to leave: Ctrl+C copies in a text field and does nothing elsewhere."""
        always, quick = (self.keymap.label("app.leave", typing=typing) for typing in (True, False))
        rest = f", or {quick} where no text is typed" if quick != always else ""
        self.say(f"{always} leaves{rest}.")

    def _register_child(
        self, parent: DOMNode, child: Widget, before: int | None, after: int | None
    ) -> None:
        """Give each node its keys as it comes."""
        rebind(child, self.keymap)
        super()._register_child(parent, child, before, after)

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes in their order."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.typeahead.put(event)
            self.key_order.go_on()
        else:
            await super().on_event(event)

    @property
    def _terminal(self) -> TerminalDriver | None:
        """What talks to the terminal; `None` without one, and where it cannot suspend."""
        driver = self._driver
        return cast("TerminalDriver", driver) if driver and driver.can_suspend else None

    @property
    def is_seen(self) -> bool:
        """Whether the window has room for the screen."""
        return self._terminal is None or self._terminal.has_room

    def catch_up(self) -> None:
        """Take in text that was not read yet, or not taken; for a signal's handler."""
        with suppress(Exception):  # the code that was interrupted may be at the same just now
            if self._terminal is not None:
                self._terminal.catch_up()
            self.key_order.take_in()

    async def finish_keys(self) -> None:
        """Let keys have their effect for a while, and then no more."""
        self.typeahead.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(_FINISHING):
                await self.key_order.idle()
        self.key_order.give_up()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text, and say so; fields and the selection of the mouse copy by this, too.

        Nothing is no text: what was copied before stays.
        """
        if not text:
            self.say("Nothing is selected.")
            return
        self._clipboard = text
        sequence, words = copied(text, self.profile.multiplexer)
        if sequence and self._driver is not None:
            self._driver.write(sequence)
        self.say(words)

    def action_suspend(self) -> None:
        """Save, and stop until the shell brings the program back."""
        if self._terminal is not None and not self._terminal.suspend():
            self.say("Cannot suspend here: no shell would bring it back.")

    def pass_on(self, message: Message) -> None:
        """Pass on what came from the terminal and is no key."""
        if self.is_seen and self._driver is not None:
            self._driver.process_message(message)

    def hears(self, event: events.Key | events.Paste) -> bool:
        """Tell whether a key or a paste has an effect.

        Where nothing is seen of what it would do, a key only leaves or stops the program.
        """
        return self.is_seen or self.works_always(event)

    def works_always(self, event: events.Event) -> bool:
        """Tell whether an event is a key that leaves or stops the program, and no text."""
        if not isinstance(event, events.Key) or (event.is_printable and self._takes_letter(event)):
            return False
        return any(event.key in self.keymap.by_id[name].keys for name in _ALWAYS)

    def _takes_letter(self, key: events.Key) -> bool:
        """Tell whether a letter is text, or means something else in a dialog."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        if screen is None or screen.is_modal:
            return True
        focused = screen.focused
        return focused is not None and focused.check_consume_key(key.key, key.character)

    async def _deliver(self, event: events.Event) -> None:
        """Take a notice back before the next key may give another, and handle the key."""
        screen = self.screen
        if isinstance(screen, ChoiceDialog) and screen.deaf and not self.works_always(event):
            screen.ignore_key()
            return
        self.say("")
        await super().on_event(event)
