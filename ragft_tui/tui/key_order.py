"""Keys take effect in the order in which they were pressed.

Textual hands printable keys straight to the focused widget, but runs a binding only when its key
has bubbled up to the app. Keys that arrive in one read, as fast typing does over SSH, overtake one
another that way: `one`, Enter, `two` would submit `onetwo`. Here a key that is bound waits until
those before it are done with, and those after it wait for what it sets off.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from textual import events
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["KeyOrder"]

_ROUNDS: Final = 4
"""How many times what a key sets off may send another message up the tree."""

Deliver = Callable[[events.Event], Awaitable[None]]


class KeyOrder:
    """A queue of keys and pastes in front of an app."""

    def __init__(self, app: App[str], deliver: Deliver) -> None:
        """Make the queue.

        Args:
            app: The app in whose tree the keys take effect.
            deliver: Handles one event in the app.
        """
        self._app = app
        self._deliver = deliver
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._task: asyncio.Task[None] | None = None
        self._begun = False

    def begin(self) -> None:
        """Deliver from now on: what was typed ahead is meant for the first screen."""
        self._begun = True
        self._go_on()

    def put(self, event: events.Key | events.Paste) -> None:
        """Take a key or a paste; it is delivered in its turn."""
        self._waiting.append(event)
        self._go_on()

    def _go_on(self) -> None:
        if self._begun and self._waiting and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._run())

    async def idle(self) -> None:
        """Wait until every key has had its effect."""
        while self._task is not None and not self._task.done():
            await self._task
        await self._settle(_ROUNDS)

    async def _run(self) -> None:
        while self._waiting:
            event = self._waiting.popleft()
            typed = isinstance(event, events.Key) and self._typed(event)
            if not typed:
                await self._settle(1)
            self._app.call_later(self._deliver, event)
            if not typed:
                await self._settle(_ROUNDS)

    def _typed(self, key: events.Key) -> bool:
        """Tell whether the focused widget takes a key as text."""
        focused = self._app.focused
        return focused is not None and focused.check_consume_key(key.key, key.character)

    async def _settle(self, rounds: int) -> None:
        """Follow the messages from what is focused up to the app, as often as `rounds` says."""
        for _ in range(rounds):
            arrived = asyncio.Event()
            self._climb(self._app.focused or self._app.screen, arrived)
            await arrived.wait()

    def _climb(self, node: DOMNode | None, arrived: asyncio.Event) -> None:
        """Queue behind the messages of a node, then of its parent; what is gone is passed."""
        while node is not None:
            if node.call_later(self._climb, node.parent, arrived):
                return
            node = node.parent
        arrived.set()
