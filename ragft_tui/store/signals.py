"""The ways to be ended from outside: save at once, then leave, even where the terminal is stuck."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType
from typing import Final

__all__ = ["SIGNAL_STATUS", "Handler", "give_back_signals", "take_signals"]

SIGNAL_STATUS: Final = 128
"""Statuses above it tell which signal ended the program."""

Handler = Callable[[int, FrameType | None], object] | int | None
"""What a signal did before."""

_SIGNALS: Final = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT")
_LAST_RESORT: Final = 1.8
"""Seconds until the process ends in any case: a last word may wait for a terminal that is stuck."""


def take_signals(
    save: Callable[[], None],
    leave: Callable[[int], None],
    last: Callable[[], None] = lambda: None,
) -> Mapping[int, Handler]:
    """Save and leave when a signal asks for the end.

    The handlers run in the main thread at any moment, also while an event loop waits for a terminal
    that takes no output, which handlers of the loop would not.

    Args:
        save: Saves what is not saved yet; must not wait for an event loop.
        leave: Asks for the end with a status; may raise an error, in the thread that waits.
        last: Called just before the process is ended in spite of all.

    Returns:
        What each signal did before, for `give_back_signals`.
    """

    def end(status: int) -> None:
        with suppress(Exception):
            last()
        os._exit(status)

    def handle(number: int, frame: FrameType | None) -> None:
        del frame
        for name in known:  # one is enough, and another amid it would save the same
            signal.signal(name, signal.SIG_IGN)
        status = SIGNAL_STATUS + number
        last_resort = threading.Timer(_LAST_RESORT, end, [status])
        last_resort.daemon = True
        with suppress(RuntimeError):  # no thread can be started: the save comes first
            last_resort.start()
        # Whatever goes wrong, an error must not come up in the code that was interrupted.
        with suppress(Exception):
            save()
        leave(status)

    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    known = [number for number in numbers if not _is_kept_away(number)]
    return {name: signal.signal(name, handle) for name in known}


def _is_kept_away(number: int) -> bool:
    """Tell whether a shell keeps a key of the terminal from a job in the background."""
    is_key = number in {signal.SIGINT, getattr(signal, "SIGQUIT", None)}
    return is_key and signal.getsignal(number) is signal.SIG_IGN


def give_back_signals(before: Mapping[int, Handler]) -> None:
    """Let signals do what they did before, unless one has come already."""
    for name, handler in before.items():
        if signal.getsignal(name) is not signal.SIG_IGN:
            signal.signal(name, handler)
