"""Which keys of a place matter now, and which of them a line has room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ragft_tui.core.records import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """What the hint line puts first, as things stand."""

    now: tuple[str, ...] = ()
    """The ids of the keys that matter now, the most useful first."""
    lead: str = ""
    """What stands before them, such as "4 marked:"; empty for nothing."""
    without: tuple[str, ...] = ()
    """The ids of keys that would do nothing now, which are left out."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One key as the hint line shows it."""

    key: str
    """How the key is written."""
    label: str
    """What it does, in a word or two."""
    always: bool = False
    """Whether it is shown before others that come earlier."""


def fit_hints(widths: Sequence[int], always: Iterable[int], room: int) -> tuple[int, ...]:
    """Return the indexes of the hints that fit in a line, in their order.

    The first one comes before all others, then those that are always shown, then of the rest each
    that still fits.

    Args:
        widths: The columns of each hint, with what stands between it and the next.
        always: The indexes of those that are always shown.
        room: The columns that there are.
    """
    chosen: set[int] = set()
    kept = set(always)
    rest = [index for index in range(1, len(widths)) if index not in kept]
    for group in ([0] if widths else [], sorted(kept - {0}), rest):
        for index in group:
            if widths[index] <= room:
                room -= widths[index]
                chosen.add(index)
    return tuple(sorted(chosen))
