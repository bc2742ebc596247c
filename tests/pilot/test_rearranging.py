"""Copies, another order, and an end: every row can be put elsewhere, and everything be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pilot.test_reviewing import named, to_review
from tests.support.pilot import User, at_screen

if TYPE_CHECKING:
    from pathlib import Path


def names(user: User) -> list[str]:
    return [item.name for item in user.project.capabilities]


async def test_a_copy_stands_below_without_the_decision(sample: Path) -> None:
    async with at_screen(sample) as user:
        before = user.project
        await to_review(user, "Refund policy")
        await user.press("y")
        assert names(user)[:2] == ["Refund policy", "Refund policy (copy)"]
        user.sees("› 2 Refund policy (copy)")
        copy, original = named(user, "Refund policy (copy)"), named(user, "Refund policy")
        assert copy.review is None
        assert copy.answers == original.answers
        assert copy.id != original.id
        assert (await user.saves()) == user.project
        await user.press("u")
        assert "Undone: the copy of “Refund policy”" in user.hint
        assert user.project == before


@pytest.mark.parametrize(("down", "up"), [("J", "K"), ("shift+down", "shift+up")])
async def test_a_row_is_moved_down_and_up_and_stays_selected(
    sample: Path, down: str, up: str
) -> None:
    async with at_screen(sample) as user:
        before = names(user)
        await to_review(user, "Refund policy")
        await user.press(down, down)
        assert names(user)[:3] == [before[1], before[2], before[0]]
        user.sees("› 3 Refund policy")
        await user.press(up)
        user.sees("› 2 Refund policy")
        await user.press("u", "u", "u")
        assert "Undone: the move of “Refund policy”" in user.hint
        assert names(user) == before


async def test_at_the_ends_a_row_says_why_it_does_not_move(sample: Path) -> None:
    async with at_screen(sample) as user:
        before = user.project
        await user.press("f2", "g", "K")
        assert "no row to move it past" in user.hint
        await user.press("G", "J")
        assert "no row to move it past" in user.hint
        await user.press("s", "K")
        assert "in the order of the file" in user.hint
        assert user.project is before


async def test_among_what_is_shown_a_row_moves_past_what_is_hidden(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("verdict:finetuning")
        await user.press("enter", "g", "J")
        assert names(user).index("Brand voice in replies") == 5
        user.sees("5 Ticket routing", "› 6 Brand voice in replies")


async def test_removing_the_last_capability_leads_to_a_review_that_says_how_to_go_on(
    greeting: Path,
) -> None:
    async with at_screen(greeting) as user:
        await user.press("f2", "d")
        user.sees("0 of 0 decided", "Nothing to review yet. + describes the first capability")
        assert "“Greeting” deleted; u restores it" in user.hint
        for key in ("d", "y", "J", "K", "A", "space", "asterisk", "s", "S", "p"):
            await user.press(key)
            await user.press("escape") if user.app.screen.is_modal else None
        await user.press("u")
        user.sees("1 Greeting")


async def test_with_a_filter_the_last_that_fits_is_removed_too(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("small")
        await user.press("enter", "d")
        user.sees("0 of 7 shown", "Nothing fits this filter")
        await user.press("u")
        user.sees("› 5 Small talk")
