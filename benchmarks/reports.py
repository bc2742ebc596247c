"""What reports cost: a thousand capabilities of which no two are alike, in each format.

The time is a ratio: so many times as long as it takes to load and assess the same project. With it
go megabytes, and that twice as many capabilities cost about twice as much.

python -m benchmarks.reports; leaves with 1 where a bound is missed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.measure import child, tell
from ragft_tui.report.formats import FORMATS
from ragft_tui.storage.project import encode_project
from ragft_tui.storage.rulebooks import load_rulebook
from tests.support.thousand import different

_SCRIPT: Final = Path(sys.executable).parent / "ragft-tui"
_MANY: Final = 1_000
_TIMES: Final = 3.0
"""What a report may cost: so many times as long as assessing the project."""
_MEGABYTES: Final = 150
_TWICE: Final = 2.6
"""What twice as many may cost: memory is slower where it no longer fits into caches."""
_RUNS: Final = 3
"""Each is measured so often, and the least counts: others use the machine, too."""
_ASSESS: Final = """
import sys
from pathlib import Path
from ragft_tui.session.export import load_report
found = load_report(Path(sys.argv[1]), None, made=None)
for item in found.capabilities:
    item.assessment
"""


def _costs(*command: str | Path) -> tuple[float, float]:
    """Return the least seconds of processor time, and the most megabytes."""
    runs = [child(*command) for _ in range(_RUNS)]
    return min(seconds for seconds, _, _ in runs), max(megabytes for _, megabytes, _ in runs)


def _reports(directory: Path) -> Iterator[bool]:
    rulebook = load_rulebook()
    files = []
    for count in (_MANY, 2 * _MANY):
        files.append(directory / f"{count}.toml")
        files[-1].write_bytes(encode_project(different(rulebook, count), rulebook))
    assessed, _ = _costs(sys.executable, "-c", _ASSESS, files[0])
    tell("assess", f"{_MANY:,} capabilities", f"{assessed:5.2f} s", fits=True)
    for name in FORMATS:
        once, twice = (_costs(*_command(file, name)) for file in files)
        seconds, megabytes = once
        times, growth = seconds / assessed, twice[0] / seconds
        fits = times <= _TIMES and megabytes <= _MEGABYTES and growth <= _TWICE
        figures = f"{seconds:5.2f} s, {times:4.2f} times as long as assessing, {megabytes:4.0f} MB"
        tell("report", name, f"{figures}, twice as many {growth:4.2f} times", fits=fits)
        yield fits


def _command(file: Path, name: str) -> tuple[str | Path, ...]:
    output = ("-o", file.with_suffix("")) if name == "adr" else ()
    return (_SCRIPT, "report", file, "--format", name, *output)


def main() -> int:
    """Print all figures, and return 0 where no bound is missed."""
    with tempfile.TemporaryDirectory() as directory:
        return 0 if all([*_reports(Path(directory))]) else 1


if __name__ == "__main__":
    sys.exit(main())
