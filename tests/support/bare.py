"""An app that holds what a test puts into it, with the CSS variables of the program."""

from __future__ import annotations

from textual.app import App

from ragft_tui.keys import Keymap
from ragft_tui.tui.themes import VARIABLES

__all__ = ["BareApp"]


class BareApp(App[None]):
    """The least in which a widget of the program can be drawn."""

    keymap = Keymap()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give our own CSS variables their values."""
        return VARIABLES
