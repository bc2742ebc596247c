"""Themes from files: a bad one is reported and left out, never fatal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import ProblemsError, RagftError, UsageError, refuse
from ragft_tui.core.strict import read
from ragft_tui.store.files import read_file
from ragft_tui.store.paths import display, themes_dir
from ragft_tui.store.toml import parse

__all__ = ["COLORS", "ThemeFile", "load_themes"]

COLORS: Final = (
    "primary",
    "secondary",
    "background",
    "surface",
    "panel",
    "foreground",
    "success",
    "warning",
    "error",
    "accent",
)
"""The fields of a theme that are colours."""

_STYLE: Final = "(?:none|bold|dim|italic|reverse|strike|underline)"
_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_VARIABLE: Final = re.compile(rf"{_COLOR.pattern}(?: [0-9]{{1,2}}%)?|{_STYLE}(?: {_STYLE})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFile:
    """A theme, as its file gives it; every colour is written #rrggbb."""

    name: str
    """What the user types to choose it."""
    title: str
    dark: bool
    primary: str
    secondary: str
    background: str
    surface: str
    panel: str
    foreground: str
    success: str
    warning: str
    error: str
    accent: str
    variables: Mapping[str, str] = field(default_factory=dict)
    """Further colours and text styles, by the name of their variable."""


def load_themes(
    directory: Path | None = None,
) -> tuple[tuple[ThemeFile, ...], tuple[RagftError, ...]]:
    """Return the themes of a directory, by name, and what is wrong with the others.

    Args:
        directory: Where they are; `None` for the themes that came with the program.
    """
    directory = directory or themes_dir()
    themes: dict[str, ThemeFile] = {}
    errors: list[RagftError] = []
    for file in sorted(directory.glob("*.toml")):
        try:
            theme = _load(file)
        except RagftError as error:
            errors.append(error)
        else:
            if theme.name in themes:
                what = f'the name "{theme.name}" is taken by another theme'
                errors.append(UsageError(what, where=display(file), advice="give it another name"))
            themes.setdefault(theme.name, theme)
    return tuple(themes[name] for name in sorted(themes)), tuple(errors)


def _load(file: Path) -> ThemeFile:
    where = display(file)
    tables = parse(read_file(file), where)
    try:
        theme = read(tables, ThemeFile)
        refuse(_problems(theme))
    except ProblemsError as error:
        raise error.within(where) from error
    return theme


def _problems(theme: ThemeFile) -> Iterator[RagftError]:
    if not _NAME.fullmatch(theme.name):
        yield UsageError("must be lower-case letters, digits and hyphens", where="name")
    for name in COLORS:
        if not _COLOR.fullmatch(getattr(theme, name)):
            yield UsageError("is not a colour", where=name, advice='write it like "#5fafd7"')
    for name, value in theme.variables.items():
        place = f"variables.{name}"
        if not _NAME.fullmatch(name):
            yield UsageError("is not the name of a variable", where=place)
        if not _VARIABLE.fullmatch(value):
            advice = 'write it like "#5fafd7", "#5fafd7 50%" or "bold"'
            yield UsageError("is neither a colour nor a text style", where=place, advice=advice)
