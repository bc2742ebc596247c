"""Killed or asked to end while typing; `make torture` does it many times more."""

from __future__ import annotations

import signal

import pytest

from tests.support.strace import need_strace
from tests.torture.bench import Bench
from tests.torture.kills import kills_at_random, kills_inside_saves
from tests.torture.signals import END_SIGNALS, signals_while_stalled, signals_while_typing

pytestmark = pytest.mark.once

SEED = 1


def test_killed_inside_a_save_the_file_is_whole_and_a_second_is_missing_at_most(
    bench: Bench,
) -> None:
    need_strace()
    tally = kills_inside_saves(bench, 3, SEED)
    assert tally.passed, str(tally)
    assert tally.counts["inside_a_save"] >= 2


def test_killed_at_any_moment_of_a_large_project_the_file_is_whole(bench: Bench) -> None:
    tally = kills_at_random(bench, 1, SEED, capabilities=1_000)
    assert tally.passed, str(tally)


@pytest.mark.parametrize("number", END_SIGNALS)
def test_a_signal_while_typing_loses_no_letter_that_was_shown(
    number: signal.Signals, bench: Bench
) -> None:
    tally = signals_while_typing(bench, 1, SEED, number)
    assert tally.passed, str(tally)
    assert tally.counts["letters"] > 0


def test_on_a_stalled_terminal_a_signal_still_ends_it_with_everything_saved(
    bench: Bench,
) -> None:
    tally = signals_while_stalled(bench, 1, SEED)
    assert tally.passed, str(tally)
