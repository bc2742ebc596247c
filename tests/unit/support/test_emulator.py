"""The emulated screen."""

from __future__ import annotations

import pytest

from tests.support.emulator import Emulator


def shown(output: str, cols: int = 20, rows: int = 3) -> Emulator:
    emulator = Emulator(cols, rows)
    emulator.feed(output.encode())
    return emulator


UNKNOWN = [
    "\x1b[>1u",
    "\x1b[<u",
    "\x1b[=1;1u",
    "\x1b[?u",
    "\x1b[?2026$p",
    "\x1b[?6n",
    "\x1b[?1;3m",
    "\x1b[4:3m",
    "\x1b[2 q",
    "\x1b[!p",
    "\x1b[>0q",
    "\x1b[c",
    "\x1b]22;pointer\x1b\\",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b]2;a title\x07",
    "\x1bP+q544e\x1b\\",
    "\x1b_an application\x1b\\",
]


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_what_the_emulator_does_not_know_leaves_no_trace(sequence: str) -> None:
    assert shown(f"be{sequence}fore").lines == ["before", "", ""]


def test_output_may_be_cut_anywhere() -> None:
    output = f"á\x1b[1m{''.join(UNKNOWN)}語\x1b[m".encode()
    for cut in range(len(output)):
        emulator = Emulator(20, 3)
        emulator.feed(output[:cut])
        emulator.feed(output[cut:])
        assert emulator.lines[0] == "á語", output[:cut]
        assert emulator.cell(1, 0).bold


def test_the_alternate_screen_gives_the_main_one_back() -> None:
    emulator = shown("$ run\r\n\x1b[?1049h\x1b[H\x1b[?25lfull screen")
    assert emulator.lines == ["full screen", "", ""]
    assert emulator.cursor.hidden
    assert {1049, 7} <= emulator.modes
    emulator.feed(b"\x1b[?1049l\x1b[?25hdone")
    assert emulator.lines == ["$ run", "done", ""]
    assert emulator.cursor == (4, 1, False)
    assert emulator.modes == {25, 7}


def test_styles_are_kept() -> None:
    emulator = shown(
        "\x1b[1mb\x1b[0;3mi\x1b[0;4mu\x1b[0;9ms\x1b[0;7mr\x1b[0;38;2;1;2;255mf\x1b[0;44mg"
    )
    cells = [emulator.cell(x, 0) for x in range(7)]
    assert cells[0].bold
    assert cells[1].italic
    assert cells[2].underlined
    assert cells[3].struck
    assert cells[4].reverse
    assert not cells[4].coloured
    assert (cells[5].foreground, cells[5].coloured) == ("0102ff", True)
    assert (cells[6].background, cells[6].coloured) == ("blue", True)


def test_a_text_is_found_by_its_column_after_wide_and_combined_characters() -> None:
    emulator = shown("x\r\n語e\u0301 here")
    assert emulator.find("here") == (4, 1)
    assert emulator.find("there") is None


def test_a_cell_outside_the_screen_is_an_error() -> None:
    with pytest.raises(IndexError, match="no cell 20,0 on a screen of 20x3"):
        shown("").cell(20, 0)


def test_a_new_size_shows_at_once() -> None:
    emulator = shown("top\r\nbottom")
    emulator.resize(30, 5)
    assert emulator.size == (30, 5)
    assert len(emulator.lines) == 5


@pytest.mark.parametrize(
    ("output", "row"),
    [
        ("東京\x1b[1;2Hx", " x京"),
        ("東京\x1b[1;3Hx", "東x"),
        ("東京\x1b[1;2H語", " 語"),
        ("ab\x1b[1;1H語", "語"),
    ],
)
def test_nothing_is_left_of_a_wide_character_whose_half_is_written_over(
    output: str, row: str
) -> None:
    assert shown(output).lines[0] == row


def test_what_has_no_width_joins_what_stands_before_and_ends_nothing() -> None:
    emulator = shown("👩\u200d👧 e\u0301\u200bx")
    assert emulator.lines[0] == "👩\u200d👧 e\u0301\u200bx"
    assert emulator.cell(0, 0).text == "👩\u200d"
    assert emulator.cell(5, 0).text == "e\u0301\u200b"
    assert emulator.cell(6, 0).text == "x"


def test_a_wide_character_at_the_edge_goes_to_the_next_row_or_stays_whole() -> None:
    assert shown("abc語", cols=4).lines[:2] == ["abc", "語"]
    assert shown("\x1b[?7labc語", cols=4).lines[:2] == ["ab語", ""]
