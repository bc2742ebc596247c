"""The first and the last line: what must be told has its place at every width."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from ragft_tui.keys import CONTEXTS
from ragft_tui.tui.widgets.lines import HintLine, StatusLine
from tests.support.bare import BareApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult


class TwoLines(BareApp):
    """Both lines with a field between them."""

    def compose(self) -> ComposeResult:
        yield StatusLine()
        yield Input()
        yield HintLine()


@asynccontextmanager
async def lines(width: int) -> AsyncIterator[tuple[StatusLine, HintLine, Input]]:
    app = TwoLines()
    async with app.run_test(size=(width, 10)):
        yield app.query_one(StatusLine), app.query_one(HintLine), app.query_one(Input)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
async def test_what_is_saved_keeps_its_place_however_long_the_name(width: int) -> None:
    async with lines(width) as (status, _, _):
        status.position, status.state = "A project with a very long name " * 5, "saved 14:03"
        text = status.render().plain
        assert text.endswith("saved 14:03")
        assert len(text) == width - 2


@pytest.mark.parametrize("width", [60, 80])
async def test_where_one_is_keeps_its_place_however_long_the_name(width: int) -> None:
    async with lines(width) as (status, _, _):
        status.position = f"{'漢字' * 40} · review · 3 of 8 decided"
        status.state = "saved 14:03"
        text = status.render()
        assert "… · review · 3 of 8 decided " in text.plain
        assert text.cell_length == width - 2


async def test_a_failed_save_is_told_by_more_than_words() -> None:
    async with lines(80) as (status, _, _):
        status.failed = True
        assert status.has_class("-failed")


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120])
@pytest.mark.parametrize("context", [name for name in CONTEXTS if name not in {"app", "list"}])
async def test_hints_fit_and_the_way_to_all_keys_is_last(context: str, width: int) -> None:
    async with lines(width) as (_, hint, _):
        hint.show_keys((context, "app"), None)
        text = hint.render()
        assert text.cell_length <= width - 2
        assert text.plain.endswith("F1 keys")


@pytest.mark.parametrize("context", ["describe", "question", "review", "home", "because"])
async def test_at_80_columns_the_first_keys_of_a_place_are_told(context: str) -> None:
    async with lines(80) as (_, hint, _):
        hint.show_keys((context, "app"), None)
        assert hint.render().plain.count("  ") >= 3


async def test_while_text_is_typed_letters_are_not_told() -> None:
    async with lines(200) as (_, hint, field):
        hint.show_keys(("question", "interview", "app"), field)
        words = hint.render().plain.split("  ")
        assert "b because" not in words
        assert "F4 skip" in words
        assert "F10 quit" in words


async def test_a_notice_takes_the_place_of_the_keys_and_is_never_markup() -> None:
    async with lines(80) as (_, hint, _):
        hint.show_keys(("review", "app"), None)
        hint.notice = "[/] is no \x1b[2J tag"
        assert hint.render().plain == "[/] is no ␛[2J tag"
        assert hint.has_class("-notice")
        hint.notice = ""
        assert not hint.has_class("-notice")
        assert hint.render().plain.startswith("a accept")


async def test_a_long_notice_takes_up_to_three_lines() -> None:
    async with lines(40) as (_, hint, _):
        hint.notice = "/a/very/long/path" * 5 + ": does not exist"
        await hint.app.animator.wait_until_complete()
        hint.app.screen._on_timer_update()
        assert hint.notice in hint.render().plain
