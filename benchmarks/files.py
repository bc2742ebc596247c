"""What it costs to open and to save a thousand capabilities, and how long keys wait meanwhile."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.figures import Figure, ratio, take_turns
from benchmarks.measure import SCRIPT, Bench, Watched, child
from benchmarks.projects import MANY, write_project
from ragft_tui.storage.project import load_project
from ragft_tui.storage.project.encode import ProjectEncoder

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz" + "abcdefghijklmnopqrst"
"""What is typed: as much as the field shows at once."""
_BETWEEN: Final = 0.05
"""Seconds between two letters: some of them come while a draft is saved, which is soon after."""


def _seconds(work: str, file: Path) -> float:
    return float(child(sys.executable, "-m", "benchmarks.alone", work, file).printed)


def files(bench: Bench) -> Iterator[Figure]:
    """Measure loading and saving, each time in a new process."""
    room = bench.room("files")
    file = write_project(room / "app.toml", MANY)
    project, rulebook = load_project(file)
    # What a first save writes: verdicts follow in the next.
    written = room / "written.toml"
    written.write_bytes(ProjectEncoder(rulebook).encode(project))
    works = {
        "load": partial(_seconds, "load", file),
        "tomllib.loads": partial(_seconds, "tomllib.loads", file),
        "save": partial(_seconds, "save", file),
        "save again": partial(_seconds, "save again", file),
        "tomli_w.dumps": partial(_seconds, "tomli_w.dumps", written),
    }
    found = take_turns(works, bench.few_rounds)
    load, loads = found["load"], found["tomllib.loads"]
    yield ratio(
        f"Load {MANY:,} capabilities, against tomllib.loads", load, loads, must=1.5, aim=1.25
    )
    save, again, dumps = found["save"], found["save again"], found["tomli_w.dumps"]
    yield ratio("First save of them, against tomli_w.dumps", save, dumps, must=1.2)
    yield ratio("Save after a save, against tomli_w.dumps", again, dumps, must=1.2)
    yield _waiting(room)


def _waiting(room: Path) -> Figure:
    """Type while drafts are saved, and return the longest time until a letter was shown."""
    with Watched(SCRIPT, "app.toml", home=room) as terminal:
        terminal.wait_for("F1 keys")
        terminal.settle(quiet=1.0)
        saved = (room / "app.toml").stat().st_mtime_ns
        terminal.press("f2", "+")
        terminal.wait_for("What must the application be able to do")
        terminal.settle()
        waits = [_wait(terminal, _LETTERS[:end]) for end in range(1, len(_LETTERS) + 1)]
        terminal.settle(quiet=1.0)
        if (room / "app.toml").stat().st_mtime_ns == saved:
            terminal.fail("expected: the project was saved meanwhile")
    detail = f"{1e3 * median(waits):.0f} ms in the median of {len(waits)}"
    name = f"Longest wait for a letter while {MANY:,} are saved"
    return Figure(name, 1e3 * max(waits), "ms", 50, detail=detail, gates=False)


def _wait(terminal: Watched, typed: str) -> float:
    """Type the last letter of a text, and return the seconds until all of it is shown."""
    time.sleep(_BETWEEN)
    begun = time.monotonic()
    terminal.type(typed[-1])
    terminal.wait_for(re.compile(rf"^ Name +{typed}$", re.MULTILINE))
    return terminal.drawn_at - begun
