"""A thread that sends what is shown, so that a terminal that is stuck holds up nobody."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from threading import Condition
from typing import Final

from ragft_tui.terminal.state import is_taken
from ragft_tui.threads import start_thread

_STUCK: Final = 1 << 15
"""Characters that may wait; more are frames that nobody has seen, and the newest is enough."""

_COPY: Final = "\x1b]52;"
"""Begins what goes to the clipboard of the terminal."""

_PIECE: Final = 4096
"""Bytes sent at once: what is left of them can still come after the terminal was given back."""


class Output:
    """What is to be shown, in its order; to a terminal that is taken, and to no other."""

    def __init__(self, descriptor: int, draw_anew: Callable[[], None]) -> None:
        """Start sending.

        Args:
            descriptor: The terminal.
            draw_anew: Called, in the thread, when the terminal takes output again and some of it
                was dropped.

        Raises:
            RagftError: Where no thread can be started.
        """
        self._descriptor = descriptor
        self._draw_anew = draw_anew
        self._changed = Condition()
        self._waiting: list[str] = []
        self._length = 0
        self._busy = False
        self._dropped = False
        self._stopped = False
        start_thread("output", self._run)

    def write(self, text: str) -> None:
        """Send a text when the terminal takes it; where too much waits, drop what waits."""
        with self._changed:
            if self._length > _STUCK:
                # Frames are drawn anew; the newest copy would be lost.
                self._waiting = [waiting for waiting in self._waiting if _COPY in waiting][-1:]
                self._length = 0
                self._dropped = True
            self._waiting.append(text)
            self._length += len(text)
            self._changed.notify_all()

    def drain(self, timeout: float) -> None:
        """Wait until everything is sent, but no longer than so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._waiting or self._busy), timeout)

    def stop(self) -> None:
        """Send nothing more."""
        with self._changed:
            self._stopped = True
            self._waiting = []
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._busy = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._waiting or self._stopped)
                if self._stopped:
                    return
                text = "".join(self._waiting)
                self._waiting = []
                self._length = 0
                self._busy = True
            self._send(text.encode(errors="replace"))
            with self._changed:
                dropped, self._dropped = self._dropped, False
            if dropped:
                self._draw_anew()

    def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest and is_taken():
            try:
                rest = rest[os.write(self._descriptor, rest[:_PIECE]) :]
            except BlockingIOError:
                select.select([], [self._descriptor], [])
            except OSError:
                return  # whoever reads the keys notices that the terminal is gone
