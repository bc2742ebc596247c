"""All answers of a capability on one screen: what is chosen counts at once, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.model import UNKNOWN, Answer, AnswerValue, Capability
from tests.support.pilot import NARROW, SMALL, User, at_screen, rulebook

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = [each.id for each in rulebook().questions].index("examples")


async def to_answers(user: User, key: str = "e") -> None:
    """Open the answers of the first capability from the review."""
    await user.press("f2", "g", key)


def first(user: User) -> Capability:
    return user.project.capabilities[0]


def value(user: User, question: str) -> AnswerValue | None:
    answer = first(user).answer(question)
    return None if answer is None else answer.value


@pytest.mark.parametrize("key", ["e", "enter"])
async def test_the_answers_of_a_row_are_on_one_screen_and_escape_goes_back_to_it(
    sample: Path, key: str
) -> None:
    async with at_screen(sample) as user:
        await to_answers(user, key)
        user.sees(
            "· answers", "Volatility", "Citations", "not asked", "verdict: ◆ retrieval, clear"
        )
        await user.press("escape")
        user.sees("· review ·", "› 1 Refund policy")


async def test_a_digit_answers_and_the_verdict_moves(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_answers(user)
        await user.press("j", "j", "3")
        assert value(user, "tone") == "strict"
        user.sees("verdict: ◆ retrieval, lean", "› 3 Yes, every time")
        await user.press("0")
        assert value(user, "tone") == UNKNOWN
        await user.press("u")
        assert value(user, "tone") == "strict"
        user.sees("verdict: ◆ retrieval, lean", "Undone:")
        await user.press("ctrl+r")
        assert value(user, "tone") == UNKNOWN


async def test_enter_goes_to_the_next_question_and_stops_at_the_last(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_answers(user)
        await user.press("2", "enter")
        user.sees("› Citations")
        await user.press("end", "enter")
        assert user.hint == "This is the last question. Esc goes back."
        assert value(user, "volatility") == "monthly"


async def test_an_answer_is_taken_back_and_its_because_is_told(sample: Path) -> None:
    async with at_screen(sample) as user:
        before = first(user)
        await to_answers(user)
        await user.press("x")
        assert value(user, "volatility") is None
        assert "is dropped; u undoes it." in " ".join(user.hint.split())
        await user.press("x")
        assert user.hint == "There is no answer to take back."
        await user.press("u")
        assert first(user) == before


async def test_who_stands_behind_an_answer_is_typed_and_a_draft_survives(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_answers(user)
        await user.press("j", "j", "b", "ctrl+u")
        await user.types("The brand team")
        assert dict(first(user).draft.because)["tone"] == "The brand team"
        await user.press("enter")
        tone = first(user).answer("tone")
        assert tone is not None
        assert tone.because == "The brand team"
        user.sees("Because: The brand team")
        await user.press(*["down"] * 6, "b")
        assert user.hint == "Choose an answer first; then say what stands behind it."


async def test_an_exact_number_is_asked_for(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_answers(user)
        await user.press("equals_sign")
        assert user.hint == "This question has options, and takes no number."
        await user.press(*["down"] * NUMBER, "equals_sign")
        await user.types("many")
        await user.press("enter")
        assert "whole number is wanted" in user.hint
        await user.press("ctrl+u")
        await user.types("1 200")
        await user.press("enter")
        assert first(user).answers[-1] == Answer("examples", 1200)


async def test_in_the_interview_the_answers_open_at_the_question_that_is_asked(
    sample: Path,
) -> None:
    async with at_screen(sample) as user:
        asked, step = user.step, user.step
        await user.press("e")
        user.sees("· answers", "› Footprint")
        await user.press("1", "escape")
        answer = user.capability.answer(asked)
        assert answer is not None
        assert user.step == step
        user.sees("› 1 ")


async def test_without_a_description_there_is_nothing_to_answer(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.press("f2", "e")
        assert user.step == "describe"
        assert user.focus == "description"


async def test_a_session_that_only_looks_shows_them_and_changes_nothing(sample: Path) -> None:
    async with at_screen(sample) as user:
        user.app.open_project(sample, create=False, read_only_reason="it is a test")
        before = user.project
        user.app.show()
        await user.settle()
        await user.press("g", "e", "1")
        assert user.hint == "Read-only: it is a test."
        await user.press("x")
        assert user.hint == "Read-only: it is a test."
        assert user.project == before


@pytest.mark.parametrize("size", [NARROW, SMALL, (44, 20), (40, 12)], ids=str)
async def test_the_chosen_option_and_the_verdict_are_in_view(
    sample: Path, size: tuple[int, int]
) -> None:
    async with at_screen(sample, size) as user:
        await to_answers(user)
        await user.press("4", "down", "up")
        user.sees("› 4 Daily", "retrieval", "Esc back")
