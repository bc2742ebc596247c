"""Keys that arrive all at once take effect in their order, whatever each of them opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.model import Answer, VerdictType
from tests.support.pilot import at_screen

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_capability_described_and_answered_in_one_burst(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.burst(
            *"Refunds", "enter", *"Says whether", "ctrl+j", *"a refund is due.", "enter",
            "3", "enter", "b", *"Legal", "enter", "2", "enter",
        )  # fmt: skip
        assert user.capability.name == "Refunds"
        assert user.capability.description == "Says whether\na refund is due."
        assert user.capability.answers == (
            Answer("volatility", "weekly"),
            Answer("citations", "helpful", "Legal"),
        )
        assert user.step == "tone"


async def test_two_capabilities_and_a_review_in_one_burst(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.burst(
            *"One", "enter", *"First.", "enter", "5", "enter", "f2",
            "plus", *"Two", "tab", *"Second.", "enter", "4", "enter", "escape",
            "g", "a", "o", "3", "enter", *"As agreed", "enter",
        )  # fmt: skip
        one, two = user.project.capabilities
        assert (one.name, one.description) == ("One", "First.")
        assert one.review
        assert one.review.decision == "accepted"
        assert (two.name, two.description) == ("Two", "Second.")
        assert two.review
        assert (two.review.type, two.review.because) == (VerdictType.BOTH, "As agreed")


@pytest.mark.parametrize("keys", [["f1", "escape"], ["ctrl+p", "escape"], ["f2", "i"]])
async def test_what_follows_a_key_that_opens_and_closes_is_typed_where_one_was(
    new_file: Path, keys: list[str]
) -> None:
    async with at_screen(new_file) as user:
        await user.types("Ref")
        await user.burst(*keys, *"unds")
        project = user.project.capabilities[0]
        assert "unds" in f"{project.draft.name}{project.draft.description}"


async def test_a_paste_keeps_its_place_among_the_keys(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.burst(*"Re")
        user.sends(*"fun")
        user.sends_paste("ds are")
        user.sends(*" due", "enter", *"Text")
        await user.settle()
        draft = user.capability.draft
        assert (draft.name, draft.description) == ("Refunds are due", "Text")


async def test_keys_behind_the_one_that_leaves_are_lost_without_harm(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        user.sends("3", "enter")
        await user.leaves("f10", "2", "enter", "x")
    async with at_screen(greeting) as user:
        assert user.step == "citations"


async def test_a_hundred_answers_and_steps_back_end_where_they_began(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.burst(*["3", "enter", "shift+tab"] * 33)
        assert user.step == "volatility"
        assert user.capability.answers == (Answer("volatility", "weekly"),)
