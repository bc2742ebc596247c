"""Threads that never keep the program from ending, and the word where no more can be started."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from ragft_tui.core.errors import RagftError


def start_thread(name: str, run: Callable[[], None]) -> Thread:
    """Start a daemon thread.

    Args:
        name: Its name.
        run: What it does.

    Raises:
        RagftError: Where the limits of the user or of the container allow no further one.
    """
    thread = Thread(target=run, name=name, daemon=True)
    try:
        thread.start()
    except RuntimeError as error:
        raise RagftError(
            "the system lets the program start no thread",
            advice="raise the limit of processes, as with ulimit -u, or end some",
        ) from error
    return thread
