"""Themes on the screen: chosen with a preview, kept or taken back, and told by more than colour."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.core.errors import ROOT
from ragft_tui.storage.paths import own_themes_dir, packaged, settings_file
from ragft_tui.storage.settings import Origin, Settings, Source, load_settings
from ragft_tui.storage.themes import load_themes
from ragft_tui.tui.theme_picker import ThemePicker
from ragft_tui.tui.themes import register_themes
from tests.support.looks import faint
from tests.support.pilot import User, at_screen

FOUND = load_themes()
THEMES = FOUND.themes
NAMES = list(THEMES)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "here" / "support.toml"
    path.parent.mkdir()
    path.write_bytes(packaged("sample.toml").read_bytes())
    return path


def ground(user: User, row: int = 0) -> str:
    """Return the colour behind the start of a row."""
    style = next(segment.style for segment in user.strips[row])
    assert style is not None
    assert style.bgcolor is not None
    return style.bgcolor.name


def styles(user: User, row: int) -> set[str]:
    """Return how the characters of a row are drawn."""
    return {str(segment.style) for segment in user.strips[row] if segment.text.strip()}


def row_with(user: User, words: str) -> int:
    """Return the row in which words stand."""
    return next(number for number, row in enumerate(user.rows) if words in row)


def is_picking(user: User) -> bool:
    return isinstance(user.app.screen, ThemePicker)


async def test_moving_shows_a_theme_at_once_and_escape_takes_it_back(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2")
        before = [str(strip) for strip in user.strips]
        await user.press("f9")
        assert is_picking(user)
        for name in ("high-contrast", "light"):
            await user.press("down")
            assert ground(user) == THEMES[name].spec.background
            assert f"› {name} " in user.screen
        await user.press("escape")
        assert not is_picking(user)
        assert [str(strip) for strip in user.strips] == before
        assert not settings_file().exists()


async def test_enter_keeps_a_theme_for_the_sessions_to_come(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "f9", "down", "down", "enter")
        assert not is_picking(user)
        assert ground(user) == "#ffffff"
        assert user.hint == "Kept for sessions to come: light."
    assert load_settings({}).values.theme == "light"
    async with at_screen(sample, settings=load_settings({}).values) as user:
        assert ground(user) == "#ffffff"


async def test_a_theme_is_kept_but_an_option_that_outdoes_it_is_named(sample: Path) -> None:
    async with at_screen(sample) as user:
        origins = {ROOT / "theme": Origin(Source.OPTION, "--theme")}
        user.app.config = replace(user.app.config, origins=origins)
        await user.press("f9", "down", "enter")
        assert user.hint.endswith("; but --theme overrides it.")


async def test_a_page_left_with_a_dialog_has_the_theme_that_was_chosen_elsewhere(
    sample: Path,
) -> None:
    async with at_screen(sample) as user:
        page, mode = user.app.screen, user.app.current_mode
        dark = page.styles.background
        await user.press("f1")
        user.app.show("home")
        await user.settle()
        user.app.theme = "textual-light"
        await user.settle()
        user.app.switch_mode(mode)
        await user.press("escape")
        assert user.app.screen is page
        assert page.styles.background.brightness > 0.5 > dark.brightness


async def test_a_theme_that_cannot_be_kept_holds_for_the_session(sample: Path) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().mkdir()
    async with at_screen(sample) as user:
        await user.press("f2", "f9", "end", "enter")
        assert user.app.theme == NAMES[-1]
        assert user.hint.startswith("For this session only:")
        user.sees("settings.toml: is a directory")


async def test_the_screen_behind_stays_in_view(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2")
        before = user.rows
        await user.press("f9")
        assert all(name in user.screen for name in NAMES)
        assert [row[:48].rstrip() for row in user.rows] == [row[:48].rstrip() for row in before]
        assert user.rows[:8] == before[:8]


async def test_in_a_small_window_all_themes_can_be_reached(sample: Path) -> None:
    async with at_screen(sample, (60, 16)) as user:
        await user.press("f2", "f9", "end")
        user.sees(NAMES[-1], "Enter keep", "Esc discard")


@pytest.mark.parametrize("keys", [("q",), ("f9",)])
async def test_other_keys_take_it_back_too(keys: tuple[str, ...], sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "f9", "down", *keys)
        assert not is_picking(user)
        assert user.app.theme == "dark"


@pytest.mark.parametrize(
    "keys",
    [
        ("f2", "plus"),  # where text is typed
        ("f2", "f1"),  # on top of a dialog
        ("f2", "m"),
        ("f2", "ctrl+p", *"theme", "enter"),
    ],
)
async def test_a_theme_can_be_chosen_everywhere(keys: tuple[str, ...], sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press(*keys)
        if not is_picking(user):
            await user.press("f9")
        await user.press("end", "enter")
        assert user.app.theme == NAMES[-1]
        assert user.app.native_ansi_color


async def test_picker_and_help_are_never_opened_twice(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2")
        for first, second, words in (
            ("f9", "f1", "A theme is being chosen behind this; close this first."),
            ("f1", "f9", "The keys are shown behind this; close this first."),
        ):
            await user.press(first, second, first)
            assert " ".join(user.hint.split()) == words
            assert len(user.app.screen_stack) == 3
            await user.press(second, first)
            assert len(user.app.screen_stack) == 1


async def test_a_theme_can_be_chosen_in_the_list_of_sessions() -> None:
    async with at_screen() as user:
        await user.press("f9", "home", "enter")
        assert user.app.theme == NAMES[0]


async def test_a_theme_of_the_user_is_among_them_and_a_bad_one_is_told(sample: Path) -> None:
    own_themes_dir().mkdir(parents=True)
    text = THEMES["light"].path.read_text("utf-8")
    (own_themes_dir() / "mine.toml").write_text(text.replace("#ffffff", "#fafafa"))
    (own_themes_dir() / "bad.toml").write_text(text.replace("#ffffff", "white"))
    async with at_screen(sample, settings=Settings(theme="mine")) as user:
        assert "bad.toml: background: is not a colour" in user.words
        assert ground(user) == "#fafafa"
        await user.press("f2")
        assert "bad.toml" not in user.screen
        await user.press("f9")
        user.sees("› mine", "yours")
        assert "bad.toml" in "".join(user.hint.split())


async def test_a_session_begins_although_its_own_theme_is_bad(sample: Path) -> None:
    own_themes_dir().mkdir(parents=True)
    (own_themes_dir() / "mine.toml").write_text("title = 3")
    async with at_screen(sample, settings=Settings(theme="mine")) as user:
        assert user.app.theme == "dark"
        assert "mine.toml: title: must be text in quotes, not 3" in user.words


@pytest.mark.parametrize("name", ["ansi-light", "light", "mono"])
async def test_a_theme_that_was_changed_to_looks_as_if_begun_with(name: str, sample: Path) -> None:
    keys = ("f2", "g", "n")
    async with at_screen(sample, settings=Settings(theme=name)) as user:
        await user.press(*keys)
        begun = [str(strip) for strip in user.strips]
    async with at_screen(sample) as user:
        await user.press(*keys, "f9", "home", *["down"] * NAMES.index(name), "enter")
        hint = row_with(user, "Kept for")
        changed = [str(strip) for strip in user.strips]
    assert changed[:hint] + changed[hint + 1 :] == begun[:hint] + begun[hint + 1 :]


async def test_without_colours_every_state_is_told_by_words_or_by_style(sample: Path) -> None:
    async with at_screen(sample, settings=Settings(theme="mono")) as user:
        await user.press("f2", "g", "down")
        other, selected = (row_with(user, words) for words in ("Refund policy", "Brand voice"))
        assert user.rows[selected].startswith("›")
        named = next(each for each in user.strips[selected] if "Brand voice" in each.text)
        assert "reverse" in str(named.style)
        assert not any("reverse" in style for style in styles(user, other))
        await user.press("space")
        assert " 2* Brand voice" in user.rows[selected]
        await user.press("n")
        cursor = next(segment for strip in user.strips for segment in strip if _is_cursor(segment))
        assert cursor.text == " "


def _is_cursor(segment: object) -> bool:
    return (
        "reverse" in str(getattr(segment, "style", "")) and len(getattr(segment, "text", "")) == 1
    )


async def test_a_save_that_failed_stands_out_with_and_without_colours(sample: Path) -> None:
    async with at_screen(sample, settings=Settings(theme="mono")) as user:
        await user.press("f2", "g", "a")
        await user.saves()
        assert not any("reverse" in style for style in styles(user, 0))
        shutil.rmtree(sample.parent)
        await user.press("down", "a")
        async with asyncio.timeout(20):
            while not user.session.status.failed:
                await user.settle()
        await user.settle()
        assert all("reverse" in style for style in styles(user, 0))
        assert "NOT SAVED" in user.status
        register_themes(user.app, FOUND)
        for theme in THEMES.values():
            user.app.theme = theme.name
            await user.settle()
            assert faint(user, theme) == []
