"""Rulebooks from files: the packaged one, one that the user names, or one beside a project."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from ragft_tui.core.errors import ProblemsError, UsageError
from ragft_tui.core.extend import extended
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.rulebook_checks import check
from ragft_tui.core.strict import problem_with_name, read
from ragft_tui.store.files import read_file
from ragft_tui.store.paths import display, packaged
from ragft_tui.store.toml import parse

__all__ = ["load_rulebook", "rulebook_beside"]

_EXTENDS: Final = "extends"
_PACKAGED: Final = "default"


def load_rulebook(path: Path | None = None) -> Rulebook:
    """Return a rulebook that was read whole and checked.

    A file that says `extends = "default"` takes over everything of the packaged rulebook that it
    does not say itself; any other replaces it.

    Args:
        path: The file, or `None` for the packaged rulebook.

    Raises:
        UsageError: Where it cannot be read.
        ProblemsError: With every problem in it, where it can.
    """
    file = path or packaged("rulebook.toml")
    where = display(file)
    tables = parse(read_file(file), where)
    try:
        if path is not None and _EXTENDS in tables:
            tables = _on_packaged(tables)
        rulebook = read(tables, Rulebook)
        check(rulebook)
    except ProblemsError as error:
        raise error.within(where) from error
    return rulebook


def rulebook_beside(name: str, project: Path) -> Rulebook:
    """Return the rulebook that a project names: the packaged one, or a file in its directory.

    A project may come from a stranger, so it cannot name a file anywhere else.

    Args:
        name: What the project says; empty for the packaged rulebook.
        project: The file of the project.

    Raises:
        UsageError: Where the name leads out of the directory, or the file cannot be read.
        ProblemsError: With every problem in the rulebook.
    """
    if not name or name == _PACKAGED:
        return load_rulebook()
    if PurePosixPath(name).name != name or PureWindowsPath(name).name != name:
        raise UsageError(
            f'"{name[:60]}" is not the name of a file beside the project',
            where=f"{display(project)}: project.rulebook",
            advice="put the rulebook beside the project, or use --rulebook FILE",
        )
    return load_rulebook(project.parent / name)


def _on_packaged(tables: dict[str, object]) -> dict[str, object]:
    base = tables.pop(_EXTENDS)
    if base != _PACKAGED:
        problem = problem_with_name("rulebook", str(base), [_PACKAGED], _EXTENDS)
        raise ProblemsError((problem,))
    if tables.get("id") in {None, _PACKAGED}:
        advice = "give it an id of its own, which reviews will record"
        raise ProblemsError((UsageError("is missing", where="id", advice=advice),))
    file = packaged("rulebook.toml")
    return extended(parse(read_file(file), display(file)), tables)
