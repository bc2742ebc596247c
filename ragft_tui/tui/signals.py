"""The ways to be ended from outside: save at once, then leave, even where the terminal is stuck."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final

__all__ = ["on_end_signals"]

_SIGNALS: Final = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT")
_LAST_RESORT: Final = 2.0
"""Seconds until the process ends in any case: a terminal that takes no output blocks Textual."""

_STATUS: Final = 128


def on_end_signals(save: Callable[[], None], leave: Callable[[int], None]) -> None:
    """Save and leave when a signal asks for the end.

    The handlers run in the main thread at any moment, also while the event loop waits for a
    terminal that takes no output, which handlers of the loop would not.

    Args:
        save: Saves what is not saved yet; must not wait for the event loop.
        leave: Asks the app to leave with a status.
    """

    def handle(number: int, frame: FrameType | None) -> None:
        del frame
        status = _STATUS + number
        last_resort = threading.Timer(_LAST_RESORT, os._exit, [status])
        last_resort.daemon = True
        last_resort.start()
        try:
            save()
        finally:
            leave(status)

    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handle)
