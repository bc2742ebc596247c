"""Answering: options, numbers, suggestions, and who stands behind an answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.interview import VERDICT, Interview
from ragft_tui.core.model import Answer, AnswerValue
from ragft_tui.session import interview as steps
from ragft_tui.tui.widgets.question_card import QuestionCard
from tests.support.pilot import PATIENCE, SMALL, WIDE, User, at_screen, read_project

if TYPE_CHECKING:
    from pathlib import Path

    from ragft_tui.session.session import Session


@pytest.fixture
def suggesting(tmp_path: Path) -> Path:
    """Return a project whose words imply that citations are required."""
    path = tmp_path / "suggesting.toml"
    path.write_text(
        "format = 1\n[project]\nname = 'Legal desk'\n[[capabilities]]\nid = 'clauses'\n"
        "name = 'Clauses'\ndescription = 'Every answer cites its source.'\n",
        "utf-8",
    )
    return path


def answers(user: User) -> dict[str, object]:
    return {answer.question: answer.value for answer in user.project.capabilities[0].answers}


async def test_a_digit_marks_an_option_and_enter_accepts_it(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3")
        assert answers(user) == {}
        user.sees("› 3 About weekly")
        await user.press("enter")
        assert answers(user) == {"volatility": "weekly"}
        assert user.step == "citations"


async def test_arrows_and_letters_move_the_mark(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("down", "j", "down", "k")
        user.sees("› 2 About monthly")
        await user.press("G")
        user.sees("› 0 I don't know")
        await user.press("g")
        user.sees("› 1 Never")
        await user.press("up")
        user.sees("› 1 Never")


async def test_an_answer_that_is_looked_at_is_considered_and_one_passed_on_the_way_is_not(
    greeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    considered: list[object] = []
    looked_at = asyncio.Event()
    consider = steps.consider

    def watch(session: Session, value: AnswerValue) -> Interview:
        considered.append(value)
        if value == "helpful":
            looked_at.set()
        return consider(session, value)

    monkeypatch.setattr(steps, "consider", watch)
    async with at_screen(greeting) as user:
        await user.press("1", "2", "3", "4", "enter", "down", "down")
        await asyncio.wait_for(looked_at.wait(), PATIENCE)
        await user.press("enter")
        assert user.step == "tone"
    # On a slow machine a row may be marked for a moment on the way, too.
    assert considered[-1] == "helpful"
    assert len(considered) < 6


async def test_an_answer_is_not_considered_once_its_project_is_left(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        card = user.app.screen.query_one(QuestionCard)
        await user.burst("1", "H")
        assert user.app.session is None
        card._consider()  # as its timer may just do
        await user.settle()
        user.sees("Continue the marked session")


async def test_nothing_is_marked_where_nothing_is_answered_and_enter_only_tells(
    greeting: Path,
) -> None:
    async with at_screen(greeting) as user:
        user.sees_no("›", "suggested by")
        await user.press("enter")
        assert "Choose with a digit, Up or Down" in user.hint
        assert user.step == "volatility"
        assert answers(user) == {}


async def test_a_suggested_answer_is_not_marked_and_enter_alone_does_not_take_it(
    suggesting: Path,
) -> None:
    async with at_screen(suggesting) as user:
        await user.goes_to("citations")
        user.sees("suggested by “")
        user.sees_no("›")
        await user.press("enter", "enter")
        assert "Choose with a digit, Up or Down" in user.hint
        assert user.step == "citations"
        assert (await user.saves()).capabilities[0].answers == ()


async def test_the_digit_of_a_suggested_answer_marks_it_and_enter_takes_it(
    suggesting: Path,
) -> None:
    async with at_screen(suggesting) as user:
        await user.goes_to("citations")
        await user.press("3")
        user.sees("› 3 Yes", "suggested by “Every answer")
        assert answers(user) == {}
        await user.press("enter")
        assert answers(user) == {"citations": "required"}


async def test_a_suggestion_stands_beside_its_option_once_and_says_how_often_it_holds(
    suggesting: Path,
) -> None:
    said = "More than 9 of 10 descriptions"
    async with at_screen(suggesting, WIDE) as user:
        await user.goes_to("citations")
        assert user.words.count("suggested by “Every answer cites its source”") == 1
        await user.press("1")
        user.sees("› 1 No")
        user.sees_no(said)
        await user.press("3")
        user.sees("› 3 Yes", said)
        assert user.words.count("suggested by") == 1


@pytest.mark.parametrize("size", [SMALL, (40, 12)], ids=str)
async def test_without_room_the_marked_option_is_told_whole_and_what_is_suggested_on_its_row(
    suggesting: Path, size: tuple[int, int]
) -> None:
    async with at_screen(suggesting, size) as user:
        await user.goes_to("citations")
        user.sees_no("›")
        assert "suggested" in user.words
        await user.press("3")
        user.sees("› 3 Yes, every answer", "source to check it by")


async def test_a_suggestion_is_refused_by_choosing_something_else(suggesting: Path) -> None:
    async with at_screen(suggesting) as user:
        await user.goes_to("citations")
        await user.press("1", "enter")
        assert answers(user) == {"citations": "none"}
        await user.press("shift+tab")
        user.sees("› 1 No")
        user.sees_no("suggested by")


async def test_zero_is_i_do_not_know_and_is_not_asked_again(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("0", "enter")
        assert answers(user) == {"volatility": "unknown"}
        await user.leaves("f10")
    async with at_screen(greeting) as user:
        assert user.step == "citations"


async def test_a_digit_without_an_option_is_told(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("9")
        assert "There is no option 9 here" in user.hint
        user.sees_no("›")


async def test_skipping_writes_nothing_and_the_next_interview_asks_again(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("s")
        assert user.step == "citations"
        await user.press("f4")
        assert user.step == "tone"
        assert answers(user) == {}
        await user.press("escape", "i")
        assert user.step == "volatility"


async def test_back_from_a_question_checks_nothing_and_keeps_the_answer(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "enter", "2", "shift+tab")
        assert user.step == "volatility"
        user.sees("› 3 About weekly")
        await user.press("enter")
        assert user.step == "citations"
        assert answers(user) == {"volatility": "weekly"}
        await user.press("ctrl+b")
        assert user.step == "volatility"


async def test_back_from_the_first_question_is_the_description_and_then_the_beginning(
    greeting: Path,
) -> None:
    async with at_screen(greeting) as user:
        await user.press("shift+tab")
        assert user.field == "Says hello."
        await user.press("shift+tab", "shift+tab")
        assert "This is the beginning" in user.hint


async def test_a_because_typed_before_the_answer_goes_with_it(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("b")
        await user.types("Legal, 3 May")
        await user.press("enter")
        assert user.focus == "options"
        assert answers(user) == {}
        await user.press("3", "enter")
        assert user.capability.answers == (Answer("volatility", "weekly", "Legal, 3 May"),)
        assert not user.capability.draft


async def test_escape_from_the_because_keeps_what_was_typed_as_a_draft(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("b")
        await user.types("Legal, 3 q?")
        await user.press("escape")
        assert user.focus == "options"
        user.sees("Because Legal, 3 q?")
        assert (await user.saves()).capabilities[0].draft.because == (
            ("volatility", "Legal, 3 q?"),
        )
        await user.press("b")
        await user.types("!")
        assert user.field == "Legal, 3 q?!"


async def test_a_because_is_resumed_at_its_question_with_the_text_intact(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "enter", "b")
        await user.types("Product owner")
        await user.leaves("f10")
    assert read_project(greeting).capabilities[0].draft.because == (("citations", "Product owner"),)
    async with at_screen(greeting) as user:
        assert user.step == "citations"
        user.sees("Because Product owner")
        await user.types(" of claims")
        await user.press("escape", "2", "enter")
        assert user.project.capabilities[0].answer("citations") == Answer(
            "citations", "helpful", "Product owner of claims"
        )


async def test_a_because_can_be_changed_after_the_answer(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "enter", "shift+tab", "b")
        await user.types("Legal")
        await user.press("enter")
        assert user.capability.answers == (Answer("volatility", "weekly", "Legal"),)


async def test_another_answer_drops_the_because_says_so_and_undo_brings_it_back(
    greeting: Path,
) -> None:
    async with at_screen(greeting) as user:
        await user.press("b")
        await user.types("Legal")
        await user.press("enter", "3", "enter", "shift+tab", "4", "enter")
        assert user.capability.answers == (Answer("volatility", "daily"),)
        told = "“Legal” stood behind the other answer and is dropped; u undoes it."
        assert told in " ".join(user.hint.split())
        await user.press("u")
        assert user.capability.answers == (Answer("volatility", "weekly", "Legal"),)


async def test_the_same_answer_keeps_its_because(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("b")
        await user.types("Legal")
        await user.press("enter", "3", "enter", "shift+tab", "3", "enter")
        assert user.capability.answers == (Answer("volatility", "weekly", "Legal"),)


async def test_a_because_typed_for_the_marked_option_goes_with_that(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "enter", "shift+tab", "4", "b")
        await user.types("Ops")
        await user.press("enter")
        assert user.capability.answers == (Answer("volatility", "weekly"),)
        await user.press("enter")
        assert user.capability.answers == (Answer("volatility", "daily", "Ops"),)


async def test_a_because_too_long_for_a_field_is_refused_in_words(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("b")
        await user.types("Legal")
        await user.pastes("x" * 70_000)
        assert "Not pasted" in user.hint
        assert user.field == "Legal"


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """Return a project whose only open question asks for a number."""
    path = tmp_path / "voice.toml"
    path.write_text(
        "format = 1\n[project]\nname = 'Desk'\n[[capabilities]]\nid = 'voice'\nname = 'Voice'\n"
        "description = 'Every reply sounds like us.'\n[capabilities.answers]\n"
        "volatility = 'static'\ncitations = 'none'\ntone = 'strict'\nsource = 'none'\n"
        "private_knowledge = 'none'\nformat = 'free'\nvocabulary = 'general'\nbaseline = 'manner'\n"
        "footprint = 'no'\nvolume = 40000\naccess = 'no'\n",
        "utf-8",
    )
    return path


async def test_a_number_is_typed_and_digits_are_digits(voice: Path) -> None:
    async with at_screen(voice) as user:
        assert (user.step, user.focus) == ("examples", "options")
        user.sees("= An exact number")
        user.sees_no("Exactly")
        await user.press("equals_sign")
        assert user.focus == "number"
        await user.types("120")
        assert user.field == "120"
        await user.press("enter")
        assert answers(user)["examples"] == 120


async def test_letters_in_a_number_do_what_they_do_on_the_card(voice: Path) -> None:
    async with at_screen(voice) as user:
        await user.press("equals_sign")
        await user.types("12")
        assert user.field == "12"
        await user.press("b")
        assert user.focus == "because"
        await user.types("Counted")
        await user.press("escape")
        assert user.focus == "number"
        await user.press("question_mark")
        user.sees("Keys", "Typing an exact number", "What is shown")
        await user.press("escape", "escape", "s")
        assert "examples" not in answers(user)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("15k", 15_000), ("2 Mio", 2_000_000), ("1,200", 1_200), ("15 Tsd", 15_000), ("1e3", 1_000)],
)
async def test_a_number_is_read_whole_as_it_is_typed(voice: Path, typed: str, number: int) -> None:
    async with at_screen(voice) as user:
        await user.press("equals_sign")
        await user.types(typed)
        assert user.field == typed
        await user.press("enter")
        assert user.project.capabilities[0].answer("examples") == Answer("examples", number)


@pytest.mark.parametrize(
    "typed", ["1.000", "1,5", "15 m 3", "1 2", "-5", "1/2", "~500", "<10", "1x2", "5%"]
)
async def test_a_number_that_cannot_be_read_whole_is_refused_and_stays(
    voice: Path, typed: str
) -> None:
    async with at_screen(voice) as user:
        await user.press("equals_sign")
        await user.types(typed)
        await user.press("enter")
        assert typed in user.hint
        assert user.field == typed
        assert user.project.capabilities[0].answer("examples") is None


async def test_a_band_is_chosen_by_its_digit_and_stored_by_its_id(voice: Path) -> None:
    async with at_screen(voice) as user:
        user.sees("1 Under 10", "= An exact number")
        await user.press("enter")
        assert "= takes an exact number" in user.hint
        assert "examples" not in answers(user)
        await user.press("2")
        user.sees("› 2 10 to 49")
        await user.press("enter")
        assert answers(user)["examples"] == "few"


async def test_the_field_for_a_number_is_left_without_the_number(voice: Path) -> None:
    async with at_screen(voice) as user:
        await user.press("G", "enter")
        assert user.focus == "number"
        await user.types("120")
        await user.press("escape")
        assert user.focus == "options"
        user.sees_no("Exactly")
        await user.press("1", "enter")
        assert answers(user)["examples"] == "none"


async def test_a_number_that_was_given_stands_beside_its_band(voice: Path) -> None:
    async with at_screen(voice) as user:
        await user.goes_to("examples")
        await user.press("equals_sign")
        await user.types("120")
        await user.press("enter", "shift+tab")
        user.sees("› 3 50 to 499", "Exactly 120")
        assert user.focus == "options"
        await user.press("enter", "shift+tab", "1", "enter")
        assert answers(user)["examples"] == "none"


@pytest.mark.parametrize("keys", [("down",) * 5, ("0",), ("G", "up")], ids=str)
async def test_that_a_number_is_not_known_has_a_row_of_its_own(
    keys: tuple[str, ...], voice: Path
) -> None:
    async with at_screen(voice) as user:
        await user.press(*keys, "enter")
        assert answers(user)["examples"] == "unknown"


async def test_the_option_that_a_number_falls_in_is_marked_and_arrows_go_on_from_there(
    voice: Path,
) -> None:
    async with at_screen(voice) as user:
        await user.press("equals_sign")
        await user.types("12")
        user.sees("› 2 10 to 49")
        await user.types("0")
        user.sees("› 3 50 to 499", "Enter accepts 120")
        await user.press("down")
        user.sees("› 4 500 or more")
        user.sees_no("Exactly")
        await user.press("up", "enter")
        assert answers(user)["examples"] == "enough"


async def test_what_is_no_number_yet_marks_nothing(voice: Path) -> None:
    async with at_screen(voice) as user:
        await user.press("equals_sign")
        await user.types("1.000")
        user.sees("a whole number is wanted here")
        user.sees_no("›")


async def test_a_because_of_an_option_of_a_number_waits_with_it(voice: Path) -> None:
    async with at_screen(voice) as user:
        await user.press("down", "b")
        await user.types("Counted")
        await user.press("enter", "b")
        await user.types(" twice")
        await user.leaves("f10")
    async with at_screen(voice) as user:
        user.sees("› 1 Under 10", "Counted twice")
        await user.press("enter", "enter")
        answer = user.project.capabilities[0].answer("examples")
        assert answer == Answer("examples", "none", "Counted twice")


async def test_a_number_in_progress_is_a_draft_and_resumed(voice: Path) -> None:
    async with at_screen(voice) as user:
        await user.press("equals_sign")
        await user.types("12")
        await user.leaves("f10")
    assert read_project(voice).capabilities[0].draft.answers == (("examples", "12"),)
    async with at_screen(voice) as user:
        assert (user.step, user.field) == ("examples", "12")


async def test_a_pasted_number_may_be_grouped_and_anything_else_is_refused(voice: Path) -> None:
    async with at_screen(voice) as user:
        await user.press("equals_sign")
        await user.pastes("-5x7")
        assert "whole number" in user.hint
        assert user.field == ""
        await user.pastes("1,200\n")
        assert user.field == "1200"


async def test_a_number_beyond_all_measure_is_refused_in_words(voice: Path) -> None:
    async with at_screen(voice) as user:
        await user.press("equals_sign")
        await user.types("9" * 30)
        await user.press("enter")
        assert "whole number of examples" in user.hint
        assert "examples" not in answers(user)


async def test_once_nothing_can_change_the_verdict_the_card_says_so(greeting: Path) -> None:
    said = "the open questions cannot change this verdict"
    async with at_screen(greeting) as user:
        await user.press("3", "enter")
        while said not in user.words and user.step not in {"", VERDICT}:
            await user.press("1", "enter")
        user.sees(said)


async def test_a_voice_is_named_beside_the_marked_option_and_kept_with_the_answer(
    greeting: Path,
) -> None:
    async with at_screen(greeting) as user:
        await user.goes_to("tone")
        await user.press("3", "N")
        user.sees("Name the voice", "Which voice is it?")
        await user.types("brand voi")
        assert user.project.capabilities[0].draft.named == (("tone", "brand voi"),)
        await user.types("ce")
        await user.press("enter")
        user.sees("is called “brand voice”", "voice: brand voice", "› 3 Yes, every time")
        await user.press("enter")
        (item,) = user.project.capabilities
        assert item.named == (("tone", "brand voice"),)
        assert [(each.question, each.value) for each in item.answers] == [("tone", "strict")]
        await user.press("shift+tab")
        user.sees("voice: brand voice")


async def test_a_question_that_takes_no_name_says_so(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("N")
        user.sees('"Volatility" takes no name beside its answer')
        assert user.step == "volatility"
