"""Rows of CSV, one at a time; a quote that is never closed costs its own line and no other."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ragft_tui.core.errors import UsageError
from ragft_tui.storage.lines import Line

_ROW_LINES: Final = 5_000
_ROW_CHARACTERS: Final = 256 * 1024
_TRIES: Final = 8
_OPEN_QUOTE: Final = "unexpected end of data"
_TOLD: Final = {
    _OPEN_QUOTE: "a quote is opened and not closed",
    "',' expected after '\"'": "a cell goes on after its closing quote",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row, which may run over several lines."""

    number: int
    """The number of its first line."""
    cells: tuple[str, ...]
    fault: UsageError | None = None
    """Why it cannot be read, where it cannot."""


def read_rows(lines: Iterator[Line]) -> Iterator[Row]:
    """Read rows one by one; blank lines are passed over.

    A row that is not CSV ends with its first line: the lines after it are read again, as rows of
    their own. So a stray quote is one fault, wherever the next quote stands. A line that was read
    again several times stands for itself, which keeps the time in proportion to the file.
    """
    source = _Source(lines)
    while taken := source.take():
        row = _row(taken, source)
        if row.fault or any(cell.strip() for cell in row.cells):
            yield row


@dataclass(slots=True)
class _Taken:
    line: Line
    tries: int = 0
    """How often it was given back."""


class _Source:
    """Lines, of which some are given back to be taken again."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._back: deque[_Taken] = deque()

    def take(self) -> _Taken | None:
        if self._back:
            return self._back.popleft()
        line = next(self._lines, None)
        return _Taken(line) if line else None

    def give_back(self, taken: list[_Taken]) -> None:
        for item in reversed(taken):
            item.tries += 1
            self._back.appendleft(item)


def _row(first: _Taken, source: _Source) -> Row:
    number, taken = first.line.number, [first]
    if not first.line.text:
        return Row(number, (), first.line.fault)
    try:
        cells = next(csv.reader(_texts(taken, source), strict=True), [])
    except csv.Error as error:
        source.give_back(taken[1:])
        return Row(number, (), first.line.fault or _not_csv(str(error), len(taken)))
    fault = next((item.line.fault for item in taken if item.line.fault), None)
    return Row(number, tuple(cells), fault)


def _texts(taken: list[_Taken], source: _Source) -> Iterator[str]:
    """Yield the lines of a row, as many as it asks for, up to what a row may hold."""
    size = len(taken[0].line.text)
    yield taken[0].line.text
    if taken[0].tries >= _TRIES:
        return
    while len(taken) < _ROW_LINES and size < _ROW_CHARACTERS and (item := source.take()):
        taken.append(item)
        if not item.line.text:
            return
        size += len(item.line.text)
        yield item.line.text


def _not_csv(message: str, lines: int) -> UsageError:
    what = _TOLD.get(message, message)
    if message == _OPEN_QUOTE and lines > 1:
        what = f"{what} within {lines:,} lines"
    return UsageError(
        f"is not CSV: {what}", advice='put the cell in quotes, and write "" for a quote inside it'
    )
