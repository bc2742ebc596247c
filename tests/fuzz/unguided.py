"""One target with inputs mutated at random, and the mutations: `... TARGET SECONDS DIRECTORY`."""

from __future__ import annotations

import importlib
import random
import sys
import time
from pathlib import Path
from typing import Final

__all__ = ["mutated"]

_PIECES: Final = (
    *(b"\n", b'"', b"'", b'"""', b"'''", b"[", b"]", b"[[", b"{", b"}", b"=", b".", b",", b"#"),
    *(b"\r", b"\x00", b"\x1b[2J", b"\x9b", b"\xff", b"\xc2\x9b", b"\xed\xa0\x80", b"\\u0000"),
    *(b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xcc\x81" * 40, b"9" * 400, b"-1", b"nan", b"true"),
    *(b"2026-02-31", b"<<<<<<< HEAD\n", b"a.a.a.", b"id", b"format = 2\n"),
)


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """Return some bytes with up to eight pieces cut out, doubled, or put in."""
    data = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 8))):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((0, 1, 1, 4, 40, 400)))
        put = (b"", data[start:end] * 2, bytes([chance.randrange(256)]), chance.choice(_PIECES))
        data[start:end] = chance.choice(put)
    return bytes(data)


def main(name: str, seconds: int, place: Path) -> None:
    """Fuzz a target; the first bug ends the process, and its input is kept."""
    target = importlib.import_module(f"tests.fuzz.fuzz_{name}")
    seeds = getattr(target, "SEEDS", (b"",))
    seed = time.time_ns()
    chance, runs, end = random.Random(seed), 0, time.monotonic() + seconds  # noqa: S311
    while time.monotonic() < end:
        data = mutated(chance.choice(seeds), chance)
        runs += 1
        try:
            target.fuzz(data)
        except BaseException:
            (place / f"crash-{seed}-{runs}").write_bytes(data)
            raise
    sys.stdout.write(f"Done {runs} runs\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
