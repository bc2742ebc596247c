"""Someone at the full screen: presses keys, waits for their effect, and reads what is there."""

from __future__ import annotations

import asyncio
import unicodedata
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key

from ragft_tui.core.interview import DESCRIBE, VERDICT
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.session.config import resolve_config
from ragft_tui.session.session import Session
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.rulebooks import load_rulebook
from ragft_tui.storage.settings import LoadedSettings, Settings
from ragft_tui.terminal.input import InputParser
from ragft_tui.terminal.profile import terminal_profile
from ragft_tui.tui.app import RagftApp
from ragft_tui.tui.widgets.lines import HintLine
from ragft_tui.tui.widgets.text_fields import TextBox, TextLine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.message_pump import MessagePump
    from textual.pilot import Pilot
    from textual.strip import Strip
    from textual.widget import Widget

__all__ = [
    "DESKTOP",
    "NARROW",
    "PATIENCE",
    "SMALL",
    "WIDE",
    "User",
    "at_screen",
    "read_project",
    "rulebook",
]

NARROW: Final = (80, 24)
WIDE: Final = (120, 40)
SMALL: Final = (60, 20)
PATIENCE: Final = 60.0
"""The longest wait for something that must happen, in seconds; a loaded machine takes its time."""

_QUIET_ROUNDS: Final = 2

DESKTOP: Final = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
"""The environment of a terminal that can show everything."""


@cache
def rulebook() -> Rulebook:
    """Return the rulebook that comes with the program."""
    return load_rulebook()


def read_project(path: Path) -> Project:
    """Return what a project file says."""
    return decode_project(path.read_bytes(), path, rulebook())[0]


class User:
    """Someone who uses the wizard by keyboard."""

    def __init__(self, app: RagftApp, pilot: Pilot[str]) -> None:
        self.app = app
        self.drawn = 0
        """How often everything was drawn, whatever the terminal showed before."""
        self._pilot = pilot
        forget = app.renderer.forget

        def forget_and_count() -> None:
            self.drawn += 1
            forget()

        app.renderer.forget = forget_and_count  # type: ignore[method-assign]

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each when the one before has had its effect."""
        for key in keys:
            self._send(_key(key))
            await self.settle()

    def sends(self, *keys: str) -> None:
        """Send keys without waiting for anything."""
        for key in keys:
            self._send(_key(key))

    def sends_paste(self, text: str) -> None:
        """Send a paste without waiting, in the way of a terminal with bracketed paste."""
        self._send(events.Paste(text))

    async def reads(self, *parts: str) -> None:
        """Let the terminal have something to read; each part comes in one read."""
        parser = InputParser(escape_delay=0)
        for part in parts:
            self.app.typeahead.put_read(parser.feed(part.encode()))
        self.app.call_later(self.app.key_order.go_on)
        await self.settle()

    async def hears(self) -> None:
        """Wait until a dialog that hears no keys at first does."""
        async with asyncio.timeout(PATIENCE):
            while self.hint == "Keys are heard when you pause.":  # noqa: ASYNC110 - a timer of the dialog
                await asyncio.sleep(0.01)
        await self.settle()

    async def burst(self, *keys: str) -> None:
        """Send keys all at once, as a slow link or fast fingers do."""
        self.sends(*keys)
        await self.settle()

    async def types(self, text: str) -> None:
        """Type a text at the speed of a burst."""
        await self.burst(*text)

    async def describes(self, name: str, description: str) -> None:
        """Type the name and the description of a capability, and go on."""
        await self.types(name)
        await self.press("enter")
        await self.types(description)
        await self.press("enter")

    async def goes_to(self, step: str) -> None:
        """Skip questions until one is asked."""
        while self.step != step:
            assert self.step not in {"", DESCRIBE}, f"{step} is not asked"
            await self.press("enter" if self.step == VERDICT else "f4")

    async def knows_no_more(self) -> None:
        """Answer "I don't know" to every question that is left of the capability, and go on."""
        capability = self.capability
        while self.step not in {"", DESCRIBE, VERDICT} and self.capability.id == capability.id:
            await self.press(*(["G", "enter"] if self.focus == "number" else ["0", "enter"]))
        if self.step == VERDICT:
            await self.press("enter")

    async def pastes(self, text: str) -> None:
        """Paste a text."""
        self.sends_paste(text)
        await self.settle()

    async def resizes(self, width: int, height: int) -> None:
        """Change the size of the window."""
        await self._pilot.resize_terminal(width, height)
        await self.settle()

    async def leaves(self, *keys: str) -> str:
        """Press a key that ends the program, maybe with others behind it; return the result."""
        self.sends(*keys)
        async with asyncio.timeout(PATIENCE):
            while self.app.return_code is None:  # noqa: ASYNC110 - Textual sets no event
                await asyncio.sleep(0)
        return self.app.return_value or ""

    async def settle(self) -> None:
        """Wait until every key has had its effect and the screen is drawn.

        Textual's own pause waits until the process is idle, which on a loaded machine may be before
        its work is done. Here nothing is done any more, several times in a row. To report upstream:
        "Pilot.pause returns before the screen is drawn on a loaded machine".
        """
        quiet = 0
        async with asyncio.timeout(PATIENCE):
            while quiet < _QUIET_ROUNDS:
                await self._keys_are_delivered()
                await self._nothing_can_go_on()
                self.app.screen._on_timer_update()
                quiet = 0 if self._busy() else quiet + 1

    async def _keys_are_delivered(self) -> None:
        """Wait until no key is on its way; `KeyOrder.idle` would follow their effects as well."""
        order = self.app.key_order
        await order._begun.wait()
        while order._task is not None and not order._task.done():
            await asyncio.shield(order._task)

    async def _nothing_can_go_on(self) -> None:
        """Wait until no task can go on but by time, by a thread, or by this one.

        Textual's pilot has each widget call it back instead, which doubles the messages.
        """
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        await asyncio.sleep(0)
        while ready:  # noqa: ASYNC110 - asyncio sets no event
            await asyncio.sleep(0)
        if any(self._handles_message(node) for node in self._nodes()):
            # What it waits for comes by time or from a thread.
            await asyncio.sleep(0.001)

    def _nodes(self) -> list[MessagePump]:
        # What a dialog stands on is laid out anew as well where the window changes.
        stack = self.app.screen_stack
        return [self.app, *(node for each in stack for node in (each, *each.walk_children()))]

    @staticmethod
    def _handles_message(node: MessagePump) -> bool:
        """Tell whether a widget that runs does anything but wait for its next message."""
        return node.is_running and not node._message_queue.ready_event._waiters

    def _busy(self) -> bool:
        screen = self.app.screen
        return (
            screen._layout_required
            or screen._recompose_required
            or bool(screen._dirty_widgets or screen._callbacks)
            or any(
                node.message_queue_size or node._next_callbacks or self._handles_message(node)
                for node in self._nodes()
            )
            or not all(worker.is_finished for worker in self.app.workers)
        )

    async def saves(self) -> Project:
        """Wait until everything is on the disk and told to be, and return what the file says."""
        session = self.session
        assert session._writable._saver.flush(PATIENCE)
        async with asyncio.timeout(PATIENCE):
            while session.status.label == "saving":
                await self.settle()
            await self.settle()
        assert not session.status.failed
        return read_project(session.path)

    @property
    def session(self) -> Session:
        """The open session."""
        assert self.app.session is not None
        return self.app.session

    @property
    def project(self) -> Project:
        """The project as the session has it."""
        return self.session.project

    @property
    def capability(self) -> Capability:
        """The capability of the interview."""
        capability = self.session.interview.capability
        assert capability is not None
        return capability

    @property
    def step(self) -> str:
        """The step at which the interview stands; empty at its end."""
        place = self.session.interview.position
        return place.step if place else ""

    @property
    def focus(self) -> str:
        """The id of what is focused, or the name of its class."""
        focused = self.app.focused
        return "" if focused is None else focused.id or type(focused).__name__

    @property
    def field(self) -> str:
        """The text of the focused field."""
        focused = self.app.focused
        assert isinstance(focused, TextBox | TextLine), focused
        return focused.text if isinstance(focused, TextBox) else focused.value

    @property
    def strips(self) -> list[Strip]:
        """The screen with its styles, row by row."""
        return self.app.screen._compositor.render_strips(self.app.size)

    @property
    def rows(self) -> list[str]:
        """The characters of the screen, row by row."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def screen(self) -> str:
        """The characters of the screen."""
        return "\n".join(self.rows)

    @property
    def words(self) -> str:
        """The words of the screen, wherever its lines are broken."""
        return " ".join(self.screen.split())

    @property
    def hint(self) -> str:
        """The line of keys, or of what went wrong: that of the dialog where one is open."""
        return self.part(self.app.screen.query_one(HintLine))

    @property
    def status(self) -> str:
        """The line that tells where one is and what is saved."""
        return self.rows[0].strip()

    def part(self, widget: Widget) -> str:
        """Return the characters of a widget as they stand on the screen."""
        region = widget.region
        strips = self.strips[region.y : region.bottom]
        return "\n".join(strip.crop(region.x, region.right).text.strip() for strip in strips)

    def sees(self, *words: str) -> None:
        """Check that words stand on the screen, wherever its lines are broken."""
        for item in words:
            assert item in self.words, f"{item!r} is not on the screen:\n{self.screen}"

    def sees_no(self, *words: str) -> None:
        """Check that words do not stand on the screen."""
        for item in words:
            assert item not in self.words, f"{item!r} is on the screen:\n{self.screen}"

    def _send(self, event: events.Event) -> None:
        event.set_sender(self.app)
        self.app.post_message(event)


@asynccontextmanager
async def at_screen(
    path: Path | None = None,
    size: tuple[int, int] = NARROW,
    *,
    settings: Settings | None = None,
    create: bool = True,
    own_rulebook: bool = False,
) -> AsyncIterator[User]:
    """Open the wizard, and close it with its session at the end.

    Args:
        path: The project file; without one, the list of sessions is shown.
        size: Columns and rows.
        settings: What the user chose once.
        create: Whether a project file that is missing is created.
        own_rulebook: Whether it is assessed by the rulebook that the project names.
    """
    config = resolve_config(
        LoadedSettings(settings or Settings()),
        terminal_profile(DESKTOP, is_terminal=True, size=size),
        themed=False,
    )
    config.raise_problems()
    config = replace(config, rulebook=None if own_rulebook else rulebook())
    app = RagftApp(config, path, create=create)
    try:
        async with app.run_test(size=size) as pilot:
            user = User(app, pilot)
            await user.settle()
            yield user
    finally:
        if app.session is not None:
            app.session.close()


def _key(name: str) -> events.Key:
    """Return the event of a key, or of a character."""
    if len(name) == 1:
        return events.Key(name if name.isalnum() else _character_to_key(name), name)
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        character = None
    return events.Key(name, character)
