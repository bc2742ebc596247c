"""A terminal that is gone without a signal: hang up as the kernel would."""

from __future__ import annotations

import select
import signal
import sys
import threading
from functools import partial

from ragft_tui.threads import start_thread


def watch_terminal() -> None:
    """Hang up by ourselves when the terminal is gone and no signal tells.

    None does where it is not the controlling terminal: under setsid, in some containers.

    Raises:
        RagftError: Where no thread can be started.
    """
    stdin = sys.__stdin__
    if stdin is not None and hasattr(select, "poll"):
        start_thread("watcher", partial(_wait_for_end, stdin.fileno()))


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
