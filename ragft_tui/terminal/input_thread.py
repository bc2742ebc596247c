"""A thread that reads the terminal until it is told to stop, or the terminal is gone."""

from __future__ import annotations

import os
import select
import threading
from collections.abc import Callable, Iterable
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.terminal.input_stream import InputStream, Part
from ragft_tui.threads import start_thread

_PIECE: Final = 1 << 16
_MOST: Final = 1 << 18
"""Bytes that are taken together, if the terminal has so many."""

_BUFFERS: Final = {1024, 2048, 4095, 4096, 8192}
"""Sizes of what tmux, kernels and terminals hand on in one piece: after one of them, the rest of
the same may be on its way."""

_ON_ITS_WAY: Final = 0.03
"""Seconds that the rest of what filled a buffer is waited for."""

_STOPPING: Final = 1.0
"""Seconds that stopping may take: the thread does nothing that could take long."""

_CATCHING_UP: Final = 0.2
"""Seconds that a signal's handler waits for the thread, which takes a read in far less."""


class InputThread:
    """Reads a terminal and delivers what was typed."""

    def __init__(
        self,
        descriptor: int,
        stream: InputStream,
        deliver: Callable[[Iterable[Part]], None],
        lost: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Start reading.

        Args:
            descriptor: The terminal.
            stream: Cuts the bytes into what was typed.
            deliver: Gets what one read gave, in this thread.
            lost: Called, in this thread, when the terminal is gone.
            failed: Called, in this thread, with a fault that ends it: no key is heard any more.

        Raises:
            RagftError: Where no thread can be started.
            OSError: Where no descriptor is left.
        """
        self._descriptor = descriptor
        self._stream = stream
        self._deliver = deliver
        self._lost = lost
        self._failed = failed
        self._reading = threading.Lock()
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

    def catch_up(self) -> None:
        """Deliver what can be read at once, and a paste that goes no further, where one asks.

        Once only: it may come faster than it is read, and whoever asks has no time.
        """
        if self._reading.acquire(timeout=_CATCHING_UP):
            try:
                if self._is_ready(0):
                    self._deliver(self._stream.feed(self._read() or b""))
                self._deliver(self._stream.cut())
            finally:
                self._reading.release()

    def _run(self) -> None:
        try:
            self._read_on()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody could leave any more
            self._failed(error)
        finally:
            os.close(self._stop_seen)

    def _read_on(self) -> None:
        watched = [self._descriptor, self._stop_seen]
        while True:
            ready, _, _ = select.select(watched, [], [], self._stream.patience)
            if self._stop_seen in ready:
                break
            with self._reading:
                if not ready:
                    self._deliver(self._stream.lapse())
                elif self._is_ready(0):  # unless a signal's handler was faster
                    data = self._read()
                    if data is None:
                        continue
                    if not data:
                        self._deliver(self._stream.cut())
                        self._lost()
                        break
                    self._deliver(self._stream.feed(data))

    def _read(self) -> bytes | None:
        """Return what the terminal has: no bytes where it is gone, `None` where others were faster.

        It comes in pieces as large as the buffers on its way. What was pasted is told from what was
        typed by all of it: the last piece alone could be a word and Enter.
        """
        data = b""
        while True:
            try:
                piece = os.read(self._descriptor, _PIECE)
            except BlockingIOError:
                return data or None
            except OSError:
                piece = b""
            data += piece
            goes_on = len(piece) in _BUFFERS and len(data) < _MOST
            if not (goes_on and self._is_ready(_ON_ITS_WAY)):
                return data

    def _is_ready(self, patience: float) -> bool:
        return bool(select.select([self._descriptor], [], [], patience)[0])
