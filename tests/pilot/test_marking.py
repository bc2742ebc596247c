"""Several at once: marks, and one step of the history for what is done to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.model import UNKNOWN
from tests.pilot.test_reviewing import named, to_review
from tests.support.pilot import User, at_screen, read_project

if TYPE_CHECKING:
    from pathlib import Path


def decided(user: User) -> list[str]:
    return [item.name for item in user.project.capabilities if item.review is not None]


async def test_space_marks_and_goes_down_and_marks_no_more(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "space", "space")
        user.sees("1* Refund policy", "2* Brand voice in replies", "› 3 Order status")
        assert "2 marked" in user.status
        await user.press("k", "space")
        assert "1 marked" in user.status
        user.sees("2 Brand voice in replies", "› 3 Order status")


async def test_the_last_row_is_marked_where_it_is(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "G", "space")
        user.sees("› 8* Returns by photo")


async def test_a_star_marks_all_that_are_shown_or_none(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "slash")
        await user.types("verdict:retrieval")
        await user.press("enter", "asterisk", "escape")
        user.sees("1* Refund policy", "3* Order status", "7* Care instructions")
        assert "3 marked" in user.status
        await user.press("asterisk")
        assert "8 marked" in user.status
        await user.press("asterisk")
        assert "marked" not in user.status


async def test_all_marked_are_accepted_in_one_step(sample: Path) -> None:
    async with at_screen(sample) as user:
        before = user.project
        await user.press("f2", "g", "down", "space", "space", "a")
        assert "2 verdicts accepted" in user.hint
        assert "marked" not in user.status
        assert set(decided(user)) >= {"Brand voice in replies", "Order status"}
        await user.press("u")
        assert "Undone: the acceptance of 2 verdicts" in user.hint
        assert user.project == before
        await user.press("ctrl+r")
        assert "Redone: the acceptance of 2 verdicts" in user.hint
        assert named(user, "Order status").review is not None


async def test_what_cannot_be_accepted_is_told_by_number_and_stays_marked(sample: Path) -> None:
    async with at_screen(sample) as user:
        override = named(user, "Escalation protocol").review
        await user.press("f2", "asterisk", "a")
        assert "5 verdicts accepted" in user.hint
        assert "Left out 4: overridden" in user.hint
        assert "Left out 8: no evidence yet" in user.hint
        assert "2 marked" in user.status
        user.sees("4* Escalation protocol", "8* Returns by photo")
        assert named(user, "Escalation protocol").review == override
        await user.press("a")
        assert "Nothing was changed" in user.hint


async def test_all_marked_are_removed_in_one_step(sample: Path) -> None:
    async with at_screen(sample) as user:
        before = user.project
        await user.press("f2", "g", "space", "space", "d")
        user.sees("of 6 decided", "› 1 Order status")
        assert "2 capabilities deleted; u restores them" in user.hint
        await user.press("u")
        assert "Undone: the deletion of 2 capabilities" in user.hint
        assert user.project == before


async def test_one_question_is_answered_on_all_marked_in_one_step(sample: Path) -> None:
    async with at_screen(sample) as user:
        before = user.project
        await user.press("f2", "g", "space", "down", "space", "A")
        user.sees("2 marked capabilities: which question?", "Volatility (different answers)")
        await user.press("2", "enter")
        user.sees("Citations", "2 marked capabilities:", "I don't know")
        await user.press("1", "enter")
        given = [
            named(user, name).answer("citations") for name in ("Refund policy", "Order status")
        ]
        assert [item.value for item in given if item] == ["none", "none"]
        assert "“Must answers show their sources?” answered on 2 capabilities" in user.hint
        await user.press("u")
        assert user.project == before


async def test_without_marks_the_selected_one_is_answered_by_number_or_not_known(
    sample: Path,
) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Brand voice in replies")
        titles = [question.id for question in user.session.rulebook.questions]
        down = ["down"] * titles.index("examples")
        await user.press("A", *down, "enter")
        user.sees("› 2 10 to 49", "Exactly 12")
        await user.press("equals_sign", "ctrl+u")
        await user.types("1.000")
        await user.press("enter")
        assert "could be two numbers" in user.hint
        await user.press("ctrl+u", *"1,250", "enter")
        answer = named(user, "Brand voice in replies").answer("examples")
        assert answer
        assert answer.value == 1250
        assert (
            "“How many good examples are there?” answered on “Brand voice in replies”" in user.hint
        )
        await user.press("A", *down, "enter", "enter")
        answer = named(user, "Brand voice in replies").answer("examples")
        assert answer
        assert answer.value == 1250
        await user.press("A", *down, "enter", "down", "enter")
        answer = named(user, "Brand voice in replies").answer("examples")
        assert answer
        assert answer.value == UNKNOWN


async def test_what_stands_behind_an_answer_stays_while_the_answer_does(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Refund policy")
        await user.press("A", "2", "enter", "3", "enter")
        answer = named(user, "Refund policy").answer("citations")
        assert answer
        assert (answer.value, answer.because) == ("required", "Legal, 3 May")
        await user.press("A", "2", "enter", "1", "enter")
        answer = named(user, "Refund policy").answer("citations")
        assert answer
        assert (answer.value, answer.because) == ("none", "")
        told = "“Legal, 3 May” stood behind the other answer and is dropped; u undoes it."
        assert told in " ".join(user.hint.split())


async def test_the_present_answer_is_marked_and_enter_keeps_it(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Refund policy")
        await user.press("A", "2", "enter", "3", "enter")
        await user.press("A", "2", "enter", "enter")
        answer = named(user, "Refund policy").answer("citations")
        assert answer
        assert answer.value == "required"
        await user.press("A", "2", "enter", "0", "enter")
        answer = named(user, "Refund policy").answer("citations")
        assert answer
        assert answer.value == UNKNOWN


async def test_where_answers_differ_none_is_marked_and_enter_chooses_none(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "asterisk")
        before = user.project
        await user.press("A", "2", "enter", "enter")
        user.sees("Choose with a digit, Up or Down")
        await user.press("escape")
        assert user.project is before


async def test_leaving_a_question_open_changes_nothing(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g")
        before = user.project
        await user.press("A", "escape")
        await user.press("A", "enter", "escape")
        assert user.project is before


async def test_a_key_for_all_marked_leaves_alone_what_the_filter_hides(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "asterisk", "slash")
        await user.types("verdict:finetuning")
        await user.press("enter")
        assert "8 marked" in user.status
        assert "hidden" in user.status
        assert "2 of 8 shown" in user.status
        before = [item.name for item in user.project.capabilities]
        await user.press("d")
        left = [item.name for item in user.project.capabilities]
        assert [name for name in before if name not in left] == [
            "Brand voice in replies",
            "Ticket routing",
        ]


async def test_marks_are_a_condition_of_the_filter(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "space", "down", "space", "slash")
        await user.types("-marked")
        await user.press("enter", "g")
        user.sees("6 of 8 shown", "› 2 Brand voice in replies")
        await user.press("space")
        user.sees("5 of 8 shown", "› 4 Escalation protocol")


@pytest.fixture
def read_only(sample: Path) -> Path:
    """Return a file that nobody may write."""
    sample.chmod(0o444)
    return sample


async def test_a_session_that_only_looks_marks_but_does_nothing_to_them(read_only: Path) -> None:
    async with at_screen(read_only) as user:
        await user.press("asterisk")
        assert "8 marked" in user.status
        for key in ("a", "x", "d", "A", "y", "J", "K"):
            await user.press(key)
            assert "Read-only" in user.hint
        assert user.project == read_project(read_only)
