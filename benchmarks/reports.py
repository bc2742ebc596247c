"""What reports cost: a thousand capabilities of which no two are alike, in each format.

The time is a ratio: so many times as long as it takes to load and assess the same project. With it
go megabytes, and that twice as many capabilities cost about twice as much.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.figures import Figure, ratio, take_turns
from benchmarks.measure import SCRIPT, Bench, Cost, child
from benchmarks.projects import MANY, write_project
from ragft_tui.report.formats import FORMATS

_TIMES: Final = 3.0
"""What a report may cost: so many times as long as assessing the project."""
_MEGABYTES: Final = 150
_TWICE: Final = 2.6
"""What twice as many may cost: memory is slower where it no longer fits into caches."""
_ROUNDS: Final = 2
_ASSESS: Final = """
import sys
from pathlib import Path
from ragft_tui.session.export import load_report
found = load_report(Path(sys.argv[1]), None, made=None)
for item in found.capabilities:
    item.assessment
"""


def reports(bench: Bench) -> Iterator[Figure]:
    """Measure each format with a thousand capabilities, and with half of them."""
    room = bench.room("reports")
    half, whole = (write_project(room / f"{n}.toml", n) for n in (MANY // 2, MANY))
    works: dict[str, Callable[[], Cost]] = {
        "assess": partial(child, sys.executable, "-c", _ASSESS, whole),
        **{name: partial(child, *_command(whole, name)) for name in FORMATS},
    }
    found = take_turns(works, _ROUNDS)
    halves = {name: [child(*_command(half, name)).cpu] * _ROUNDS for name in FORMATS}
    costs = {name: [each.cpu for each in runs] for name, runs in found.items()}
    growth: dict[str, Figure] = {}
    for name in FORMATS:
        title = f"Report of {MANY:,} capabilities as {name}, against assessing them"
        yield ratio(title, costs[name], costs["assess"], must=_TIMES, unit="s")
        growth[name] = ratio("", costs[name], halves[name], must=_TWICE, unit="s")
    name, worst = max(growth.items(), key=lambda pair: pair[1].value)
    yield replace(worst, name=f"Twice as many capabilities, at worst as {name}")
    peaks = {name: median(each.megabytes for each in found[name]) for name in FORMATS}
    largest = max(peaks, key=peaks.__getitem__)
    detail = ", ".join(f"{name} {peak:.0f}" for name, peak in peaks.items())
    title = f"Peak memory of a report, at worst as {largest}"
    yield Figure(title, peaks[largest], "MB", _MEGABYTES, detail=detail)


def _command(file: Path, name: str) -> tuple[str | Path, ...]:
    # Many files go into a directory, which is written anew.
    output = ("-o", file.with_suffix(""), "--force") if name == "adr" else ()
    return (SCRIPT, "report", file, "--format", name, *output)
