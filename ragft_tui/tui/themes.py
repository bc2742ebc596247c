"""Theme files as Textual themes."""

from __future__ import annotations

from textual.theme import Theme

from ragft_tui.store.themes import ThemeFile

__all__ = ["VARIABLES", "textual_theme"]

VARIABLES = {"rule": "ansi_default"}
"""The CSS variables of our own, with the values they have where a theme sets none."""


def textual_theme(file: ThemeFile) -> Theme:
    """Return the Textual theme that a theme file describes."""
    return Theme(
        name=file.name,
        dark=file.dark,
        primary=file.primary,
        secondary=file.secondary,
        accent=file.accent,
        foreground=file.foreground,
        background=file.background,
        surface=file.surface,
        panel=file.panel,
        success=file.success,
        warning=file.warning,
        error=file.error,
        variables={"rule": file.panel, **file.variables},
    )
