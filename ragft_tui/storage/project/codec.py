"""Projects from the bytes of their files."""

from __future__ import annotations

from collections.abc import Mapping

from ragft_tui.core.errors import ROOT, ProblemsError, RagftError, UsageError
from ragft_tui.core.model import Project
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.storage.project.meaning import project_of
from ragft_tui.storage.project.schema import FORMAT
from ragft_tui.storage.toml.locate import located
from ragft_tui.storage.toml.parse import parse

_Table = Mapping[str, object]


def decode(data: bytes, rulebook: Rulebook, source: str) -> Project:
    """Return the project that a file holds.

    Args:
        data: The bytes of the file.
        rulebook: Gives the questions and options that answers may name.
        source: The file, for the errors.

    Raises:
        UsageError: Where it cannot be read at all.
        ProblemsError: With every problem in it, where it can.
    """
    return project_from(read_tables(data, source), rulebook, source, data)


def read_tables(data: bytes, source: str) -> Mapping[str, object]:
    """Return the tables of a project file, of a format that can be read.

    Args:
        data: The bytes of the file.
        source: The file, for the errors.

    Raises:
        UsageError: Where they cannot be read at all.
    """
    tables = parse(data, source)
    if problem := _format_problem(tables):
        raise located([problem], source, data)
    return tables


def rulebook_name(tables: Mapping[str, object]) -> str:
    """Return the rulebook that the tables of a project name; empty where they name none."""
    project = tables.get("project")
    name = project.get("rulebook") if isinstance(project, Mapping) else None
    return name if isinstance(name, str) else ""


def project_from(tables: _Table, rulebook: Rulebook, source: str, data: bytes) -> Project:
    """Return the project that the tables of its file mean.

    Args:
        tables: What the file holds.
        rulebook: Gives the questions and options that answers may name.
        source: The file, for the errors.
        data: Its bytes, for the lines in the errors.

    Raises:
        ProblemsError: With every problem in it.
    """
    try:
        return project_of(tables, rulebook)
    except ProblemsError as error:
        raise located(error.problems, source, data) from error


def _format_problem(tables: _Table) -> RagftError | None:
    found = tables.get("format")
    if found is None:
        return UsageError(
            "has no format number" if tables else "is empty",
            advice=f'a project file starts with "format = {FORMAT}"',
        )
    if not isinstance(found, int) or isinstance(found, bool) or found < FORMAT:
        return UsageError(
            f"must be {FORMAT}", location=ROOT / "format", advice=f"write format = {FORMAT}"
        )
    if found > FORMAT:
        return UsageError(
            "a newer ragft-tui wrote this file",
            location=ROOT / "format",
            advice="upgrade ragft-tui to open it",
        )
    return None
