"""Reports from the review: a format, a place, and a second Enter where a file is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.pilot import NARROW, at_screen

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_report_is_written_where_it_is_proposed(sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        await user.press("f2", "X")
        user.sees("Export a report", "In which format?", "md", "html", "csv", "json", "adr", "svg")
        await user.press("2", "enter")
        user.sees("Markdown, for a pull request or a wiki. Where does it go?")
        await user.press("enter")
        user.sees("The report is in ")
    assert sample.with_suffix(".md").read_text("utf-8").startswith("# Support assistant\n")


async def test_a_file_that_exists_is_overwritten_at_the_second_enter(sample: Path) -> None:
    target = sample.with_suffix(".txt")
    target.write_text("mine")
    async with at_screen(sample, NARROW) as user:
        await user.press("f2", "X", "1", "enter", "enter")
        user.sees("Enter again overwrites it")
        assert target.read_text() == "mine"
        await user.press("enter")
        user.sees("The report is in ")
    assert target.read_text("utf-8").startswith("Support assistant\n")


async def test_another_name_is_asked_about_anew(sample: Path) -> None:
    for suffix in (".txt", ".txtx"):
        sample.with_suffix(suffix).write_text("mine")
    async with at_screen(sample, NARROW) as user:
        await user.press("f2", "X", "1", "enter", "enter", "x", "enter")
        user.sees("Enter again overwrites it")
    assert sample.with_suffix(".txtx").read_text() == "mine"


async def test_escape_writes_nothing(sample: Path) -> None:
    before = sorted(sample.parent.iterdir())
    async with at_screen(sample, NARROW) as user:
        await user.press("f2", "X", "escape", "X", "1", "enter", "escape")
        user.sees("Refund policy")
    assert not sample.with_suffix(".txt").exists()
    assert set(before) <= set(sample.parent.iterdir())


async def test_the_palette_finds_it_by_export_and_by_report(sample: Path) -> None:
    for word in ("export", "report"):
        async with at_screen(sample, NARROW) as user:
            await user.press("f2", "ctrl+p")
            await user.types(word)
            await user.press("enter")
            user.sees("In which format?")
