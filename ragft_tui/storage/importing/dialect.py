"""What stands between the cells of a table, told by its first rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Final

from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.storage.importing.fields import FieldNames
from ragft_tui.storage.importing.lines import Line
from ragft_tui.storage.importing.rows import Row, read_rows

SEPARATORS: Final = (",", ";", "\t", "|")
"""What programs write between cells; the first counts where nothing tells."""

_LINE: Final = pattern(r'"?sep=(.)"?\s*', re.IGNORECASE | re.DOTALL)
"""A first line by which Excel is told the separator."""
_ROWS: Final = 40
_ENOUGH: Final = 0.8


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the rows of a table are written."""

    separator: str
    has_line: bool = False
    """Whether the first line only names the separator."""
    is_table: bool = True
    """Whether the rows look like those of a table."""


def detect_dialect(lines: Sequence[Line], names: FieldNames, separator: str = "") -> Dialect:
    """Return how the rows of a table are written.

    Args:
        lines: The first lines of the file.
        names: Columns that are named so tell the separator.
        separator: What a person says; empty if nothing.
    """
    named = _LINE.fullmatch(lines[0].text) if lines else None
    if named:
        return Dialect(separator or named[1], has_line=True)
    if separator:
        return Dialect(separator)
    scores = {each: _score(lines, each, names) for each in SEPARATORS}
    best = max(scores, key=scores.__getitem__)
    known, share, width = scores[best]
    is_table = width > 1 and (known > 1 or (best == "\t" and share >= _ENOUGH))
    return Dialect(best, is_table=is_table)


def _score(lines: Sequence[Line], separator: str, names: FieldNames) -> tuple[float, float, int]:
    """Return how many columns are known, how many rows are as wide as most, and how wide."""
    rows: list[Row] = list(islice(read_rows(iter(lines), separator), _ROWS))
    whole = [row for row in rows if not row.error]
    if not whole:
        return 0, 0, 0
    header = [cell.strip() for cell in whole[0].cells]
    widths = Counter(len(row.cells) for row in whole)
    width, often = widths.most_common(1)[0]
    if max(len(header), width) <= 1:
        known = int(names.has_text(header))
        return known, 0, 1
    known = sum(names.meaning(cell) is not None for cell in header)
    return known, often / len(rows), width
