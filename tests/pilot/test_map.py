"""The map of the review: the same selection as in the table, moved by keys of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.interview import edits
from tests.support.pilot import NARROW, WIDE, User, at_screen

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [(40, 12), NARROW, WIDE]


async def to_map(user: User, name: str) -> None:
    """Go to the map with a capability selected."""
    await user.press("f2", "g")
    names = [item.name for item in user.project.capabilities]
    await user.press(*["down"] * names.index(name), "m")


def selected(user: User) -> str:
    """Return the line that tells the selected one."""
    return user.part(user.app.screen.query_one("#selected"))


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_capabilities_stand_in_four_named_regions(
    sample: Path, size: tuple[int, int]
) -> None:
    async with at_screen(sample, size) as user:
        await to_map(user, "Order status")
        user.sees("▲ fine-tuning 2", "◈ both 0", "◆ retrieval 4", "○ ", "knowledge", "behaviour")
        user.sees("8?", "4")
        assert "3  Order status   ◆ retrieval, lean" in selected(user)


async def test_names_stand_beside_the_numbers_in_the_colours_of_their_types(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_map(user, "Order status")
        colors = user.app.theme_variables
        shown = {
            segment.text: segment.style.color.name
            for strip in user.strips
            for segment in strip
            if segment.style and segment.style.color
        }
        assert shown["2 Brand voice in replies"] == colors["verdict-finetuning"]
        assert shown["1 Refund policy"] == colors["verdict-retrieval"]
        assert shown["8? Returns by photo"] == colors["verdict-undecided"]


async def test_the_selected_one_is_marked_by_brackets_and_reversed(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_map(user, "Order status")
        reversed_text = [
            segment.text
            for strip in user.strips
            for segment in strip
            if segment.style and segment.style.reverse
        ]
        assert reversed_text == ["[3 Order status]"]


async def test_names_that_find_no_room_beside_their_number_are_told_below(sample: Path) -> None:
    async with at_screen(sample, (50, 14)) as user:
        await to_map(user, "Order status")
        user.sees("[3 Order status]", "knowledge 4 *Escalation protocol")


async def test_what_was_decided_instead_is_told_with_the_verdict(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_map(user, "Escalation protocol")
        assert "◆ retrieval (verdict: both, clear)" in selected(user)


async def test_keys_select_the_next_one_and_the_one_before(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_map(user, "Order status")
        for following, before in zip(
            ("n", "j", "l", "down", "right"), ("p", "k", "h", "up", "left"), strict=True
        ):
            await user.press(following)
            assert "Escalation protocol" in selected(user)
            user.sees("[4 *Escalation protocol]")
            await user.press(before)
            assert "Order status" in selected(user)
            user.sees("[3 Order status]")


async def test_keys_go_to_both_ends_and_further_there_is_nothing(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_map(user, "Order status")
        for first, last in (("g", "G"), ("home", "end")):
            await user.press(last)
            assert "Returns by photo" in selected(user)
            await user.press("n")
            assert "Returns by photo" in selected(user)
            await user.press(first)
            assert "Refund policy" in selected(user)
            await user.press("p")
            assert "Refund policy" in selected(user)


async def test_keys_go_back_to_the_table_with_the_same_selection(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_map(user, "Order status")
        for key, name in (("enter", "4 Escalation"), ("escape", "5 Small talk"), ("m", "6 Ticket")):
            await user.press("n", key)
            assert user.focus == "table"
            user.sees(f"› {name}")
            await user.press("m")


async def test_with_a_filter_the_map_shows_and_walks_through_what_the_table_does(
    sample: Path,
) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "slash")
        await user.types("decision:retrieval")
        await user.press("enter", "m")
        user.sees("map, 4 of 8 shown", "◆ retrieval 4", "[1 Refund policy]")
        await user.press("n")
        assert "Order status" in selected(user)
        await user.press("enter")
        user.sees("› 3 Order status")


async def test_another_size_draws_the_map_anew(sample: Path) -> None:
    async with at_screen(sample, WIDE) as user:
        await to_map(user, "Order status")
        await user.resizes(50, 14)
        user.sees("[3 Order status]", "retrieval 4", "3 Order status ◆ retrieval, lean")


async def test_without_capabilities_there_is_no_map_and_a_word_says_so(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.press("f2", "m")
        assert "nothing to put on a map" in user.hint


async def test_a_map_can_be_looked_at_in_a_session_that_only_looks(sample: Path) -> None:
    sample.chmod(0o444)  # noqa: ASYNC240 - before anything runs
    async with at_screen(sample) as user:
        await user.press("m", "n")
        assert "Brand voice" in selected(user)


async def test_what_is_gone_when_one_comes_back_to_the_map_is_not_on_it(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_map(user, "Returns by photo")
        await user.press("f1")
        user.session.edit("remove", edits.remove(user.project, "returns-by-photo"))
        await user.press("escape")
        assert "Refund policy" in selected(user)
        user.sees_no("8?")
        await user.press("f1")
        user.session.edit("remove", replace(user.project, capabilities=()))
        await user.press("escape")
        assert user.focus == "table"
        user.sees("Nothing to review yet")
