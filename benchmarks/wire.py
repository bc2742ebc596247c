"""How many bytes go over the wire at 80x24 and 256 colours: exact, the same in each run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.figures import Figure
from benchmarks.measure import SCRIPT, Bench, Watched
from tests.support.wire import PAGES, cost, costs_of_letters, describing, reviewing


def wire(bench: Bench) -> Iterator[Figure]:
    """Count bytes; tests/pty/test_wire.py holds them to the same bounds."""
    room = bench.room("wire")
    start = partial(Watched, SCRIPT, home=room)
    with describing(start) as terminal:
        yield Figure("First page", len(terminal.raw), "B", must=6_000, aim=5_000)
        # The first letter also brings the verdict bars.
        cost(terminal, "P")
        letters = costs_of_letters(terminal, "olicy")
        cost(terminal, "enter")
        letters += costs_of_letters(terminal, "Answer")
        yield Figure("A letter, the dearest", max(letters), "B", must=180, aim=120)
    with reviewing(start, room) as terminal:
        moves = max(cost(terminal, "down") for _ in range(4))
        yield Figure("A move in the list, details as they were", moves, "B", must=350, aim=200)
        pages = max(cost(terminal, key) for key in PAGES)
        yield Figure("A new page, the dearest of three", pages, "B", must=4_500, aim=3_500)
