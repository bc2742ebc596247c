"""Leaving: from everywhere, at once, with everything saved."""

from __future__ import annotations

import shutil
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.text import clean
from tests.support.pilot import at_screen, read_project

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACES: dict[str, Sequence[str]] = {
    "question": ["3", "enter"],
    "because": ["3", "enter", "b"],
    "describing": ["3", "enter", "E"],
    "reasons": ["3", "enter", "f3"],
    "help": ["3", "enter", "f1"],
    "palette": ["3", "enter", "ctrl+p"],
    "review": ["3", "enter", "f2"],
    "override": ["3", "enter", "f2", "o"],
    "reason": ["3", "enter", "f2", "o", "enter"],
    "note": ["3", "enter", "f2", "n"],
    "title": ["3", "enter", "f2", "t"],
    "sessions": ["3", "enter", "H"],
}


@pytest.mark.parametrize(
    ("place", "key"), list(zip(PLACES, cycle(("f10", "ctrl+q")), strict=False))
)
async def test_leaving_from_everywhere_saves(greeting: Path, place: str, key: str) -> None:
    async with at_screen(greeting) as user:
        await user.burst(*PLACES[place])
        assert await user.leaves(key) == ""
    (greeted,) = read_project(greeting).capabilities
    assert greeted.answer("volatility")


async def test_ctrl_q_leaves_while_text_is_typed(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.leaves("ctrl+q")
    (begun,) = read_project(new_file).capabilities
    assert begun.draft.name == "Refunds"


@pytest.mark.parametrize("keys", [[], ["f2"], ["f2", "f3"], ["f1", "escape"]])
async def test_q_leaves_where_no_text_is_typed(greeting: Path, keys: Sequence[str]) -> None:
    async with at_screen(greeting) as user:
        await user.press(*keys)
        if user.app.screen.is_modal:
            await user.press("q")
            assert user.app.return_code is None
        assert await user.leaves("q") == ""


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["E"], "Says hello.XY"),
        (["b"], "XY"),
        (["f2", "n"], "XY"),
        (["f2", "o", "enter"], "XY"),
        (["f2", "t"], "Front deskXY"),
    ],
    ids=["description", "because", "note", "reason", "title"],
)
async def test_text_that_is_being_typed_is_saved_on_leaving(
    greeting: Path, keys: Sequence[str], text: str
) -> None:
    async with at_screen(greeting) as user:
        await user.press(*keys)
        await user.types("XY")
        await user.leaves("f10")
    project = read_project(greeting)
    draft = project.capabilities[0].draft
    because = dict(draft.because).get("volatility")
    assert text in {draft.description, because, draft.notes, draft.override, project.draft.name}


async def test_a_key_that_leaves_pressed_twice_is_pressed_once_too_often_without_harm(
    greeting: Path,
) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "enter")
        assert await user.leaves("f10", "f10", "ctrl+q") == ""
    assert read_project(greeting).capabilities[0].answer("volatility")


async def test_q_is_a_letter_where_text_is_typed(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("q?u")
        assert user.field == "q?u"


async def test_ctrl_c_ends_nothing_and_tells_how_to_leave(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("ctrl+c")
        assert "F10 quits, or q where no text is typed" in user.hint
        assert user.app.return_code is None
        await user.press("b")
        await user.types("Legal")
        await user.press("ctrl+c")
        assert user.field == "Legal"
        assert user.app.return_code is None


async def test_a_file_that_cannot_be_saved_is_rescued_and_told(tmp_path: Path, home: Path) -> None:
    directory = tmp_path / "gone"
    directory.mkdir()
    path = directory / "app.toml"
    async with at_screen(path) as user:
        await user.describes("Refunds", "Says whether a refund is due.")
        await user.saves()
        shutil.rmtree(directory)
        await user.press("3", "enter")
        told = await user.leaves("f10")
    (rescued,) = (home / "state" / "rescue").iterdir()
    assert told.endswith(f"your work is in {rescued}")
    (refunds,) = read_project(rescued).capabilities
    assert refunds.answer("volatility")


async def test_a_new_project_in_which_nothing_was_typed_leaves_no_file(new_file: Path) -> None:
    directory = new_file.parent
    async with at_screen(new_file) as user:
        await user.leaves("f10")
    assert not list(directory.iterdir())


async def test_what_is_saved_is_what_was_typed_whatever_it_is(new_file: Path) -> None:
    text = "Zoë says “naïve” in 日本語 🙂 \\ \" ''' [b]"
    async with at_screen(new_file) as user:
        await user.types("Odd")
        await user.press("tab")
        await user.pastes(text)
        await user.press("enter")
        await user.leaves("f10")
    (odd,) = read_project(new_file).capabilities
    assert odd.description == clean(text)
