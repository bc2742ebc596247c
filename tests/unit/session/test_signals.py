from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ragft_tui.session.signals import EndingSignals

ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    handlers = {number: signal.getsignal(number) for number in ENDING}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


def nothing(*_: object) -> None:
    """Do nothing."""


def open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_keys_of_the_terminal_that_a_shell_keeps_from_a_job_stay_away_from_it() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signals = EndingSignals(nothing, nothing)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
    signals.restore()
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def test_nothing_is_left_of_signals_that_never_came() -> None:
    def come_and_go() -> int:
        signals = EndingSignals(nothing, nothing)
        waiting = next(thread for thread in threading.enumerate() if thread.name == "last resort")
        signals.restore()
        waiting.join()
        assert not waiting.is_alive()
        return open_files()

    # Whatever else the process opens by itself: each time would leave two.
    counts = [come_and_go() for _ in range(10)]
    assert counts[-1] - counts[0] < len(counts)
