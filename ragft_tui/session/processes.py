"""Work spread over processes: its order kept, a bounded part of it under way, none left behind."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Final, Generic, NoReturn, TypeVar, cast

from ragft_tui.core.errors import RagftError
from ragft_tui.threads import start_thread

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD: Final = 3
"""Tasks for each process that are under way or done before their turn: some take longer."""


class _Answer(Enum):
    """What a process answers where it has no result."""

    FAILED = auto()


def spread(
    work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int
) -> Generator[Result, None, None]:
    """Yield the result of each task in the order of the tasks.

    Close it if you do not take all of them: that ends the processes at once.

    Args:
        work: Makes a result of a task; it can be pickled, and so can tasks and results.
        tasks: Taken as they are needed. If they raise, the results of those before come first.
        jobs: How many processes work; with one, the work is done here.

    Raises:
        RagftError: If a process dies. All results before that of its task are out.
    """
    if jobs == 1:
        yield from map(work, tasks)
        return
    workers = [_Worker(work) for _ in range(jobs)]
    try:
        yield from _Order(workers, tasks).results()
    finally:
        for each in workers:
            each.end()


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Worker(Generic[Task, Result]):
    """A process with a pipe of its own, one task at a time.

    A pool of the standard library has one pipe for the results of all processes: if one of them is
    killed while it writes there, the others and the program wait for ever
    (https://docs.python.org/3/library/multiprocessing.html#pipes-and-queues).
    """

    def __init__(self, work: Callable[[Task], Result]) -> None:
        # Slow to import, and needed only here.
        from multiprocessing import get_context

        # A process that starts anew knows neither the threads nor the locks of this one.
        context = get_context("spawn")
        self._work = work
        self.pipe, self._far_end = context.Pipe()
        self._process = context.Process(target=_serve, args=(work, self._far_end), daemon=True)

    def give(self, task: Task) -> None:
        """Give a task, once the one before has its outcome; the first starts the process."""
        self._task = task
        if not self._is_started:
            self._start()
        # That it died is told by what is received.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send(task)

    def outcome(self) -> Callable[[], Result]:
        """Receive what came of the task, and return what returns its result or raises its error."""
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError):
            error = RagftError(
                "a process that classified records died, perhaps for want of memory",
                advice="try fewer --jobs; the results before are whole",
            )
            return partial(_raise, error)
        if answer is _Answer.FAILED:
            # It fails here as well, with an error that knows the place.
            return partial(self._work, self._task)
        return lambda: cast("Result", answer)

    @property
    def _is_started(self) -> bool:
        return self._process.pid is not None

    def _start(self) -> None:
        from multiprocessing.resource_tracker import ensure_running

        ensure_running()  # which the first process would do, and let Ctrl+C through
        with _deaf_to_ctrl_c():
            self._process.start()
        # It has its own; as long as this one is open, the pipe does not tell that it died.
        self._far_end.close()

    def end(self) -> None:
        """End the process, whatever it is about."""
        if self._is_started:
            self._process.kill()
            self._process.join()
        self.pipe.close()
        self._far_end.close()


class _Order(Generic[Task, Result]):
    """What each worker is about, and the outcomes whose turn has not come."""

    def __init__(self, workers: Iterable[_Worker[Task, Result]], tasks: Iterable[Task]) -> None:
        # The last is the next: one that has started comes before those that have not.
        self._idle = list(workers)
        self._ahead = _AHEAD * len(self._idle)
        self._busy: dict[object, tuple[int, _Worker[Task, Result]]] = {}
        """The number of its task, and the worker, by pipe."""
        self._outcomes: dict[int, Callable[[], Result]] = {}
        self._tasks: Iterator[Task] | None = iter(tasks)
        self._given = 0

    def results(self) -> Iterator[Result]:
        turn = 0
        while self._give(turn + self._ahead) > turn:
            if turn in self._outcomes:
                yield self._outcomes.pop(turn)()
                turn += 1
            else:
                self._gather()

    def _give(self, limit: int) -> int:
        """Give tasks to those who are idle; return how many were given by now.

        Args:
            limit: How many are given at most.
        """
        while self._tasks is not None and self._idle and self._given < limit:
            try:
                task = next(self._tasks)
            except StopIteration:
                self._tasks = None
                break
            except Exception as error:  # noqa: BLE001 - whatever it is, what came before comes first
                self._tasks = None
                self._outcomes[self._given] = partial(_raise, error)
            else:
                worker = self._idle.pop()
                worker.give(task)
                self._busy[worker.pipe] = self._given, worker
            self._given += 1
        return self._given

    def _gather(self) -> None:
        """Wait until a worker is done, or more than one."""
        from multiprocessing.connection import wait

        for pipe in wait([worker.pipe for _, worker in self._busy.values()]):
            number, worker = self._busy.pop(pipe)
            self._outcomes[number] = worker.outcome()
            self._idle.append(worker)


def _raise(error: Exception) -> NoReturn:
    raise error


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Start processes that inherit to be so: it is for this process alone to hear."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[object], object], pipe: Connection[object, object]) -> None:
    """Work as one of the processes, and end with the one that started it, however that ends."""
    start_thread("parent", _end_with_parent)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_do(work, pipe.recv()))


def _do(work: Callable[[object], object], task: object) -> object:
    try:
        return work(task)
    except Exception:  # noqa: BLE001 - whatever it is, it comes up again where the results go
        return _Answer.FAILED


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)
