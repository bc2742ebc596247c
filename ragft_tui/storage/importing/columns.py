"""What the columns of a table are: by the names in its first row, or by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean
from typing import Final, Literal

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.importing import HowToRead
from ragft_tui.core.interview import is_no_answer, parse_answer
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
    is_guessed: bool = False
    """Whether a name or description was found by what stands in the column."""
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
    found = _guess(keys, data, names) if guess else {}
    for at, field in found.items():
        keys[at] = field
        shown = f"“{labels[at]}”" if has_header else f"column {at + 1}"
        notes.append(f"{shown[0].upper()}{shown[1:]} is taken for the {field}.")
    return Columns(tuple(labels), tuple(keys), has_header, bool(found), tuple(notes))


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


def _guess(
    keys: Sequence[str], rows: Sequence[Sequence[str]], names: FieldNames
) -> dict[int, _Text]:
    """Return which columns are taken for the name and the description, where none is named so."""
    roles = {names.role(key) for key in keys}
    if roles & {*TEXTS} or not rows:
        return {}
    free: dict[int, list[str]] = {}
    for at, key in enumerate(keys):
        values = _column(rows, at)
        if names.meaning(key) is None and values and not all(map(_is_number, values)):
            free[at] = values
    if len(free) > 1 and "id" not in roles:
        first = min(free)
        values = free[first]
        is_id = all(" " not in each and len(each) <= _ID_LENGTH for each in values)
        has_digits = sum(any(map(str.isdecimal, each)) for each in values) == len(values)
        if is_id and has_digits and len(set(values)) == len(values):
            del free[first]
    if not free:
        return {}
    lengths = {at: mean(map(len, values)) for at, values in free.items()}
    longest = max(lengths, key=lengths.__getitem__)
    others = [at for at in free if at != longest]
    if lengths[longest] < _LONG or not others:
        # Short texts alone: the first of them names, the next describes.
        ordered = sorted(free)
        if len(ordered) == 1:
            return {ordered[0]: "name" if lengths[longest] < 2 * _LONG else "description"}
        return {ordered[0]: "name", ordered[1]: "description"}
    named = next((at for at in others if len(set(free[at])) * 2 > len(free[at])), others[0])
    return {named: "name", longest: "description"}
