"""Themes: readable in true colour and in the 256 colours that most terminals over SSH have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color

from ragft_tui.store.paths import packaged
from ragft_tui.store.themes import ThemeFile, load_themes
from ragft_tui.tui.themes import VARIABLES, textual_theme
from tests.support.pilot import at_screen

if TYPE_CHECKING:
    from pathlib import Path

    from textual.strip import Strip

THEMES: Final = {theme.name: theme for theme in load_themes()[0]}
LEAST: Final = 4.5
TEXTS: Final = (
    "foreground",
    "primary",
    "secondary",
    "success",
    "warning",
    "error",
    "accent",
    "text-muted",
    "text-primary",
    "text-secondary",
    "text-success",
    "text-warning",
    "text-error",
    "text-accent",
)
each_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def color(theme: ThemeFile, name: str) -> str:
    value = theme.variables.get(name) or getattr(theme, name)
    assert isinstance(value, str)
    return value


def rounded(value: str) -> str:
    """Return the colour that a terminal of 256 colours shows instead."""
    least = RichColor.parse(value).downgrade(ColorSystem.EIGHT_BIT)
    return least.get_truecolor().hex


def luminance(value: str) -> float:
    channels = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(value).normalized
    ]
    return sum(
        weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), channels, strict=True)
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def marked_colors(strip: Strip) -> tuple[str, str]:
    style = next(segment.style for segment in strip if segment.text.strip(" ›"))
    assert style
    assert style.color
    assert style.bgcolor
    return style.color.name, style.bgcolor.name


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "support.toml"
    path.write_bytes(packaged("sample.toml").read_bytes())
    return path


def test_both_themes_are_there_and_nothing_is_wrong_with_them() -> None:
    themes, errors = load_themes()
    assert {theme.name for theme in themes} >= {"dark", "light"}
    assert not errors
    assert THEMES["dark"].dark
    assert not THEMES["light"].dark


@each_theme
@pytest.mark.parametrize("ground", ["background", "surface"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read(theme: ThemeFile, text: str, ground: str) -> None:
    front, back = color(theme, text), color(theme, ground)
    assert contrast(front, back) >= LEAST
    assert contrast(rounded(front), rounded(back)) >= LEAST


@each_theme
def test_grounds_differ_from_one_another_in_256_colours_too(theme: ThemeFile) -> None:
    grounds = (theme.background, theme.surface, theme.panel)
    assert len({rounded(ground) for ground in grounds}) == 3


@each_theme
async def test_the_marked_row_can_be_read_and_is_told_from_the_others(
    theme: ThemeFile, sample: Path
) -> None:
    async with at_screen(sample, theme=theme.name) as user:
        await user.press("f2")
        marked = next(strip for strip in user.strips if strip.text.startswith("›"))
        front, back = marked_colors(marked)
        assert contrast(front, back) >= LEAST
        assert contrast(rounded(front), rounded(back)) >= LEAST
        assert rounded(back) != rounded(theme.background)


@each_theme
def test_every_field_of_a_theme_file_reaches_textual(theme: ThemeFile) -> None:
    made = textual_theme(theme)
    for name in ("primary", "background", "surface", "panel", "foreground", "error", "dark"):
        assert getattr(made, name) == getattr(theme, name)
    assert set(made.variables) == set(VARIABLES) | set(theme.variables)
