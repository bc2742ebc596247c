from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from ragft_tui.store.signals import give_back_signals, take_signals

ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    handlers = {number: signal.getsignal(number) for number in ENDING}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


def nothing(*_: object) -> None:
    """Do nothing."""


def test_keys_of_the_terminal_that_a_shell_keeps_from_a_job_stay_away_from_it() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    before = take_signals(nothing, nothing)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
    give_back_signals(before)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
