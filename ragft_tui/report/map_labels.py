"""Where the labels of a map of characters go in one of its regions, so that none covers another.

Each stands as near as it can to where its capability belongs. First every number gets a place, then
every name that fits beside its number without covering anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Final

from rich.cells import cell_len

from ragft_tui.core.model import Reach, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.report.columns import cut
from ragft_tui.report.spots import Spot

_ROW: Final = 4
"""How many columns to the side are as far as one row up or down."""
_SHORTENED: Final = (32, 24, 16)
"""The widths to which a label is cut whose name does not fit."""
_MANY: Final = 100
"""From so many labels in a region on, names are not tried: numbers fill it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A capability that is to be placed."""

    number: int
    name: str
    """One line of visible text."""
    type: VerdictType | None
    """What counts; `None` for undecided."""
    spot: Spot
    reach: Reach | None = None
    """How the knowledge that it needs reaches the model; `None` for not known, or none."""

    @property
    def mark(self) -> str:
        """The number, with a question mark where nothing is decided."""
        return str(self.number) if self.type else f"{self.number}?"

    @property
    def full(self) -> str:
        """The number with the name."""
        return f"{self.mark} {self.name}"


@dataclass(frozen=True, slots=True)
class Room:
    """The cells of a region."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Label:
    """A text of a point in a region, with a free column before and after it."""

    point: Point
    row: int
    """From the top of the region."""
    start: int
    """The first column of the text, counted from the left of the region."""
    text: str

    @property
    def width(self) -> int:
        """The columns of the text."""
        return cell_len(self.text)

    @property
    def named(self) -> bool:
        """Whether the name stands in it, whole or cut."""
        return self.text != self.point.mark


def place_labels(
    points: Sequence[Point], room: Room
) -> tuple[tuple[Label, ...], tuple[Point, ...]]:
    """Return the labels of a region, and the points that there is no room for.

    Args:
        points: The points in it.
        room: How large it is.
    """
    rows = _Rows(room, [0] * room.height)
    labels: dict[int, Label] = {}
    left: list[Point] = []
    for point in points:
        if label := rows.place(point, point.mark):
            labels[point.number] = label
        else:
            left.append(point)
    if len(labels) < _MANY:
        for label in sorted(labels.values(), key=lambda each: cell_len(each.point.full)):
            labels[label.point.number] = rows.name(label)
    return tuple(labels.values()), tuple(left)


@dataclass(slots=True)
class _Rows:
    """The rows of a region, with a bit for each cell that has a text."""

    room: Room
    inked: list[int]
    hopeless: int = field(default=1 << 30)
    """The width of the narrowest number that there was no room for."""

    def place(self, point: Point, text: str) -> Label | None:
        """Return the label of a number, and take its place; `None` if there is none."""
        width = cell_len(text)
        if width >= self.hopeless:
            return None
        label = self._find(point, text, apart=1, farthest=self.room.width)
        if label is None:
            self.hopeless = width
        else:
            self._ink(label)
        return label

    def name(self, label: Label) -> Label:
        """Return a label with its name, moved where need be; as it is if there is no room."""
        self._ink(label)
        point = label.point
        for text in _texts(point, self.room.width - 2):
            found = self._find(point, text, apart=2, farthest=self.room.width // 2)
            if found:
                label = found
                break
        self._ink(label)
        return label

    def _ink(self, label: Label) -> None:
        """Take the cells of a label, or free them."""
        self.inked[label.row] ^= _bits(label.start, label.width)

    def _find(self, point: Point, text: str, *, apart: int, farthest: int) -> Label | None:
        """Return the nearest free place for a text.

        Args:
            point: Whose text it is.
            text: The text.
            apart: The blanks to other texts.
            farthest: The most columns between it and where it belongs.
        """
        width = cell_len(text)
        last = self.room.width - width - 1
        if last < 1 or not self.room.height:
            return None
        row = round(float(1 - point.spot.up) * (self.room.height - 1))
        start = 1 + round(float(point.spot.across) * (last - 1))
        best: tuple[int, int, int] | None = None
        for at in sorted(range(self.room.height), key=lambda other: abs(other - row)):
            off = abs(at - row) * _ROW
            if best and off >= best[0]:
                break
            most = min(best[0] - off - 1 if best else farthest, farthest)
            free = self._nearest_free(at, start, range(1, last + 1), width, apart, most)
            if free is not None:
                best = off + abs(free - start), at, free
        return Label(point, best[1], best[2], text) if best else None

    def _nearest_free(
        self, row: int, start: int, starts: range, width: int, apart: int, most: int
    ) -> int | None:
        inked = self.inked[row]
        for at in _around(start, most):
            before = max(at - apart, 0)
            if at in starts and not inked & _bits(before, at - before + width + apart):
                return at
        return None


def _texts(point: Point, room: int) -> Iterator[str]:
    """Yield the number with the name, whole and cut, as far as it fits a region."""
    width = cell_len(point.full)
    if width <= room:
        yield point.full
    for most in (room, *_SHORTENED):
        if most < width and most <= room and most > cell_len(point.mark) + len(" a…"):
            yield cut(point.full, most)


def _around(start: int, most: int) -> Iterator[int]:
    yield start
    for off in range(1, most + 1):
        yield start - off
        yield start + off


def _bits(start: int, width: int) -> int:
    return ((1 << width) - 1) << start
