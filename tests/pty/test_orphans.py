"""A terminal that is gone without a signal, or on which nothing happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.bench import Bench
from tests.torture.idle import idle
from tests.torture.orphans import orphans

pytestmark = pytest.mark.once


def test_where_the_terminal_is_gone_without_a_signal_the_program_saves_and_ends(
    tmp_path: Path,
) -> None:
    ways = ["hang-ups ignored", "terminal of another session"]
    tally = orphans(Bench(tmp_path), 1, seed=1, ways=ways)
    assert tally.passed, str(tally)


def test_where_nobody_types_nothing_is_sent_and_next_to_nothing_computed(tmp_path: Path) -> None:
    tally = idle(Bench(tmp_path), 2, seed=1, places=["a description"])
    assert tally.passed, str(tally)
