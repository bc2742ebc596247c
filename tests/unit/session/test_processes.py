"""Work spread over real processes."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.session.processes import processors, spread

PATIENCE = 30.0


def number_and_process(task: int) -> tuple[int, int]:
    # The first take the longest, so that the others would overtake them.
    time.sleep(0.05 if task < 4 else 0.0)
    return task, os.getpid()


def die_at_ten(task: int) -> int:
    if task == 10:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def die_amid_the_second_result(task: Path) -> bytes:
    if not task.is_fifo():
        return b"whole"
    task.read_bytes()  # the first result is out: nobody reads from here on, until this one is dead
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return bytes(10_000_000)


def fail_at_three(task: int) -> int:
    if task == 3:
        raise UsageError("is three", source="a task", advice="take two")
    return task


def are_gone() -> bool:
    end = time.monotonic() + 1.0
    while active_children() and time.monotonic() < end:
        time.sleep(0.01)
    return not active_children()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_their_tasks(jobs: int) -> None:
    found = list(spread(number_and_process, range(40), jobs))
    assert [number for number, _ in found] == list(range(40))
    processes = {process for _, process in found}
    assert len(processes) <= jobs
    assert (processes == {os.getpid()}) == (jobs == 1)
    assert are_gone()


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = count()
    with closing(spread(number_and_process, (next(taken) for _ in range(1_000)), 2)) as results:
        assert [next(results)[0] for _ in range(5)] == list(range(5))
        assert next(taken) <= 11
    assert are_gone()


def test_what_came_before_a_task_that_cannot_be_had_comes_first() -> None:
    def tasks() -> Iterator[int]:
        yield from range(7)
        raise UsageError("is too large")

    found: list[tuple[int, int]] = []
    with pytest.raises(UsageError, match="is too large"):
        found.extend(spread(number_and_process, tasks(), 2))
    assert [number for number, _ in found] == list(range(7))
    assert are_gone()


def test_an_error_of_the_work_comes_in_its_turn_with_its_place() -> None:
    found: list[int] = []
    with pytest.raises(UsageError) as raised:
        found.extend(spread(fail_at_three, range(9), 2))
    assert found == [0, 1, 2]
    assert str(raised.value) == "a task: is three; take two"
    assert raised.traceback[-1].name == "fail_at_three"
    assert are_gone()


@pytest.mark.parametrize(("tasks", "processes"), [(0, 0), (1, 1), (2, 2), (9, 3)])
def test_no_more_processes_start_than_there_are_tasks(
    tasks: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[BaseProcess] = []
    start = BaseProcess.start

    def watch(process: BaseProcess) -> None:
        started.append(process)
        start(process)

    monkeypatch.setattr(BaseProcess, "start", watch)
    assert [number for number, _ in spread(number_and_process, range(tasks), 3)] == [*range(tasks)]
    assert len(started) == processes


def test_of_a_process_that_dies_the_results_before_are_out() -> None:
    found: list[int] = []
    with pytest.raises(RagftError, match="died"):
        found.extend(spread(die_at_ten, range(1_000), 2))
    assert found == list(range(len(found)))
    assert 4 <= len(found) <= 10
    assert are_gone()


def test_a_process_that_dies_amid_a_result_lets_nobody_wait(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    tasks = [tmp_path, pipe, tmp_path]
    with closing(spread(die_amid_the_second_result, tasks, 2)) as results:
        assert next(results) == b"whole"
        pipe.write_bytes(b"go on")
        end = time.monotonic() + PATIENCE
        while len(active_children()) == 2 and time.monotonic() < end:
            time.sleep(0.01)
        with pytest.raises(RagftError, match="died"):
            next(results)
    assert are_gone()


def test_no_process_hears_ctrl_c_that_is_for_this_one() -> None:
    with closing(spread(number_and_process, count(), 2)) as results:
        _, process = next(results)
        os.kill(process, signal.SIGINT)
        assert [next(results)[0] for _ in range(20)] == list(range(1, 21))
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())
    assert threading.active_count() < 10


def test_there_are_as_many_processors_as_may_be_used() -> None:
    assert 1 <= processors() <= (os.cpu_count() or 1)
