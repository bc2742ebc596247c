"""Signals that end the program: everything is saved at once, even if the terminal is stuck."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from mmap import mmap
from types import FrameType
from typing import Final

from ragft_tui.threads import start_thread

SIGNAL_STATUS: Final = 128
"""A status above it is the number of the signal that ended the program, added to this."""

_SIGNALS: Final = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT")
_LAST_RESORT: Final = 1.8
"""The seconds until the process ends in any case; leaving may wait for a terminal that is stuck."""
_SLICES: Final = 20

_FILES: Final = 3
"""The files that a save has open at once, and one more."""
_MEMORY: Final = 16 << 20
"""The bytes that a save of the largest project takes; untouched, they cost no memory."""


class EndingSignals:
    """Handlers that save and leave when a signal asks for the end.

    The handlers run in the main thread at any moment, also while an event loop waits for a terminal
    that takes no output, which handlers of the loop would not. What a save needs of the system is
    reserved beforehand: by then there may be no thread, no descriptor and no memory left.
    """

    def __init__(
        self,
        save: Callable[[], None],
        leave: Callable[[int], None],
        last: Callable[[], None] = lambda: None,
    ) -> None:
        """Handle signals from now on.

        Args:
            save: Saves what is not saved yet; must not wait for an event loop.
            leave: Asks for the end with a status; may raise an error, in the thread that waits.
            last: Called just before the process ends in any case.

        Raises:
            RagftError: If no thread can be started.
            OSError: If no descriptor or no memory is left.
        """
        self._save = save
        self._leave = leave
        self._last = last
        self._status = 0
        """The status to end with; 0 until a signal comes."""
        self._asked = threading.Lock()  # released by the handler: unlike others, it never waits
        self._asked.acquire()
        start_thread("last resort", self._end_in_any_case)
        self._memory = mmap(-1, _MEMORY)
        self._files = [os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC) for _ in range(_FILES)]
        numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
        handled = [number for number in numbers if not _is_ignored_by_shell(number)]
        self._before = {number: signal.signal(number, self._handle) for number in handled}

    def restore(self) -> None:
        """Restore the handlers from before, unless a signal has come already."""
        if self._status:
            return
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._release_reserve()
        self._asked.release()

    def _handle(self, number: int, frame: FrameType | None) -> None:
        del frame
        for handled in self._before:  # one is enough, and another amid it would save the same
            signal.signal(handled, signal.SIG_IGN)
        self._status = SIGNAL_STATUS + number
        self._asked.release()
        # Whatever goes wrong, an error must not come up in the code that was interrupted.
        with suppress(Exception):
            self._release_reserve()
        with suppress(Exception):
            self._save()
        self._leave(self._status)

    def _release_reserve(self) -> None:
        self._memory.close()
        while self._files:
            os.close(self._files.pop())

    def _end_in_any_case(self) -> None:
        self._asked.acquire()
        if self._status:
            for _ in range(_SLICES):  # in slices: while the process is stopped no time passes
                time.sleep(_LAST_RESORT / _SLICES)
            with suppress(Exception):
                self._last()
            os._exit(self._status)


def _is_ignored_by_shell(number: int) -> bool:
    """Return whether a shell made a job in the background ignore a key of the terminal."""
    is_key = number in {signal.SIGINT, getattr(signal, "SIGQUIT", None)}
    return is_key and signal.getsignal(number) is signal.SIG_IGN
