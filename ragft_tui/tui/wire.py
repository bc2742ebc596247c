"""The same picture in fewer bytes, for links where each of them is felt.

Textual redraws whole screens when a page changes or a dialog opens, and opens and closes a style
for each piece of text. Here the cells that the terminal shows are remembered, and only those that
differ are sent, with a style only where it changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import get_character_cell_size

__all__ = ["Wire"]

Cell = tuple[str, str]
"""The parameters of a style, and the characters of one column; none in the second of a wide one."""

_MOVE: Final = re.compile(r"\x1b\[(\d+);(\d+)H")
_STYLE: Final = re.compile(r"\x1b\[([\d;]*)m")
# Terminals disagree on how many columns these join into: joiners, selectors, flags, skin tones.
_JOINED: Final = re.compile(
    "[\u200b-\u200f\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)
_OTHER_SCREEN: Final = "\x1b[?1049"
# Sending a cell that is shown already costs less than moving over it, up to about this many.
_CHEAPER_THAN_A_MOVE: Final = 7


class Wire:
    """Remembers what the terminal shows, cell by cell."""

    def __init__(self) -> None:
        """Begin with a terminal of which nothing is known."""
        self._rows: dict[int, dict[int, Cell]] = {}

    def forget(self) -> None:
        """Know nothing of what the terminal shows, as after a change of its size."""
        self._rows.clear()

    def lean(self, data: str) -> str:
        """Return what needs to be sent for the terminal to show what `data` would make it show.

        Args:
            data: What Textual would send: a frame of pieces of rows, each behind a movement of the
                cursor and complete with its style, or control sequences alone.
        """
        if _OTHER_SCREEN in data:
            self.forget()
        start, *pieces = _MOVE.split(data)
        sent = [start]
        style = ""
        for row, column, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
            cells = _cells(text.rstrip("\n"))
            if cells is None:
                # What it covers on the terminal cannot be told: it is sent as it is.
                self._rows.pop(int(row), None)
                sent.append(f"\x1b[{row};{column}H{text}")
            elif not cells:
                sent.append(f"\x1b[{row};{column}H")
            else:
                for start_column, changed in self._changes(int(row), int(column), cells):
                    sent.append(f"\x1b[{row};{start_column}H")
                    style = _append(sent, changed, style)
        if style:
            sent.append("\x1b[m")
        return "".join(sent)

    def _changes(
        self, row: int, column: int, cells: list[Cell]
    ) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the runs of cells that differ, each with its column, and remember them."""
        shown = self._rows.setdefault(row, {})
        self._break_wide(shown, column, column + len(cells))
        differ = [
            index for index, cell in enumerate(cells, start=column) if shown.get(index) != cell
        ]
        shown.update(enumerate(cells, start=column))
        first = last = -1
        for index in differ:
            if first >= 0 and index - last > _CHEAPER_THAN_A_MOVE:
                yield self._run(cells, column, first, last)
                first = -1
            first = index if first < 0 else first
            last = index
        if first >= 0:
            yield self._run(cells, column, first, last)

    @staticmethod
    def _break_wide(shown: dict[int, Cell], start: int, end: int) -> None:
        """Forget the half that is left of a wide character whose other half is written over."""
        if start in shown and not shown[start][1]:
            shown.pop(start - 1, None)
        if end in shown and not shown[end][1]:
            shown.pop(end)

    @staticmethod
    def _run(cells: list[Cell], column: int, first: int, last: int) -> tuple[int, list[Cell]]:
        """Return a run, with both halves of a wide character at its edges."""
        while first > column and not cells[first - column][1]:
            first -= 1
        return first, cells[first - column : last - column + 1]


def _cells(text: str) -> list[Cell] | None:
    """Return the cells of styled text, or `None` where that cannot be told."""
    if _JOINED.search(text):
        return None
    start, *pieces = _STYLE.split(text)
    cells: list[Cell] = []
    style = ""
    for changed, words in zip(["", *pieces[::2]], [start, *pieces[1::2]], strict=True):
        if "\x1b" in words:
            return None
        style = "" if changed in {"", "0"} else f"{style};{changed}".strip(";")
        if words.isascii():
            cells += [(style, character) for character in words]
            continue
        for character in words:
            width = get_character_cell_size(character)
            if width == 0 and cells:
                base = -1 if cells[-1][1] else -2
                cells[base] = (cells[base][0], cells[base][1] + character)
            elif width:
                cells += [(style, character), *[(style, "")] * (width - 1)]
    return cells


def _append(sent: list[str], cells: list[Cell], style: str) -> str:
    """Append cells in their styles to what is sent, and return the style that is left on."""
    for wanted, characters in cells:
        if wanted != style:
            sent.append(f"\x1b[0;{wanted}m" if wanted and style else f"\x1b[{wanted}m")
            style = wanted
        sent.append(characters)
    return style
