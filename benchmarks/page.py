"""The figures of a run as a table for a terminal, as JSON, and as part of docs/performance.md."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure
from ragft_tui.core.text import count_noun

BEGIN: Final = "<!-- figures: begin; `make bench BENCH_ARGS=--page` writes what is between -->"
END: Final = "<!-- figures: end -->"

_NAME, _CELL = 62, 10
"""Columns of a name and of a figure on a terminal."""
_HEADS: Final = ("measured", "must", "aim")


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured, where and when."""

    figures: Mapping[str, Sequence[Figure]]
    """By group."""
    seconds: float
    day: date
    machine: str

    def to_json(self) -> str:
        """Return all of it, for programs that compare runs."""
        table = {
            "day": self.day.isoformat(),
            "machine": self.machine,
            "seconds": round(self.seconds),
            "figures": [
                {"group": group, **asdict(each), "missed": each.missed}
                for group, figures in self.figures.items()
                for each in figures
            ],
        }
        return json.dumps(table, ensure_ascii=False, indent=1) + "\n"

    def to_markdown(self, brief: Container[str] = ()) -> str:
        """Return the machine, and a table of each group.

        Args:
            brief: Groups of which is told only how many figures miss their must.
        """
        lines = [f"{self.day:%d %B %Y}, {round(self.seconds)} seconds, on {self.machine}.", ""]
        for group, figures in self.figures.items():
            if group in brief:
                missed = sum(each.missed for each in figures)
                lines += [f"{group}: {count_noun(len(figures), 'figure')}, {missed} MISSED.", ""]
                continue
            lines += [f"| {group} | measured | must | aim | |", "| --- | --- | --- | --- | --- |"]
            lines += [f"| {' | '.join(each.cells)} |" for each in figures]
            lines.append("")
        return "\n".join(lines)


def head(group: str) -> str:
    """Return the line above the figures of a group."""
    return _row(group.upper(), *_HEADS, "")


def line(figure: Figure) -> str:
    """Return a figure as a line."""
    return _row(*figure.cells)


def _row(name: str, value: str, must: str, aim: str, rest: str) -> str:
    cells = "".join(f"{each:>{_CELL}}" for each in (value, must, aim))
    return f"{name:{_NAME}}{cells}  {rest}".rstrip()


def write_into(page: Path, text: str) -> None:
    """Put a text between the marks of a page.

    Raises:
        ValueError: If the page has not both marks.
    """
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"{page} lacks the marks between which figures stand")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", "utf-8")


def machine() -> str:
    """Return what this runs on: processors, their load, and versions."""
    model = platform.machine()
    if sys.platform == "linux":
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        names = (each.partition(":")[2].strip() for each in lines if each.startswith("model name"))
        model = next(names, model)
    load, *_ = os.getloadavg()
    return (
        f"{os.cpu_count()} cores of {model} (load {load:.1f} before the run), "
        f"{platform.system()}, Python {platform.python_version()}, Textual {version('textual')}"
    )
