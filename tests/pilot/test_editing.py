"""Undo, redo, selecting and cutting in fields of text, of one line and of several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pilot import User, at_screen

NAME = ("E", "shift+tab")
FIELDS: dict[str, tuple[str, ...]] = {
    "name": NAME,
    "description": ("E",),
    "because": ("b",),
    "filter": ("f2", "slash"),
    "note": ("f2", "n"),
    "palette": ("ctrl+p",),
}
"""For each field the keys that lead there from the first question."""


async def field(user: User, name: str) -> str:
    """Go to a field, empty it, and return what it held."""
    await user.press(*FIELDS[name])
    held = user.field
    await user.press("f7")
    if held:
        await user.press("backspace")
    return held


@pytest.mark.parametrize("name", FIELDS)
async def test_text_is_undone_and_redone_in_every_field(name: str, greeting: Path) -> None:
    async with at_screen(greeting) as user:
        held = await field(user, name)
        await user.types("two words")
        undone = [user.field]
        while undone[-1] or len(undone) == 1:
            await user.press("ctrl+z")
            undone.append(user.field)
        assert undone[0] == "two words"
        if held:
            await user.press("ctrl+z")
            assert user.field == held
        for _ in range(9):
            await user.press("ctrl+y")
        assert user.field == undone[0]


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "palette"])
async def test_where_nothing_can_be_undone_it_is_said(name: str, greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press(*FIELDS[name], "ctrl+z")
        assert user.hint == "There is nothing to undo in this text."
        await user.press("ctrl+y")
        assert user.hint == "There is nothing to redo in this text."


async def test_what_was_undone_is_the_draft_that_is_saved(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("E")
        await user.types(" And byes.")
        assert (await user.saves()).capabilities[0].draft.description == "Says hello. And byes."
        await user.press("ctrl+z")
        await user.press("ctrl+z")
        assert user.field == "Says hello."
        assert (await user.saves()).capabilities[0].draft.description is None


async def test_another_capability_has_nothing_to_undo(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("E", "shift+tab")
        await user.types(" x")
        await user.press("f2", "g", "i", "E", "shift+tab", "ctrl+z")
        assert user.hint == "There is nothing to undo in this text."


@pytest.mark.parametrize("name", FIELDS)
async def test_all_is_selected_and_typing_replaces_it(name: str, greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await field(user, name)
        await user.types("old text")
        await user.press("f7")
        await user.types("new")
        assert user.field == "new"


@pytest.mark.parametrize("name", FIELDS)
async def test_cutting_nothing_leaves_text_and_clipboard_alone(name: str, greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await field(user, name)
        await user.types("first")
        await user.press("f7", "ctrl+c")
        await user.press("end", "ctrl+x")
        assert (user.field, user.app.clipboard) == ("first", "first")
        await user.press("f7", "ctrl+x")
        assert (user.field, user.app.clipboard) == ("", "first")
