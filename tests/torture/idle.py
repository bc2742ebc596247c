"""Nobody types: nothing is written, and next to nothing is computed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from ragft_tui.threads import AFTER_START
from tests.support.procfs import cpu_seconds
from tests.support.typist import Program
from tests.torture.bench import Bench
from tests.torture.tally import Tally

__all__ = ["idle"]

_PLACES: Final[dict[str, Sequence[str]]] = {
    "a question": (),
    "the review": ("f2",),
    "a description": ("f2", "+"),
}
_CPU_PERCENT: Final = 0.5
_LONGEST: Final = 30
"""Seconds that preparations may take."""


def idle(
    bench: Bench,
    seconds: int,
    seed: int,
    capabilities: int = 3,
    places: Collection[str] = tuple(_PLACES),
) -> Tally:
    """Look at screens on which nothing happens.

    Args:
        bench: Where to work.
        seconds: How long to look at each.
        seed: Of no use here.
        capabilities: How many the project has.
        places: Which screens.
    """
    tally = Tally(f"idle, {capabilities} capabilities", seed)
    bench.prepare(capabilities)
    for place in places:
        with tally.round(place), bench.open() as program:
            program.wait_for("F1 keys")
            program.press(*_PLACES[place])
            program.settle(quiet=1.0)
            _wait_for_preparations(program)
            mark, begun = program.mark(), cpu_seconds(program.pid)
            program.look(seconds)
            percent = 100 * (cpu_seconds(program.pid) - begun) / seconds
            written = len(program.bytes_since(mark))
            tally.measure("bytes_a_second", written / seconds, 0)
            tally.measure("cpu_percent", percent, _CPU_PERCENT)
    return tally


def _wait_for_preparations(program: Program) -> None:
    """Wait until what a start leaves for later is done; if that never ends, it is measured."""
    program.look(AFTER_START + 1)
    for _ in range(_LONGEST):
        begun = cpu_seconds(program.pid)
        program.look(1)
        if cpu_seconds(program.pid) - begun < _CPU_PERCENT / 100:
            return
