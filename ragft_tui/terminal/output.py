"""The thread that writes to the terminal, so that a terminal that is stuck blocks nobody."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from threading import Condition
from typing import Final

from ragft_tui.terminal.clipboard import COPY_START
from ragft_tui.terminal.state import is_taken
from ragft_tui.threads import start_thread

_STUCK: Final = 1 << 15
"""Characters that may wait; more are frames that nobody has seen, and the newest is enough.

Textual's writer thread waits for the terminal, and the app for it once its queue is full. To report
upstream: "The event loop blocks in Driver.write while a terminal takes no output"."""

_PIECE: Final = 4096
"""Bytes written at once: the rest of one write may arrive after the terminal was restored."""


class Output:
    """Writes to a terminal in a thread, in order, while the terminal is taken."""

    def __init__(self, descriptor: int, redraw: Callable[[], None]) -> None:
        """Start the thread.

        Args:
            descriptor: The terminal.
            redraw: Called in the thread when the terminal takes output again after some of it was
                dropped.

        Raises:
            RagftError: If no thread can be started.
        """
        self._descriptor = descriptor
        self._redraw = redraw
        self._changed = Condition()
        self._waiting: list[str] = []
        self._busy = False
        self._dropped = False
        self._stopped = False
        start_thread("output", self._run)

    def write(self, text: str) -> None:
        """Queue text; where too much waits already, drop that."""
        with self._changed:
            if sum(map(len, self._waiting)) > _STUCK:
                # Frames are drawn again, but what was copied last would be lost.
                self._waiting = [waiting for waiting in self._waiting if COPY_START in waiting][-1:]
                self._dropped = True
            self._waiting.append(text)
            self._changed.notify_all()

    def drain(self, timeout: float) -> None:
        """Wait until everything is written, at most `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._waiting or self._busy), timeout)

    def stop(self) -> None:
        """Write nothing more."""
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
                self._busy = True
            self._write(text.encode(errors="replace"))
            with self._changed:
                dropped, self._dropped = self._dropped, False
            if dropped:
                self._redraw()

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest and is_taken():
            try:
                rest = rest[os.write(self._descriptor, rest[:_PIECE]) :]
            except BlockingIOError:
                select.select([], [self._descriptor], [])
            except OSError:
                return  # the thread that reads notices that the terminal is gone
