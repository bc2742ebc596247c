"""A thread that reads the terminal until it is told to stop, or the terminal is gone."""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from typing import Final

from textual.message import Message

from ragft_tui.core.errors import RagftError
from ragft_tui.store.threads import start_thread
from ragft_tui.tui.input_stream import InputStream
from ragft_tui.tui.keyboard import Keyboard

__all__ = ["InputThread"]

_AT_ONCE: Final = 1 << 16
_STOPPING: Final = 1.0
"""Seconds that stopping may take: the thread does nothing that could take long."""


class InputThread:
    """Reads a terminal and delivers what was typed."""

    def __init__(
        self,
        descriptor: int,
        stream: InputStream,
        deliver: Callable[[Message], None],
        lost: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Start reading.

        Args:
            descriptor: The terminal.
            stream: Cuts the bytes into what was typed.
            deliver: Gets each event, in this thread.
            lost: Called, in this thread, when the terminal is gone.
            failed: Called, in this thread, with a fault that ends it: no key is heard any more.

        Raises:
            RagftError: Where no thread can be started.
            OSError: Where no descriptor is left.
        """
        self._descriptor = descriptor
        self._stream = stream
        self._keyboard = Keyboard()
        self._deliver = deliver
        self._lost = lost
        self._failed = failed
        self._stop_seen, self._stop_told = os.pipe()
        try:
            self._thread = start_thread("input", self._run)
        except RagftError:
            os.close(self._stop_seen)
            os.close(self._stop_told)
            raise

    def stop(self) -> None:
        """Stop reading; what is left unread stays with the terminal."""
        os.close(self._stop_told)
        self._thread.join(_STOPPING)

    def _run(self) -> None:
        try:
            self._read()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody could leave any more
            self._failed(error)
        finally:
            os.close(self._stop_seen)

    def _read(self) -> None:
        watched = [self._descriptor, self._stop_seen]
        while True:
            ready, _, _ = select.select(watched, [], [], self._stream.patience)
            if self._stop_seen in ready:
                break
            if ready:
                try:
                    data = os.read(self._descriptor, _AT_ONCE)
                except BlockingIOError:
                    continue
                except OSError:
                    data = b""
                if not data:
                    self._lost()
                    break
                parts = self._stream.feed(data)
            else:
                parts = self._stream.lapse()
            for part in parts:
                for event in self._keyboard.events_of(part):
                    self._deliver(event)
