from __future__ import annotations

import threading

from ragft_tui.threads import Worker

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
