"""More at once than anybody types: all of it is taken or counted, and the way out is heard."""

from __future__ import annotations

import os
import random
import select
import signal
import string
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from ragft_tui.core.text import FIELD_CHARACTERS
from tests.support.keys import encode_key
from tests.support.procfs import peak_megabytes
from tests.support.typist import Program
from tests.torture.bench import Bench
from tests.torture.tally import Tally

__all__ = ["bursts", "floods", "pour", "signals_in_floods"]

_LETTERS: Final = (1_000, 10_000)
_SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM)
_GONE: Final = 3.0

_FLOOD: Final = 5_000_000
_LEFT: Final = 4.0
"""Seconds until the program is gone, on a slow machine too: it takes one on a fast one."""
_MEGABYTES: Final = 200

_FLOODS: Final[Mapping[str, bytes]] = {
    "words": b"one two three ",
    "lines": b"one two three\r",
    "keys": b"j",
    "returns": b"\r",
    "arrows": b"\x1b[B",
    "controls": bytes(range(1, 0x11)),
    "clicks": b"\x1b[<0;9;9M\x1b[<0;9;9m",
}
"""What a flood repeats."""


def bursts(bench: Bench, rounds: int, seed: int) -> Tally:
    """Send letters to a field in one burst, and a signal right behind them."""
    tally = Tally("bursts before a signal", seed)
    tally.counts["letters"] = tally.counts["letters_lost"] = 0
    for turn in range(rounds):
        for count in _LETTERS:
            for number in _SIGNALS:
                with tally.round(f"{turn}, {count}, {number.name}") as dice:
                    text = "".join(dice.choices(string.ascii_letters, k=count))
                    _burst(bench, tally, text, number, into=dice.choice(["name", "description"]))
    return tally


def _burst(bench: Bench, tally: Tally, text: str, number: signal.Signals, into: str) -> None:
    bench.prepare(0)
    with bench.open() as program:
        program.wait_for("What must the app")
        if into == "description":
            program.press("tab")
        pour(program, text.encode())
        program.signal(number)
        tally.measure("seconds_until_gone", program.seconds_until_gone(20), _GONE)
        status = program.wait_exit()
    project = bench.load()
    kept = getattr(project.capabilities[0].draft, into) or "" if project else ""
    tally.counts["letters"] += len(text)
    tally.counts["letters_lost"] += len(text) - len(kept)
    assert kept == text, f"{len(kept)} of {len(text)} letters kept in the {into}: {project}"[:300]
    assert status == 128 + number, f"status {status}"


def signals_in_floods(bench: Bench, rounds: int, seed: int) -> Tally:
    """Send a signal while letters come faster than they are read, and do not end."""
    tally = Tally("signals in floods", seed)
    for turn in range(rounds):
        for number in _SIGNALS:
            with tally.round(f"{turn}, {number.name}"):
                bench.prepare(0)
                with bench.open() as program:
                    program.wait_for("What must the app")
                    pour(program, b"x" * 100_000)
                    program.signal(number)
                    pour(program, b"x" * _FLOOD * 20)  # until it has ended
                    status = program.wait_exit()
                project = bench.load()
                kept = project.capabilities[0].draft.name if project else ""
                assert kept == "x" * FIELD_CHARACTERS, f"{len(kept or '')} letters kept"
                assert status == 128 + number, f"status {status}"
    return tally


def floods(
    bench: Bench, rounds: int, seed: int, size: int = _FLOOD, only: Sequence[str] = tuple(_FLOODS)
) -> Tally:
    """Send megabytes of one thing to each of three places, and then the key that leaves."""
    tally = Tally("floods", seed)
    for turn in range(rounds):
        for name, piece in ((name, _FLOODS[name]) for name in only):
            for place in ("", "tab", "f2"):
                with tally.round(f"{turn}, {name}, {place or 'name'}"):
                    _flood(bench, tally, piece * (size // len(piece)), place)
    return tally


def _flood(bench: Bench, tally: Tally, data: bytes, place: str) -> None:
    bench.prepare(3 if place == "f2" else 0)
    with bench.open() as program:
        program.wait_for("F1 keys")
        if place:
            program.press(place)
            program.settle()
        pour(program, data)
        # It takes what it reads, however long it works on it: the last key is read at once.
        tally.measure("megabytes", peak_megabytes(program.pid), _MEGABYTES)
        pour(program, encode_key("f10"))
        tally.measure("seconds_until_gone", program.seconds_until_gone(30), _LEFT)
        status = program.wait_exit()
    assert status == 0, f"status {status}"
    bench.load()


def pour(program: Program, data: bytes, dice: random.Random | None = None) -> None:
    """Send bytes as fast as the program reads them, and take what it draws meanwhile.

    Args:
        program: The program.
        data: The bytes.
        dice: Cuts them into pieces of 1 to 15 bytes; without it they come as they fit.
    """
    master = program._process._master
    rest = memoryview(data)
    while rest and not program.ended:
        readable, writable, _ = select.select([master], [master], [], 1)
        if readable:
            program.look()
        if writable:
            size = dice.randint(1, 15) if dice else 4096
            with suppress(BlockingIOError):  # it may have been filled by what was echoed
                rest = rest[os.write(master, rest[:size]) :]
