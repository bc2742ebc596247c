"""Whether the frames of a screen of 120 columns and 30 rows stand where they belong."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from ragft_tui.report.view import VERDICT_SIGNS
from tests.support.terminal import Terminal

__all__ = ["COLUMNS", "ROWS", "box_stands", "interview_stands", "review_stands"]

COLUMNS: Final = 120
ROWS: Final = 30

_BODY: Final = range(2, ROWS - 3)
"""The last line grows to three where there is much to tell."""
_RAIL, _REASONS = 25, 86
_LEFT, _RIGHT = 20, 99
_BOX: Final = re.compile("(.*)(╭│+╰).*", re.DOTALL)
_MIRRORED: Final = str.maketrans("╮╯", "╭╰")


def interview_stands(terminal: Terminal) -> bool:
    """Tell whether rail and reasons are beside the question, with a line down each side."""
    return _line_down(terminal, _RAIL) and _line_down(terminal, _REASONS)


def review_stands(terminal: Terminal) -> bool:
    """Tell whether each verdict stands under the heading of its column, whatever the names are."""
    lines = [terminal.line(y) for y in range(ROWS)]
    heading = next((y for y, line in enumerate(lines) if "Capability" in line), None)
    if heading is None:
        return False
    column = lines[heading].index("Verdict")
    rows = takewhile(lambda y: not lines[y].startswith("─"), range(heading + 1, ROWS))
    return all(terminal.cell(column, y).text in VERDICT_SIGNS.values() for y in rows if lines[y])


def box_stands(terminal: Terminal) -> bool:
    """Tell whether a dialog is framed, its sides in line with its corners."""
    left = _BOX.fullmatch(_column(terminal, _LEFT))
    right = _BOX.fullmatch(_column(terminal, _RIGHT).translate(_MIRRORED))
    return left is not None and right is not None and left.span(2) == right.span(2)


def _line_down(terminal: Terminal, x: int) -> bool:
    return all(terminal.cell(x, y).text == "│" for y in _BODY)


def _column(terminal: Terminal, x: int) -> str:
    """Return the first character of each cell of a column."""
    return "".join((terminal.cell(x, y).text or " ")[0] for y in range(ROWS))
