"""The renderer that sends the terminal only the cells that differ from what it shows.

Textual redraws whole screens when a page changes or a dialog opens, and opens and closes a style
for each piece of text, which is slow over SSH. Here the cells that the terminal shows are
remembered, and only those that differ are sent, with of a style only what changes. To report
upstream: "A screen or modal that opens sends every cell again; compare with what is shown".

Terminals disagree on the width of joined emoji, flags, vowel signs and new characters. After each
of those the cursor is positioned again, and the cells that it may have covered are sent again: so
all else is in its place in every terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rich.cells import get_character_cell_size

from ragft_tui.core.patterns import pattern
from ragft_tui.terminal.graphemes import graphemes, is_flag_letter
from ragft_tui.terminal.sgr import change_style, is_ground, shows_blank, style_of_blank

Cell = tuple[str, str]
"""The SGR parameters and the characters of one column; the second column of a wide one has none."""

_MOVE: Final = pattern(r"\x1b\[(\d+);(\d+)H")
_STYLE: Final = pattern(r"\x1b\[([\d;]*)m")
_OTHER_SCREEN: Final = "\x1b[?1049"
# Up to about so many cells that are shown already cost less than a movement over them.
_CHEAPER_THAN_A_MOVE: Final = 7
_CHEAPER_THAN_AN_ERASURE: Final = 4
_WIDEST: Final = 2
_SELECTORS: Final = range(0xFE00, 0xFE10)


class DiffRenderer:
    """Remembers the cells that the terminal shows, and renders what differs."""

    def __init__(self, *, erases_in_color: bool = False) -> None:
        """Make a renderer for a terminal of unknown content.

        Args:
            erases_in_color: Whether what is erased has the colour behind that is on.
        """
        self._erases_in_color = erases_in_color
        self._rows: dict[int, dict[int, Cell]] = {}
        self._width = 0
        """The columns that were ever shown since all was forgotten."""

    def forget(self) -> None:
        """Forget what the terminal shows, as after a change of its size."""
        self._rows.clear()
        self._width = 0

    def diff(self, data: str) -> str:
        """Return the shortest output after which the terminal shows the same as after `data`.

        Args:
            data: The output of Textual: a frame of pieces of rows, each after a movement of the
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
                # The cells that it covers are unknown: it is sent as it is.
                self._rows.pop(int(row), None)
                sent.append(f"\x1b[{row};{column}H{text}")
            elif not cells:
                sent.append(f"\x1b[{row};{column}H")
            else:
                self._width = max(self._width, int(column) + len(cells) - 1)
                for start_column, changed in self._changes(int(row), int(column), cells):
                    kept = self._without_end(int(row), start_column, changed)
                    style = _append(sent, int(row), start_column, kept, style)
                    if len(kept) < len(changed):
                        style = _append_erasure(sent, changed[-1][0], style)
        if style:
            sent.append("\x1b[m")
        return "".join(sent)

    def _without_end(self, row: int, column: int, cells: list[Cell]) -> list[Cell]:
        """Return cells without blanks at their end, where the rest of the row can be erased.

        Args:
            row: Their row, in which all cells are remembered already.
            column: The column of the first.
            cells: Cells that are to be sent.
        """
        blank, shown, end = cells[-1], self._rows[row], column + len(cells)
        style, character = blank
        if character != " " or not is_ground(style) or (style and not self._erases_in_color):
            return cells
        if any(shown.get(at) != blank for at in range(end, self._width + 1)):
            return cells
        kept = len(cells)
        while kept and cells[kept - 1] == blank:
            kept -= 1
        return cells[:kept] if len(cells) - kept > _CHEAPER_THAN_AN_ERASURE else cells

    def _changes(
        self, row: int, column: int, cells: list[Cell]
    ) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the runs of cells that differ, each with its column, and remember the cells."""
        shown = self._rows.setdefault(row, {})
        self._break_wide(shown, column, column + len(cells))
        first = last = -1
        for index in self._differing(shown, column, cells):
            if first >= 0 and index - last > _CHEAPER_THAN_A_MOVE:
                yield self._run(cells, column, first, last)
                first = -1
            first = index if first < 0 else first
            last = index
        if first >= 0:
            yield self._run(cells, column, first, last)

    @staticmethod
    def _differing(shown: dict[int, Cell], column: int, cells: list[Cell]) -> list[int]:
        """Return the columns of cells that differ or may be covered, and remember the cells.

        Cells after the last one that may be covered are appended to `cells`.
        """
        differing: list[int] = []
        index, covered = column, 0
        while index - column < len(cells) or (index < covered and index in shown):
            if index - column == len(cells):
                cells.append(shown[index])
            cell = cells[index - column]
            reach = 0 if cell[1].isascii() else _reach(cell[1])
            # A disputed cell in a gap that is sent covers the cells after it, too.
            in_gap = reach and differing and index - differing[-1] <= _CHEAPER_THAN_A_MOVE
            if index < covered or in_gap or shown.get(index) != cell:
                differing.append(index)
                covered = max(covered, index + reach)
            shown[index] = cell
            index += 1
        return differing

    @staticmethod
    def _break_wide(shown: dict[int, Cell], start: int, end: int) -> None:
        """Forget the half of a wide character whose other half is overwritten."""
        if start in shown and not shown[start][1]:
            shown.pop(start - 1, None)
        if end in shown and not shown[end][1]:
            shown.pop(end)

    @staticmethod
    def _run(cells: list[Cell], column: int, first: int, last: int) -> tuple[int, list[Cell]]:
        """Return a run of cells, extended to both halves of a wide character at its ends."""
        while first > column and not cells[first - column][1]:
            first -= 1
        while last + 1 - column < len(cells) and not cells[last + 1 - column][1]:
            last += 1
        return first, cells[first - column : last - column + 1]


def _cells(text: str) -> list[Cell] | None:
    """Return the cells of styled text, or `None` if it has other control sequences."""
    start, *pieces = _STYLE.split(text)
    cells: list[Cell] = []
    style = ""
    for changed, part in zip(["", *pieces[::2]], [start, *pieces[1::2]], strict=True):
        if "\x1b" in part:
            return None
        style = "" if changed in {"", "0"} else f"{style};{changed}".strip(";")
        if part.isascii():
            blank = style_of_blank(style)
            cells += [(blank if character == " " else style, character) for character in part]
            continue
        for start, end, width in graphemes(part):
            if width:
                seen = style_of_blank(style) if part[start:end] == " " else style
                cells += [(seen, part[start:end]), *[(style, "")] * (width - 1)]
            elif cells:
                base = -1 if cells[-1][1] else -2
                cells[base] = (style, cells[base][1] + part[start:end])
    return cells


def _append(sent: list[str], row: int, column: int, cells: list[Cell], style: str) -> str:
    """Append cells in their styles to `sent`, and return the style that is still on."""
    sent.append(f"\x1b[{row};{column}H")
    for index, (wanted, characters) in enumerate(cells, start=column):
        if wanted != style and not (characters == " " and shows_blank(style, wanted)):
            sent.append(change_style(style, wanted))
            style = wanted
        if characters.isascii() or not _reach(characters):
            sent.append(characters)
            continue
        # The blanks are for terminals that draw it narrower.
        wide = index + 1 < column + len(cells) and not cells[index + 1 - column][1]
        blanks = "  " if wide else " "
        sent.append(f"{blanks}\x1b[{row};{index}H{characters}\x1b[{row};{index + len(blanks)}H")
    return style


def _append_erasure(sent: list[str], blank: str, style: str) -> str:
    """Append what erases the rest of a row to `sent`, and return the style that is on then."""
    if not shows_blank(style, blank):
        sent.append(change_style(style, blank))
        style = blank
    sent.append("\x1b[K")
    return style


def _reach(characters: str) -> int:
    """Return over how many columns some terminals may draw these; 0 if all agree."""
    return _WIDEST * len(characters) if any(map(_is_disputed, characters)) else 0


@lru_cache(maxsize=4096)
def _is_disputed(character: str) -> bool:
    """Return whether terminals disagree on the width of a character, or on what it joins."""
    category = unicodedata.category(character)
    if category == "Mn":
        return ord(character) in _SELECTORS
    return (
        category in {"Mc", "Cf", "Cn", "Co"}
        or get_character_cell_size(character) == 0
        or is_flag_letter(character)
    )
