"""The list: draws what is visible, repaints what changed, and keeps its cursor on a row."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.content import Content

from ragft_tui.tui.widgets.line_list import LineList
from tests.support.bare import BareApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

MANY = 10_000
HEIGHT = 10


class OneList(BareApp):
    """A list of ten visible rows, and what it asked for and told."""

    CSS = f"LineList {{ height: {HEIGHT}; }}"

    def __init__(self) -> None:
        super().__init__()
        self.drawn: Counter[int] = Counter()
        self.told: list[tuple[str, int]] = []

    def compose(self) -> ComposeResult:
        yield LineList()

    @property
    def list(self) -> LineList:
        return self.query_one(LineList)

    def row(self, index: int) -> Content:
        self.drawn[index] += 1
        return Content(f"row {index}")

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        self.told.append(("moved", event.index))

    def on_line_list_selected(self, event: LineList.Selected) -> None:
        self.told.append(("selected", event.index))


@asynccontextmanager
async def filled(count: int = MANY, cursor: int = 0) -> AsyncIterator[tuple[OneList, Pilot[None]]]:
    app = OneList()
    async with app.run_test(size=(40, 20)) as pilot:
        app.list.fill(count, app.row, cursor)
        app.list.focus()
        await pilot.pause()
        yield app, pilot


def texts(app: OneList) -> list[str]:
    strips = app.screen._compositor.render_strips(app.size)[:HEIGHT]
    return [strip.text.rstrip() for strip in strips]


async def test_only_the_visible_rows_of_ten_thousand_are_drawn() -> None:
    async with filled() as (app, _):
        assert set(app.drawn) == set(range(HEIGHT))


async def test_moving_draws_the_two_rows_that_change_and_no_other() -> None:
    async with filled() as (app, pilot):
        app.drawn.clear()
        await pilot.press("down")
        assert app.drawn == {0: 1, 1: 1}
        assert app.told == [("moved", 1)]


async def test_the_far_end_is_one_key_away_and_draws_one_page() -> None:
    async with filled() as (app, pilot):
        app.drawn.clear()
        await pilot.press("G")
        assert app.list.cursor == MANY - 1
        assert texts(app)[-1].startswith(f"› row {MANY - 1}")
        assert set(app.drawn) <= {0, *range(MANY - HEIGHT, MANY)}


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        (["down", "j", "up"], 1),
        (["k"], 0),
        (["G", "down"], 99),
        (["end", "home"], 0),
        (["pagedown"], HEIGHT - 1),
        (["ctrl+d", "ctrl+d", "ctrl+u"], HEIGHT - 1),
        (["G", "g"], 0),
    ],
)
async def test_keys_move_the_cursor_and_never_beyond_the_ends(keys: list[str], cursor: int) -> None:
    async with filled(100) as (app, pilot):
        await pilot.press(*keys)
        assert app.list.cursor == cursor
        assert any(text.startswith(f"› row {cursor}") for text in texts(app))


async def test_nothing_is_marked_until_a_key_marks_something() -> None:
    async with filled(3, cursor=-1) as (app, pilot):
        assert not [text for text in texts(app) if "›" in text]
        await pilot.press("down")
        assert texts(app)[0] == "› row 0"


async def test_taking_a_row_tells_which() -> None:
    async with filled(3) as (app, pilot):
        await pilot.press("down", "enter", "space")
        assert app.told == [("moved", 1), ("selected", 1), ("selected", 1)]


async def test_an_empty_list_takes_every_key_and_tells_nothing() -> None:
    async with filled(0) as (app, pilot):
        await pilot.press("down", "up", "G", "g", "pagedown", "enter")
        assert not [what for what, _ in app.told if what == "selected"]
        assert not app.drawn


async def test_filling_anew_keeps_the_cursor_within_the_rows() -> None:
    async with filled(100) as (app, pilot):
        await pilot.press("G")
        app.told.clear()
        app.list.fill(3, app.row, 99)
        await pilot.pause()
        assert app.list.cursor == 2
        assert texts(app)[:4] == ["  row 0", "  row 1", "› row 2", ""]
        assert app.told == []


async def test_a_row_too_long_ends_in_an_ellipsis() -> None:
    async with filled(1) as (app, pilot):
        app.list.fill(1, lambda _: Content("x" * 100))
        await pilot.pause()
        (text, *_) = texts(app)
        assert text == "› " + "x" * 37 + "…"


async def test_the_marked_row_stays_in_view_when_the_window_shrinks() -> None:
    async with filled(100) as (app, pilot):
        await pilot.press(*["down"] * 9)
        app.list.styles.height = 4
        await pilot.pause()
        assert "› row 9" in texts(app)
