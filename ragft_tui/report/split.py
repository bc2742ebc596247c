"""How the capabilities of a project are split by what counts: a bar of signs, and words."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.model import VerdictType
from ragft_tui.report.view import name_of

Split = tuple[tuple[VerdictType | None, int], ...]
"""How many capabilities count as each type; `None` is undecided."""

CELLS: Final = 10
"""The most signs of a bar."""


def split_bar(split: Split) -> tuple[VerdictType | None, ...]:
    """Return the types in a bar, one a cell: one a capability, or of many their shares.

    Every type of which there is one has a cell.

    Args:
        split: The counts, in the order of the bar.
    """
    total = sum(count for _, count in split)
    if total <= CELLS:
        return tuple(kind for kind, count in split for _ in range(count))
    cells = {kind: max(count * CELLS // total, 1) for kind, count in split}
    counts = dict(split)

    def lacking(kind: VerdictType | None) -> float:
        return counts[kind] * CELLS / total - cells[kind]

    while (rest := CELLS - sum(cells.values())) != 0:
        fair = max if rest > 0 else min
        movable = [kind for kind in cells if rest > 0 or cells[kind] > 1]
        cells[fair(movable, key=lacking)] += 1 if rest > 0 else -1
    return tuple(kind for kind in cells for _ in range(cells[kind]))


def describe_split(split: Split) -> str:
    """Return the counts in words, such as `3 retrieval, 1 undecided`."""
    return ", ".join(f"{count:,} {name_of(kind)}" for kind, count in split)
