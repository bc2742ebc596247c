"""Theme files as Textual themes."""

from __future__ import annotations

from typing import TypeVar

from textual.app import App
from textual.theme import Theme as TextualTheme

from ragft_tui.storage.themes import FoundThemes, Theme

Result = TypeVar("Result")

VARIABLES = {
    "rule": "ansi_default",
    "input-selection-text-style": "none",
    "failed-text-style": "bold",
    **{
        f"verdict-{name}": "ansi_default"
        for name in ("retrieval", "finetuning", "both", "prompting", "undecided")
    },
}
"""The CSS variables of our own, with the values they have where a theme sets none."""

_SAME = {
    "text": "foreground",
    "text-disabled": "text-muted",
    "text-primary": "primary",
    "text-warning": "warning",
    "text-error": "error",
    "border": "primary",
    "border-blurred": "panel",
    "block-hover-background": "block-cursor-blurred-background",
    "screen-selection-foreground": "input-selection-foreground",
    "screen-selection-background": "input-selection-background",
    "scrollbar-hover": "primary",
    "scrollbar-active": "primary",
    "scrollbar-background-hover": "scrollbar-background",
    "scrollbar-background-active": "scrollbar-background",
    "scrollbar-corner-color": "scrollbar-background",
    "ansi-background": "background",
    "ansi-foreground": "foreground",
}
"""Variables of Textual that are the same as another colour in every theme."""


def textual_theme(theme: Theme) -> TextualTheme:
    """Return the Textual theme that a theme describes."""
    values = theme.values()
    return TextualTheme(
        name=theme.name,
        dark=theme.spec.dark,
        ansi=theme.spec.ansi,
        primary=theme.spec.primary,
        secondary=theme.spec.secondary,
        foreground=theme.spec.foreground,
        background=theme.spec.background,
        surface=theme.spec.surface,
        panel=theme.spec.panel,
        warning=theme.spec.warning,
        error=theme.spec.error,
        variables=values | {name: values[source] for name, source in _SAME.items()},
    )


def register_themes(app: App[Result], found: FoundThemes) -> None:
    """Register themes with an app, by their names."""
    for theme in found.themes.values():
        app.register_theme(textual_theme(theme))
