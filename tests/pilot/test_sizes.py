"""Small windows: whatever is open, its status, its content, the marked row and the keys show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ragft_tui.terminal.profile import SMALLEST_SIZE
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.lines import HintLine, StatusLine
from tests.golden.scenes import SCENES
from tests.support.pilot import User, at_screen

if TYPE_CHECKING:
    from textual.widget import Widget

pytestmark = pytest.mark.once

SIZES = ((60, 20), SMALLEST_SIZE, (110, SMALLEST_SIZE[1]), (SMALLEST_SIZE[0], 24))
SHOWN = (
    "home-sessions",
    "describe-typed",
    "question",
    "question-number",
    "review-filter",
    "review-read-only",
    "review-answer",
    "map",
    "summary",
    "what-if",
    "override-reason",
)


def is_whole(user: User, widget: Widget) -> bool:
    """Tell whether nothing of a widget is outside of the window or of what it is in."""
    place = user.app.screen.find_widget(widget)
    return bool(place.region) and place.clip.contains_region(place.region)


def check(user: User) -> None:
    screen = user.app.screen
    for line in (*screen.query(StatusLine), *screen.query(HintLine)):
        assert is_whole(user, line), f"{line} is not whole:\n{user.screen}"
    assert user.hint, user.screen
    if isinstance(screen, Page):
        assert user.status
    focused = user.app.focused
    if focused is not None:
        shown = user.part(focused)
        assert is_whole(user, focused), f"{focused} is not whole:\n{user.screen}"
        if isinstance(focused, LineList) and focused.cursor >= 0:
            assert "›" in shown, f"the marked row is not seen:\n{user.screen}"


@pytest.mark.parametrize("name", SHOWN)
async def test_every_screen_can_be_used_in_a_small_window(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    scene = SCENES[name]
    async with at_screen(scene.file(tmp_path), SIZES[0]) as user:
        await scene.reach(user)
        check(user)
        for size in SIZES[1:]:
            await user.resizes(*size)
            check(user)


async def test_the_options_show_in_the_smallest_window(greeting: Path) -> None:
    async with at_screen(greeting, SMALLEST_SIZE) as user:
        user.sees("how often do the facts", "1 Never", "2 About monthly")
        await user.press("0")
        user.sees("› 0 I don't know")


async def test_the_verdict_shows_where_the_bars_do_not_fit(sample: Path) -> None:
    async with at_screen(sample, SMALLEST_SIZE) as user:
        await user.press("f2", "g", "e")
        user.sees("retrieval, clear")
