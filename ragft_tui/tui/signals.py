"""The ways to be ended from outside: save at once, then leave, even where the terminal is stuck."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final

from ragft_tui.tui.terminal_state import give_back_terminal

__all__ = ["SIGNAL_STATUS", "hang_up", "on_end_signals", "watch_terminal"]

_SIGNALS: Final = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT")
_LAST_RESORT: Final = 1.8
"""Seconds until the process ends in any case: a last word may wait for a terminal that is stuck."""

SIGNAL_STATUS: Final = 128
"""Statuses above it tell which signal ended the program."""


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
        for name in known:  # one is enough, and another amid it would save the same
            signal.signal(name, signal.SIG_IGN)
        status = SIGNAL_STATUS + number
        last_resort = threading.Timer(_LAST_RESORT, _end, [status])
        last_resort.daemon = True
        last_resort.start()
        # Whatever goes wrong, an error must not come up in the code that was interrupted.
        with suppress(Exception):
            save()
        leave(status)

    known = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    for name in known:
        signal.signal(name, handle)


def watch_terminal() -> None:
    """Hang up by ourselves when the terminal is gone and no signal tells.

    None does where it is not the controlling terminal: under setsid, in some containers.
    """
    stdin = sys.__stdin__
    if stdin is not None and hasattr(select, "poll"):
        watcher = threading.Thread(
            target=_wait_for_end, args=[stdin.fileno()], name="watcher", daemon=True
        )
        watcher.start()


def hang_up() -> None:
    """Do as the kernel does when a terminal is closed."""
    main = threading.main_thread().ident
    if main is not None:
        signal.pthread_kill(main, signal.SIGHUP)


def _wait_for_end(terminal: int) -> None:
    poll = select.poll()
    # Errors and hang-ups are told unasked; with nothing else to tell, waiting costs nothing.
    poll.register(terminal, 0)
    poll.poll()
    hang_up()


def _end(status: int) -> None:
    with suppress(Exception):
        give_back_terminal()
    os._exit(status)
