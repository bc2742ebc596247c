"""A project from its file, together with the rulebook that it is assessed by."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ragft_tui.core.errors import UsageError
from ragft_tui.core.model import Project
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.storage.files import is_there, read_project_file, real_path
from ragft_tui.storage.paths import display
from ragft_tui.storage.project import codec
from ragft_tui.storage.rulebooks import RulebookNameError, rulebook_beside
from ragft_tui.storage.saving.atomic import whole_copy
from ragft_tui.storage.toml.locate import located


def load_project(path: Path, rulebook: Rulebook | None = None) -> tuple[Project, Rulebook]:
    """Return the project in a file, and the rulebook to assess it by.

    Args:
        path: The project file.
        rulebook: What the user chose; `None` for the one that the project names.

    Raises:
        UsageError: Where the file, or its rulebook, cannot be read.
        ProblemsError: With every problem in it, where it can.
    """
    return project_from_bytes(read_project_file(path), path, rulebook)


def project_from_bytes(
    data: bytes, path: Path, rulebook: Rulebook | None = None
) -> tuple[Project, Rulebook]:
    """Return the project in the bytes of a file, and the rulebook to assess it by.

    Args:
        data: What the file holds.
        path: The project file.
        rulebook: What the user chose; `None` for the one that the project names.

    Raises:
        UsageError: Where the bytes, or the rulebook, cannot be read.
        ProblemsError: With every problem in it, where it can.
    """
    try:
        with _nothing_thrown_away():
            return _read(data, path, rulebook)
    except UsageError as error:
        whole = whole_copy(real_path(path))
        if not is_there(whole):
            raise
        raise UsageError(
            f"a save was interrupted, and the file is not whole: {error.what}",
            source=error.source,
            location=error.location,
            position=error.position,
            names_key=error.names_key,
            advice=f"the whole of it is in {display(whole)}: give that its name",
        ) from error


def _read(data: bytes, path: Path, rulebook: Rulebook | None) -> tuple[Project, Rulebook]:
    source = display(path)
    tables = codec.read_tables(data, source)
    try:
        chosen = rulebook or rulebook_beside(codec.rulebook_name(tables), path)
    except RulebookNameError as error:
        raise located([error], source, data) from error
    return codec.project_from(tables, chosen, source, data), chosen


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Build objects by the hundred thousand without being searched for those in circles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
