"""The map: capabilities as numbers in four regions, knowledge to the right, behaviour upwards.

Both axes have the scale of the verdict bars: the threshold is in the middle, twice as much at the
end, and a guard goes to the end at once. Capabilities in the same cell share a letter, which the
legend below the map explains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_lowercase
from typing import Final

from ragft_tui.core.model import Axis, Reach, Strength, VerdictType
from ragft_tui.core.verdict import Assessment, ReasonKind, Score
from ragft_tui.report.view import REACH_LABELS


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a map is."""

    width: int
    """Columns; at least 20."""
    height: int
    """Lines, with those of the legend; at least 8."""

    @property
    def half(self) -> int:
        """The columns of a region, between two vertical lines."""
        return (self.width - 2) // 2


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A map as lines of text, each character as wide as a column."""

    lines: tuple[str, ...]
    mark: tuple[int, int, int] | None
    """Line, start and end of the selected cell; `None` where nothing is selected."""


_AROUND: Final = 5
"""Lines without cells: the name of an axis above and below, two of titles, the threshold."""
_BESIDE: Final = 3
"""Columns of a cell besides its digits: brackets, and a question mark."""
_SHARE: Final = 5
"""The legend takes at most one line in so many."""
_BETWEEN: Final = "  "

_Region = tuple[bool, bool]
"""Whether knowledge and behaviour are part of the verdict."""
_Cell = tuple[_Region, int, int]
"""A region, with the column and the row in it, from its lower left."""


def render_map(
    verdicts: Mapping[int, Assessment], threshold: int, frame: Frame, selected: int = 0
) -> MapPicture:
    """Return a map of capabilities.

    Args:
        verdicts: Their assessments, by their numbers in the table.
        threshold: The points at which an axis is part of a verdict.
        frame: How large the map is.
        selected: The number to mark; 0 for none.
    """
    columns = max(frame.half // (len(str(max(verdicts, default=0))) + _BESIDE), 1)
    spots = {number: _spot(verdict, threshold) for number, verdict in verdicts.items()}
    undecided = frozenset(
        number for number, item in verdicts.items() if item.strength is Strength.OPEN
    )
    lines = frame.height - _AROUND
    grid, legend = _Grid.of(spots, columns, lines), list[str]()
    if grid.letters:
        most = max(min(frame.height // _SHARE, lines - 2), 1)
        grid = _Grid.of(spots, columns, lines - most)
        height = min(len(_wrap(grid.legend(undecided, selected), frame.width)), most)
        grid = _Grid.of(spots, columns, lines - height)
        legend = _legend_lines(grid, undecided, selected, frame, height)
    drawing = _Drawing(frame, grid)
    drawing.add_titles(verdicts.values(), len(undecided))
    mark = drawing.add_marks(undecided, selected)
    return MapPicture((*drawing.lines, *legend), mark)


@dataclass(frozen=True, slots=True)
class _Spot:
    """The position of a capability on a map of any size."""

    region: _Region
    across: Fraction
    up: Fraction


def _spot(verdict: Assessment, threshold: int) -> _Spot:
    guarded = {reason.axis for reason in verdict.reasons if reason.kind is ReasonKind.GUARD}
    across, up = (
        _share(score, threshold, guarded=score.axis in guarded)
        for score in (verdict.knowledge, verdict.behaviour)
    )
    return _Spot((verdict.knowledge.needed, verdict.behaviour.needed), across, up)


def _share(score: Score, threshold: int, *, guarded: bool) -> Fraction:
    """Return how far a score reaches into its region, from 0 to 1."""
    if score.needed and guarded:
        return Fraction(1)
    first, last = (threshold, 2 * threshold) if score.needed else (0, max(threshold - 1, 1))
    return Fraction(min(max(score.points, first), last) - first, last - first)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of a map, with the capabilities in each."""

    columns: int
    rows: tuple[int, int]
    """The rows of the lower and of the upper regions."""
    numbers: Mapping[_Cell, list[int]]
    letters: Mapping[_Cell, str]
    """The letters of cells that several share, in the order of reading."""

    @classmethod
    def of(cls, spots: Mapping[int, _Spot], columns: int, lines: int) -> _Grid:
        """Assign a cell to each capability."""
        rows = (lines - lines // 2, lines // 2)
        numbers: dict[_Cell, list[int]] = {}
        for number, spot in spots.items():
            column = round(spot.across * (columns - 1))
            row = round(spot.up * (rows[spot.region[1]] - 1))
            numbers.setdefault((spot.region, column, row), []).append(number)
        shared = [cell for cell in numbers if len(numbers[cell]) > 1]
        shared.sort(key=lambda cell: (not cell[0][1], -cell[2], cell[0][0], cell[1]))
        return cls(columns, rows, numbers, {cell: _letter(at) for at, cell in enumerate(shared)})

    def legend(self, undecided: frozenset[int], selected: int, *, first: bool = False) -> list[str]:
        """Return the legend of shared cells as words, one for each number.

        Args:
            undecided: The numbers that get a question mark.
            selected: The number to mark.
            first: Whether the selected one goes first, with the others in its cell.
        """
        legend: list[str] = []
        order = sorted(self.letters, key=lambda cell: first and selected not in self.numbers[cell])
        for cell in order:
            numbers = sorted(self.numbers[cell], key=lambda number: first and number != selected)
            words = [_label(number, undecided, selected) for number in numbers]
            words[0] = f"{_BETWEEN}at {self.letters[cell]}: {words[0]}"
            legend += [*(f"{word}," for word in words[:-1]), words[-1]]
        return legend


class _Drawing:
    """The lines of a map above the legend."""

    def __init__(self, frame: Frame, grid: _Grid) -> None:
        """Draw both axes and both thresholds."""
        self._frame = frame
        self._grid = grid
        half = frame.half
        lower, upper = grid.rows
        region = f"│{' ' * half}│"
        knowledge = f" {Axis.KNOWLEDGE.value}"
        self.lines = [
            Axis.BEHAVIOUR.value,
            *[region] * (upper + 1),
            f"├{'─' * half}┼{'─' * (frame.width - half - 2)}",
            *[region] * (lower + 1),
            f"└{'─' * (frame.width - 1 - len(knowledge))}{knowledge}",
        ]

    def add_titles(self, verdicts: Collection[Assessment], undecided: int) -> None:
        """Draw the title of each region with its count."""
        for verdict in VerdictType:
            axes = verdict.axes
            region = (Axis.KNOWLEDGE in axes, Axis.BEHAVIOUR in axes)
            mine = [item for item in verdicts if item.type is verdict]
            title = _title(verdict, mine, undecided if not axes else 0, self._frame.half - 2)
            self._put(self._first_line(region) - 1, self._left(region) + 1, title)

    def add_marks(self, undecided: frozenset[int], selected: int) -> tuple[int, int, int] | None:
        """Draw every number or letter, and return line, start and end of the selected one."""
        mark = None
        pitch = self._frame.half // self._grid.columns
        for cell, numbers in self._grid.numbers.items():
            region, column, row = cell
            label = self._grid.letters.get(cell) or str(numbers[0])
            label += "?" if undecided.issuperset(numbers) else ""
            line = self._first_line(region) + self._grid.rows[region[1]] - 1 - row
            start = self._left(region) + column * pitch
            chosen = selected in numbers
            self._put(line, start, f"[{label}]" if chosen else f" {label}")
            if chosen:
                mark = (line, start, start + len(label) + 2)
        return mark

    def _first_line(self, region: _Region) -> int:
        return 2 if region[1] else self._grid.rows[1] + 4

    def _left(self, region: _Region) -> int:
        return self._frame.half + 2 if region[0] else 1

    def _put(self, line: int, start: int, text: str) -> None:
        old = self.lines[line].ljust(start)
        self.lines[line] = f"{old[:start]}{text}{old[start + len(text) :]}"


def _title(verdict: VerdictType, members: Collection[Assessment], undecided: int, room: int) -> str:
    """Return the title of a region, cut to its room; the count is never cut."""
    name, count = verdict.value, len(members)
    if not count:
        return name[:room]
    reached = Counter(item.reach for item in members)
    parts = [f"{reached[reach]} {REACH_LABELS[reach]}" for reach in Reach if reached[reach]]
    title = f"{name} {count - undecided}"
    title += f", undecided {undecided}" if undecided else ""
    title += f" ({', '.join(parts)})" if parts else ""
    if len(title) <= room:
        return title
    return f"{name[: room - len(str(count)) - 1]} {count}"


def _label(number: int, undecided: frozenset[int], selected: int) -> str:
    label = f"{number}?" if number in undecided else str(number)
    return f"[{label}]" if number == selected else label


def _letter(index: int) -> str:
    """Return `a` to `z`, then `aa` and so on."""
    before, letter = divmod(index, len(ascii_lowercase))
    return (_letter(before - 1) if before else "") + ascii_lowercase[letter]


def _wrap(words: Sequence[str], width: int) -> list[list[str]]:
    """Return words in lines of at most some columns."""
    lines: list[list[str]] = []
    used = width
    for word in words:
        if used + 1 + len(word) > width:
            lines.append([])
            used = -1
        lines[-1].append(word if lines[-1] else word.lstrip())
        used += 1 + len(lines[-1][-1])
    return lines


def _legend_lines(
    grid: _Grid, undecided: frozenset[int], selected: int, frame: Frame, most: int
) -> list[str]:
    """Return the lines of the legend; where they are too many, the last says how many are left."""
    lines = _wrap(grid.legend(undecided, selected), frame.width)
    if len(lines) > most:
        words = grid.legend(undecided, selected, first=True)
        shown = sum(len(line) for line in _wrap(words, frame.width)[:most])
        while len(lines) > most:
            last = [word.rstrip(",") for word in words[:shown][-1:]]
            left = f"… {len(words) - shown} more"
            lines = _wrap([*words[: max(shown - 1, 0)], *last, left], frame.width)
            shown -= 1
    return [" ".join(line) for line in lines]
