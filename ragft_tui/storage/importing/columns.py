"""What the columns of a table are: by the names in its first row, or by what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Final, Literal

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.importing import HowToRead
from ragft_tui.core.interview import is_no_answer, parse_answer
from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import is_blank
from ragft_tui.storage.importing.entry import Pairs
from ragft_tui.storage.importing.fields import TEXTS, FieldNames

_Text = Literal["name", "description"]

_HEADER_LENGTH: Final = 40
_ID_LENGTH: Final = 24
_LONG: Final = 24
"""From how many characters on average a column is prose."""
_DISTINCT: Final = 0.9
"""What share of names is different; people, phases and states come again and again."""
_NO_NAME: Final = pattern(r"\d|://|@")
_TELLING: Final = 5
"""How many values tell that a column is not what its name says."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table."""

    labels: tuple[str, ...]
    """As the first row names them, or their numbers."""
    keys: tuple[str, ...]
    """By which name the cells of each are read; those that nobody wants have none."""
    has_header: bool
    notes: tuple[str, ...] = ()

    def pairs(self, cells: Sequence[str]) -> Pairs:
        """Return the cells of a row by their names; empty cells are left out."""
        return tuple(
            (key, text)
            for key, cell in zip(self.keys, cells, strict=False)
            if key != _UNWANTED and not is_blank(text := cell.strip())
        )

    def cells(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return every cell that has a value, as it is, by the label of its column."""
        return tuple((label, cell) for label, cell in zip(self.labels, cells, strict=False) if cell)


_UNWANTED: Final = "\0"
"""The key of a column that is not read; no header can have it."""


def recognize(
    rows: Sequence[Sequence[str]], names: FieldNames, how: HowToRead, *, guess: bool
) -> Columns:
    """Return what the columns of a table are.

    Args:
        rows: Its first rows.
        names: What names mean.
        how: What a person said of the header and of columns.
        guess: Whether a name and a description are looked for in columns with other names.
    """
    first = [cell.strip() for cell in rows[0]]
    has_header = _has_header(rows, names) if how.header is None else how.header
    width = len(first) if has_header else max(map(len, rows))
    numbers = [str(number) for number in range(1, width + 1)]
    by_number = {name for name, _ in how.mapping} & set(numbers)
    labels = first if has_header else numbers
    keys = [
        number if number in by_number else label
        for number, label in zip(numbers, labels, strict=True)
    ]
    data = rows[1:] if has_header else rows
    notes: list[str] = []
    mapped = {name for name, _ in how.mapping}
    for at, key in enumerate(keys):
        meaning = names.meaning(key)
        question = meaning.question if meaning and key not in mapped else None
        if question and _holds_no_answer(question, _column(data, at)):
            keys[at] = _UNWANTED
            notes.append(f"“{labels[at]}” holds no answers to a question, so it is not read.")
    # Where a person said which text a column holds, the other one is meant to be missing.
    said = any(field in TEXTS for _, field in how.mapping)
    found = _guess(keys, data, names) if guess and not said else {}
    for at, field in found.items():
        keys[at] = field
        shown = f"“{labels[at]}”" if has_header else f"column {at + 1}"
        notes.append(f"{shown[0].upper()}{shown[1:]} is taken for the {field}.")
    return Columns(tuple(labels), tuple(keys), has_header, tuple(notes))


def _column(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at].strip() for row in rows if at < len(row) and not is_blank(row[at])]


def _has_header(rows: Sequence[Sequence[str]], names: FieldNames) -> bool:
    first = [cell.strip() for cell in rows[0]]
    if any(names.meaning(cell) for cell in first):
        return True
    filled = [cell for cell in first if cell]
    if not filled or len(set(filled)) < len(filled) or any(map(_is_number, filled)):
        return False
    if max(map(len, filled)) > _HEADER_LENGTH:
        return False
    for at, cell in enumerate(first):
        below = _column(rows[1:], at)
        if below and (all(map(_is_number, below)) or mean(map(len, below)) > 2 * len(cell) + 10):
            return True
    return False


def _is_number(text: str) -> bool:
    return text.replace(".", "").replace(",", "").isdecimal()


def _holds_no_answer(question: Question, values: Sequence[str]) -> bool:
    if len(values) < _TELLING:
        return False
    for value in values:
        if is_no_answer(value):
            return False
        try:
            parse_answer(question, value)
        except InvalidAnswerError:
            continue
        return False
    return True


def _free_columns(
    keys: Sequence[str], rows: Sequence[Sequence[str]], names: FieldNames
) -> dict[int, list[str]]:
    """Return the texts of each column whose name has no meaning, without one that is an id."""
    free: dict[int, list[str]] = {}
    for at, key in enumerate(keys):
        values = _column(rows, at)
        if names.meaning(key) is None and values and not all(map(_is_number, values)):
            free[at] = values
    if len(free) > 1 and "id" not in map(names.role, keys):
        first = min(free)
        values = free[first]
        is_id = all(" " not in each and len(each) <= _ID_LENGTH for each in values)
        has_digits = sum(any(map(str.isdecimal, each)) for each in values) == len(values)
        if is_id and has_digits and len(set(values)) == len(values):
            del free[first]
    return free


def _find_name(
    described: int, descriptions: Sequence[str], free: Mapping[int, Sequence[str]]
) -> dict[int, _Text]:
    """Return the first column of names that stands before the description."""
    for at, values in free.items():
        if at < described and _are_names(values) and _length(values) < _length(descriptions):
            return {at: "name"}
    return {}


def _find_description(named: Sequence[str], free: Mapping[int, Sequence[str]]) -> dict[int, _Text]:
    """Return the column with the longest prose, if it says more than the names."""
    prose = {
        at: _length(values)
        for at, values in free.items()
        if sum(" " in each for each in values) * 2 > len(values)
    }
    longest = max(prose, key=prose.__getitem__, default=None)
    if longest is None or prose[longest] < max(_LONG, _length(named)):
        return {}
    return {longest: "description"}


def _length(values: Sequence[str]) -> float:
    return mean(map(len, values)) if values else 0


def _are_names(values: Sequence[str]) -> bool:
    """Return whether hardly a text comes twice, and they are no days, versions or addresses."""
    others = sum(bool(_NO_NAME.search(each)) for each in values)
    return len(set(values)) >= _DISTINCT * len(values) and others * 2 < len(values)


def _are_distinct(values: Sequence[str]) -> bool:
    return len(set(values)) * 2 > len(values)


def _guess(
    keys: Sequence[str], rows: Sequence[Sequence[str]], names: FieldNames
) -> dict[int, _Text]:
    """Return which columns are taken for the name and the description, where none is named so.

    Where one of them is named, the other one is looked for.
    """
    roles = [names.role(key) for key in keys]
    named = [field for field in TEXTS if field in roles]
    if len(named) == len(TEXTS):
        return {}
    free = _free_columns(keys, rows, names)
    if named:
        at = roles.index(named[0])
        texts = _column(rows, at)
        return _find_description(texts, free) if "name" in named else _find_name(at, texts, free)
    if not free:
        return {}
    lengths = {at: _length(values) for at, values in free.items()}
    longest = max(lengths, key=lengths.__getitem__)
    others = [at for at in free if at != longest]
    if lengths[longest] < _LONG or not others:
        # Short texts alone: the first of them names, the next describes.
        ordered = sorted(free)
        if len(ordered) == 1:
            return {ordered[0]: "name" if lengths[longest] < 2 * _LONG else "description"}
        return {ordered[0]: "name", ordered[1]: "description"}
    name = next((at for at in others if _are_distinct(free[at])), others[0])
    return {name: "name", longest: "description"}
