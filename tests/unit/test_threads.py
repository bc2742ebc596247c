from __future__ import annotations

import threading

import pytest

from ragft_tui import threads
from ragft_tui.core.errors import RagftError
from ragft_tui.threads import Worker, share_out

PATIENCE = 20.0


def test_the_last_job_is_done_and_those_it_overtook_are_not() -> None:
    started, free = threading.Event(), threading.Event()
    done: list[int] = []

    def first() -> None:
        started.set()
        assert free.wait(PATIENCE)
        done.append(1)

    worker = Worker("test")
    worker.submit(first)
    assert started.wait(PATIENCE)
    worker.submit(lambda: done.append(2))
    worker.submit(lambda: done.append(3))
    free.set()
    worker.close(PATIENCE)
    assert done == [1, 3]


def test_a_job_that_may_rest_makes_way_for_the_next_and_is_done_at_the_end() -> None:
    done: list[int] = []
    worker = Worker("test")
    worker.submit(lambda: done.append(1), rest=PATIENCE)
    second = threading.Event()
    worker.submit(second.set)
    assert second.wait(PATIENCE / 2)
    worker.submit(lambda: done.append(3), rest=PATIENCE)
    worker.close(PATIENCE / 2)
    assert done == [3]


def test_a_job_that_fails_does_not_stop_the_next() -> None:
    done = threading.Event()
    failed = threading.Event()

    def fail() -> None:
        failed.set()
        raise ValueError

    worker = Worker("test")
    worker.submit(fail)
    assert failed.wait(PATIENCE)
    worker.submit(done.set)
    worker.close(PATIENCE)
    assert done.is_set()


def test_a_job_that_hangs_does_not_keep_the_program() -> None:
    never = threading.Event()
    worker = Worker("test")

    def hang() -> None:
        never.wait(PATIENCE)

    worker.submit(hang)
    worker.close(0.01)
    assert worker._thread.daemon
    never.set()


def test_jobs_that_wait_wait_together_and_each_is_done_once() -> None:
    together = threading.Barrier(3)
    done: list[int] = []

    def wait(number: int) -> None:
        together.wait(PATIENCE)
        done.append(number)

    share_out(range(9), wait, 3)
    assert sorted(done) == list(range(9))


@pytest.mark.parametrize("count", [0, 1])
def test_few_jobs_need_no_further_thread(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(threads, "start_thread", None)
    done: list[int] = []
    share_out(range(count), done.append, 4)
    assert done == list(range(count))


def test_no_job_is_begun_after_an_error_and_that_is_raised() -> None:
    done: list[int] = []

    def fail_at_last(number: int) -> None:
        done.append(number)
        if number == 2:
            raise RagftError("no")

    with pytest.raises(RagftError, match="no"):
        share_out(range(9), fail_at_last, 1)
    assert done == [0, 1, 2]


def test_jobs_are_done_where_no_thread_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, run: object) -> threading.Thread:
        del name, run
        raise RagftError("no thread")

    monkeypatch.setattr(threads, "start_thread", refuse)
    done: list[int] = []
    share_out(range(5), done.append, 4)
    assert done == [0, 1, 2, 3, 4]
