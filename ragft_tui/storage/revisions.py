"""Project files as they are on the disk, or as git keeps them in a revision."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import one_line
from ragft_tui.storage.files import FILE_BYTES, read_project_file
from ragft_tui.storage.git import GitError, GitRefusedError, GitTooLargeError, ask_git

_PATIENCE: Final = 10.0
"""Seconds that git may take to find a file."""
_HASH: Final = 256
"""Bytes that the name of an object has at most."""


def read_version(name: str) -> tuple[bytes, Path]:
    """Return the bytes of a version of a file, and the file.

    Args:
        name: A file, or `REVISION:PATH` as git writes it; PATH is in the repository of the working
            directory, or, where it begins with `./`, in that directory.

    Raises:
        UsageError: Where there is no such file or revision, or it cannot be read.
    """
    revision, colon, path = name.partition(":")
    if not colon or _is_file(name):
        return read_project_file(Path(name)), Path(name)
    return _shown(revision, path, source=one_line(name)), Path(path)


def _is_file(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # longer than a name can be
        return False


def _shown(revision: str, path: str, source: str) -> bytes:
    if not revision or not path or revision.startswith("-"):  # which git would take for an option
        raise UsageError("is no revision of a file", source=source, advice="write REVISION:PATH")
    name = f"{revision}:{path}"
    try:
        return ask_git("cat-file", "blob", name, most=FILE_BYTES, patience=_PATIENCE)
    except GitTooLargeError as error:
        what = f"is larger than {FILE_BYTES // 1024**2} MiB"
        raise UsageError(what, source=source, advice="split it") from error
    except GitError as error:
        if isinstance(error, GitRefusedError) and _is_elsewhere(name):
            what = "is not in this clone, and nothing is fetched"
            advice = f"`git show {one_line(name)}` fetches it"
            raise UsageError(what, source=source, advice=advice) from error
        advice = error.advice or "`git log` shows revisions, `git ls-files` files"
        raise UsageError(error.what, source=source, advice=advice) from error


def _is_elsewhere(name: str) -> bool:
    """Tell whether git knows which object has a name, and would have to fetch it."""
    try:
        ask_git("rev-parse", "--verify", name, most=_HASH, patience=_PATIENCE)
    except GitError:
        return False
    try:
        ask_git("cat-file", "-e", name, most=0, patience=_PATIENCE)
    except GitError:
        return True
    return False  # it is here, and no file
