"""Random files and rulebooks that are made to be slow: each is taken or refused in a moment."""

from __future__ import annotations

import os
import random
import resource
import subprocess
from collections.abc import Sequence
from typing import Final

from ragft_tui.storage.files import FILE_BYTES
from tests.fuzz.unguided import mutated
from tests.support.heavy import HEAVY_FILES, rulebook_of_phrases, rulebook_of_questions
from tests.torture.bench import SCRIPT, Bench
from tests.torture.tally import Tally

__all__ = ["hostile_data"]

_KILLED: Final = 60
"""Seconds of processor time after which nothing is waited for any more."""

_CHECK: Final = 4.0
_JUDGE: Final = 4.0
"""Seconds of processor time that a file of 4 MiB, or a text of 64 KiB, may take to be told of."""

_MEMORY: Final = 200
_STATUSES: Final = {0, 1, 2}


def hostile_data(bench: Bench, rounds: int, seed: int) -> Tally:
    """Check random files that are hard to read, and judge texts by random hostile rulebooks."""
    tally = Tally("hostile data", seed)
    tally.counts["refused"] = tally.counts["taken"] = 0
    for number in range(rounds):
        with tally.round(number) as dice:
            bench.file.write_bytes(_file(dice))
            _run(bench, tally, ["check", bench.file.name], "seconds_to_check", _CHECK)
            bench.work.joinpath("rules.toml").write_bytes(_rulebook(dice))
            command = ["--rulebook", "rules.toml", "classify", "--format", "json"]
            text = " ".join(dice.choices(_WORDS[: dice.randrange(1, 9)], k=30_000))
            _run(bench, tally, [*command, text[: 64 * 1024]], "seconds_to_judge", _JUDGE)
    return tally


def _run(bench: Bench, tally: Tally, arguments: Sequence[str], name: str, limit: float) -> None:
    with subprocess.Popen(
        ["/bin/sh", "-c", f'ulimit -t {_KILLED}; exec "$@"', "sh", SCRIPT, *arguments],
        cwd=bench.work,
        env=bench.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in _STATUSES, f"{arguments[0]} ended with {process.returncode}"
    tally.counts["refused" if process.returncode else "taken"] += 1
    tally.measure(name, usage.ru_utime + usage.ru_stime, limit)
    # What this process itself takes up is counted with the one that it begins.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if usage.ru_maxrss > own:
        tally.measure("megabytes", usage.ru_maxrss / 1024, _MEMORY)


def _file(dice: random.Random) -> bytes:
    """Return one of the files that are hard to read, or two of them, whole or spoilt."""
    kinds = dice.sample(list(HEAVY_FILES.values()), 2)
    size = dice.choice([FILE_BYTES, FILE_BYTES, FILE_BYTES // 3])
    one = kinds[0](size // 2) + kinds[1](size // 2) if dice.random() < _MIXED else kinds[0](size)
    spoilt = mutated(one[:4_000], dice) + one[4_000:] if dice.random() < _MIXED else one
    return spoilt[:FILE_BYTES]


_MIXED: Final = 0.3
_WORDS: Final = ("a", "b", "c", "not", "without", "tone", "a.", "1")


def _rulebook(dice: random.Random) -> bytes:
    """Return a rulebook at its limits, or somewhat beyond them."""
    if dice.random() < _MIXED:
        return rulebook_of_questions(dice.randrange(2, 44), dice.randrange(2, 22))
    joint, longest = dice.choice([" ", " * ", " * a ", "-"]), dice.choice([3, 6, 12, 13])
    vocabulary = _WORDS[: dice.randrange(1, 6)]

    def word() -> str:
        return "|".join(dice.sample(vocabulary, dice.randrange(1, len(vocabulary) + 1)))

    phrases = {
        joint.join([*(word() for _ in range(dice.randrange(longest))), f"x{number}"])
        for number in range(dice.choice([10, 300, 3_000]))
    }
    short = {" ".join([word()] * dice.randrange(1, longest)) for _ in range(20)}
    return rulebook_of_phrases(sorted(phrases | short))
