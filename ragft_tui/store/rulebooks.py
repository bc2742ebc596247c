"""Rulebooks from files: the packaged one, or one that the user names."""

from __future__ import annotations

from pathlib import Path

from ragft_tui.core.errors import ProblemsError
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.rulebook_checks import check
from ragft_tui.core.strict import read
from ragft_tui.store.files import read_file
from ragft_tui.store.paths import display, packaged
from ragft_tui.store.toml import parse

__all__ = ["load_rulebook"]


def load_rulebook(path: Path | None = None) -> Rulebook:
    """Return a rulebook that was read whole and checked.

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
        rulebook = read(tables, Rulebook)
        check(rulebook)
    except ProblemsError as error:
        raise error.within(where) from error
    return rulebook
