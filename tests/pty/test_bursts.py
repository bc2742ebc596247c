"""More at once than anybody types; `make torture` sends five megabytes of each."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.torture.bench import Bench
from tests.torture.bursts import bursts, floods, signals_in_floods


def test_a_burst_is_saved_by_a_signal_right_behind_it(bench: Bench) -> None:
    tally = bursts(bench, 1, seed=1)
    assert tally.passed, str(tally)


@pytest.mark.once
def test_a_signal_amid_a_flood_saves_and_leaves(bench: Bench) -> None:
    tally = signals_in_floods(bench, 1, seed=1)
    assert tally.passed, str(tally)


@pytest.mark.once
def test_a_flood_costs_little_and_the_way_out_is_heard(tmp_path: Path) -> None:
    tally = floods(Bench(tmp_path), 1, seed=1, size=300_000, only=["lines", "arrows"])
    assert tally.passed, str(tally)


def test_keys_behind_which_nobody_waits_are_counted(start: Start, work: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("What must the application be able to do")
        terminal.type("Refund policy")
        terminal.press("f2")
        terminal.wait_for("review · 0 of 1 decided")
        terminal.signal(signal.SIGSTOP)
        terminal.send_bytes(b"x" + b"\x1b[B" * 1200 + b"\x1b[21~")
        terminal.signal(signal.SIGCONT)
        assert terminal.wait_exit() == 0
    assert 'name = "Refund policy"' in (work / "app.toml").read_text("utf-8")
