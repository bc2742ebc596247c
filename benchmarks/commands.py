"""What the commands without a screen cost, beside a Python that does nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, ratio, take_turns
from benchmarks.measure import SCRIPT, Bench, Cost, child
from benchmarks.projects import write_project

_FEW: Final = 10
TEXTUAL: Final = re.compile(r"\| +textual(?:\.|$)", re.MULTILINE)
"""How `-X importtime` names a module of Textual."""


def commands(bench: Bench) -> Iterator[Figure]:
    """Measure `--help`, `--version`, a description that is classified, and a check."""
    file = write_project(bench.room("commands") / "few.toml", _FEW)
    ours: dict[str, Sequence[str | Path]] = {
        "--help": ["--help"],
        "--version": ["--version"],
        "classify TEXT": ["classify", "Quotes the current refund policy and links the clause"],
        f"check, {_FEW} capabilities": ["check", file],
    }
    works: dict[str, Callable[[], Cost]] = {
        "pass": partial(child, sys.executable, "-c", "pass"),
        **{name: partial(child, SCRIPT, *words) for name, words in ours.items()},
    }
    found = take_turns(works, 2 * bench.rounds)
    costs = {name: [each.cpu for each in runs] for name, runs in found.items()}
    for name in ours:
        title = f"CPU of {name}, against python -c pass"
        yield ratio(title, costs[name], costs["pass"], must=5, aim=3.5)
    imported = sum(_textual_modules(words) for words in ours.values())
    yield Figure("Modules of Textual that these import", imported, "", must=0)


def _textual_modules(words: Sequence[str | Path]) -> int:
    told = child(
        "/bin/sh", "-c", '"$@" 2>&1', "sh", sys.executable, "-X", "importtime", SCRIPT, *words
    )
    return len(TEXTUAL.findall(told.printed))
