"""Rows of a table in CSV, one at a time, each with its number and its error."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import is_blank
from ragft_tui.storage.importing.lines import Line

_ROW_LINES: Final = 5_000
_ROW_CHARACTERS: Final = 256 * 1024
_REPEATED: Final = 8
"""How often lines may be read again on average: the time stays in proportion to the file."""

_TAB: Final = "\t"
_OPEN_QUOTE: Final = "unexpected end of data"
_AFTER_QUOTE: Final = "expected after '\"'"
"""How messages of the csv module end, for which others are shown."""


class Row(NamedTuple):
    """One row of CSV, which may run over several lines; a tuple for the same reason as a line."""

    number: int
    """The number of its first line."""
    cells: tuple[str, ...]
    error: UsageError | None = None
    """Why it cannot be read; `None` if it can."""

    @property
    def size(self) -> int:
        """How many characters it has."""
        return sum(map(len, self.cells))


def read_rows(lines: Iterator[Line], separator: str = ",") -> Iterator[Row]:
    """Read rows one by one; blank lines are passed over.

    A row that is not CSV ends with its first line: the lines after it are rows of their own. So a
    stray quote is one error, wherever the next quote stands.

    Args:
        lines: The lines of the file.
        separator: What stands between the cells.
    """
    put_back: deque[Line] = deque()
    repeated = 0

    def next_line() -> Line | None:
        return put_back.popleft() if put_back else next(lines, None)

    while first := next_line():
        taken = [first]
        cells: list[str] = []
        error = first.error
        most = _ROW_LINES if repeated < _REPEATED * (first.number + _ROW_LINES) else 1
        if first.text:
            try:
                texts = _texts(next_line, taken, most)
                cells = next(csv.reader(texts, delimiter=separator, strict=True), [])
                error = next((line.error for line in taken if line.error), None)
            except csv.Error as wrong:
                put_back.extendleft(reversed(taken[1:]))
                repeated += len(taken) - 1
                if separator == _TAB and str(wrong).endswith(_AFTER_QUOTE):
                    # A spreadsheet copies quotes as they are, unless there are lines in the cell.
                    yield Row(first.number, tuple(first.text.rstrip("\r\n").split(_TAB)), error)
                    continue
                what = _describe(str(wrong), len(taken))
                error = error or UsageError(
                    f"is not CSV: {what}",
                    advice='put the cell in quotes, and write "" for a quote inside it',
                )
        if error or not all(map(is_blank, cells)):
            yield Row(first.number, tuple(cells), error)


def _describe(message: str, lines: int) -> str:
    if message == _OPEN_QUOTE:
        within = f" within {lines:,} lines" if lines > 1 else ""
        return f"a quote is opened and not closed{within}"
    if message.endswith(_AFTER_QUOTE):
        return "a cell continues after its closing quote"
    return message


def _texts(next_line: Callable[[], Line | None], taken: list[Line], most: int) -> Iterator[str]:
    """Yield the lines of a row, as many as the reader asks for, up to what a row may hold."""
    size = len(taken[0].text)
    yield taken[0].text
    while len(taken) < most and size < _ROW_CHARACTERS and (line := next_line()):
        taken.append(line)
        if not line.text:
            return
        size += len(line.text)
        yield line.text
