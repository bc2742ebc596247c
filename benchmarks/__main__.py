"""All that is measured, or some groups of it, as a table; fails where a must is surely missed.

python -m benchmarks [--rounds 9] [--records 30000] [--json PATH] [--page] [GROUP ...]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks.answering import answering
from benchmarks.commands import commands
from benchmarks.figures import Figure
from benchmarks.files import files
from benchmarks.hostile import hostile
from benchmarks.measure import ROOT, Bench
from benchmarks.page import Run, head, line, machine, write_into
from benchmarks.records import records
from benchmarks.reports import reports
from benchmarks.starting import starting
from benchmarks.wire import wire

_GROUPS: Final[Mapping[str, Callable[[Bench], Iterator[Figure]]]] = {
    "starting": starting,
    "commands": commands,
    "wire": wire,
    "answering": answering,
    "files": files,
    "records": records,
    "reports": reports,
    "hostile": hostile,
}
_BRIEF: Final = frozenset({"hostile"})
"""Groups that the page does not list: all their figures are bounds, and nobody waits for them."""
_PAGE: Final = ROOT / "docs" / "performance.md"


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of: {', '.join(_GROUPS)}")
    parser.add_argument("--rounds", type=int, default=9, help="in which programs take turns")
    parser.add_argument("--records", type=int, default=30_000, help="of the largest file")
    parser.add_argument("--json", type=Path, metavar="PATH", help="write all figures to a file")
    parser.add_argument("--page", action="store_true", help="write them into docs/performance.md")
    given = parser.parse_args()
    if unknown := set(given.groups) - set(_GROUPS):
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    if given.page and given.groups:
        parser.error("the page takes one run of everything")
    return given


def _tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the figures are the result


def main() -> int:
    """Measure, and return 0 where nothing surely misses what it must be."""
    given = _given()
    where, begun = machine(), time.monotonic()
    found: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory() as directory:
        bench = Bench(Path(directory), given.rounds, given.records)
        for group in given.groups or _GROUPS:
            _tell(head(group))
            found[group] = []
            for figure in _GROUPS[group](bench):
                found[group].append(figure)
                _tell(line(figure))
    run = Run(found, time.monotonic() - begun, date.today(), where)  # noqa: DTZ011 - of this place
    if given.json:
        given.json.write_text(run.to_json(), "utf-8")
    if given.page:
        write_into(_PAGE, run.to_markdown(_BRIEF))
    figures = [each for group in found.values() for each in group]
    missed, failed = sum(each.missed for each in figures), sum(each.fails for each in figures)
    _tell(f"{missed} of {len(figures)} missed, {failed} surely; {run.seconds:.0f} s on {where}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
