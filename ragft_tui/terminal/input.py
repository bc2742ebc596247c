"""The thread that reads the terminal, and the hang-up when the terminal is gone."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.terminal.input_parser import InputParser, Part
from ragft_tui.threads import start_thread

_READ_SIZE: Final = 1 << 16
_MOST: Final = 1 << 18
"""Bytes that are read together at most."""

_BUFFER_SIZES: Final = {1024, 2048, 4095, 4096, 8192}
"""Sizes of the pieces in which tmux, kernels and terminals pass input on. After a piece of one of
these sizes, the rest of the same input may be on its way."""

_REST_TIMEOUT: Final = 0.03
"""Seconds to wait for the rest of input that filled a buffer."""

_STOP_TIMEOUT: Final = 1.0
"""Seconds to wait for the thread to stop; it does nothing that takes long."""

_CATCH_UP_TIMEOUT: Final = 0.2
"""Seconds that a signal handler waits for the thread, which handles one read in far less."""


class InputThread:
    """Reads a terminal in a thread, and delivers the input in parts."""

    def __init__(
        self,
        descriptor: int,
        parser: InputParser,
        deliver: Callable[[Iterable[Part]], None],
        on_hangup: Callable[[], None],
        on_error: Callable[[Exception], object],
    ) -> None:
        """Start the thread.

        Args:
            descriptor: The terminal.
            parser: Splits the bytes into parts.
            deliver: Called in the thread with the parts of each read.
            on_hangup: Called in the thread when the terminal is gone.
            on_error: Called with the exception that ended the thread; no key is read any more.

        Raises:
            RagftError: If no thread can be started.
            OSError: If no file descriptor is left.
        """
        self._descriptor = descriptor
        self._parser = parser
        self._deliver = deliver
        self._on_hangup = on_hangup
        self._on_error = on_error
        self._reading = threading.Lock()
        self._stop_reader, self._stop_writer = os.pipe()
        try:
            self._thread = start_thread("input", self._run)
        except RagftError:
            os.close(self._stop_reader)
            os.close(self._stop_writer)
            raise

    def stop(self) -> None:
        """Stop reading; what is not read yet stays in the terminal."""
        os.close(self._stop_writer)
        self._thread.join(_STOP_TIMEOUT)

    def catch_up(self) -> None:
        """Read once and deliver it in the calling thread, with a paste that has no end yet.

        Input may come faster than it is read, and a signal handler has no time: so it is once only.
        """
        if self._reading.acquire(timeout=_CATCH_UP_TIMEOUT):
            try:
                if self._is_ready(0):
                    self._deliver(self._parser.feed(self._read() or b""))
                self._deliver(self._parser.end_paste())
            finally:
                self._reading.release()

    def _run(self) -> None:
        try:
            self._read_until_stopped()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody could quit any more
            self._on_error(error)
        finally:
            os.close(self._stop_reader)

    def _read_until_stopped(self) -> None:
        watched = [self._descriptor, self._stop_reader]
        while True:
            ready, _, _ = select.select(watched, [], [], self._parser.timeout)
            if self._stop_reader in ready:
                break
            with self._reading:
                if not ready:
                    self._deliver(self._parser.time_out())
                elif self._is_ready(0):  # unless a signal handler was faster
                    data = self._read()
                    if data is None:
                        continue
                    if not data:
                        self._deliver(self._parser.end_paste())
                        self._on_hangup()
                        break
                    self._deliver(self._parser.feed(data))

    def _read(self) -> bytes | None:
        """Return the bytes that the terminal has: none if it is gone, `None` if others were faster.

        They come in pieces of the size of some buffer. Whether input was pasted or typed can be
        seen by all of it: the last piece alone could be a word and Enter.
        """
        data = b""
        while True:
            try:
                piece = os.read(self._descriptor, _READ_SIZE)
            except BlockingIOError:
                return data or None
            except OSError:
                piece = b""
            data += piece
            may_go_on = len(piece) in _BUFFER_SIZES and len(data) < _MOST
            if not (may_go_on and self._is_ready(_REST_TIMEOUT)):
                return data

    def _is_ready(self, timeout: float) -> bool:
        return bool(select.select([self._descriptor], [], [], timeout)[0])


def watch_terminal() -> None:
    """Start a thread that calls `hang_up` when the terminal is gone.

    The kernel sends no SIGHUP where stdin is not the controlling terminal: under setsid, in some
    containers.

    Raises:
        RagftError: If no thread can be started.
    """
    stdin = sys.__stdin__
    if stdin is not None and hasattr(select, "poll"):
        start_thread("watcher", partial(_wait_for_hangup, stdin.fileno()))


def hang_up() -> None:
    """Send SIGHUP to the main thread, as the kernel does when a terminal is closed."""
    main = threading.main_thread().ident
    if main is not None:
        signal.pthread_kill(main, signal.SIGHUP)


def _wait_for_hangup(descriptor: int) -> None:
    poll = select.poll()
    # Errors and hang-ups are reported unasked; to wait for nothing else costs nothing.
    poll.register(descriptor, 0)
    poll.poll()
    hang_up()
