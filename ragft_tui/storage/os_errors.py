"""Errors of the operating system as sentences that the user can act on."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.storage.paths import display

_USED_UP: Final = {errno.EMFILE, errno.ENFILE, errno.ENOMEM}

_MESSAGES: Final[Mapping[int, tuple[str, str]]] = MappingProxyType(
    {
        errno.ENOSPC: ("the disk is full", "free some space"),
        errno.EDQUOT: ("your disk quota is used up", "free some space"),
        errno.EFBIG: ("the limit of file sizes is reached", "raise it with ulimit -f"),
        errno.EACCES: ("you have no permission", "change the permissions of it or its directory"),
        errno.EPERM: ("that is not permitted", "change the permissions of it or its directory"),
        errno.EROFS: ("the file system is read-only", "choose a place that can be written"),
        errno.ENOENT: ("its directory does not exist", "make the directory first"),
        errno.ENOTDIR: ("a part of the path is not a directory", "check the path"),
        errno.EEXIST: ("a file stands in the place of its directory", "move that file away"),
        errno.EISDIR: ("it is a directory", "name a file in it"),
        errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
        errno.ELOOP: ("its links lead in a circle", "mend the links"),
        errno.EIO: ("the disk reports a fault", "check the disk"),
        errno.EMLINK: ("another file has its name", "move that file away"),
        errno.ESTALE: ("the file server has lost it", "check the connection to the server"),
        errno.ENODEV: ("the device is gone", "check the disk"),
        errno.EMFILE: ("the program may open no more files", "raise the limit with ulimit -n"),
        errno.ENFILE: ("the system can open no more files", "end some programs"),
        errno.ENOMEM: ("there is no memory left", "end some programs"),
    }
)


def used_up(error: BaseException) -> RagftError | None:
    """Return the error of a resource that was used up; `None` if none was.

    Args:
        error: What ended a command. Its cause may count, for libraries raise errors of their own.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MemoryError):
            cause = OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
        if isinstance(cause, OSError) and cause.errno in _USED_UP:
            what, advice = _describe(cause)
            return RagftError(what, advice=advice)
        cause = cause.__cause__ or cause.__context__
    return None


def cannot_read(error: OSError, path: Path) -> RagftError:
    """Return the error of a file that cannot be read; a UsageError if the file is to blame."""
    cause, advice = _describe(error)
    kind = RagftError if error.errno in _USED_UP else UsageError
    return kind(f"cannot be read: {cause}", source=display(path), advice=advice)


def cannot_lock(error: OSError) -> str:
    """Return why a file cannot be locked, as a clause."""
    cause, _ = _describe(error)
    return f"cannot be locked: {cause}"


def cannot_save(error: OSError, path: Path) -> RagftError:
    """Return the error of a file that cannot be saved."""
    cause, advice = _describe(error)
    return not_saved(cause, path, advice)


def not_saved(cause: str, path: Path, advice: str) -> RagftError:
    """Return the error of a file that cannot be saved, for a cause that is not the system's.

    Args:
        cause: Why, a clause.
        path: The file.
        advice: What to do about it.
    """
    return RagftError(f"cannot be saved: {cause}", source=display(path), advice=advice)


@contextmanager
def saving(path: Path) -> Iterator[None]:
    """Raise each error of the system as that of a file that cannot be saved."""
    try:
        yield
    except OSError as error:
        raise cannot_save(error, path) from error


def cannot_write_in(error: OSError, directory: Path) -> UsageError:
    """Return the error of a directory in which no file can be made."""
    cause, _ = _describe(error)
    return UsageError(
        f"no file can be made in this directory: {cause}",
        source=display(directory),
        advice="choose another place, or change its permissions",
    )


def _describe(error: OSError) -> tuple[str, str]:
    unknown = error.strerror or type(error).__name__
    return _MESSAGES.get(error.errno or 0, (unknown, "check the path and the disk"))
