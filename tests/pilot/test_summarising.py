"""The summary: the application as a whole, a key away from the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.pilot import NARROW, WIDE, at_screen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [(40, 12), NARROW, WIDE], ids=str)
async def test_a_key_sums_the_application_up_on_a_page_that_scrolls(
    sample: Path, size: tuple[int, int]
) -> None:
    async with at_screen(sample, size) as user:
        await user.press("f2", "v")
        user.sees("Summary of Support assistant", "8 capabilities", "1 clear,")
        await user.press("G")
        user.sees("7 Care instructions: Not known")
        await user.press("g")
        user.sees("8 capabilities")


async def test_first_steps_stand_at_the_top_and_the_next_ones_below(sample: Path) -> None:
    async with at_screen(sample, WIDE) as user:
        await user.press("f2", "v")
        rows = [row.partition("│")[2].rpartition("│")[0].strip() for row in user.rows]
        first = rows.index("First, before anything large is built")
        at = rows.index("1  Answer questions, for there is no evidence yet")
        assert first < at
        assert rows[at + 1] == "8 Returns by photo"


async def test_lines_are_laid_out_anew_in_a_narrower_window(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "v")
        await user.resizes(50, 24)
        rows = [row.strip("│ ▁▂▃▄▅▆▇█").rstrip() for row in user.rows]
        assert "1 by override" in rows
        at = rows.index("First, before anything large is built")
        assert rows[at + 1].startswith("1  ")


async def test_closing_it_leaves_the_selection(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "j")
        for key in ("escape", "q"):
            await user.press("v", key)
            assert user.focus == "table"
            user.sees("› 2 Brand voice")


async def test_an_application_without_capabilities_is_summed_up_too(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.press("f2", "v")
        user.sees("Summary of Claims triage", "0 capabilities")
