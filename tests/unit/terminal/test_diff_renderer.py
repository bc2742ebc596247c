"""What is sent in particular cases; that the picture stays the same is a property test."""

from __future__ import annotations

import pytest

from ragft_tui.terminal.diff_renderer import DiffRenderer

ROW = "\x1b[3;1H\x1b[1mName\x1b[0m\x1b[38;5;252m of a thing\x1b[0m"


def test_a_style_is_sent_only_where_it_changes() -> None:
    data = "\x1b[1;1H\x1b[1mab\x1b[0m\x1b[1mcd\x1b[0m\x1b[4me\x1b[0m"
    assert DiffRenderer().diff(data) == "\x1b[1;1H\x1b[1mabcd\x1b[0;4me\x1b[m"


def test_only_what_differs_is_sent() -> None:
    renderer = DiffRenderer()
    renderer.diff(ROW)
    assert renderer.diff(ROW.replace("thing", "thong")) == "\x1b[3;13H\x1b[38;5;252mo\x1b[m"


def test_small_gaps_are_sent_and_wide_ones_are_passed_over() -> None:
    renderer = DiffRenderer()
    renderer.diff("\x1b[1;1Habcdefghijklmnop")
    assert renderer.diff("\x1b[1;1HAbcDefghijklmnoP") == "\x1b[1;1HAbcD\x1b[1;16HP"


@pytest.mark.parametrize("control", ["\x1b[?1049h", "\x1b[?2026h", "\x1b]52;c;YQ==\x07", "\x07"])
def test_control_sequences_pass_as_they_are(control: str) -> None:
    assert DiffRenderer().diff(control) == control


def test_everything_is_sent_again_after_the_terminal_was_left() -> None:
    renderer = DiffRenderer()
    first = renderer.diff(ROW)
    renderer.diff("\x1b[?1049h")
    assert renderer.diff(ROW) == first


def test_everything_is_sent_again_once_it_is_forgotten() -> None:
    renderer = DiffRenderer()
    first = renderer.diff(ROW)
    renderer.forget()
    assert renderer.diff(ROW) == first


def test_behind_what_terminals_disagree_on_the_cursor_is_placed() -> None:
    family = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}"
    renderer = DiffRenderer()
    first = renderer.diff(f"\x1b[1;1H{family} family")
    assert first == f"\x1b[1;1H  \x1b[1;1H{family}\x1b[1;3H family"
    assert renderer.diff(f"\x1b[1;1H{family} family") == ""


def test_what_it_may_cover_is_sent_again() -> None:
    renderer = DiffRenderer()
    renderer.diff("\x1b[1;1Habcdefghij")
    assert renderer.diff("\x1b[1;1H🇩🇪") == "\x1b[1;1H  \x1b[1;1H🇩🇪\x1b[1;3Hcd"


def test_letters_of_every_script_need_no_placing() -> None:
    for text in ("Zoe\u0308", "東京", "한국어", "بالعالم", "שָׁלוֹם", "กำลัง"):
        assert DiffRenderer().diff(f"\x1b[1;1H{text}") == f"\x1b[1;1H{text}"


GROUND = "\x1b[48;5;233m"
LINE = f"\x1b[1;1H{GROUND}some words that go to the end\x1b[0m"
SHORTER = f"\x1b[1;1H{GROUND}some {' ' * 24}\x1b[0m"


def test_the_blank_end_of_a_row_is_erased_where_that_keeps_its_colour() -> None:
    renderer = DiffRenderer(erases_in_color=True)
    renderer.diff(LINE)
    assert renderer.diff(SHORTER) == f"\x1b[1;6H{GROUND}\x1b[K\x1b[m"


def test_it_is_sent_where_what_is_erased_has_no_colour() -> None:
    renderer = DiffRenderer()
    renderer.diff(LINE)
    assert renderer.diff(SHORTER) == f"\x1b[1;6H{GROUND}{' ' * 24}\x1b[m"
    assert renderer.diff("\x1b[1;1Hsome words that go to the end") != ""
    assert renderer.diff(f"\x1b[1;1Hsome {' ' * 24}") == "\x1b[1;6H\x1b[K"


def test_nothing_beside_it_is_erased() -> None:
    renderer = DiffRenderer(erases_in_color=True)
    renderer.diff(f"{LINE}\x1b[1;30H│")
    assert "\x1b[K" not in renderer.diff(SHORTER)


def test_blanks_that_differ_in_nothing_that_is_seen_are_not_sent() -> None:
    renderer = DiffRenderer()
    renderer.diff(f"\x1b[1;1H\x1b[38;5;252;48;5;233ma{' ' * 20}b\x1b[0m")
    assert renderer.diff(f"\x1b[1;2H\x1b[1;38;5;17;48;5;233m{' ' * 20}\x1b[0m") == ""
