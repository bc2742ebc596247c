"""What comes in one read: typing, a paste without marks, or what was meant for elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.text import FIELD_CHARACTERS
from ragft_tui.terminal.input import Part, PastedText, TypedText
from tests.support.pilot import at_screen

if TYPE_CHECKING:
    from pathlib import Path

LINES = "Refunds: says whether a refund is due\rLetters: drafts the letter in our house style\r"


async def test_several_lines_in_one_read_are_a_list_and_answer_nothing(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.reads(LINES)
        user.sees("2 new", "Refunds", "Letters")
        await user.reads(" of it\rmore\r")
        assert user.hint == "Keys are heard when you pause."
        await user.hears()
        await user.press("enter")
        assert [item.name for item in user.project.capabilities] == ["Refunds", "Letters"]
        assert not any(item.answers for item in user.project.capabilities)


async def test_several_lines_in_one_read_go_into_the_description(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Both")
        await user.press("enter")
        await user.types("It: ")
        await user.reads(LINES)
        assert user.capability.draft.description == "It: " + LINES.replace("\r", "\n")
        assert user.step == "describe"


async def test_one_line_and_enter_are_typed_however_long(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.reads("Refunds\r", "Says whether a refund is due, " * 5 + "\r")
        assert user.capability.description.startswith("Says whether")
        assert user.step == "volatility"


@pytest.mark.parametrize(
    "text", ["3 days after the order, at most\r", LINES, "1111111111111113x\r"]
)
async def test_text_at_a_question_is_dropped_and_told(greeting: Path, text: str) -> None:
    async with at_screen(greeting) as user:
        step = user.step
        await user.reads(text)
        assert f"Text goes into a field: {len(text)} characters were not taken." in user.hint
        assert user.step == step
        assert not user.capability.answers
        await user.reads("3\r")
        assert [answer.value for answer in user.capability.answers] == ["weekly"]


async def test_few_characters_and_keys_alone_are_pressed(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.reads("1" * 40 + "3\r")
        assert [answer.value for answer in user.capability.answers] == ["weekly"]


@pytest.mark.parametrize("field", ["name", "description"])
async def test_what_a_field_has_no_room_for_is_counted_and_told(new_file: Path, field: str) -> None:
    async with at_screen(new_file) as user:
        await user.press(*["tab"] * (field == "description"))
        await user.reads(*["x" * 10_000] * 7)
        assert user.hint == "The field is full: 4,464 characters were not taken."
        await user.reads("yz")
        assert "4,466 characters were not taken" in user.hint
        await user.press("backspace")
        await user.reads("y")
        draft = user.capability.draft
        typed = draft.name if field == "name" else draft.description
        assert typed == "x" * (FIELD_CHARACTERS - 1) + "y"


async def test_lines_for_which_there_is_no_room_are_counted(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Name")
        await user.press("enter")
        await user.types("It: ")
        await user.reads("0123456789\r" * 3_000)
        assert "characters were not taken" in user.hint
        text = user.capability.draft.description
        assert text is not None
        assert text.count("\n") == 1_999


async def test_a_word_is_undone_however_fast_it_was_typed(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.reads("one two three")
        await user.press("ctrl+z")
        user.sees("one two ")
        assert user.capability.draft.name == "one two "


async def test_what_was_dropped_takes_no_key_along_that_came_after_it(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        for text in ("3 days after the order, at most\r", "3\r"):
            user.app.typeahead.put_read([TypedText(text)])
        await user.reads("")
        assert [answer.value for answer in user.capability.answers] == ["weekly"]


async def test_a_thousand_keys_are_pressed_and_of_more_it_is_told(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.reads("3" * 1_010)
        assert user.hint == "Too many keys at once: 10 characters were not taken."


async def test_what_is_typed_in_few_letters_a_read_is_undone_at_once(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.press("tab")
        await user.reads(*(f"zq{number} " for number in range(9)))
        user.sees("zq8")
        await user.press("ctrl+z")
        assert "zq" not in user.words


@pytest.mark.parametrize("text", ["some words", "x" * 70_000])
async def test_a_paste_where_no_text_goes_is_told(greeting: Path, text: str) -> None:
    async with at_screen(greeting) as user:
        await user.pastes(text)
        assert user.hint == f"Text goes into a field: {len(text):,} characters were not taken."


@pytest.mark.parametrize(
    ("waiting", "draft"),
    [
        ([TypedText("unds")], "Refunds"),
        ([PastedText("unds\nof 2026")], "Refunds of 2026"),
        ([TypedText("u"), PastedText("nd"), TypedText("s")], "Refunds"),
        ([TypedText(LINES)], "Ref" + LINES.replace("\r", " ")),
        ([TypedText("unds\rnot of the name")], "Refunds"),
    ],
    ids=range(5),
)
async def test_a_signal_takes_in_what_waits_for_the_field(
    new_file: Path, waiting: list[Part], draft: str
) -> None:
    async with at_screen(new_file) as user:
        await user.types("Ref")
        user.app.typeahead.put_read(waiting)
        user.app.save_now()
        assert user.project.capabilities[0].draft.name == draft


async def test_what_a_signal_took_in_is_typed_once(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Ref")
        user.app.typeahead.put_read([TypedText("unds")])
        user.app.save_now()
        await user.settle()
        assert (await user.saves()).capabilities[0].draft.name == "Refunds"
