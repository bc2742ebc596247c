"""Names of files as people type them."""

from __future__ import annotations

from pathlib import Path

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import is_blank, one_line
from ragft_tui.storage.files import is_there
from ragft_tui.storage.paths import display


def typed_path(typed: str, *, new: bool = False) -> Path:
    """Return the file whose name was typed.

    Args:
        typed: The name; `~` stands for the home directory.
        new: Whether the file must not exist yet.

    Raises:
        UsageError: If it is no name, or the file exists already.
    """
    if is_blank(typed):
        raise UsageError("a file name is needed", advice="such as app.toml")
    try:
        path = Path(one_line(typed)).expanduser()
    except RuntimeError:  # ~ before the name of nobody
        raise UsageError("there is no such user", source=one_line(typed)) from None
    if new and is_there(path):
        raise UsageError("exists already", source=display(path), advice="open it instead")
    return path
