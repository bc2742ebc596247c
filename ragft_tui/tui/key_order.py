"""The order of keys: each takes effect after those before it, and text as fast as it comes.

Textual hands printable keys straight to the focused widget, but runs a binding only when its key
has bubbled up to the app (https://github.com/Textualize/textual/issues/6605). Keys that arrive in
one read, as fast typing does over SSH, overtake one another that way: `one`, Enter, `two` would
submit `onetwo`. Here a key that is bound waits until those before it are done with, and those after
it wait for what it sets off; characters for a field of text are put into it all at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.widgets import Input, TextArea

from ragft_tui.core.records import dataclass
from ragft_tui.core.text import clean, count_noun
from ragft_tui.keys import Keymap
from ragft_tui.terminal.typeahead import MOST_KEYS, Characters, Typeahead
from ragft_tui.tui.hint_screen import HintScreen
from ragft_tui.tui.widgets.text_fields import TextBox, TextLine

_ROUNDS: Final = 4
"""How many times what a key sets off may send another message up the tree."""

_FEW: Final = 16
"""So many printable characters in one read, one of which is no key here, were meant elsewhere."""

_ALWAYS: Final = ("app.quit", "app.suspend")
"""The actions whose keys work even in a window that is too small, and while keys are ignored."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What the app does with the events that are due, and with notices."""

    handle: Callable[[events.Event], Awaitable[None]]
    """Handles a key or a paste as Textual does."""
    pass_on: Callable[[Message], None]
    """Handles what comes from a terminal and is no key."""
    has_room: Callable[[], bool]
    """Returns whether the window has room for the screen."""
    show_notice: Callable[[str], None]
    """Shows a notice."""


class KeyOrder:
    """Delivers keys and pastes from a queue, each after the effect of those before it."""

    def __init__(
        self, app: App[str], keymap: Keymap, typeahead: Typeahead, effects: Effects
    ) -> None:
        """Begin with the first that comes once `begin` was called.

        Args:
            app: The app in whose tree the keys take effect.
            keymap: The keys of the app.
            typeahead: The queue.
            effects: What the app does.
        """
        self._app = app
        self._always = {key for name in _ALWAYS for key in keymap.by_id[name].keys}
        self._ahead = typeahead
        self._effects = effects
        self._task: asyncio.Task[None] | None = None
        self._begun = asyncio.Event()
        self._keys = 0
        """How many characters in a row were keys."""
        self.dropped = 0
        """How many characters were dropped since the last key that had an effect."""
        self._busy = False
        """Whether a field is being changed, or a key has its effect."""
        self.too_late = 0
        """How many keys had no effect any more when the program was left."""

    def begin(self) -> None:
        """Deliver from now on: what was typed ahead is meant for the first screen."""
        self._begun.set()
        self.go_on()

    def go_on(self) -> None:
        """Deliver what waits, unless that is being done already."""
        waits = self._ahead.first is not None
        if self._begun.is_set() and waits and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._run())

    async def idle(self) -> None:
        """Wait until every key has had its effect."""
        await self._begun.wait()
        while self._task is not None and not self._task.done():
            await asyncio.shield(self._task)
        await self._settle(_ROUNDS)

    def take_in(self) -> None:
        """Type text that waits into the field that it was meant for; for a signal's handler."""
        field = self._text_field
        # Amid a change of the field, and while a key may lead to another one, whoever does that
        # goes on when the handler has returned.
        while field is not None and not self._busy:
            text = self._ahead.take_paste() or self._ahead.take_text(_takes(field))
            if not text:
                break
            self._type(field, clean(text))

    def give_up(self) -> None:
        """Type what waits into the field, and drop all keys before the one that leaves."""
        self.take_in()
        self.too_late += self._ahead.drop_until_quit()

    async def _run(self) -> None:
        while self._ahead.first is not None:
            if self._ahead.overdue:
                self.give_up()
            if (piece := self._ahead.first) is not None:
                await self._step(piece)
            if lost := self._ahead.take_lost():
                self._drop(lost, "That was too fast")

    async def _step(self, piece: Characters | Message) -> None:
        """Take the next characters or the next event.

        Args:
            piece: What comes first.
        """
        field = self._text_field
        if isinstance(piece, Characters):
            if piece.pasted and isinstance(self._app.focused, Input | TextArea):
                await self._paste(self._ahead.take_paste())
                return
            if field is None and self._is_meant_elsewhere(piece.text[:MOST_KEYS]):
                self._ahead.take()
                self._drop(len(piece.text), "Text goes into a field")
                return
        if field is not None and (text := self._ahead.take_text(_takes(field))):
            self._type(field, text)
        elif not isinstance(piece, Characters):
            self._ahead.take()
            await self._press(piece)
        elif self._keys < MOST_KEYS:
            self._keys += 1
            for key in self._ahead.keys_of(self._ahead.take_characters(1)):
                await self._press(key)
        else:
            self._drop(self._ahead.drop(), "Too many keys at once")
            self._keys = 0

    def _type(self, field: TextLine | TextBox, text: str) -> None:
        """Put characters into a field, as far as it has room, and show how many had none."""
        self._keys = 0
        self._busy = True
        try:
            self._effects.show_notice("")
            taken = field.type_in(text)
        finally:
            self._busy = False
        if taken < len(text):
            self._drop(len(text) - taken, "The field is full")
        else:
            self.dropped = 0

    async def _paste(self, text: str) -> None:
        """Paste as far as there is room: what comes in pieces cannot be refused as a whole."""
        field, dropped = self._text_field, 0
        if field is not None:
            whole = clean(text)
            text = field.fitting(whole)
            dropped = len(whole) - len(text)
        before = self._app.screen
        if text:
            await self._press(events.Paste(text))
        opened = self._app.screen
        if opened is not before and isinstance(opened, HintScreen):  # the rest may follow
            opened.ignore_keys()
        if dropped:
            self._drop(dropped, "The field is full")

    async def _press(self, event: Message) -> None:
        """Deliver a key or a paste, and wait for its effect; pass on what is neither."""
        if not isinstance(event, events.Key | events.Paste):
            if self._effects.has_room():
                self._effects.pass_on(event)
            await self._settle(1)  # or else a flood of clicks would wait in the app
            return
        works_always = self._works_always(event)
        if not (self._effects.has_room() or works_always):
            return
        if isinstance(event, events.Paste) and not isinstance(self._app.focused, Input | TextArea):
            self._drop(len(event.text), "Text goes into a field")
            return
        if not works_always:  # those who leave are shown the count at the end
            self.dropped = 0
        typed = isinstance(event, events.Key) and self._is_text(event)
        self._busy = True
        try:
            if not typed:
                await self._settle(1)
            self._app.call_later(self._deliver, event)
            if not typed:
                await self._settle(_ROUNDS)
        finally:
            self._busy = False

    async def _deliver(self, event: events.Event) -> None:
        """Clear the notice before the next key may show another, and handle the key."""
        screen = self._app.screen
        if (
            isinstance(screen, HintScreen)
            and screen.ignoring_keys
            and not self._works_always(event)
        ):
            screen.ignore_keys()
            return
        self._effects.show_notice("")
        await self._effects.handle(event)

    def _works_always(self, event: events.Event) -> bool:
        """Return whether an event is a key that leaves or stops the program, and no text."""
        if not isinstance(event, events.Key) or event.key not in self._always:
            return False
        # In a dialog a letter means something else.
        stack = self._app.screen_stack
        is_text = not stack or stack[-1].is_modal or self._is_text(event)
        return not (event.is_printable and is_text)

    def _drop(self, count: int, why: str) -> None:
        """Show how many characters were dropped, with those right before them."""
        self.dropped += count
        what = count_noun(self.dropped, "character was", "characters were")
        self._effects.show_notice(f"{why}: {what} not taken.")

    @property
    def _text_field(self) -> TextLine | TextBox | None:
        """The focused field, where it takes any character in any number."""
        field = self._app.focused
        if isinstance(field, TextLine | TextBox) and field.takes_any and self._effects.has_room():
            return field
        return None

    def _is_meant_elsewhere(self, text: str) -> bool:
        """Return whether so many characters cannot all be keys of what is shown."""
        printable = [character for character in text if character.isprintable()]
        if len(printable) < _FEW:
            return False
        bound = self._app.screen.active_bindings
        keys = (key for character in set(printable) for key in self._ahead.keys_of(character))
        return not all(key.key in bound or self._is_text(key) for key in keys)

    def _is_text(self, key: events.Key) -> bool:
        """Return whether the focused widget takes a key as text."""
        focused = self._app.focused
        return focused is not None and focused.check_consume_key(key.key, key.character)

    async def _settle(self, rounds: int) -> None:
        """Follow the messages from what is focused up to the app, a number of times."""
        for _ in range(rounds):
            climb = _Climb(self._app.focused or self._app.screen)
            climb.go_on()
            await climb.arrived.wait()


class _Climb:
    """The way from a node up to the app, behind the messages of each node on it."""

    def __init__(self, node: DOMNode | None) -> None:
        self._next = node
        self.arrived = asyncio.Event()

    def go_on(self) -> None:
        """Queue behind the messages of the next node, and go on from there; pass what is gone."""
        # `call_later` has a callback with arguments inspected each time, which takes longer than
        # the way itself. To report upstream: "count_parameters does not remember partial objects".
        callback = events.Callback(self.go_on)
        while (node := self._next) is not None:
            self._next = node.parent
            if node.post_message(callback):
                return
        self.arrived.set()


def _takes(field: TextLine | TextBox) -> Callable[[str], bool]:
    return lambda character: field.check_consume_key("", character)
