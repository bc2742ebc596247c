"""The map: capabilities in four regions, knowledge to the right and behaviour upwards.

Names stand beside the numbers as long as they do not collide; a legend below says the others. The
picture is a structure: which text stands where, and what it is, for whoever has colours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import groupby
from typing import Final

from rich.cells import cell_len

from ragft_tui.core.model import Axis, Reach, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.verdict import find_reach
from ragft_tui.report.columns import cut
from ragft_tui.report.legend import marked_name
from ragft_tui.report.map_labels import Label, Point, Room, place_labels
from ragft_tui.report.spots import is_right, is_upper, spot_of
from ragft_tui.report.view import REACH_LABELS, CapabilityView, name_of, sign_of


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a map is."""

    width: int
    """Columns; at least 24."""
    height: int
    """Lines, with those of the legend; at least 8."""

    @property
    def half(self) -> int:
        """The columns of a region, between two vertical lines."""
        return (self.width - 2) // 2


class Kind(Enum):
    """What a piece of a map is."""

    AXIS = auto()
    TITLE = auto()
    LABEL = auto()
    MARKED = auto()
    """The label of the selected capability, in brackets."""
    LEGEND = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A text on a line of a map."""

    start: int
    """Its first column."""
    text: str
    kind: Kind
    type: VerdictType | None = None
    """What counts of the capabilities that it tells about; `None` for undecided."""


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A map as lines of pieces, none of which covers another; each line begins with the left."""

    lines: tuple[tuple[Piece, ...], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines without colour."""
        return tuple(map(_as_text, self.lines))


_AROUND: Final = 5
"""Lines without labels: the name of an axis above and below, two of titles, the threshold."""
_SHARE: Final = 3
"""The legend takes at most one line in so many."""
_BETWEEN: Final = 2
"""Columns between two words of the legend."""
_WIDE: Final = 3
"""Columns between two titles in one region."""


def points_of(items: Mapping[int, CapabilityView]) -> tuple[Point, ...]:
    """Return what a map has of capabilities.

    Args:
        items: The capabilities, by their numbers in the table.
    """
    return tuple(
        Point(
            number,
            marked_name(item),
            item.effective,
            spot_of(item),
            find_reach(item.capability, item.rulebook, item.effective),
        )
        for number, item in items.items()
    )


def render_map(points: tuple[Point, ...], frame: Frame, selected: int = 0) -> MapPicture:
    """Return a map of capabilities.

    Args:
        points: What `points_of` returns.
        frame: How large the map is.
        selected: The number to mark; 0 for none.
    """
    layout = _lay_out(points, frame)
    lines: list[list[Piece]] = [*map(list, _axes(frame, layout.rows))]
    for kind in VerdictType:
        members = [point for point in points if point.spot.type is kind]
        line, left = _corner(kind, frame, layout.rows)
        lines[line] += _titles(kind, members, left + 1, frame.half - 2)
        for label in layout.labels[kind]:
            piece = _label_piece(label, left, marked=label.point.number == selected)
            lines[line + 1 + label.row].append(piece)
    lines += [[_mark_legend(piece, selected) for piece in line] for line in layout.legend]
    return MapPicture(tuple(tuple(sorted(line, key=lambda each: each.start)) for line in lines))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where everything goes that does not change with the selection."""

    rows: tuple[int, int]
    """The rows of the upper and of the lower regions."""
    labels: Mapping[VerdictType, tuple[Label, ...]]
    legend: tuple[tuple[Piece, ...], ...]


@lru_cache(maxsize=8)
def _lay_out(points: tuple[Point, ...], frame: Frame) -> _Layout:
    lines = frame.height - _AROUND
    most = max(min(frame.height // _SHARE, lines - 2), 1)
    layout = _with_legend(points, frame, 0, (lines // 2, lines - lines // 2))
    if not layout.legend:
        return layout
    layout = _with_legend(points, frame, 0, _uneven_rows(points, lines))
    height = most if layout.legend else 0
    layout = _with_legend(points, frame, height, _uneven_rows(points, lines - height))
    # A shorter legend leaves more room above, where then more names fit.
    while not all(layout.legend):
        height = sum(map(bool, layout.legend))
        layout = _with_legend(points, frame, height, _uneven_rows(points, lines - height))
    return layout


def _uneven_rows(points: tuple[Point, ...], lines: int) -> tuple[int, int]:
    """Return the rows of upper and lower regions; of two without anybody one is enough."""
    upper = {is_upper(point.spot.type) for point in points}
    if len(upper) == 1:
        return (lines - 1, 1) if True in upper else (1, lines - 1)
    return lines // 2, lines - lines // 2


def _with_legend(
    points: tuple[Point, ...], frame: Frame, height: int, rows: tuple[int, int]
) -> _Layout:
    """Return the layout with so many lines of the legend; it says what fits into them."""
    labels: dict[VerdictType, tuple[Label, ...]] = {}
    left: list[Point] = []
    for kind in VerdictType:
        room = Room(frame.half, rows[not is_upper(kind)])
        mine = [point for point in points if point.spot.type is kind]
        labels[kind], more = place_labels(mine, room)
        left += more
    nameless = [each.point for found in labels.values() for each in found if not each.named]
    words = [*_left_words(left), *_name_words(nameless)]
    legend = _legend_lines(words, frame.width, height)
    return _Layout(rows, labels, legend + ((),) * (height - len(legend)))


def _corner(kind: VerdictType, frame: Frame, rows: tuple[int, int]) -> tuple[int, int]:
    """Return the line and the column at which the region of a type begins, with its title."""
    return 1 if is_upper(kind) else rows[0] + 3, frame.half + 2 if is_right(kind) else 1


def _axes(frame: Frame, rows: tuple[int, int]) -> Iterator[tuple[Piece, ...]]:
    """Yield the lines with both axes and both thresholds, which are heavy as in bars."""
    half, rest = frame.half, frame.width - frame.half - 2
    knowledge = f" {Axis.KNOWLEDGE.value}"
    bottom = f"└{'─' * half}┸{'─' * rest}"[: frame.width - len(knowledge)]
    sides = Piece(0, "│", Kind.AXIS), Piece(half + 1, "┃", Kind.AXIS)
    yield (Piece(0, Axis.BEHAVIOUR.value, Kind.AXIS),)
    yield from (sides for _ in range(rows[0] + 1))
    yield (Piece(0, f"┝{'━' * half}╋{'━' * rest}", Kind.AXIS),)
    yield from (sides for _ in range(rows[1] + 1))
    yield (Piece(0, bottom + knowledge, Kind.AXIS),)


def _titles(kind: VerdictType, members: Sequence[Point], start: int, room: int) -> Iterator[Piece]:
    """Yield the title of a region with its count, and in the last one that of what is undecided."""
    undecided = sum(point.type is None for point in members)
    for gap, texts in _title_texts(kind, members, undecided):
        if sum(map(cell_len, texts.values())) + gap * (len(texts) - 1) <= room:
            break
    for each, text in texts.items():
        yield Piece(start, text, Kind.TITLE, each)
        start += cell_len(text) + gap


def _title_texts(
    kind: VerdictType, members: Sequence[Point], undecided: int
) -> Iterator[tuple[int, dict[VerdictType | None, str]]]:
    """Yield what a title may say, the most first: blanks, and a text for each type between them."""
    counts: dict[VerdictType | None, int] = {kind: len(members) - undecided}
    if undecided:
        counts[None] = undecided
    words = {each: f"{sign_of(each)} {name_of(each)} {count}" for each, count in counts.items()}
    short = {each: f"{sign_of(each)} {count}" for each, count in counts.items()}
    if parts := _reach_parts(kind, members):
        yield _WIDE, {kind: f"{words[kind]} ({', '.join(parts)})"}
    yield _WIDE, words
    yield _WIDE, {**short, kind: words[kind]}
    yield _WIDE, short
    yield 1, {each: f"{sign_of(each)}{count}" for each, count in counts.items()}


def _reach_parts(kind: VerdictType, members: Sequence[Point]) -> list[str]:
    if Axis.KNOWLEDGE not in kind.axes:
        return []
    reached = Counter(point.reach for point in members)
    return [f"{reached[reach]} {REACH_LABELS[reach]}" for reach in Reach if reached[reach]]


def _label_piece(label: Label, left: int, *, marked: bool) -> Piece:
    start, kind = left + label.start, label.point.type
    if marked:
        return Piece(start - 1, f"[{label.text}]", Kind.MARKED, kind)
    return Piece(start, label.text, Kind.LABEL, kind)


@dataclass(frozen=True, slots=True)
class _Word:
    """A part of the legend that is not broken, and how many capabilities it tells of."""

    text: str
    type: VerdictType | None
    tells: int = 1
    before: str = ""
    """What stands before the first word of its kind."""


def _left_words(points: Sequence[Point]) -> Iterator[_Word]:
    """Yield the numbers of those that are not on the map, in runs such as `13-20`."""
    order = sorted(points, key=lambda point: (sign_of(point.type), point.number))
    for kind, mine in groupby(order, key=lambda point: point.type):
        before = f"also {sign_of(kind)}"
        numbers = [point.number for point in mine]
        runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
        for _, run in runs:
            first, *others = [number for _, number in run]
            text = f"{first}-{others[-1]}" if others else str(first)
            yield _Word(text, kind, 1 + len(others), before)
            before = ""


def _name_words(points: Sequence[Point]) -> Iterator[_Word]:
    """Yield the names of those of which the map has but the number."""
    for point in sorted(points, key=lambda point: point.number):
        yield _Word(point.full, point.type)


def _legend_lines(words: Sequence[_Word], width: int, most: int) -> tuple[tuple[Piece, ...], ...]:
    """Return the lines of the legend; where they are too many, the last says how many are left.

    Args:
        words: What there is to say.
        width: The columns of a line.
        most: How many lines there may be; 0 asks only whether there is anything to say.
    """
    lines = _wrap(words, width)
    if not most:
        return tuple(lines[:1])
    shown = len(words) if len(lines) <= most else sum(map(len, lines[:most])) + 1
    while len(lines) > most:
        shown -= 1
        left = sum(word.tells for word in words[shown:])
        lines = _wrap([*words[:shown], _Word(f"… {left} more", None)], width)
    return tuple(lines)


def _wrap(words: Sequence[_Word], width: int) -> list[tuple[Piece, ...]]:
    lines: list[list[Piece]] = []
    used = width
    for word in words:
        text = cut(f"{word.before} {word.text}".lstrip(), width)
        if used + _BETWEEN + cell_len(text) > width:
            lines.append([])
            used = -_BETWEEN
        lines[-1].append(Piece(used + _BETWEEN, text, Kind.LEGEND, word.type))
        used += _BETWEEN + cell_len(text)
    return [tuple(line) for line in lines]


def _mark_legend(piece: Piece, selected: int) -> Piece:
    """Return a piece of the legend; that of the selected one is told apart."""
    mark = piece.text.partition(" ")[0].removesuffix("?")
    is_selected = mark == str(selected)
    return Piece(piece.start, piece.text, Kind.MARKED, piece.type) if is_selected else piece


def _as_text(line: Sequence[Piece]) -> str:
    text, used = "", 0
    for piece in line:
        text += " " * (piece.start - used) + piece.text
        used = piece.start + cell_len(piece.text)
    return text
