"""Rulebooks from files: the packaged one, one that the user names, or one beside a project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final, NoReturn, cast

from ragft_tui.core import rulebook as rulebooks
from ragft_tui.core.errors import (
    ROOT,
    Location,
    ProblemsError,
    RagftError,
    UsageError,
    raise_problems,
    unknown_name,
)
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Rulebook, unpack_rulebook
from ragft_tui.core.text import clean
from ragft_tui.storage.compact import read_compact
from ragft_tui.storage.files import read_file, real_path
from ragft_tui.storage.paths import display, packaged

if TYPE_CHECKING:
    from ragft_tui.core.lexicon import Lexicon

_EXTENDS: Final = "extends"
_PACKAGED: Final = "default"
_SUFFIX: Final = ".toml"

_Tables = dict[str, object]


@dataclass(frozen=True, slots=True)
class _File:
    """The file of a rulebook, as it was read."""

    source: str
    data: bytes
    tables: _Tables

    def refuse(self, problems: Iterable[RagftError]) -> NoReturn:
        from ragft_tui.storage.toml.locate import located

        raise located(problems, self.source, self.data)


def load_rulebook(path: Path | None = None) -> Rulebook:
    """Return a rulebook that was read whole and checked.

    A file with `extends = "default"` takes over everything of the packaged rulebook that it does
    not set itself; any other replaces it.

    Args:
        path: The file, or `None` for the packaged rulebook.

    Raises:
        UsageError: If it cannot be read.
        ProblemsError: If it can; with every problem in it.
    """
    if path is None:
        return _packaged_rulebook()
    return _rulebook(_read(path))


def rulebook_beside(name: str, project: Path) -> Rulebook:
    """Return the rulebook that a project names: the packaged one, or a file in its directory.

    A project may come from a stranger. So it names no file anywhere else, neither by a path nor by
    a link, and nothing of a file that is no rulebook is shown.

    Args:
        name: The name in the project; empty for the packaged rulebook.
        project: The file of the project; if that is a link, the file that it leads to counts.

    Raises:
        UsageError: If the name leads out of the directory, or there is no such file, with the
            location in the project and no source; or if the file cannot be read.
        ProblemsError: With every problem in the rulebook.
    """
    name = clean(name)
    if not name or name == _PACKAGED:
        return load_rulebook()
    location = ROOT / "project" / "rulebook"
    # It stays in its directory on any system that the project travels to.
    plain = PurePosixPath(name).name == name == PureWindowsPath(name).name
    if not (plain and name.lower().endswith(_SUFFIX)):
        raise UsageError(
            f'"{name[:60]}" is not the name of a {_SUFFIX} file beside the project',
            location=location,
            advice="put the rulebook beside the project, or use --rulebook FILE",
        )
    home = real_path(project).parent
    file = (home if project.is_symlink() else project.parent) / name
    if real_path(file).parent != home:
        raise UsageError(
            f'"{name[:60]}" is a link that leads out of the directory of the project',
            location=location,
            advice="put a copy beside the project, or use --rulebook FILE",
        )
    if not os.path.lexists(file):
        raise UsageError(
            f'the rulebook "{name[:60]}" does not exist',
            location=location,
            advice="put it beside the project, or use --rulebook FILE",
        )
    return _rulebook(_read_discreetly(file))


@cache
def _packaged_rulebook() -> Rulebook:
    path = packaged("rulebook.toml")
    data = read_file(path)
    with suppress(TypeError, LookupError):
        # The checksums are right: if it does not fit, another version packed it.
        if content := cast("Mapping[str, object]", read_compact(path, data)):
            return unpack_rulebook(content).with_lexicon(_load_lexicon)
    return source_rulebook()


def source_rulebook() -> Rulebook:
    """Return the packaged rulebook from its TOML, checked."""
    file = _read(packaged("rulebook.toml"))
    return _checked(file, file.tables)


def _read(path: Path) -> _File:
    from ragft_tui.storage.toml.parse import parse_toml

    source, data = display(path), read_file(path)
    return _File(source, data, parse_toml(data, source))


def _read_discreetly(file: Path) -> _File:
    """Read a file that is meant to be a rulebook; of any other, errors show nothing."""
    from ragft_tui.storage.toml.parse import parse_toml

    source, data = display(file), read_file(file)
    advice = f"`ragft-tui --rulebook {source} rules` shows more"
    try:
        tables = parse_toml(data, source)
    except UsageError as error:
        what, position = "is not valid TOML", error.position
        raise UsageError(what, source=source, position=position, advice=advice) from error
    if not _names_packaged(tables.get(_EXTENDS)) and not isinstance(tables.get("questions"), list):
        raise UsageError("is not a rulebook", source=source, advice=advice)
    return _File(source, data, tables)


def _rulebook(file: _File) -> Rulebook:
    """Return a rulebook that is not the packaged one."""
    if _EXTENDS in file.tables:
        return _extending(file)
    rulebook = _checked(file, file.tables)
    if rulebook.id == _PACKAGED and rulebook != load_rulebook():
        file.refuse((_id_problem(),))
    return rulebook


def _extending(file: _File) -> Rulebook:
    own = {key: value for key, value in file.tables.items() if key != _EXTENDS}
    base = str(file.tables[_EXTENDS])
    if base != _PACKAGED:
        file.refuse((_base_problem(base),))
    wrong_id = [_id_problem()] if own.get("id", _PACKAGED) == _PACKAGED else []
    if problems := (*wrong_id, *rulebooks.find_repeated_ids(own)):
        file.refuse(problems)
    extension = rulebooks.Extension(_read(packaged("rulebook.toml")).tables, own, _PACKAGED)
    return _checked(file, extension.tables, extension.origin, load_rulebook())


def _checked(
    file: _File,
    tables: _Tables,
    origin: Callable[[Location], Location] = lambda at: at,
    base: Rulebook | None = None,
) -> Rulebook:
    from ragft_tui.storage.toml.validate import validate

    try:
        rulebook = rulebooks.resolve_aliases(validate(tables, Rulebook))
        if base is not None:
            raise_problems(rulebooks.find_lost_options(rulebook, base))
        rulebooks.check_rulebook(rulebook, origin)
    except ProblemsError as error:
        file.refuse(problem.placed(location=origin(problem.location)) for problem in error.problems)
    return rulebook.with_lexicon(_load_lexicon)


def _load_lexicon() -> Lexicon:
    from ragft_tui.storage.lexicons import load_lexicon  # for the first description

    return load_lexicon()


def _names_packaged(base: object) -> bool:
    """Return whether it is the id of the packaged rulebook, with or without a version."""
    return str(base).split()[:1] == [_PACKAGED]


def _base_problem(base: str) -> RagftError:
    location = ROOT / _EXTENDS
    if not _names_packaged(base):
        return unknown_name("rulebook", base, [_PACKAGED], location)
    return UsageError(
        f'"{base[:60]}" names a version, and a rulebook extends the one that is packaged',
        location=location,
        advice=f'write {_EXTENDS} = "{_PACKAGED}"',
    )


def _id_problem() -> RagftError:
    return UsageError(
        f'must be given, and not be "{_PACKAGED}" as in the packaged rulebook',
        location=ROOT / "id",
        advice="choose a word of your own, which reviews will record",
    )
