"""Work that nobody waits for: the newest job is done in a thread, those it overtook are not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from ragft_tui.threads import start_thread


class Background:
    """A thread that does the job handed over last; it never keeps the program from ending."""

    def __init__(self, name: str) -> None:
        """Start the thread.

        Args:
            name: Its name.

        Raises:
            RagftError: Where no thread can be started.
        """
        self._changed = threading.Condition()
        self._job: Callable[[], None] | None = None
        self._closing = False
        self._thread = start_thread(name, self._run)

    def submit(self, job: Callable[[], None]) -> None:
        """Hand over a job, in the place of one that was not begun yet.

        Args:
            job: What to do; an error that it raises is nobody's concern.
        """
        with self._changed:
            self._job = job
            self._changed.notify_all()

    def close(self, timeout: float) -> None:
        """Let the last job be done, and end the thread.

        Args:
            timeout: The longest wait, in seconds.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            with suppress(Exception):
                job()

    def _next(self) -> Callable[[], None] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._job is not None or self._closing)
            job, self._job = self._job, None
            return job
