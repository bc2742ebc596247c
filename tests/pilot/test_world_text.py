"""Text of the whole world in the fields: what looks like one character is moved over as one."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.support.pilot import NARROW, at_screen
from tests.support.world import WORLD

pytestmark = pytest.mark.once

FIELDS = pytest.mark.parametrize("field", ["name", "description"])
FLAG = "🇩🇪"
FAMILY = "👩\u200d👩\u200d👧"
ACCENT = "e\u0301"


@FIELDS
async def test_every_character_can_be_typed(new_file: Path, field: str) -> None:
    text = "".join(WORLD.values())
    async with at_screen(new_file) as user:
        if field == "description":
            await user.press("tab")
        await user.types(text)
        assert (user.focus, user.field) == (field, text)


@FIELDS
async def test_backspace_and_delete_take_what_looks_like_one_character(
    new_file: Path, field: str
) -> None:
    async with at_screen(new_file) as user:
        if field == "description":
            await user.press("tab")
        for text in (ACCENT, FLAG, FAMILY):
            await user.types(f"a{text}")
            await user.press("backspace")
            assert user.field == "a"
            await user.types(text)
            await user.press("left", "delete", "backspace")
            assert user.field == ""


@FIELDS
async def test_a_vowel_sign_is_taken_back_alone(new_file: Path, field: str) -> None:
    async with at_screen(new_file) as user:
        if field == "description":
            await user.press("tab")
        await user.types("कि")
        await user.press("backspace")
        assert user.field == "क"


@FIELDS
async def test_the_cursor_passes_what_looks_like_one_character_in_one_step(
    new_file: Path, field: str
) -> None:
    async with at_screen(new_file) as user:
        if field == "description":
            await user.press("tab")
        await user.types(f"{FLAG}{FAMILY}{ACCENT}")
        await user.press("left")
        await user.types("1")
        await user.press("left", "left")
        await user.types("2")
        await user.press("left", "left", "left")
        await user.types("3")
        await user.press("right")
        await user.types("4")
        assert user.field == f"3{FLAG}42{FAMILY}1{ACCENT}"


@FIELDS
async def test_what_is_selected_is_whole(new_file: Path, field: str) -> None:
    async with at_screen(new_file) as user:
        if field == "description":
            await user.press("tab")
        await user.types(f"a{FAMILY}{FLAG}")
        await user.press("shift+left", "shift+left")
        await user.types("b")
        assert user.field == "ab"
        await user.press("home", "shift+right")
        await user.types(FLAG)
        assert user.field == f"{FLAG}b"


async def test_up_and_down_never_stop_within_what_looks_like_one_character(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.press("tab")
        await user.types("abcdefgh")
        await user.press("ctrl+j")
        await user.types(FAMILY * 4)
        await user.press("ctrl+j")
        await user.types("abcdefgh")
        await user.press("left", "left", "left", "up")
        await user.types("|")
        parts = user.field.split("\n")[1].split("|")
        assert [part.replace(FAMILY, "") for part in parts] == ["", ""]


@pytest.mark.parametrize("size", [NARROW, (61, 20)])
async def test_every_row_is_as_wide_as_the_screen(new_file: Path, size: tuple[int, int]) -> None:
    async with at_screen(new_file, size) as user:
        await user.pastes(" ".join(WORLD.values()))
        await user.press("tab")
        await user.pastes(" ".join(f"{text} {text * 9}" for text in WORLD.values()))
        for keys in ([], ["enter"], ["f3"], ["q", "f2"]):
            await user.press(*keys)
            for strip in user.strips:
                assert strip.cell_length == sum(cell_len(part.text) for part in strip) == size[0]
