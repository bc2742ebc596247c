"""Daemon threads: for one job, for the newest one, for many; the error if none can be started."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Condition, Thread
from time import monotonic
from typing import Final, TypeVar

from ragft_tui.core.errors import RagftError

Item = TypeVar("Item")

AFTER_START: Final = 2.0
"""How long work that nobody waits for rests when a project is opened, in seconds: it would take
half of the processor from the first picture."""


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


def share_out(items: Sequence[Item], job: Callable[[Item], object], threads: int) -> None:
    """Do a job for each item, several at a time; with the first error no other is begun.

    It is for jobs that wait, as for the disk. Where no further thread can be started, fewer do it.

    Args:
        items: What there is to do, begun in this order.
        job: What to do with one.
        threads: How many do it, this one included.

    Raises:
        BaseException: What a job raised.
    """
    rest = iter(items)
    errors: list[BaseException] = []

    def work() -> None:
        for item in rest:
            try:
                job(item)
            except BaseException as error:  # noqa: BLE001 - the thread that waits raises it
                errors.append(error)
            if errors:
                break

    helpers: list[Thread] = []
    with suppress(RagftError):
        helpers.extend(start_thread("helper", work) for _ in range(min(threads, len(items)) - 1))
    work()
    for helper in helpers:
        helper.join()
    if errors:
        raise errors[0]


class Worker:
    """A thread that does the newest job submitted; those it overtook are not done."""

    def __init__(self, name: str) -> None:
        """Start the thread.

        Args:
            name: Its name.

        Raises:
            RagftError: If no thread can be started.
        """
        self._changed = Condition()
        self._job: Callable[[], None] | None = None
        self._due = 0.0
        self._closing = False
        self._thread = start_thread(name, self._run)

    def submit(self, job: Callable[[], None], rest: float = 0) -> None:
        """Submit a job, in the place of one that was not started yet.

        Args:
            job: What to do; an error that it raises is ignored.
            rest: How long it may wait for another to take its place, in seconds.
        """
        with self._changed:
            self._job = job
            self._due = monotonic() + rest
            self._changed.notify_all()

    def close(self, timeout: float) -> None:
        """Do the last job, and end the thread.

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
            while (wait := self._due - monotonic()) > 0 and not self._closing:
                self._changed.wait(wait)
            job, self._job = self._job, None
            return job
