"""The map: capabilities as numbers in four regions, knowledge to the right, behaviour upwards.

Both axes have the scale of the verdict bars: the threshold is in the middle, twice as much at the
end, and a guard goes to the end at once. Capabilities that come to stand in the same place share a
letter, and the lines below the map tell who they are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_lowercase
from typing import Final

from ragft_tui.core.model import Axis, Strength, VerdictType
from ragft_tui.core.verdict.assess import Assessment, Score, verdict_axes
from ragft_tui.core.verdict.evidence import ReasonKind


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a map is."""

    width: int
    """Columns; at least 20."""
    height: int
    """Lines, those below the map included; at least 8."""

    @property
    def half(self) -> int:
        """The columns of a region: what the two lines upwards leave to each."""
        return (self.width - 2) // 2


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A map as lines of text, each character as wide as a column."""

    lines: tuple[str, ...]
    mark: tuple[int, int, int] | None
    """Line, start and end of the selected place; `None` where nothing is selected."""


_AROUND: Final = 5
"""Lines that hold no places: the name of an axis above and below, two of titles, the threshold."""
_BESIDE: Final = 3
"""Columns that a place has besides its digits: brackets, and a question mark."""
_SHARE: Final = 5
"""The lines below the map are at most one in so many."""
_BETWEEN: Final = "  "

_Region = tuple[bool, bool]
"""Whether knowledge and behaviour are part of the verdict."""
_Place = tuple[_Region, int, int]
"""A region, with the column and the row in it, from its lower left."""


def map_picture(
    verdicts: Mapping[int, Assessment], threshold: int, frame: Frame, selected: int = 0
) -> MapPicture:
    """Draw a map.

    Args:
        verdicts: What to draw, by the numbers of the table.
        threshold: The points at which an axis is part of a verdict.
        frame: How large.
        selected: The number to mark; 0 for none.
    """
    columns = max(frame.half // (len(str(max(verdicts, default=0))) + _BESIDE), 1)
    spots = {number: _spot(verdict, threshold) for number, verdict in verdicts.items()}
    undecided = frozenset(
        number for number, item in verdicts.items() if item.strength is Strength.OPEN
    )
    most = max(min(frame.height // _SHARE, frame.height - _AROUND - 2), 1)
    below, places = 0, _Places.of(spots, columns, frame.height - _AROUND)
    if places.letters:
        places = _Places.of(spots, columns, frame.height - _AROUND - most)
        below = min(len(_wrapped(places.words(undecided, selected), frame.width)), most)
        places = _Places.of(spots, columns, frame.height - _AROUND - below)
    drawn = _Drawing(frame, places)
    drawn.titles(verdicts.values(), len(undecided))
    mark = drawn.marks(undecided, selected)
    told = _cut(places, undecided, selected, frame, below) if below else []
    return MapPicture((*drawn.lines, *told), mark)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a capability belongs, on a map of any size."""

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
class _Places:
    """Who stands where on a map of some size."""

    columns: int
    rows: tuple[int, int]
    """The rows of the lower and of the upper regions."""
    numbers: Mapping[_Place, list[int]]
    letters: Mapping[_Place, str]
    """What the places are called that several share, in the order of reading."""

    @classmethod
    def of(cls, spots: Mapping[int, _Spot], columns: int, lines: int) -> _Places:
        """Put everything in its place."""
        rows = (lines - lines // 2, lines // 2)
        numbers: dict[_Place, list[int]] = {}
        for number, spot in spots.items():
            column = round(spot.across * (columns - 1))
            row = round(spot.up * (rows[spot.region[1]] - 1))
            numbers.setdefault((spot.region, column, row), []).append(number)
        shared = [place for place in numbers if len(numbers[place]) > 1]
        shared.sort(key=lambda place: (not place[0][1], -place[2], place[0][0], place[1]))
        return cls(columns, rows, numbers, {place: _letter(at) for at, place in enumerate(shared)})

    def words(self, undecided: frozenset[int], selected: int, *, first: bool = False) -> list[str]:
        """Return the words that tell who shares which place, one for each number.

        Args:
            undecided: The numbers that are told apart.
            selected: The number to mark.
            first: Whether it goes before all others, with those in its place.
        """
        told: list[str] = []
        order = list(self.letters)
        if first:
            order.sort(key=lambda place: selected not in self.numbers[place])
        for place in order:
            numbers = self.numbers[place]
            if first:
                numbers = sorted(numbers, key=lambda number: number != selected)
            words = [_label(number, undecided, selected) for number in numbers]
            words[0] = f"{_BETWEEN}at {self.letters[place]}: {words[0]}"
            told += [*(f"{word}," for word in words[:-1]), words[-1]]
        return told


class _Drawing:
    """The lines of a map above the list of who shares a place."""

    def __init__(self, frame: Frame, places: _Places) -> None:
        """Draw both axes and both thresholds."""
        self._frame = frame
        self._places = places
        half = frame.half
        lower, upper = places.rows
        between = " " * half
        region = f"│{between}│"
        ahead = "─" * (frame.width - half - 2)
        knowledge = f" {Axis.KNOWLEDGE.value}"
        self.lines = [
            Axis.BEHAVIOUR.value,
            *[region] * (upper + 1),
            f"├{'─' * half}┼{ahead}",
            *[region] * (lower + 1),
            f"└{'─' * (frame.width - 1 - len(knowledge))}{knowledge}",
        ]

    def titles(self, verdicts: Collection[Assessment], undecided: int) -> None:
        """Name the regions, each with how many are in it."""
        for verdict in VerdictType:
            axes = verdict_axes(verdict)
            region = (Axis.KNOWLEDGE in axes, Axis.BEHAVIOUR in axes)
            count = sum(item.type is verdict for item in verdicts)
            title = _title(verdict.value, count, undecided if not axes else 0, self._frame.half - 2)
            self._put(self._first_line(region) - 1, self._left(region) + 1, title)

    def marks(self, undecided: frozenset[int], selected: int) -> tuple[int, int, int] | None:
        """Draw every number or letter; returns where the selected one is."""
        mark = None
        pitch = self._frame.half // self._places.columns
        for place, numbers in self._places.numbers.items():
            region, column, row = place
            label = self._places.letters.get(place) or str(numbers[0])
            label += "?" if undecided.issuperset(numbers) else ""
            line = self._first_line(region) + self._places.rows[region[1]] - 1 - row
            start = self._left(region) + column * pitch
            chosen = selected in numbers
            self._put(line, start, f"[{label}]" if chosen else f" {label}")
            if chosen:
                mark = (line, start, start + len(label) + 2)
        return mark

    def _first_line(self, region: _Region) -> int:
        return 2 if region[1] else self._places.rows[1] + 4

    def _left(self, region: _Region) -> int:
        return self._frame.half + 2 if region[0] else 1

    def _put(self, line: int, start: int, text: str) -> None:
        old = self.lines[line].ljust(start)
        self.lines[line] = f"{old[:start]}{text}{old[start + len(text) :]}"


def _title(name: str, count: int, undecided: int, room: int) -> str:
    """Return the title of a region, as much of it as there is room for; the count always is."""
    if not count:
        return name[:room]
    told = f"{name} {count - undecided}, undecided {undecided}" if undecided else ""
    if told and len(told) <= room:
        return told
    return f"{name[: room - len(str(count)) - 1]} {count}"


def _label(number: int, undecided: frozenset[int], selected: int) -> str:
    label = f"{number}?" if number in undecided else str(number)
    return f"[{label}]" if number == selected else label


def _letter(index: int) -> str:
    """Return `a` to `z`, then `aa` and so on."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, len(ascii_lowercase))
        name = ascii_lowercase[rest] + name
    return name


def _wrapped(words: Sequence[str], width: int) -> list[list[str]]:
    """Return words in lines that are not wider than that."""
    lines: list[list[str]] = []
    used = width
    for word in words:
        if used + 1 + len(word) > width:
            lines.append([])
            used = -1
        lines[-1].append(word if lines[-1] else word.lstrip())
        used += 1 + len(lines[-1][-1])
    return lines


def _cut(
    places: _Places, undecided: frozenset[int], selected: int, frame: Frame, most: int
) -> list[str]:
    """Return the lines that tell who shares a place; where they are too many, how many are left."""
    lines = _wrapped(places.words(undecided, selected), frame.width)
    if len(lines) > most:
        words = places.words(undecided, selected, first=True)
        shown = sum(len(line) for line in _wrapped(words, frame.width)[:most])
        while len(lines) > most:
            last = [word.rstrip(",") for word in words[:shown][-1:]]
            left = f"… {len(words) - shown} more"
            lines = _wrapped([*words[: max(shown - 1, 0)], *last, left], frame.width)
            shown -= 1
    return [" ".join(line) for line in lines]
