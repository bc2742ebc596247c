"""Lines of a stream of bytes and rows of CSV, one at a time, each with its number and its error."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from ragft_tui.core.errors import UsageError

LINE_BYTES: Final = 1024 * 1024
"""The longest line that is read; of a longer one only its number is known."""

_ROW_LINES: Final = 5_000
_ROW_CHARACTERS: Final = 256 * 1024
_REPEATED: Final = 8
"""How often lines may be read again on average: the time stays in proportion to the file."""

_OPEN_QUOTE: Final = "unexpected end of data"
_MESSAGES: Final = {
    _OPEN_QUOTE: "a quote is opened and not closed",
    "',' expected after '\"'": "a cell continues after its closing quote",
}
"""What the csv module says, and what is shown instead."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line."""

    number: int
    """Counted from one."""
    text: str
    """With its line end; empty if the line is too long."""
    error: UsageError | None = None
    """Why it cannot be read; `None` if it can."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of CSV, which may run over several lines."""

    number: int
    """The number of its first line."""
    cells: tuple[str, ...]
    error: UsageError | None = None
    """Why it cannot be read; `None` if it can."""


def read_lines(stream: BinaryIO) -> Iterator[Line]:
    """Read lines one by one, whatever their line ends; an error in one does not affect the next.

    Args:
        stream: The bytes of a file in UTF-8; byte order marks of files put together are left out.
    """
    number = 0
    while raw := stream.readline(LINE_BYTES + 1):
        if len(raw) > LINE_BYTES:
            number += 1
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LINE_BYTES)
            what = f"is longer than {LINE_BYTES:,} bytes"
            yield Line(number, "", UsageError(what, advice="shorten it"))
            continue
        # Here a carriage return ends a line as well: old programs write nothing else.
        for part in raw.splitlines(keepends=True):
            number += 1
            yield _decode(number, part.removeprefix(BOM_UTF8))


def _decode(number: int, raw: bytes) -> Line:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        text, what = (
            raw.decode(errors="replace"),
            f"is not UTF-8 text (byte 0x{raw[error.start]:02X})",
        )
    else:
        if "\0" not in text:
            return Line(number, text)
        # So looks UTF-16, also where it happens to be valid UTF-8.
        what = "holds a NUL character"
    return Line(number, text, UsageError(what, advice="save the file as UTF-8"))


def read_rows(lines: Iterator[Line]) -> Iterator[Row]:
    """Read rows one by one; blank lines are passed over.

    A row that is not CSV ends with its first line: the lines after it are rows of their own. So a
    stray quote is one error, wherever the next quote stands.
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
                cells = next(csv.reader(_texts(next_line, taken, most), strict=True), [])
                error = next((line.error for line in taken if line.error), None)
            except csv.Error as wrong:
                what = _MESSAGES.get(str(wrong), str(wrong))
                if str(wrong) == _OPEN_QUOTE and len(taken) > 1:
                    what += f" within {len(taken):,} lines"
                error = error or UsageError(
                    f"is not CSV: {what}",
                    advice='put the cell in quotes, and write "" for a quote inside it',
                )
                repeated += len(taken) - 1
                put_back.extendleft(reversed(taken[1:]))
        if error or any(cell.strip() for cell in cells):
            yield Row(first.number, tuple(cells), error)


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
