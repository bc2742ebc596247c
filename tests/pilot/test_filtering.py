"""Finding what to review: a filter typed letter by letter, orders, and numbers that stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ragft_tui.storage.project.encode import encode_project
from ragft_tui.tui.screens.review_table import ReviewTable
from tests.pilot.test_reviewing import named, to_review
from tests.support.pilot import NARROW, WIDE, User, at_screen, read_project, rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from textual.content import Content

MANY = 1_000


def rows(user: User) -> list[str]:
    """Return the names in the table, in their order."""
    lines = user.part(user.app.screen.query_one("#table")).split("\n")
    names = {item.name for item in user.project.capabilities}
    return [name for line in lines for name in names if f" {name} " in f" {line} "]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_table_narrows_at_each_letter(sample: Path, size: tuple[int, int]) -> None:
    async with at_screen(sample, size) as user:
        await user.press("f2", "slash")
        assert user.focus == "filter"
        found = []
        for letter in "order":
            await user.press(letter)
            found.append(rows(user))
        assert found[0] > found[-1] == ["Order status"]
        assert "1 of 8 shown" in user.status
        await user.press(*["backspace"] * 5)
        assert len(rows(user)) == 8


async def test_enter_keeps_the_filter_and_rows_keep_their_numbers(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("verdict:finetuning")
        await user.press("enter")
        assert user.focus == "table"
        assert rows(user) == ["Brand voice in replies", "Ticket routing"]
        user.sees("› 2 Brand voice in replies", "6 Ticket routing", "Filter verdict:finetuning")
        await user.press("down")
        user.sees("6 Ticket routing ▲ fine-tuning, lean")


async def test_the_filter_is_there_again_to_be_changed(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("tone:strict")
        await user.press("enter", "slash")
        assert user.field == "tone:strict"
        await user.types(" unready")
        await user.press("enter")
        assert "shown" in user.status
        user.sees("Filter tone:strict unready")


async def test_escape_shows_everything_again_where_it_was(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Small talk")
        await user.press("slash")
        await user.types("small")
        user.sees("› 5 Small talk")
        await user.press("escape")
        assert user.focus == "table"
        assert len(rows(user)) == 8
        user.sees("› 5 Small talk")
        user.sees_no("Filter")


async def test_in_the_table_escape_ends_the_filter_and_tells_then_where_the_ways_out_are(
    sample: Path,
) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("stale")
        await user.press("enter", "escape")
        assert len(rows(user)) == 8
        await user.press("escape")
        assert user.hint == "H goes to the list of sessions, q quits."
        assert user.app.session is not None


async def test_a_filter_that_is_not_finished_says_so_and_keeps_what_was_found(
    sample: Path,
) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        user.sees("Words to find, or: retrieval both undecided")
        await user.types("policy ")
        await user.types("verdict")
        assert "verdict: is a condition" in user.hint
        assert rows(user) == ["Refund policy"]
        await user.press(":")
        assert 'Nothing follows "verdict:"' in user.hint
        assert rows(user) == ["Refund policy"]
        await user.press("enter")
        assert user.focus == "filter"
        await user.types("reti")
        assert 'did you mean "retrieval"?' in user.hint
        await user.press("backspace", *"rieval", "enter")
        assert user.focus == "table"
        assert rows(user) == ["Refund policy"]


async def test_an_unknown_word_is_told_with_the_nearest_one(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("verdit:both")
        assert user.hint == 'Unknown word "verdit" (column 1); did you mean "verdict"?'


async def test_a_filter_that_nothing_fits_says_so_and_how_to_go_on(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("zebra")
        user.sees("0 of 8 shown", "Nothing fits this filter. Esc shows everything")
        await user.press("enter")
        for key in (
            "a",
            "o",
            "n",
            "x",
            "d",
            "e",
            "y",
            "K",
            "A",
            "f3",
            "space",
            "asterisk",
            "enter",
        ):
            await user.press(key)
            assert not user.app.screen.is_modal
            user.sees("0 of 8 shown")
        assert user.project == read_project(sample)
        await user.press("p")
        assert "Esc shows the others" in user.hint
        await user.press("escape")
        assert len(rows(user)) == 8


async def test_what_does_not_fit_any_more_goes_and_the_next_one_is_selected(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("pending")
        await user.press("enter", "g", "a")
        assert named(user, "Brand voice in replies").review is not None
        assert "Brand voice in replies" not in rows(user)
        user.sees("› 3 Order status")
        await user.press("u")
        user.sees("2 Brand voice in replies", "6 of 8 shown")


async def test_next_pending_stays_among_what_is_shown(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("verdict:finetuning")
        await user.press("enter", "p")
        user.sees("› 6 Ticket routing")
        await user.press("p")
        user.sees("› 2 Brand voice in replies")


async def test_while_a_filter_is_typed_no_key_changes_the_project(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        before = user.project
        for key in ("shift+down", "ctrl+r", "delete"):
            await user.press(key)
        assert user.project is before
        await user.press("shift+down")
        assert "Enter keeps the filter" in user.hint


async def test_another_session_begins_without_the_filter(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "s", "space", "slash")
        await user.types("small")
        await user.press("enter", "H", "enter")
        user.sees_no("shown", "marked", "Capability↓", "Verdict↓")


@pytest.mark.parametrize(
    ("presses", "heading", "first"),
    [
        (1, "Verdict↓", "Refund policy"),
        (2, "Verdict, strength↓", "Refund policy"),
        (3, "Decision↓", "Brand voice in replies"),
        (4, "Capability↓", "Brand voice in replies"),
        (5, "Decision, open↓", "Returns by photo"),
    ],
)
async def test_a_key_sorts_by_one_column_after_another_and_the_heading_says_so(
    sample: Path, presses: int, heading: str, first: str
) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", *["s"] * presses)
        user.sees(heading, "› 1 Refund policy")
        assert rows(user)[0] == first
        assert "Sorted by" in user.hint
        assert user.project == read_project(sample)


async def test_the_order_is_turned_round_and_comes_back_to_the_file(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2")
        in_file = rows(user)
        await user.press("S")
        assert rows(user) == in_file[::-1]
        user.sees("#↑", "1 Refund policy")
        await user.press("S", *["s"] * 6)
        assert rows(user) == in_file
        user.sees_no("↓", "↑")


@pytest.fixture
def many(sample: Path) -> Path:
    """Return a project of a thousand capabilities."""
    project = read_project(sample)
    items = tuple(
        replace(project.capabilities[index % 8], id=f"c{index}", name=f"Capability {index}")
        for index in range(MANY)
    )
    sample.write_bytes(encode_project(replace(project, capabilities=items), rulebook()))
    return sample


async def test_of_a_thousand_a_move_draws_two_rows_and_a_letter_one_page(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    draw = ReviewTable._row

    def noted(self: ReviewTable, row: int) -> Content:
        drawn.append(row)
        return draw(self, row)

    monkeypatch.setattr(ReviewTable, "_row", noted)
    async with at_screen(many) as user:
        await user.press("f2", "g")
        drawn.clear()
        await user.press("down")
        assert sorted(set(drawn)) == [0, 1]
        await user.press("slash")
        await user.types('"capability 99')
        drawn.clear()
        await user.press('"')
        assert len(drawn) <= user.app.screen.query_one("#table").size.height * 2
        user.sees("11 of 1000 shown", "› 100 Capability 99")


async def test_words_on_the_way_to_a_filter_do_not_move_the_selection(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "slash", *"dec")
        user.sees("› 4 Escalation protocol")
        await user.types("ision:retrieval")
        await user.press("enter")
        user.sees("› 1 Refund policy")
