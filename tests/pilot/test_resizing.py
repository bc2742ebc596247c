"""Resizing: whatever the size, text, focus and place stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.terminal.profile import SMALLEST_SIZE
from tests.support.pilot import NARROW, WIDE, at_screen

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.once

SIZES = ((60, 20), NARROW, WIDE, (110, 24), (40, 12), (20, 5), (200, 60), NARROW)


async def test_text_and_focus_stay_while_describing(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.press("tab")
        await user.types("Says whether a refund is due. " * 20)
        text = user.field
        for size in SIZES:
            await user.resizes(*size)
            assert (user.focus, user.field) == ("description", text)
        await user.types("!")
        assert user.field == text + "!"
        user.sees("Refunds", "is due. !")


async def test_mark_and_because_stay_while_answering(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("4", "b")
        await user.types("Legal")
        for size in SIZES:
            await user.resizes(*size)
            assert (user.focus, user.field) == ("because", "Legal")
        user.sees("› 4 Daily")
        await user.press("escape", "enter")
        assert user.project.capabilities[0].answer("volatility")


async def test_the_selected_row_stays_in_view_in_the_review(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "G")
        for width, height in SIZES:
            await user.resizes(width, height)
            assert user.focus == "table"
            if height >= NARROW[1]:
                user.sees("› 8 Retu")


async def test_the_map_and_what_is_tried_stay(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "j", "j", "m")
        for size in SIZES:
            await user.resizes(*size)
        user.sees("[3 Order status]", "3 Order status ◆ retrieval")
        await user.press("enter", "w", "j", "3")
        for size in SIZES:
            await user.resizes(*size)
        user.sees("› Citations → Yes, e", "knowledge")


async def test_a_dialog_stays_open_with_its_text(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "n")
        await user.types("Ask logistics")
        for size in SIZES:
            await user.resizes(*size)
            assert user.field.endswith("Ask logistics")
        await user.press("enter")
        assert any("Ask logistics" in item.notes for item in user.project.capabilities)


EXTREMES = (SMALLEST_SIZE, (300, 100))
FLAT_AND_THIN = ((SMALLEST_SIZE[0], 100), (300, SMALLEST_SIZE[1]))


@pytest.mark.parametrize("keys", [[], ["f2"], ["E"], ["f1"], ["ctrl+p"], ["f2", "o"], ["f3"]])
async def test_no_size_is_too_small_or_too_large_to_survive(sample: Path, keys: list[str]) -> None:
    async with at_screen(sample) as user:
        await user.press(*keys)
        is_dialog = user.app.screen.is_modal
        for size in (*EXTREMES, *(() if is_dialog else FLAT_AND_THIN), NARROW):
            await user.resizes(*size)
        assert len(user.rows) == NARROW[1]


async def test_rail_and_reasons_are_beside_the_question_where_there_is_room(sample: Path) -> None:
    async with at_screen(sample, WIDE) as user:
        user.sees("Refund policy", "Returns by photo")
        await user.resizes(*NARROW)
        user.sees_no("Returns by photo")
        await user.resizes(110, 24)
        user.sees("Returns by photo")


@pytest.mark.parametrize("project", ["sample", "new_file"])
async def test_details_are_beside_the_table_where_the_window_is_wide_and_low(
    project: str, request: pytest.FixtureRequest
) -> None:
    path: Path = request.getfixturevalue(project)
    low = (120, 24)
    async with at_screen(path, low) as user:
        await user.press("f2")
        assert user.app.screen.query_one("#details").region.x == 72
        for size, column in ((low, 72), (NARROW, 0), (WIDE, 0), (low, 72), (NARROW, 0)):
            await user.resizes(*size)
            assert user.app.screen.query_one("#details").region.x == column


async def test_the_map_stands_beside_the_table_where_there_is_room_and_follows_it(
    sample: Path,
) -> None:
    async with at_screen(sample, (160, 40)) as user:
        await user.press("f2", "g")
        user.sees("[1 Refund policy]", "◆ retrieval 4")
        await user.press("j", "j")
        user.sees("[3 Order status]")
        await user.press("slash")
        await user.types("decision:retrieval")
        await user.press("enter")
        user.sees("▲ fine-tuning 0", "◆ retrieval 4")
        await user.resizes(*NARROW)
        user.sees_no("[3 Order status]")
        await user.press("G")
        await user.resizes(200, 50)
        user.sees("[7 Care instructions]")
