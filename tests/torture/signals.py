"""Ended by a signal while typing: every letter that was received is in the file."""

from __future__ import annotations

import signal
from typing import Final

from tests.support.procfs import wait_gone
from tests.support.terminal import AT_REST
from tests.torture.bench import Bench, texts_of
from tests.torture.tally import Tally

__all__ = ["END_SIGNALS", "signals_while_stalled", "signals_while_typing"]

END_SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
_GONE: Final = 3.0


def signals_while_typing(
    bench: Bench, rounds: int, seed: int, number: signal.Signals, capabilities: int = 0
) -> Tally:
    """Send a signal: in one half at any moment, in the other when the last letter just shows."""
    tally = Tally(f"{number.name} while typing, {capabilities} capabilities", seed)
    tally.counts["letters"] = tally.counts["letters_lost"] = 0
    for turn in range(rounds):
        with tally.round(turn) as dice:
            bench.prepare(capabilities)
            with bench.open() as program:
                typist = bench.typist(program, dice)
                typist.type_for(dice.uniform(0, 1.5))
                if turn % 2:
                    typist.type_until_shown(3)
                received = typist.shown()
                program.signal(number)
                tally.measure("seconds_until_gone", program.seconds_until_gone(20), _GONE)
                status = program.wait_exit()
                modes = program.modes
            kept = typist.kept(texts_of(bench.load()))
            tally.counts["letters"] += received
            tally.counts["letters_lost"] += max(0, received - kept)
            assert kept >= received, f"{received} letters of {typist.text!r} shown, {kept} kept"
            assert status == 128 + number, f"status {status}"
            assert modes == AT_REST, f"the terminal is left with modes {sorted(modes)}"
            assert not bench.strays(), f"left beside the file: {bench.strays()}"
    return tally


def signals_while_stalled(bench: Bench, rounds: int, seed: int) -> Tally:
    """Send each signal while nobody takes the output, as on a link that is frozen."""
    tally = Tally("signals on a stalled terminal", seed)
    tally.counts["letters"] = tally.counts["letters_lost"] = 0
    for turn in range(rounds):
        for number in END_SIGNALS:
            with tally.round(f"{turn}, {number.name}") as dice:
                bench.prepare(0)
                with bench.open() as program:
                    typist = bench.typist(program, dice)
                    typist.type_until_shown(5)
                    program.stall()
                    program.signal(number)
                    gone = wait_gone(program.pid, 2 * _GONE)
                    assert gone is not None, "it hangs"
                    tally.measure("seconds_until_gone", gone, _GONE)
                    status = program.wait_exit()
                kept = typist.kept(texts_of(bench.load()))
                tally.counts["letters"] += len(typist.text)
                tally.counts["letters_lost"] += len(typist.text) - kept
                assert kept == len(typist.text), f"{kept} letters of {typist.text!r} kept"
                assert status == 128 + number, f"status {status}"
    return tally
