"""Whole frames and what the diff renderer sends of them paint the same picture everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.terminal.diff_renderer import DiffRenderer
from ragft_tui.terminal.graphemes import graphemes
from tests.support.emulator import Emulator

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMNS, ROWS = 24, 4

styles = st.sampled_from(
    ["", "1", "4;38;5;252", "7", "38;5;110;48;5;233", "1;38;5;110;48;5;233", "1;4;48;5;17"]
)
words = st.text(alphabet="ab     ─█退款é\u0301", max_size=12)


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """One piece of a row as Textual sends it: a move, then runs of styled text, each reset."""
    row, column = draw(st.integers(1, ROWS)), draw(st.integers(1, COLUMNS - 12))
    text, room = "", COLUMNS - column
    for style, run in draw(st.lists(st.tuples(styles, words), max_size=3)):
        kept = "".join(_fitting(run, room))
        room -= sum(map(_width, kept))
        text += f"\x1b[{style}m{kept}\x1b[0m" if style else kept
    return f"\x1b[{row};{column}H{text}"


def _width(character: str) -> int:
    return 2 if character in "退款" else 0 if character == "\u0301" else 1


def _fitting(run: str, room: int) -> list[str]:
    kept: list[str] = []
    for character in run:
        room -= _width(character)
        if room < 0:
            break
        if kept or character != "\u0301":
            kept.append(character)
    return kept


def _screen() -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(COLUMNS, ROWS)
    return screen, pyte.Stream(screen)


def _picture(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    return [[_seen(screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(ROWS)]


def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    """Return what is seen of a cell: of a blank mostly but the colour behind it."""
    # What pyte erases has all of a style; terminals give it the colour behind alone.
    if cell.data == " " and not (cell.reverse or cell.underscore):
        return " ", cell.bg
    return tuple(cell)


@given(st.lists(st.lists(pieces(), max_size=4).map("".join), max_size=8))
def test_what_is_left_out_is_not_missed(frames: list[str]) -> None:
    full, feed_full = _screen()
    from_diff, feed_diff = _screen()
    renderer = DiffRenderer(erases_in_color=True)
    for pieces_of_frame in frames:
        frame = f"{pieces_of_frame}\x1b[2;3H"  # Textual ends each frame by placing the cursor.
        feed_full.feed(frame)
        feed_diff.feed(renderer.diff(frame))
        assert _picture(from_diff) == _picture(full)
        assert (from_diff.cursor.x, from_diff.cursor.y) == (full.cursor.x, full.cursor.y)


@given(pieces())
def test_what_is_shown_already_is_not_sent_again(piece: str) -> None:
    renderer = DiffRenderer()
    renderer.diff(piece)
    move = piece[: piece.index("H") + 1]
    assert renderer.diff(piece) in {"", move}  # a piece without text is a movement of the cursor


DISPUTED: Final = ("👩\u200d👧", "❤\ufe0f", "🇩🇪", "नि", "👍🏽", "\U0001fac9")
LETTERS: Final = ("a", "─", "退", "e\u0301")
AGREED: Final = (*LETTERS, " ")
REGION: Final = 8


def unlike(width: int) -> Callable[[str], int]:
    """Return a kind of terminal that gives one width to all that is disputed."""
    disputed = set("".join(DISPUTED))

    def width_of(character: str) -> int:
        return width if character in disputed else _width(character)

    return width_of


@st.composite
def regions(draw: st.DrawFn) -> tuple[int, int, list[str]]:
    """Draw what one widget shows of a row: the row, a column, and a text for each column.

    The last column is blank, as it is at the edge of every screen of the program.
    """
    cells: list[str] = []
    for part in draw(st.lists(st.sampled_from(DISPUTED + AGREED), max_size=REGION)):
        width = sum(width for _, _, width in graphemes(part))
        if len(cells) + width < REGION:
            cells += [part, *[""] * (width - 1)]
    cells += [" "] * (REGION - len(cells))
    return draw(st.integers(1, ROWS)), draw(st.sampled_from(range(1, COLUMNS, REGION))), cells


@pytest.mark.parametrize("width", [0, 1, 2], ids=["no room", "one column", "two columns"])
@given(st.lists(regions(), max_size=8))
def test_whatever_a_terminal_makes_of_some_characters_all_others_stand_in_their_columns(
    width: int, drawn: list[tuple[int, int, list[str]]]
) -> None:
    renderer, emulator = DiffRenderer(), Emulator(COLUMNS, ROWS, unlike(width))
    blank = "".join(f"\x1b[{row};1H{' ' * COLUMNS}" for row in range(1, ROWS + 1))
    emulator.feed(renderer.diff(f"\x1b[?7l{blank}").encode())
    wanted = [[" "] * COLUMNS for _ in range(ROWS)]
    for row, column, cells in drawn:
        wanted[row - 1][column - 1 : column - 1 + REGION] = cells
        emulator.feed(renderer.diff(f"\x1b[{row};{column}H{''.join(cells)}").encode())
    for y, row_of_cells in enumerate(wanted):
        for x, cell in enumerate(row_of_cells):
            if cell in AGREED:
                # What is given no room hangs on to the cell before.
                assert emulator.cell(x, y).text.startswith(cell), emulator.lines
            else:
                assert emulator.cell(x, y).text not in LETTERS, emulator.lines
