"""Every key is told where it works: hint line, help and palette."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from ragft_tui.tui.palette import KeysDialog
from tests.support.pilot import WIDE, at_screen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CONTEXTS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "question": ([], ["Answering a question", "What is shown", "┃ in a bar", "◆ retrieval"]),
    "because": (["b"], ["Typing a because"]),
    "describing": (["E"], ["Describing a capability", "Interview"]),
    "reasons": (["f3"], ["Dialogs"]),
    "review": (["f2"], ["Review"]),
    "filter": (["f2", "slash", "g"], ["Typing a filter"]),
    "override": (["3", "enter", "f2", "o"], ["Choosing in a dialog", "Dialogs"]),
    "reason": (["3", "enter", "f2", "o", "enter"], ["Typing in a dialog", "Dialogs"]),
    "note": (["f2", "n"], ["Typing in a dialog", "Dialogs"]),
    "map": (["f2", "m"], ["Map"]),
    "what if": (["f2", "w"], ["What if"]),
    "summary": (["f2", "v"], ["Reading a page"]),
    "title": (["f2", "t"], ["Typing in a dialog", "Dialogs"]),
}


@pytest.mark.parametrize(("keys", "titles"), CONTEXTS.values(), ids=CONTEXTS)
async def test_f1_tells_the_keys_of_every_place_and_escape_goes_back_to_it(
    greeting: Path, keys: Sequence[str], titles: Sequence[str]
) -> None:
    async with at_screen(greeting) as user:
        await user.press(*keys)
        before, focus = user.screen, user.focus
        await user.press("f1")
        user.sees("Keys", *titles)
        await user.press("escape")
        assert user.focus == focus
        assert user.screen == before


async def test_the_first_page_is_styled_once_and_no_css_parsed_again(
    greeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: list[Screen[object]] = []
    parsed = count()
    style, parse = Screen.update_node_styles, Stylesheet.reparse

    def watch_style(screen: Screen[object], animate: bool = True) -> None:  # noqa: FBT001, FBT002 - as Textual's
        styled.append(screen)
        style(screen, animate)

    def watch_parse(stylesheet: Stylesheet) -> None:
        next(parsed)
        parse(stylesheet)

    monkeypatch.setattr(Screen, "update_node_styles", watch_style)
    monkeypatch.setattr(Stylesheet, "reparse", watch_parse)
    async with at_screen(greeting) as user:
        page = user.app.screen
        assert styled == []  # by itself, after its widgets were
        assert next(parsed) == 0
        await user.press("f2")
        assert next(parsed) == 2  # once, for the CSS of the review
        await user.press("i")
        assert user.app.screen is page
        assert page in styled  # for a theme may have been chosen meanwhile


async def test_f1_tells_each_key_once_and_no_new_line_where_there_is_but_one(
    greeting: Path,
) -> None:
    async with at_screen(greeting, (80, 60)) as user:
        await user.press("f2", "f1")
        user.sees("Edit its answers", "Mark or unmark it", "from 4 points on")
        user.sees_no("Select the marked line")
        await user.press("escape", "m", "f1")
        user.sees("* decided otherwise than the verdict")
        await user.press("escape", "escape", "t", "f1")
        user.sees_no("new line")
        await user.press("escape", "escape", "n", "f1")
        user.sees("Start a new line")


async def test_f1_in_the_palette_over_the_keys_goes_back_to_them(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("f1", "ctrl+p", "f1")
        assert isinstance(user.app.screen, KeysDialog)


async def test_f1_at_home_tells_how_to_begin() -> None:
    async with at_screen() as user:
        await user.press("f1")
        user.sees("Keys", "Home", "Start a new project file")
        await user.press("escape", "question_mark")
        user.sees("Keys", "Home")


@pytest.mark.parametrize("width", [40, 60, 80])
async def test_in_the_help_what_a_key_does_stands_under_itself(greeting: Path, width: int) -> None:
    async with at_screen(greeting, (80, 40)) as user:
        await user.press("f1")
        await user.resizes(width, 40)
        rows = [row.strip("│ ▄▀█") and row[2:-3] for row in user.rows]
        first, end = (
            next(at for at, row in enumerate(rows) if words in row)
            for words in ("Enter", "Back to")
        )
        column = rows[first].index("Accept")
        assert rows[end][:column].strip() == "Shift+Tab, Ctrl+B"
        assert len("  Shift+Tab, Ctrl+B  ") == column
        keys = [row[:column].strip() for row in rows[first:end]]
        assert [key for key in keys if key] == ["Enter", "0-9", "b", "N"]
        about = " ".join(" ".join(row[column:].strip() for row in rows[first:end]).split())
        assert about == (
            "Accept the marked option and go on Mark an option by its digit, "
            "or type a number "
            "Say who or what stands behind the answer "
            "Name the voice, form or source meant"
        )


async def test_f1_closes_the_help_that_it_opened(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("f1", "f1")
        assert not user.app.screen.is_modal


async def test_the_keys_of_the_help_scroll_it(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("f1", "end")
        user.sees("Everywhere", "Quit (everything is saved)")
        await user.press("home", "j", "k", "G")
        user.sees("Everywhere")


async def test_while_text_is_typed_only_other_keys_are_told(greeting: Path) -> None:
    async with at_screen(greeting, (200, 24)) as user:
        assert "q quit" in user.hint
        assert "b because" in user.hint
        await user.press("b")
        assert "F10 quit" in user.hint
        assert "q quit" not in user.hint
        await user.press("escape", "E")
        assert "F10 quit" in user.hint
        assert "F2 review" in user.hint


async def test_the_hints_of_a_dialog_tell_no_letters_where_text_is_typed(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("f2", "n")
        assert "Enter accept" in user.hint
        assert "Esc close" in user.hint


async def test_the_way_to_all_keys_is_told_however_narrow_the_window(greeting: Path) -> None:
    async with at_screen(greeting, (40, 12)) as user:
        assert user.hint.endswith("F1 keys")
        await user.press("f2")
        assert user.hint.endswith("F1 keys")


async def test_a_notice_stands_until_the_next_key(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        told = user.hint
        await user.press("enter")
        assert "Choose with a digit" in user.hint
        await user.press("3")
        assert user.hint == told


async def test_the_palette_finds_an_action_by_its_words_and_runs_it(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "ctrl+p")
        await user.types("reopen")
        await user.press("enter")
        user.sees("1 of 8 decided")


async def test_the_palette_runs_what_a_widget_leaves_to_its_screen_and_what_has_a_number(
    sample: Path,
) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "g", "ctrl+p")
        await user.types("mark all")
        await user.press("enter")
        assert "8 marked" in user.status
        await user.press("ctrl+p")
        await user.types("move down")
        await user.press("enter")
        user.sees("› 2* Refund policy")


async def test_the_palette_tells_what_works_here_and_nothing_else(greeting: Path) -> None:
    async with at_screen(greeting, WIDE) as user:
        await user.press("ctrl+p")
        user.sees("Because (b)", "Back (Shift+Tab)")
        user.sees_no("Override", "Up one line", "Screenshot")
        await user.press("escape", "f2", "ctrl+p")
        user.sees("Accept (a)")
        user.sees_no("Because (b)")


async def test_an_action_of_the_palette_works_while_text_is_typed(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.press("ctrl+p")
        await user.burst(*"review", "enter")
        assert user.focus == "table"
        assert user.project.capabilities[0].draft.name == "Refunds"


async def test_the_palette_is_closed_by_escape_and_changes_nothing(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        before = user.screen
        await user.press("ctrl+p", "ctrl+p")
        await user.types("acc")
        await user.press("escape")
        assert user.screen == before
