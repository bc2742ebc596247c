"""Cells of CSV files: formulas disarmed so that it can be undone, and lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

_RISKY: Final = re.compile(r"['\t\r\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")
"""What a spreadsheet takes for a formula, the wide forms in some languages, also behind blanks;
and the apostrophe, which marks what was disarmed."""
BYTE_ORDER_MARK: Final = "\ufeff"
"""By which Excel knows UTF-8. A line `sep=` before the table would tell it the separator, and make
it overlook the mark."""


def disarm(text: str) -> str:
    """Return a text that a spreadsheet takes for text: an apostrophe stands before what is risky.

    A text that begins with an apostrophe gets a second one, so `undisarm` gives every text back.
    """
    return f"'{text}" if _RISKY.match(text) else text


def undisarm(cell: str) -> str:
    """Return the text that was disarmed."""
    return cell.removeprefix("'")


def csv_line(cells: Sequence[str | int], *, separator: str = ",", end: str = "\n") -> str:
    """Return a line of a CSV file, its cells disarmed and quoted where they must be.

    Args:
        cells: Texts, and numbers, which are written as they are.
        separator: What stands between them, one character.
        end: The end of the line.
    """
    line = io.StringIO()
    csv.writer(line, delimiter=separator, lineterminator=end).writerow(
        disarm(cell) if isinstance(cell, str) else cell for cell in cells
    )
    return line.getvalue()
