"""Text in ASCII: as wide as it was, and as different."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from ragft_tui.report.view import VERDICT_SIGNS
from ragft_tui.terminal.ascii import as_ascii, in_columns
from ragft_tui.terminal.graphemes import graphemes
from ragft_tui.tui.widgets.line_list import CARET
from ragft_tui.tui.widgets.verdict_bars import BAR_EMPTY, BAR_FULL, BAR_MARK
from tests.support.world import WORLD

if TYPE_CHECKING:
    from collections.abc import Iterable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [text] ~ \\ ?", "plain [text] ~ \\ ?"),
        ("Zoë, café, Łódź, Straße", "Zoe, cafe, Lodz, Strase"),
        ("e\u0301 o\u0302\u0301", "e o"),
        ("“Legal” says ‘no’ – or…", "\"Legal\" says 'no' - or~"),
        ("东京 привет", "???? ??????"),
        ("10\xa0000 × 2 → 5", "10 000 x 2 > 5"),
        ("┌─┬─┐│╭╮╰╯├┼┤", "+-+-+|+++++++"),
        ("⟨U+202E⟩", "<U+202E>"),
        ("½ ﬁ", "? ?"),
        ("Ａ１", "A 1 "),
        ("\ud800", "?"),
    ],
)
def test_a_text_reads_as_near_as_ascii_comes(text: str, shown: str) -> None:
    assert as_ascii(text) == shown


def test_marks_that_carry_meaning_stay_different() -> None:
    _stay_different([CARET, BAR_FULL, BAR_EMPTY, BAR_MARK, "…", "↓", "↑", "*"])


def test_the_signs_of_verdicts_differ_from_each_other_and_from_the_marks_beside_them() -> None:
    _stay_different([*VERDICT_SIGNS.values(), CARET, "*", "…", "✓", "✎", "–", "[", "]", ","])
    _stay_different(["✓", "✗"])
    _stay_different([*VERDICT_SIGNS.values(), "━", "┃", "─"])


def _stay_different(marks: list[str]) -> None:
    shown = [as_ascii(mark) for mark in marks]
    assert all(len(mark) == 1 for mark in shown)
    assert all(first != second for first, second in combinations([*shown, " "], 2)), shown


def _in_columns(text: str) -> Iterable[tuple[str, int]]:
    for start, end, width in graphemes(text):
        yield in_columns(text[start:end], width), width


@pytest.mark.parametrize("text", WORLD.values(), ids=WORLD)
def test_what_looks_like_one_character_keeps_its_columns(text: str) -> None:
    assert all(len(shown) == width and shown.isascii() for shown, width in _in_columns(text))


@given(st.text())
def test_any_text_keeps_its_columns(text: str) -> None:
    assert all(len(shown) == width and shown.isascii() for shown, width in _in_columns(text))
    assert as_ascii(text).isascii()


@pytest.mark.parametrize("start", [0x80, 0x2000, 0x2500, 0x3000, 0xAC00, 0x1F300])
def test_a_character_by_itself_is_mostly_as_wide_as_it_is_drawn(start: int) -> None:
    characters = [chr(code) for code in range(start, start + 0x100)]
    as_wide = [len(as_ascii(each)) == get_character_cell_size(each) for each in characters]
    assert sum(as_wide) > 0.8 * len(characters)
