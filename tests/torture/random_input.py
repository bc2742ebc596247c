"""Random bytes instead of keys: the program survives them and still answers."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from tests.support.procfs import cpu_seconds
from tests.support.typist import Program
from tests.torture.bench import Bench
from tests.torture.bursts import pour
from tests.torture.tally import Tally

__all__ = ["random_inputs"]

_BYTES: Final = 2_000
_ANSWER: Final = 1.0
_CALM: Final = 15.0
"""Seconds in which an input must be worked off; a paste that never ends has a time-out."""

_QUIET: Final = 0.2
_BATCHES: Final = 8
"""Inputs for one run of the program, unless they made it leave."""

_ENOUGH: Final = 5
"""Problems after which no more are looked for."""

_LEAVING: Final = re.compile(rb"[qQ\x11\x1a]|\x1b\[(?:21|1;?\d*P|57373)")
"""Keys that leave or stop the program on purpose: q, Ctrl+Q, Ctrl+Z, F10."""


def random_inputs(bench: Bench, rounds: int, seed: int) -> Tally:
    """Send inputs of 2 kB each, whole or in pieces, and ask for an answer to a key after each."""
    tally = Tally("random inputs", seed)
    tally.counts["inputs"] = tally.counts["starts"] = tally.counts["left_on_purpose"] = 0
    while (done := tally.counts["inputs"]) < rounds and len(tally.problems) < _ENOUGH:
        with tally.round(f"from input {done}", counted=False) as dice:
            tally.counts["starts"] += 1
            _run(bench, tally, dice, min(_BATCHES, rounds - done))
    return tally


def _run(bench: Bench, tally: Tally, dice: random.Random, inputs: int) -> None:
    """Send some inputs to one run of the program, as long as it runs."""
    weights = [weight for _, weight in _KINDS.values()]
    bench.prepare(dice.choice([0, 3]))
    with bench.open() as program:
        program.wait_for("F1 keys")
        for number in range(inputs):
            tally.counts["inputs"] += 1
            (kind,) = dice.choices(list(_KINDS), weights)
            data = _LEAVING.sub(b"", _KINDS[kind][0](dice))
            bench.root.joinpath(f"input-{number}").write_bytes(data)
            with suppress(AssertionError, OSError):  # it may have ended, which is looked at below
                pour(program, data, dice if number % 2 else None)
            tally.measure("seconds_until_calm", _calm(program), _CALM)
            if not program.ended:
                tally.counts["drops_told"] += "not taken" in program.screen_text()
                tally.measure("seconds_to_answer", _answer(program), _ANSWER)
            if program.ended:
                status = program.wait_exit()
                said = program.screen_text().rstrip()
                assert status == 0, f"input {number} ({kind}) ended it with {status}:\n{said}"
                tally.counts["left_on_purpose"] += 1
                break
    bench.load()


def _calm(program: Program) -> float:
    """Wait until all input is worked off, and return how long that takes."""
    begun = time.monotonic()
    used = -1.0
    while not program.ended and (now := cpu_seconds(program.pid)) - used > _QUIET / 4:
        if time.monotonic() - begun > 2 * _CALM:
            program.fail("expected: the program comes to rest")
        used = now
        program.look(_QUIET)
    return time.monotonic() - begun - _QUIET


def _answer(program: Program) -> float:
    """Press a key that always shows or hides something, and return how long that takes."""
    # The end of a paste and of a string that the bytes may have begun, which take keys for text.
    program.send_bytes(b"\x1b[201~\x1b\\")
    _calm(program)
    mark, begun = program.mark(), time.monotonic()
    program.press("f1")
    while not program.ended and not program.bytes_since(mark):
        if time.monotonic() - begun > 5 * _ANSWER:
            program.fail("expected: an answer to F1")
        program.look(0.01)
    return time.monotonic() - begun


def _any(dice: random.Random) -> bytes:
    return dice.randbytes(_BYTES)


def _keys(dice: random.Random) -> bytes:
    """Return control characters, letters and escapes, as many keys send them."""
    return bytes(dice.choices(range(0x80), weights=[4] * 0x20 + [1] * 0x60, k=_BYTES))


def _sequences(dice: random.Random) -> bytes:
    """Return what begins as control sequences and goes on anyhow."""
    begun = [b"\x1b[", b"\x1b]", b"\x1bP", b"\x1bO", b"\x1b[<", b"\x1b[?", b"\x1b[200~", b"\x9b"]
    parts = [
        dice.choice(begun) + bytes(dice.choices(b"0123456789;:<>?mMuR~ABCDHPc\xe9\xff", k=12))
        for _ in range(_BYTES // 15)
    ]
    return b"".join(parts)[:_BYTES]


def _words(dice: random.Random) -> bytes:
    """Return characters of the whole world, some of them cut."""
    text = "".join(
        chr(dice.choice([0x61, 0x301, 0x4E00, 0x1F469, 0x200D, 0x202E])) for _ in range(700)
    )
    return text.encode()[:_BYTES]


_KINDS: Final[Mapping[str, tuple[Callable[[random.Random], bytes], int]]] = {
    "any bytes": (_any, 4),
    "keys": (_keys, 3),
    "words": (_words, 2),
    "sequences": (_sequences, 1),
}
"""What an input is made of, and how often compared with the others."""
