"""Any text, any terminal, any locale, any size: few rounds of what is tortured at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.bench import Bench
from tests.torture.screens import any_terminal, naughty_texts, resizing

pytestmark = pytest.mark.once


def test_naughty_texts_in_every_field_do_nothing_on_any_screen(tmp_path: Path) -> None:
    tally = naughty_texts(Bench(tmp_path), rounds=12, seed=1)
    assert tally.passed, tally


def test_it_runs_and_saves_in_every_terminal_locale_and_size(tmp_path: Path) -> None:
    tally = any_terminal(Bench(tmp_path), rounds=9, seed=1)
    assert tally.passed, tally


def test_after_a_storm_of_sizes_all_is_drawn_at_the_last_one(bench: Bench) -> None:
    # A machine that runs other tests takes its time.
    tally = resizing(bench, rounds=120, seed=1, limit=2.0)
    assert tally.passed, tally
