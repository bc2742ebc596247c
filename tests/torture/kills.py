"""Killed while typing: the file is whole, and at most a second of typing is missing."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path
from typing import Final

from tests.support.strace import CALLS_OF_A_SAVE, Ambush, Watch
from tests.support.typist import Program, Typist
from tests.torture.bench import Bench, texts_of
from tests.torture.tally import Tally

__all__ = ["kills_at_random", "kills_inside_saves"]

_LOSS: Final = 1.0
"""Seconds of typing that may be missing."""


def kills_at_random(
    bench: Bench, rounds: int, seed: int, capabilities: int = 0, *, answered: bool = False
) -> Tally:
    """Kill at any moment."""
    tally = Tally(f"kills at random, {capabilities} capabilities", seed)
    for number in range(rounds):
        bench.prepare(capabilities, answered=answered)
        with tally.round(number) as dice:
            _round(bench, tally, dice, ambush=False)
    return _finished(bench, tally)


def kills_inside_saves(bench: Bench, rounds: int, seed: int, capabilities: int = 0) -> Tally:
    """Kill on the way into a system call of a save."""
    tally = Tally(f"kills inside saves, {capabilities} capabilities", seed)
    tally.counts["inside_a_save"] = 0
    for number in range(rounds):
        bench.prepare(capabilities)
        with tally.round(number) as dice:
            _round(bench, tally, dice, ambush=True)
    return _finished(bench, tally)


def _round(bench: Bench, tally: Tally, dice: random.Random, *, ambush: bool) -> None:
    with bench.open() as program:
        typist = bench.typist(program, dice)
        typist.type_for(dice.uniform(0, 1.0 if ambush else 2.4))
        if ambush:
            _ambushed(bench, tally, dice, program, typist)
        ended = time.monotonic()
        program.signal(signal.SIGKILL)
        program.wait_exit()
    kept = typist.kept(texts_of(bench.load()))
    tally.measure("seconds_lost", typist.lost_seconds(kept, ended), _LOSS)
    left = [name for name in bench.strays() if name.endswith(".tmp")]
    assert len(left) <= 1, f"the save after a kill does not clear up: {left}"


def _ambushed(
    bench: Bench, tally: Tally, dice: random.Random, program: Program, typist: Typist
) -> None:
    log = bench.root / "strace.log"
    # In each thread by itself: of the two fsyncs of a save, the second is that of the directory.
    call, number = dice.choice([*((call, 1) for call in CALLS_OF_A_SAVE), ("fsync", 2)])
    if call == "write":
        # Other threads write to the terminal.
        saver = _saving_thread(bench, program, typist, log)
        ambush = Ambush(saver, call, number, log, one=True)
    else:
        ambush = Ambush(program.pid, call, number, log)
    typist.type_for(2.5)
    died_at = ambush.finish()
    tally.counts["inside_a_save"] += str(bench.work) in died_at


def _saving_thread(bench: Bench, program: Program, typist: Typist, log: Path) -> int:
    """Type until the project is saved, and return the thread that does it."""
    watch = Watch(program.pid, "fsync", log, "-f")
    typist.type_for(1.0)
    seen = [line for line in watch.finish() if f"<{bench.work}/" in line]
    assert seen, "nothing is saved within a second of typing"
    return int(seen[0].split()[0])


def _finished(bench: Bench, tally: Tally) -> Tally:
    with tally.round("the next start", counted=False):
        bench.leave()
        assert not bench.strays(), f"left beside the file: {bench.strays()}"
    return tally
