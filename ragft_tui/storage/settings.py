"""The settings: options over variables over the user's file, each with its origin."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal, cast

from ragft_tui.core.errors import (
    MOST_PROBLEMS,
    ROOT,
    Location,
    ProblemsError,
    RagftError,
    UsageError,
    raise_problems,
)
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import is_blank, one_line
from ragft_tui.core.values import SWITCHES
from ragft_tui.storage.files import read_file, saving
from ragft_tui.storage.paths import display, known, packaged, private_directory, settings_file

AUTO: Final = "auto"
"""The theme that fits the terminal."""

ASK: Final = "ask"
"""In place of a name: whoever decides is asked for it, for accounts that people share."""

_PREFIX: Final = "RAGFT_TUI_"
_ACCESSIBLE: Final = "ACCESSIBLE"
_UNICODE: Final = ("utf", "utf8")
"""The encodings that people name when they mean all characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user chooses once, for all sessions."""

    theme: str = AUTO
    """The name of a theme, or `auto`."""
    glyphs: Literal["auto", "unicode", "ascii"] = "auto"
    """The characters to draw with; with `auto` the locale decides."""
    mouse: bool = True
    """Whether the program takes clicks; otherwise the terminal selects text with them."""
    motion: bool = False
    """Whether pages scroll smoothly and the cursor blinks; never over SSH."""
    plain: bool = False
    """Whether the interview goes line by line instead of on a full screen."""
    by: str = ""
    """Who decides in reviews: a name, `ask`, or empty for the name of git or of the login."""
    keys: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Other keys for actions, by ids such as `review.accept`."""


class Source(StrEnum):
    """The kinds of places where a setting is chosen, each outranking those before it."""

    BUILT_IN = "built in"
    FILE = "file"
    VARIABLE = "variable"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a setting was chosen."""

    source: Source = Source.BUILT_IN
    name: str = Source.BUILT_IN
    """The file with the line, the variable, or the option."""
    location: Location = ROOT
    """The setting in the file."""

    def __str__(self) -> str:
        """Return the origin as users read it."""
        return f"{self.name}: {self.location}" if self.location else self.name


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings as they are written, each with where it was chosen."""

    values: Settings = field(default_factory=Settings)
    origins: Mapping[Location, Origin] = field(default_factory=dict)
    """The origin of each setting that was chosen; each action has its own in the keys."""
    problems: tuple[RagftError, ...] = ()
    """What is wrong, each with its origin; a setting that is wrong has its built-in value."""


def load_settings(
    environ: Mapping[str, str], options: Iterable[tuple[str, object, Origin]] = ()
) -> LoadedSettings:
    """Return the settings that hold: options over variables over the user's file.

    What is wrong in the file and in variables is part of what is returned.

    Args:
        environ: The environment.
        options: The settings that the command line chooses: name, value and origin.
    """
    values, origins, problems = _from_file(known(settings_file))
    given = (*_from_environment(environ), *options)
    if not (values or given):  # as in most runs, which then need no reader of TOML
        return LoadedSettings(Settings(), origins, tuple(problems))
    from ragft_tui.storage.toml.validate import validate

    for name, value, origin in given:
        try:
            validate({name: value}, Settings)
        except ProblemsError as error:
            found = _with_advice(error, {name: value}).problems
            problems += [problem.placed(origin.name) for problem in found]
        else:
            values[name], origins[ROOT / name] = value, origin
    settings = validate(values, Settings)
    settings = replace(settings, by="" if is_blank(settings.by) else one_line(settings.by))
    return LoadedSettings(settings, origins, tuple(problems))


def example() -> str:
    """Return the settings file to start with, which explains every setting and changes none."""
    return packaged("settings.toml").read_text("utf-8")


def create_settings_file() -> Path:
    """Write the settings file to start with, and return it; one that exists stays as it is.

    Raises:
        RagftError: If it cannot be written.
    """
    file = settings_file()
    with saving(file):
        private_directory(file.parent)
    if _is_missing(file):
        from ragft_tui.storage.atomic import write_atomically

        write_atomically(file, example().encode())
    return file


def save_theme(name: str) -> None:
    """Write a theme into the settings file; comments and everything else in it stay.

    Args:
        name: The name of a theme.

    Raises:
        RagftError: If the file cannot be written, or is not as it must be.
    """
    import tomlkit

    from ragft_tui.storage.atomic import write_atomically
    from ragft_tui.storage.toml.parse import line_end_of

    file = create_settings_file()
    # What is refused to be read must not be written, either.
    raise_problems(iter(_from_file(file)[2]))
    # As text: of bytes, tomlkit makes one kind of line ends.
    text = read_file(file).removeprefix(codecs.BOM_UTF8).decode()
    document = tomlkit.parse(text)
    if "theme" in document:
        document["theme"] = name
        text = tomlkit.dumps(document)
    else:  # before everything, for what stands behind a table belongs to it
        text = tomlkit.dumps({"theme": name}).replace("\n", line_end_of(text.encode())) + text
    write_atomically(file, text.encode())


def _is_missing(file: Path) -> bool:
    """Return whether there is no file at all; what else is wrong with it shows when it is read."""
    try:
        os.lstat(file)
    except OSError as error:
        return isinstance(error, FileNotFoundError | NotADirectoryError)
    return False


def _from_file(
    file: Path | None,
) -> tuple[dict[str, object], dict[Location, Origin], list[RagftError]]:
    """Return the settings in the user's file, the origin of each, and problems."""
    if file is None or _is_missing(file):
        return {}, {}, []
    from ragft_tui.storage.toml.locate import positions
    from ragft_tui.storage.toml.parse import parse_toml
    from ragft_tui.storage.toml.validate import validate

    source = display(file)
    try:
        data = read_file(file)
        tables = parse_toml(data, source)
    except RagftError as error:
        return {}, {}, [error]
    problems: list[RagftError] = []
    written: dict[Location, Location] = {}
    if "keys" in tables:
        tables["keys"] = _by_id(tables["keys"], written, problems)
    try:
        validate(tables, Settings)
    except ProblemsError as error:
        problems += _with_advice(error, tables).problems
    wrong = {problem.location for problem in problems}
    values = {
        field.name: tables[field.name]
        for field in fields(Settings)
        if field.name in tables and ROOT / field.name not in wrong
    }
    settings = [ROOT / name for name in values]
    if "keys" in values:
        keys = cast("dict[str, object]", values["keys"])
        right = {name: of for name, of in keys.items() if ROOT / "keys" / name not in wrong}
        values["keys"] = right
        settings += [ROOT / "keys" / name for name in right]
    at = {location: written.get(location, location) for location in (*wrong, *settings)}
    found = positions(at.values(), data)
    line = {
        location: f"{source}: line {found[here].line}" if here in found else source
        for location, here in at.items()
    }
    placed = [problem.placed(line[problem.location]) for problem in problems]
    if len(problems) > MOST_PROBLEMS:  # not all were looked for, so what is right is not known
        return {}, {}, placed
    return values, {each: Origin(Source.FILE, line[each], each) for each in settings}, placed


def _by_id(keys: object, written: dict[Location, Location], problems: list[RagftError]) -> object:
    """Return the table of keys by ids; TOML reads the dot in `review.accept` as a table.

    Args:
        keys: What the file says.
        written: Takes the locations in the file of keys whose dot is that of a table.
        problems: Takes the ids that stand there twice.
    """
    if not isinstance(keys, dict):
        return keys
    flat: dict[str, object] = {}
    table = ROOT / "keys"
    for context, value in cast("dict[str, object]", keys).items():
        entries = {context: value}
        if isinstance(value, dict):
            names = cast("dict[str, object]", value)
            entries = {f"{context}.{name}": item for name, item in names.items()}
            written |= {table / f"{context}.{name}": table / context / name for name in names}
        problems += [
            UsageError("is there twice, once in quotes", location=table / name)
            for name in entries
            if name in flat
        ]
        flat |= entries
    return flat


def _with_advice(error: ProblemsError, values: Mapping[str, object]) -> ProblemsError:
    """Return problems with settings, with advice where an encoding is named as glyphs."""
    given = str(values.get("glyphs", "")).casefold().replace("-", "")
    if given in _UNICODE:
        for problem in error.problems:
            if problem.location == ROOT / "glyphs":
                problem.advice = 'did you mean "unicode"?'
    return error


def _from_environment(environ: Mapping[str, str]) -> Iterator[tuple[str, object, Origin]]:
    """Yield the settings that variables choose; the last one of a name holds."""
    accessible = environ.get(_ACCESSIBLE, "")
    if accessible and SWITCHES.get(accessible.casefold(), True):
        yield "plain", True, Origin(Source.VARIABLE, _ACCESSIBLE)
    for setting in fields(Settings):
        variable = f"{_PREFIX}{setting.name.upper()}"
        text = environ.get(variable, "")
        if text and setting.name != "keys":
            is_switch = isinstance(setting.default, bool)
            value = SWITCHES.get(text.casefold(), text) if is_switch else text
            yield setting.name, value, Origin(Source.VARIABLE, variable)
