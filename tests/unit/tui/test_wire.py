"""The wire: fewer bytes, and to the cell and style the same picture."""

from __future__ import annotations

from typing import Final

import pyte
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.tui.wire import Wire

WIDTH: Final = 24
HEIGHT: Final = 4

words = st.text(alphabet="abc xyz.é東🙂", min_size=1, max_size=8)
styles = st.sampled_from(["", "1", "4", "1;31", "38;5;110;48;5;234", "38;2;1;2;3", "7"])


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """Draw a movement of the cursor with styled text behind it, within one row."""
    row = draw(st.integers(1, HEIGHT))
    column = draw(st.integers(1, WIDTH - 1))
    room = WIDTH - column + 1
    text = ""
    for style in draw(st.lists(styles, min_size=1, max_size=3)):
        word = "".join(draw(words))
        while word and width(word) > room:
            word = word[:-1]
        room -= width(word)
        if word:
            text += f"\x1b[{style}m{word}\x1b[0m" if style else word
    return f"\x1b[{row};{column}H{text}"


frames = st.lists(st.lists(pieces(), min_size=1, max_size=5).map("".join), min_size=1, max_size=6)


def width(text: str) -> int:
    return sum(2 if char in "東🙂" else 1 for char in text)


def shown(frames: list[str]) -> list[list[tuple[str, str, str, bool, bool, bool]]]:
    screen = pyte.Screen(WIDTH + 1, HEIGHT)
    stream = pyte.Stream(screen)
    for frame in frames:
        stream.feed(frame)
    return [
        [
            (cell.data, cell.fg, cell.bg, cell.bold, cell.underscore, cell.reverse)
            for cell in (screen.buffer[row][column] for column in range(WIDTH))
        ]
        for row in range(HEIGHT)
    ]


@given(frames)
def test_what_is_sent_shows_the_same_picture(frames: list[str]) -> None:
    wire = Wire()
    assert shown([wire.lean(frame) for frame in frames]) == shown(frames)


@given(frames)
def test_after_forgetting_everything_is_sent_again(frames: list[str]) -> None:
    wire = Wire()
    for frame in frames:
        wire.lean(frame)
    wire.forget()
    lean = [wire.lean(frame) for frame in frames]
    assert shown(lean) == shown(frames)


def test_what_is_shown_already_is_not_sent_again() -> None:
    wire = Wire()
    frame = "\x1b[1;1H\x1b[1mbold\x1b[0m plain"
    assert "bold" in wire.lean(frame)
    assert wire.lean(frame) == ""


def test_one_changed_character_is_all_that_is_sent() -> None:
    wire = Wire()
    wire.lean("\x1b[2;1HThe quick brown fox")
    assert wire.lean("\x1b[2;1HThe quick brown box") == "\x1b[2;17Hb"


def test_a_movement_alone_is_passed_on() -> None:
    assert Wire().lean("\x1b[3;7H") == "\x1b[3;7H"


def test_characters_that_terminals_join_are_sent_as_they_are() -> None:
    wire = Wire()
    frame = "\x1b[1;1H👩‍👩‍👧 family"
    assert wire.lean(frame) == frame
    assert wire.lean(frame) == frame


def test_control_sequences_are_passed_on() -> None:
    assert Wire().lean("\x1b[?25l\x1b[?1000h") == "\x1b[?25l\x1b[?1000h"


def test_another_screen_is_another_picture() -> None:
    wire = Wire()
    wire.lean("\x1b[1;1Habc")
    wire.lean("\x1b[?1049h")
    assert "abc" in wire.lean("\x1b[1;1Habc")
