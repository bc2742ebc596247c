"""What stands in a window that is too small for anything else."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

SMALLEST: Final = (40, 12)
"""Columns and rows that the screens need."""


def is_too_small(columns: int, rows: int) -> bool:
    """Tell whether a window is smaller than what the screens need."""
    return columns < SMALLEST[0] or rows < SMALLEST[1]


def notice(columns: int, rows: int, leave: str) -> str:
    """Return what is sent to a window that is too small, as much of it as fits.

    Args:
        columns: Its width.
        rows: Its height.
        leave: The key that leaves.
    """
    needs = f"{SMALLEST[0]} x {SMALLEST[1]}"
    words = (
        f"This window is too small: now {columns} x {rows}, needs {needs}. {leave} leaves.",
        f"Too small: now {columns} x {rows}, needs {needs}.",
        f"Needs {needs}.",
    )
    laid_out = [wrap(told, columns, break_long_words=False) for told in words]
    fitting = (lines for lines in laid_out if len(lines) <= rows and _width(lines) <= columns)
    lines = next(fitting, [needs[:columns]])
    top, left = (rows - len(lines)) // 2 + 1, (columns - _width(lines)) // 2 + 1
    placed = (f"\x1b[{top + at};{left}H{line}" for at, line in enumerate(lines))
    return f"\x1b[m\x1b[2J{''.join(placed)}"


def _width(lines: list[str]) -> int:
    return max(map(len, lines))
