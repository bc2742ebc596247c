"""Undo and redo: in the interview and in the review, and never at the cost of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ragft_tui.core.model import Answer
from tests.support.pilot import at_screen

if TYPE_CHECKING:
    from pathlib import Path


async def test_an_answer_is_taken_back_where_it_was_given(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "enter", "u")
        assert "Undone: the answer to “How often do the facts change?”" in user.hint
        assert user.step == "volatility"
        assert user.capability.answers == ()
        await user.press("u")
        assert "Nothing to undo" in user.hint


async def test_undo_keeps_a_because_that_was_typed_meanwhile(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "enter", "b")
        await user.types("Legal")
        await user.press("escape", "u")
        assert user.capability.answers == ()
        assert user.capability.draft.because == (("citations", "Legal"),)
        await user.press("3", "enter")
        user.sees("Because Legal")


async def test_undo_of_a_description_keeps_the_text_as_a_draft(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.describes("Refunds", "Says whether a refund is due.")
        await user.press("u")
        assert user.step == "describe"
        user.sees("Refunds", "Says whether a refund is due.")


async def test_decisions_are_taken_back_and_made_again_in_their_order(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "p", "a", "a")
        user.sees("4 of 8 decided")
        await user.press("u")
        assert "Undone: the acceptance of “Order status”" in user.hint
        user.sees("3 of 8 decided")
        await user.press("u")
        user.sees("2 of 8 decided")
        await user.press("ctrl+r")
        assert "Redone: the acceptance of “Brand voice in replies”" in user.hint
        await user.press("U")
        user.sees("4 of 8 decided")
        await user.press("U")
        assert "Nothing to redo" in user.hint


async def test_undo_in_the_review_keeps_a_note_that_is_being_typed(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "x", "n")
        await user.types("Half a no")
        await user.press("escape", "u")
        assert "Undone: the withdrawal" in user.hint
        refund = user.project.capabilities[0]
        assert refund.review
        assert refund.draft.notes == "Half a no"
        await user.press("n")
        assert user.field == "Half a no"


async def test_what_was_undone_is_what_is_saved(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "x", "u")
        (refund, *_) = (await user.saves()).capabilities
        assert refund.review


async def test_what_was_undone_in_the_interview_is_done_again_there(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.describes("Refunds", "Says whether a refund is due.")
        await user.press("3", "enter", "u")
        assert "Undone: the answer to “How often do the facts change?”" in user.hint
        await user.press("ctrl+r")
        assert "Redone: the answer to “How often do the facts change?”" in user.hint
        assert user.project.capabilities[0].answer("volatility")
        await user.press("U")
        assert "Nothing to redo" in user.hint


async def test_undo_of_an_answer_brings_its_own_because_back(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "b")
        await user.types("Board 7")
        await user.press("enter", "enter", "shift+tab", "2", "b")
        await user.types(" and 8")
        await user.press("enter", "enter")
        assert user.capability.answers == (Answer("volatility", "monthly", "Board 7 and 8"),)
        await user.press("u")
        assert user.capability.answers == (Answer("volatility", "weekly", "Board 7"),)
        assert not user.capability.draft
        user.sees("Because Board 7")
        user.sees_no("and 8")
        await user.press("enter")
        assert user.capability.answers == (Answer("volatility", "weekly", "Board 7"),)
        await user.press("u", "U", "U")
        assert user.capability.answers == (Answer("volatility", "weekly", "Board 7"),)


async def test_a_because_for_another_option_is_resumed_with_that_option(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "b")
        await user.types("Legal")
        await user.press("enter", "enter", "shift+tab", "4", "b", "ctrl+u")
        await user.types("Ops")
        await user.press("enter")
        assert user.capability.answers == (Answer("volatility", "weekly", "Legal"),)
        await user.leaves("f10")
    async with at_screen(greeting) as user:
        await user.press("enter")
        assert user.capability.answers == (Answer("volatility", "daily", "Ops"),)
