"""Lines of CSV files, and the mark by which Excel knows their encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from ragft_tui.core.formulas import disarm

BYTE_ORDER_MARK: Final = "\ufeff"
"""By which Excel knows UTF-8. A line `sep=` before the table would tell it the separator, and make
it overlook the mark."""


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
