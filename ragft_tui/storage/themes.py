"""Themes from files: those of the user, which come first, and those shipped with the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from typing import Final, Literal
from zlib import crc32

from ragft_tui.core.errors import (
    ROOT,
    Location,
    ProblemsError,
    RagftError,
    UsageError,
    did_you_mean,
    raise_problems,
    unknown_name,
)
from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.storage.compact import read_compact
from ragft_tui.storage.files import read_file
from ragft_tui.storage.paths import display, known, own_themes_dir, packaged, themes_dir
from ragft_tui.storage.settings import AUTO
from ragft_tui.storage.toml.parse import parse_toml

COLORS: Final = (
    "primary",
    "secondary",
    "background",
    "surface",
    "panel",
    "foreground",
    "warning",
    "error",
)
"""The colours that every theme sets; all others follow from them unless it sets them too."""

_FOLLOWING: Final = {
    "text-muted": "foreground",
    "rule": "panel",
    "block-cursor-foreground": "background",
    "block-cursor-background": "primary",
    "block-cursor-blurred-foreground": "foreground",
    "block-cursor-blurred-background": "panel",
    "input-cursor-foreground": "background",
    "input-cursor-background": "foreground",
    "input-selection-foreground": "background",
    "input-selection-background": "secondary",
    "scrollbar": "text-muted",
    "scrollbar-background": "panel",
    "verdict-retrieval": "primary",
    "verdict-finetuning": "secondary",
    "verdict-both": "foreground",
    "verdict-prompting": "foreground",
    "verdict-undecided": "text-muted",
}
"""Further colours, each with the one that it follows."""

_INK: Final = "ink"
# The ground of a terminal has no name by which text could be drawn in it.
_ANSI_FOLLOWING: Final = {
    "block-cursor-foreground": _INK,
    "input-cursor-foreground": _INK,
    "input-cursor-background": "primary",
    "input-selection-foreground": _INK,
}

_STYLES: Final = {
    "block-cursor-text-style": "bold",
    "block-cursor-blurred-text-style": "bold",
    "input-cursor-text-style": "none",
    "input-selection-text-style": "none",
    "failed-text-style": "bold",
}
"""Styles of text, each with its default."""

VARIABLES: Final = (*_FOLLOWING, *_STYLES)
"""The names that a theme may set in its table of variables."""

_NAME: Final = pattern(r"[a-z][a-z0-9-]{0,39}")
_COLOR: Final = pattern(r"#[0-9a-fA-F]{6}")
_EIGHT: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI_COLORS: Final = (
    "ansi_default",
    *(f"ansi_{name}" for name in _EIGHT),
    *(f"ansi_bright_{name}" for name in _EIGHT),
)
"""The colours of a terminal: its own for text and ground, and the 16 by their numbers."""
_WORD: Final = "(?:none|bold|italic|reverse|underline)"
_STYLE: Final = pattern(rf"{_WORD}(?: {_WORD})*")
_SUFFIX: Final = ".toml"
_FALLBACK: Final = "dark"
_LONGEST_TITLE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFile:
    """The content of the file of a theme."""

    title: str
    """A short description."""
    dark: bool
    """Whether it is light text on a dark ground."""
    ansi: bool = False
    """Whether its colours are the 16 of the terminal, by their names such as `ansi_blue`."""
    contrast: Literal["AA", "AAA"] = "AA"
    """The level of WCAG that it keeps: 4.5:1 for AA, 7:1 for AAA."""
    primary: str
    secondary: str
    background: str
    surface: str
    panel: str
    foreground: str
    warning: str
    error: str
    variables: Mapping[str, str] = field(default_factory=dict)
    """Further colours and styles of text that do not follow from these."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, named after its file."""

    name: str
    path: Path
    own: bool
    """Whether it is one of the user."""
    spec: ThemeFile
    """The content of the file."""

    def values(self) -> dict[str, str]:
        """Return every colour and style by its name, whether the file sets it or not."""
        values: dict[str, str] = {
            **{name: getattr(self.spec, name) for name in COLORS},
            _INK: "ansi_black" if self.spec.dark else "ansi_bright_white",
            **self.spec.variables,
        }
        for name, source in self._following.items():
            values.setdefault(name, values[source])
        del values[_INK]
        return {**_STYLES, **values}

    def location(self, name: str) -> Location:
        """Return the location of a colour in the file, or of the one that it follows."""
        while name not in COLORS and name not in self.spec.variables and name in self._following:
            name = self._following[name]
        return ROOT / "variables" / name if name in self.spec.variables else ROOT / name

    @property
    def _following(self) -> Mapping[str, str]:
        return {**_FOLLOWING, **_ANSI_FOLLOWING} if self.spec.ansi else _FOLLOWING


@dataclass(frozen=True, slots=True)
class FoundThemes:
    """The themes that could be loaded, by name, and the problems of the others."""

    themes: Mapping[str, Theme]
    problems: tuple[RagftError, ...] = ()

    @property
    def notice(self) -> str:
        """The first problem and the number of others, as one line; empty if there is none."""
        if not self.problems:
            return ""
        more = len(self.problems) - 1
        rest = f" `ragft-tui themes list` shows {more} more." if more else ""
        return f"{self.problems[0].sentence}{rest}"


def load_theme(file: Path, *, own: bool = True) -> Theme:
    """Return the theme in a file.

    Args:
        file: The file; the theme has its name.
        own: Whether it is one of the user.

    Raises:
        UsageError: If it cannot be read, or its name is not that of a theme.
        ProblemsError: If it can; with every problem in it.
    """
    source = display(file)
    name = file.name.removesuffix(_SUFFIX)
    if not _NAME.fullmatch(name) or name == AUTO or file.suffix != _SUFFIX:
        advice = "name it with lower-case letters, digits and hyphens, such as my-theme.toml"
        raise UsageError("is not the name of a theme", source=source, advice=advice)
    data = read_file(file)
    compact = None if own else _compact(name, data)
    return Theme(name, file, own, compact or _checked(source, data))


def pack_themes() -> dict[str, tuple[int, dict[str, object]]]:
    """Return the checksum and the content of each shipped theme, all of which are checked.

    Raises:
        ProblemsError: With every problem in the first of them that has any.
    """
    packed: dict[str, tuple[int, dict[str, object]]] = {}
    for name, file in _files(themes_dir()).items():
        data = read_file(file)
        _checked(display(file), data)
        packed[name] = crc32(data), parse_toml(data, display(file))
    return packed


def _compact(name: str, data: bytes) -> ThemeFile | None:
    """Return a theme as `pack_themes` packed it; `None` if its file is another one by now."""
    packed = read_compact(packaged("themes.json"), b"")
    match packed.get(name) if isinstance(packed, dict) else None:
        case [int(checksum), dict(tables)] if checksum == crc32(data):
            with suppress(TypeError):  # another version packed it
                return ThemeFile(**tables)
    return None


def _checked(source: str, data: bytes) -> ThemeFile:
    from ragft_tui.storage.toml.locate import located
    from ragft_tui.storage.toml.validate import validate

    tables = parse_toml(data, source)
    try:
        spec = validate(tables, ThemeFile)
        raise_problems(_problems(spec))
    except ProblemsError as error:
        raise located(error.problems, source, data) from error
    return spec


def load_themes() -> FoundThemes:
    """Return all themes; one of the user replaces a shipped one of its name."""
    own, shipped = _in_directory(known(own_themes_dir)), _in_directory(themes_dir(), own=False)
    themes = dict(sorted({**shipped.themes, **own.themes}.items()))
    return FoundThemes(themes, (*own.problems, *shipped.problems))


def find_theme(name: str) -> Theme:
    """Return the theme of a name; no other file is read.

    Raises:
        UsageError: If there is none of that name, or its file cannot be read.
        ProblemsError: With every problem in the file.
    """
    check_theme_name(name)
    own = _files(known(own_themes_dir)).get(name)
    return load_theme(own or _files(themes_dir())[name], own=own is not None)


def check_theme_name(name: str, source: str = "") -> None:
    """Raise if there is no theme of a name, whatever is in its file.

    Args:
        name: The name.
        source: The option, variable or file that chose it, for the error.

    Raises:
        UsageError: If there is no theme of that name.
    """
    names = {*_files(known(own_themes_dir)), *_files(themes_dir())}
    if name not in names:
        raise unknown_name("theme", name, sorted(names), ROOT).placed(source)


def choose_theme(name: str, source: str = "") -> FoundThemes:
    """Return the theme to start with, alone, and the problems of the user's themes.

    If the file of the user is wrong, the shipped theme of its name replaces it, or the dark one.
    The other shipped themes are not read, so that the program starts fast.

    Args:
        name: The name.
        source: The option, variable or file that chose it, for the error.

    Raises:
        UsageError: If there is no theme of that name.
    """
    check_theme_name(name, source)
    own = _in_directory(known(own_themes_dir), first=name)
    theme = own.themes.get(name)
    if theme is None:
        shipped = _files(themes_dir())
        theme = load_theme(shipped.get(name, shipped[_FALLBACK]), own=False)
    return FoundThemes({theme.name: theme}, own.problems)


def _files(directory: Path | None) -> dict[str, Path]:
    """Return the files of a directory, by the names of their themes."""
    if directory is None:
        return {}
    return {file.name.removesuffix(_SUFFIX): file for file in sorted(directory.glob(f"*{_SUFFIX}"))}


def _in_directory(directory: Path | None, *, own: bool = True, first: str = "") -> FoundThemes:
    """Return the themes of a directory; the problems of one of them come before all others."""
    files = _files(directory)
    themes: dict[str, Theme] = {}
    problems: list[RagftError] = []
    for name, file in sorted(files.items(), key=lambda item: item[0] != first):
        try:
            themes[name] = load_theme(file, own=own)
        except RagftError as error:
            problems += error.problems
    return FoundThemes(themes, tuple(problems))


def _problems(spec: ThemeFile) -> Iterator[RagftError]:
    if not spec.title.strip() or len(spec.title) > _LONGEST_TITLE or "\n" in spec.title:
        what = f"must be one line of 1 to {_LONGEST_TITLE} characters"
        yield UsageError(what, location=ROOT / "title")
    for name in COLORS:
        yield from _colour_problems(getattr(spec, name), ROOT / name, ansi=spec.ansi)
    unset = [known for known in VARIABLES if known not in spec.variables]
    for name, value in spec.variables.items():
        location = ROOT / "variables" / name
        if name not in VARIABLES:
            yield unknown_name("variable", name, unset, location, is_key=True)
        elif name in _STYLES:
            if not _STYLE.fullmatch(value):
                advice = 'write it like "bold" or "bold reverse"'
                yield UsageError("is not a style of text", location=location, advice=advice)
        else:
            yield from _colour_problems(value, location, ansi=spec.ansi)


def _colour_problems(value: str, location: Location, *, ansi: bool) -> Iterator[RagftError]:
    if ansi and value not in ANSI_COLORS:
        what, advice = "is not a colour of the terminal", did_you_mean(value, ANSI_COLORS)
        yield UsageError(what, location=location, advice=advice)
    elif not ansi and not _COLOR.fullmatch(value):
        yield UsageError("is not a colour", location=location, advice='write it like "#5fafd7"')
