"""Where the points of a drawn map and their names go, so that nothing covers anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Final

from ragft_tui.core.records import dataclass
from ragft_tui.report.spots import Spot
from ragft_tui.report.svg import shorten, text_width

_DRIFT: Final = 4
"""The most rows that a point moves up or down so that its name fits."""
_ROW: Final = 1.55
"""The height of a row, in ems."""
_MARK: Final = 0.8
"""The width of a sign, in ems."""
_GAP: Final = 0.35
"""Between a sign and its name, and between names, in ems."""
_NAMED: Final = 60
"""The most points of a region of which names are tried; of more they would not fit."""
_LONGEST: Final = 15.0
"""The widest name, in ems."""


@dataclass(frozen=True, slots=True)
class Point:
    """A capability that is to be placed."""

    number: int
    name: str
    """What stands behind its number."""
    spot: Spot


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A point with the middle of its sign and its label."""

    point: Point
    x: float
    y: float
    label: str
    before: bool
    """Whether the label stands before the sign and not behind it."""
    named: bool
    """Whether the label has the name; otherwise a legend is to name it."""


def place(points: Sequence[Point], box: Box, em: float) -> tuple[list[Placed], list[Point]]:
    """Return the points of one region where they go, and those that there is no room for.

    Each has its name if that fits within a few rows of where it belongs, or else its number. Where
    the names leave no room for the numbers, there are numbers alone.

    Args:
        points: The points.
        box: The room of the region.
        em: The size of the font.
    """
    if len(points) <= _NAMED:
        placed, left = _Rows(box, em).fill(points, named=True)
        if not left:
            return placed, left
    return _Rows(box, em).fill(points, named=False)


@dataclass(slots=True)
class _Rows:
    """The rows of a region, with what is taken of each."""

    box: Box
    em: float
    taken: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    full: bool = False

    @property
    def count(self) -> int:
        return max(int(self.box.height / (_ROW * self.em)), 1)

    def fill(self, points: Sequence[Point], *, named: bool) -> tuple[list[Placed], list[Point]]:
        placed: list[Placed] = []
        left: list[Point] = []
        for point in points:
            at = (self._with_name(point) if named else None) or self._with_number(point)
            if at:
                placed.append(at)
            else:
                left.append(point)
        return placed, left

    def _with_name(self, point: Point) -> Placed | None:
        name = f"{point.number} {shorten(point.name, _LONGEST)}"
        x, row = self._x(point), self._row(point)
        for at in self._near(row, _DRIFT):
            for before in (False, True):
                if self._take(x, at, name, before=before):
                    return Placed(point, x, self._y(at), name, before, named=True)
        return None

    def _with_number(self, point: Point) -> Placed | None:
        if self.full:
            return None
        text = str(point.number)
        pitch = (_MARK + 2 * _GAP + text_width("0" * len(text))) * self.em
        x, row = self._x(point), self._row(point)
        first = self.box.left + _MARK * self.em / 2
        last = self.box.left + self.box.width - pitch + _MARK * self.em / 2
        columns = [first + pitch * at for at in range(int((last - first) / pitch) + 1)]
        cells = [
            (abs(at - row) * _ROW * self.em + abs(column - x), at, column)
            for at in range(self.count)
            for column in columns
        ]
        for _, at, column in sorted(cells):
            if self._take(column, at, text, before=False):
                return Placed(point, column, self._y(at), text, before=False, named=False)
        self.full = True
        return None

    def _take(self, x: float, row: int, text: str, *, before: bool) -> bool:
        """Return whether there is room for a sign and its label, and take it."""
        half, width = _MARK * self.em / 2, (text_width(text) + 2 * _GAP) * self.em
        start, end = (x - half - width, x + half) if before else (x - half, x + half + width)
        right = self.box.left + self.box.width
        if start < self.box.left - 0.5 or end > right + 0.5:
            return False
        taken = self.taken.setdefault(row, [])
        if any(start < other_end and other < end for other, other_end in taken):
            return False
        taken.append((start, end))
        return True

    def _near(self, row: int, most: int) -> Iterator[int]:
        """Yield a row and those around it, the nearest first."""
        yield row
        for distance in range(1, most + 1):
            yield from (at for at in (row + distance, row - distance) if 0 <= at < self.count)

    def _x(self, point: Point) -> float:
        half = _MARK * self.em / 2
        room = self.box.width - 2 * half
        return self.box.left + half + float(point.spot.across) * room

    def _row(self, point: Point) -> int:
        return round(float(1 - point.spot.up) * (self.count - 1))

    def _y(self, row: int) -> float:
        return self.box.top + (row + 0.5) * self.box.height / self.count
