"""What it costs to classify records: each of them, as lines, as a table and as a list, and many."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.figures import Figure, ratio, take_turns
from benchmarks.measure import ROOT, SCRIPT, Bench, Cost, child

_CORPUS: Final = ROOT / "tests" / "data" / "corpus" / "descriptions.jsonl"
_ROUNDS: Final = 3
_SOME: Final = 1_200
_FEW: Final = 200
"""Sizes of files of which the difference is what records cost without the start."""
_SMALL: Final = 10_000
"""Records of the file whose peak of memory others must not pass."""
_ALIKE: Final = 1.2
"""What another format may cost beside JSON lines, to be called as dear."""
_FASTER: Final = 1.7
"""What two processes are to be faster."""


def records(bench: Bench) -> Iterator[Figure]:
    """Measure records in files that differ in how they are written and in size."""
    room = bench.room("records")
    yield from _each(room)
    yield from _many(bench, room)


def _each(room: Path) -> Iterator[Figure]:
    """Measure the whole result of a record: reasons, flips, suggestions, whether it is settled."""
    works: dict[str, Callable[[], Cost]] = {}
    for count in (_SOME, _FEW):
        for name, write in (("lines", _lines), ("table", _table), ("list", _list)):
            source = write(room / f"{name} {count}", count)
            works[f"{name} {count}"] = partial(_classify, source)
        for output in ("csv", "text"):
            source = room / f"lines {count}"
            works[f"{output} {count}"] = partial(_classify, source, "--format", output)
    found = take_turns(works, _ROUNDS)

    def seconds(name: str) -> list[float]:
        pairs = zip(found[f"{name} {_SOME}"], found[f"{name} {_FEW}"], strict=True)
        return [(some.cpu - few.cpu) / (_SOME - _FEW) for some, few in pairs]

    lines = seconds("lines")
    yield Figure("CPU of a record, JSON lines", 1e3 * median(lines), "ms", 0.4, 0.2, gates=False)
    for name, what in {
        "table": "read from CSV",
        "list": "read from a list of text",
        "csv": "told as CSV",
        "text": "told as text",
    }.items():
        yield ratio(
            f"CPU of a record {what}, against JSON lines", seconds(name), lines, must=_ALIKE
        )


def _many(bench: Bench, room: Path) -> Iterator[Figure]:
    """Measure a long file beside a shorter one, and two processes beside one."""
    small, large = (_lines(room / f"lines {n}", n) for n in (_SMALL, bench.records))
    base, one = _classify(small), _classify(large)
    title = f"Peak memory of {bench.records:,} records, against {_SMALL:,}"
    yield ratio(title, [one.megabytes], [base.megabytes], must=1.1, unit="MB")
    two = _classify(large, "--jobs", "2")
    title = f"Time of {bench.records:,} records with two processes, against one"
    figure = ratio(title, [two.elapsed], [one.elapsed], must=1 / _FASTER, unit="s")
    # On two cores one of which is busy with something else, nothing can be faster.
    yield replace(figure, gates=False)


def _classify(source: Path, *options: str) -> Cost:
    command: list[str | Path] = [SCRIPT, "classify", "--from", source, "--format", "jsonl"]
    return child(*command, *options, output=source.with_suffix(".out"))


def _descriptions(count: int) -> Iterator[str]:
    """Yield descriptions of which no two are alike."""
    rows = map(json.loads, _CORPUS.read_text("utf-8").splitlines())
    texts = [" ".join(row["description"].split()) for row in rows]
    return (f"{text} ({n})" for n, text in enumerate(islice(cycle(texts), count)))


def _lines(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for text in _descriptions(count):
            file.write(json.dumps({"description": text}, ensure_ascii=False) + "\n")
    return path


def _table(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["description"], *([text] for text in _descriptions(count))])
    return path


def _list(path: Path, count: int) -> Path:
    path.write_text("".join(f"{text}\n" for text in _descriptions(count)), "utf-8")
    return path
