"""Theme files as Textual themes: whatever is said, or follows from it, reaches the screen."""

from __future__ import annotations

import pytest

from ragft_tui.storage.themes import COLORS, Theme, load_themes
from ragft_tui.tui.themes import VARIABLES, register_themes, textual_theme
from tests.support.bare import BareApp

FOUND = load_themes()
each_theme = pytest.mark.parametrize("theme", FOUND.themes.values(), ids=FOUND.themes)


@each_theme
def test_every_value_of_a_theme_reaches_textual(theme: Theme) -> None:
    made = textual_theme(theme)
    assert (made.name, made.dark, made.ansi) == (theme.name, theme.spec.dark, theme.spec.ansi)
    assert all(getattr(made, name) == getattr(theme.spec, name) for name in COLORS)
    assert made.variables.items() >= theme.values().items()


@each_theme
async def test_textual_leaves_what_a_theme_says_as_it_is(theme: Theme) -> None:
    async with BareApp().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, BareApp)
        register_themes(app, FOUND)
        app.theme = theme.name
        await pilot.pause()
        assert app.theme_variables.items() >= theme.values().items()
        assert app.native_ansi_color is theme.spec.ansi


def test_our_own_variables_are_said_by_every_theme() -> None:
    for theme in FOUND.themes.values():
        assert set(VARIABLES) <= set(theme.values())
