"""The command of this run as it is typed in a shell, and with a file behind it."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Final

_MODULE: Final = "ragft_tui"


def command(*words: str) -> str:
    """Return a command that works where this run was started, quoted for a shell.

    Args:
        words: What stands behind the name of the program, such as `open` and a file.
    """
    return shlex.join([*_program(), *words])


def typed_file(path: Path) -> str:
    """Return the name of a file as a word of a command: relative where it is below."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - a link stays what it is called
    try:
        name = str(absolute.relative_to(Path.cwd()))
    except (OSError, ValueError):  # elsewhere, or the directory is gone
        return str(absolute)
    return f"./{name}" if name.startswith("-") else name


def _program() -> tuple[str, ...]:
    """Return the words that started this program, by its bare name if the shell finds it so."""
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return (sys.orig_argv[0], "-m", _MODULE)
    found = shutil.which(started.name)
    if found and os.path.realpath(found) == os.path.realpath(started):
        return (started.name,)
    return (str(started),)
