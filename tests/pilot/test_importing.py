"""Imports on the full screen: a file, its preview, ticks, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.pilot import NARROW, User, at_screen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def backlog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "backlog.md"
    path.write_text("- Parking: Tells where.\n- Refund policy: Quotes both.\n- Maps: Shows them.\n")
    return path


async def previews(user: User, name: str = "backlog.md") -> None:
    """Go to the preview from the review."""
    await user.press("f2", "I")
    await user.types(name)
    await user.press("enter")


async def test_a_file_is_previewed_and_one_undo_takes_it_back(sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        before = user.project
        await previews(user)
        user.sees("2 new, 1 changed", "import of backlog.md")
        await user.press("down")
        user.sees("description:", "→ Quotes both.")
        assert user.project == before
        await user.press("enter")
        assert "2 capabilities added, 1 changed; u undoes it." in user.hint
        user.sees("Parking")
        assert len(user.project.capabilities) == len(before.capabilities) + 2
        await user.press("u")
        assert user.project.capabilities == before.capabilities


async def test_what_is_unticked_stays_out(sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        count = len(user.project.capabilities)
        await previews(user)
        await user.press("space", "space")
        user.sees("1 of 2 new, 0 of 1 changed")
        await user.press("enter")
        assert [item.name for item in user.project.capabilities[count:]] == ["Maps"]


async def test_with_nothing_ticked_it_stays_and_says_so(sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        await previews(user)
        await user.press("asterisk", "enter")
        assert "Nothing is ticked" in user.hint
        user.sees("0 of 2 new")
        await user.press("escape")
        user.sees_no("backlog.md")


async def test_it_is_read_in_another_way(sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        await previews(user)
        await user.press("r")
        user.sees("How it is read", "Format", "list")
        await user.press("1", "enter")
        user.sees("Format: list now.", "one capability a line")
        await user.press("5", "enter")
        user.sees("one capability a line")


async def test_a_file_that_cannot_be_read_is_told_in_the_dialog(sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        await previews(user, "gone.csv")
        assert "does not exist" in user.hint
        user.sees("Which file?")


async def test_an_empty_project_begins_with_the_first_that_was_imported(new_file: Path) -> None:
    async with at_screen(new_file, NARROW) as user:
        await user.press("f6")
        await user.types("backlog.md")
        await user.press("enter", "enter")
        user.sees("capability 1 of 3")
        assert user.capability.name == "Parking"
        await user.press("u")
        assert user.project.capabilities == ()


async def test_an_import_amid_the_interview_stays_at_its_question(sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        step, name = user.step, user.capability.name
        await user.press("f6")
        await user.types("backlog.md")
        await user.press("enter", "enter")
        assert (user.step, user.capability.name) == (step, name)
        assert "2 capabilities added, 1 changed" in user.hint


async def test_the_palette_finds_it(sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        await user.press("f2", "ctrl+p")
        await user.types("import")
        await user.press("enter")
        user.sees("Which file?")


async def test_all_of_a_row_can_be_read(sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        await previews(user)
        await user.press("f3")
        user.sees("A row of the import", "Tells where.")
