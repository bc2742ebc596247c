"""The rows of options: hints beside where there is room, else below the marked one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import one_line
from ragft_tui.tui.widgets.option_rows import OptionRows
from tests.support.pilot import rulebook

if TYPE_CHECKING:
    from textual.content import Content


def question(name: str) -> Question:
    return rulebook().question(name)


def words(rows: tuple[Content, ...]) -> str:
    return " ".join(" ".join(row.plain for row in rows).split())


def test_with_room_every_hint_stands_beside_its_option() -> None:
    asked = question("volatility")
    rows = OptionRows(asked, None, 120, 20).rows(-1)
    assert len(rows) == len(asked.options) + 1
    for row, option in zip(rows, asked.options, strict=False):
        assert one_line(option.text) in row.plain
        assert one_line(option.hint) in row.plain
    assert "0  I don't know" in rows[-1].plain


def test_without_room_beside_the_hints_stand_below_all_options() -> None:
    asked = question("volatility")
    layout = OptionRows(asked, None, 44, 20)
    assert not layout.hints_beside
    rows = layout.rows(-1)
    for row, option in zip(rows, asked.options, strict=False):
        assert one_line(option.hint) in words((row,))


def test_where_lines_are_few_the_hint_stands_below_the_marked_option_only() -> None:
    asked = question("volatility")
    layout = OptionRows(asked, None, 44, 12)
    assert not layout.hints_beside
    rows = layout.rows(1)
    assert one_line(asked.options[1].hint) in words(rows[1:2])
    assert one_line(asked.options[0].hint) not in words(rows)


def test_no_line_is_wider_than_the_room_and_no_text_is_cut_while_there_are_lines() -> None:
    for asked in rulebook().questions:
        for width in (34, 44, 74, 120, 190):
            rows = OptionRows(asked, None, width, 60).rows(-1)
            for row, option in zip(rows, asked.options, strict=False):
                assert all(line.cell_length <= width for line in row.split("\n"))
                assert set(one_line(option.text).split()) <= set(words((row,)).split())
                assert "…" not in row.plain


def test_where_lines_are_scarce_the_marked_option_is_whole_and_the_rest_takes_one_each() -> None:
    asked = question("citations")
    rows = OptionRows(asked, None, 40, 6).rows(2)
    assert sum(row.plain.count("\n") + 1 for row in rows) <= 6
    assert set(one_line(asked.options[2].text).split()) <= set(words(rows[2:3]).split())
    assert rows[1].plain.endswith("…")


@pytest.mark.parametrize("marked", [-1, 0, 2])
def test_no_row_is_cut_that_would_fit_whole(marked: int) -> None:
    for asked in rulebook().questions:
        for width, height in itertools.product((40, 74, 100), (6, 9, 12, 16)):
            rows = OptionRows(asked, None, width, height).rows(marked)
            free = height - sum(row.plain.count("\n") + 1 for row in rows)
            whole = OptionRows(asked, None, width, 99).rows(-1)
            needed = [
                row.plain.count("\n") + 1
                for row, cut in zip(whole, rows, strict=True)
                if "…" in cut.plain
            ]
            assert all(lines - 1 > free for lines in needed), (asked.id, width, height)


def test_a_question_for_a_number_offers_an_exact_one_behind_its_bands() -> None:
    rows = OptionRows(question("volume"), None, 74, 12).rows(-1)
    assert rows[-1].plain == " =  An exact number"
    assert rows[0].plain.startswith(" 1  Under 100,000")
