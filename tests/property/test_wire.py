"""The lean stream and the full one paint the same picture."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.tui.wire import Wire

COLUMNS, ROWS = 24, 4

styles = st.sampled_from(["", "1", "4;38;5;252", "7", "38;5;110;48;5;233", "1;4;48;5;17"])
words = st.text(alphabet="ab  ─█退款é\u0301", max_size=12)


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
    return [[tuple(screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(ROWS)]


@given(st.lists(st.lists(pieces(), max_size=4).map("".join), max_size=8))
def test_what_is_left_out_is_not_missed(frames: list[str]) -> None:
    full, feed_full = _screen()
    lean, feed_lean = _screen()
    wire = Wire()
    for pieces_of_frame in frames:
        frame = f"{pieces_of_frame}\x1b[2;3H"  # Textual ends each frame by placing the cursor.
        feed_full.feed(frame)
        feed_lean.feed(wire.lean(frame))
        assert _picture(lean) == _picture(full)
        assert (lean.cursor.x, lean.cursor.y) == (full.cursor.x, full.cursor.y)


@given(pieces())
def test_what_is_shown_already_is_not_sent_again(piece: str) -> None:
    wire = Wire()
    wire.lean(piece)
    move = piece[: piece.index("H") + 1]
    assert wire.lean(piece) in {"", move}  # a piece without text is a movement of the cursor
