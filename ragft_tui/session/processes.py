"""Work spread over processes: its order kept, a bounded part of it under way, none left behind."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar, cast

from ragft_tui.core.errors import RagftError
from ragft_tui.threads import start_thread

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD: Final = 3
"""Tasks for each process that are under way: one done, one waiting, and one for uneven ones."""

_LEAVING: Final = 0.5
"""Seconds that the end of this process may take once processes were killed."""

_PATIENCE: Final = 1.0
"""Seconds to wait for a process that was killed."""

_were_killed = False
"""Whether processes were killed, so that the thread behind them may wait for ever."""

_work: Callable[[object], object]
"""What a worker does; it comes once, when the worker starts."""


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
    # Slow to import, and needed only here.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    # Processes that start anew know neither the threads nor the locks of this one, on any system.
    executor = ProcessPoolExecutor(jobs, get_context("spawn"), partial(_begin, work))
    try:
        yield from _in_order(executor, tasks, _AHEAD * jobs)
        executor.shutdown()
    except BrokenProcessPool as error:
        raise RagftError(
            "a process that classified records died, perhaps for want of memory",
            advice="try fewer --jobs; the results before are whole",
        ) from error
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for process in (ended := active_children()):
            global _were_killed  # noqa: PLW0603 - it is about this process as a whole
            _were_killed = True
            process.kill()
        for process in ended:
            process.join(_PATIENCE)


def leave_in_time(status: int) -> None:
    """See to it that this process ends, which is about to, with a status.

    Where processes were killed, the thread of `concurrent.futures` that manages them may wait for
    ever, as in https://github.com/python/cpython/issues/109047.
    """
    if _were_killed:
        start_thread("leaving", partial(_leave_after, _LEAVING, status))


def _leave_after(seconds: float, status: int) -> None:
    time.sleep(seconds)
    os._exit(status)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_order(
    executor: ProcessPoolExecutor, tasks: Iterable[Task], ahead: int
) -> Generator[Result, None, None]:
    waiting: deque[Future[Result]] = deque()
    coming = iter(tasks)
    failure: Exception | None = None
    while failure is None:
        try:
            waiting.append(_submit(executor, next(coming)))
        except StopIteration:
            break
        except Exception as error:  # noqa: BLE001 - whatever it is, what came before comes first
            failure = error
        if len(waiting) == ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
    if failure:
        raise failure


def _submit(executor: ProcessPoolExecutor, task: Task) -> Future[Result]:
    # It may start a process, which inherits the mask: Ctrl+C is for this process alone to hear.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return cast("Future[Result]", executor.submit(_do, task))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(work: Callable[[Task], object]) -> None:
    """Begin as a worker, and end with the process that started it, however that ends."""
    global _work  # noqa: PLW0603 - a worker has one work, and nothing else to keep it in
    _work = cast("Callable[[object], object]", work)
    start_thread("parent", _end_with_parent)


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _do(task: object) -> object:
    return _work(task)
