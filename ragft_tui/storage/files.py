"""Files read whole and checked, and errors of the operating system as sentences to act on."""

from __future__ import annotations

import errno
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.records import dataclass
from ragft_tui.storage.paths import display
from ragft_tui.storage.rights import Rights, rights_of

FILE_BYTES: Final = 4 * 1024 * 1024
"""The size of the largest file that is read, in bytes."""

TOO_LARGE: Final = f"is larger than {FILE_BYTES // 1024**2} MiB"
"""What is wrong with a larger one."""

SAFELY: Final = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""How files are opened that others may have put there: no link in their place is followed, and no
pipe or lease of another process waited for."""

_ANY_WRITE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH

_USED_UP: Final = {errno.EMFILE, errno.ENFILE, errno.ENOMEM}

_MESSAGES: Final = {
    errno.ENOSPC: ("the disk is full", "free some space"),
    errno.EDQUOT: ("your disk quota is used up", "free some space"),
    errno.EFBIG: ("the limit of file sizes is reached", "raise it with ulimit -f"),
    errno.EACCES: ("you have no permission", "change its permissions, or those of its directory"),
    errno.EPERM: ("that is not permitted", "change its permissions, or those of its directory"),
    errno.EROFS: ("the file system is read-only", "choose a place that can be written"),
    errno.ENOENT: ("its directory does not exist", "make the directory first"),
    errno.ENOTDIR: ("a part of the path is not a directory", "check the path"),
    errno.EEXIST: ("a file is where its directory should be", "move that file away"),
    errno.EISDIR: ("it is a directory", "name a file in it"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter one"),
    errno.ELOOP: ("its links form a loop", "fix the links"),
    errno.EIO: ("the disk reports an error", "check the disk"),
    errno.EMLINK: ("another file has that name", "move that file away"),
    errno.ESTALE: ("the file server no longer has it", "check the connection to the server"),
    errno.ENODEV: ("the device is gone", "check the disk"),
    errno.EMFILE: ("the program may open no more files", "raise the limit with ulimit -n"),
    errno.ENFILE: ("the system can open no more files", "close some programs"),
    errno.ENOMEM: ("there is no memory left", "close some programs"),
}


def is_there(path: Path) -> bool:
    """Return whether there is a file at a path; unlike `Path.exists`, it never raises."""
    try:
        return path.exists()
    except OSError:  # no permission, too long a name, a disk that is gone
        return False


def real_path(path: Path) -> Path:
    """Return the file that a path leads to, every link followed."""
    try:
        return Path(os.path.realpath(path))
    except FileNotFoundError:  # there is no working directory any more: it leads nowhere
        return path


def read_project_file(path: Path) -> bytes:
    """Return the bytes of a project file.

    Raises:
        UsageError: If there is none, or it cannot be a project file.
    """
    return read_file(path, if_missing="check the name, or start one with: ragft-tui new FILE")


def read_file(path: Path, *, if_missing: str = "check the name") -> bytes:
    """Return the bytes of a regular file of at most 4 MiB.

    Args:
        path: The file; links are followed.
        if_missing: The advice if there is no such file.

    Raises:
        UsageError: If it is missing, no regular file, too large or unreadable.
    """
    try:
        with _opened(path) as (_, data):
            return data
    except FileNotFoundError:
        what = "is a link to a file that does not exist" if path.is_symlink() else "does not exist"
        raise UsageError(what, source=display(path), advice=if_missing) from None
    except OSError as error:
        raise cannot_read(error, path) from error


@contextmanager
def open_safely(path: Path, flags: int) -> Iterator[int]:
    """Open a file that others may have put there, and close it at the end.

    Args:
        path: The file; a link in its place is not followed.
        flags: As of `os.open`; a file that is made is for this user alone.

    Yields:
        Its descriptor.

    Raises:
        OSError: If it cannot be opened.
    """
    descriptor = os.open(path, flags | SAFELY, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as it was found, all of it read through one descriptor."""

    data: bytes
    rights: Rights
    names: int
    """How many names it has (hard links)."""


def find_file(path: Path) -> FoundFile | None:
    """Return a regular file of at most 4 MiB, without following a link in its place.

    Args:
        path: The file, with every link followed.

    Returns:
        `None` if there is none.

    Raises:
        UsageError: If it is a link, no regular file, too large or unreadable.
    """
    try:
        with _opened(path, os.O_NOFOLLOW) as (descriptor, data):
            return FoundFile(data, rights_of(descriptor), os.fstat(descriptor).st_nlink)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UsageError("is a link", source=display(path), advice="remove the link") from error
        raise cannot_read(error, path) from error


@contextmanager
def _opened(path: Path, flags: int = 0) -> Iterator[tuple[int, bytes]]:
    """Open a file, and yield its descriptor and its content."""
    # A device may do something when it is opened, and a pipe would be waited for.
    _refuse_special(path, path.stat(follow_symlinks=not flags))
    # Should a pipe take the place of the file just now, opening it must not wait.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | flags)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        _refuse_special(path, found)
        if found.st_size > FILE_BYTES:
            raise _too_large(path)
        # Some files of the kernel have nothing to read at times, and give none instead of b"".
        data = file.read(FILE_BYTES + 1) or b""
        if len(data) > FILE_BYTES:
            raise _too_large(path)
        yield descriptor, data


def ensure_writable(path: Path, *, of_any_size: bool = False) -> None:
    """Raise if a file could not be saved, before anything is typed into it.

    Args:
        path: A file that exists, or one that is to be made.
        of_any_size: Whether it is only written, so that it may be larger than what is read.

    Raises:
        UsageError: With what stands in the way.
    """
    target = real_path(path)
    try:
        found = target.stat()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise cannot_read(error, path) from error
    else:
        _refuse_special(path, found)
        if found.st_size > FILE_BYTES and not of_any_size:
            raise _too_large(path)
        if is_read_only(target, found):
            raise UsageError(
                "is read-only", source=display(path), advice="make it writable, or copy it first"
            )
    directory = target.parent
    missing = [item for item in (directory, *directory.parents) if not item.is_dir()]
    if missing:
        raise UsageError(
            "the directory does not exist", source=display(missing[-1]), advice="make it first"
        )
    import tempfile

    try:
        # Mode bits tell too little: of quotas, of file servers, and nothing of all that to root.
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as error:
        cause, _ = describe_os_error(error)
        raise UsageError(
            f"no file can be made in this directory: {cause}",
            source=display(directory),
            advice="choose another place, or change its permissions",
        ) from error


def is_read_only(target: Path, found: os.stat_result) -> bool:
    """Return whether a file is not meant to be written, or may not be."""
    # Nothing is forbidden to root, and a rename asks the directory alone.
    return not found.st_mode & _ANY_WRITE or not os.access(target, os.W_OK)


def _refuse_special(path: Path, found: os.stat_result) -> None:
    kinds = (
        (stat.S_ISDIR, "is a directory", "name a file in it"),
        (stat.S_ISFIFO, "is a pipe", "write its content to a file first"),
        (stat.S_ISSOCK, "is a socket", "name a file"),
        (stat.S_ISCHR, "is a device", "name a file"),
        (stat.S_ISBLK, "is a device", "name a file"),
    )
    for is_kind, what, advice in kinds:
        if is_kind(found.st_mode):
            raise UsageError(what, source=display(path), advice=advice)


def _too_large(path: Path) -> UsageError:
    return UsageError(
        TOO_LARGE,
        source=display(path),
        advice="check that it is the right file, or split it",
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
            what, advice = describe_os_error(cause)
            return RagftError(what, advice=advice)
        cause = cause.__cause__ or cause.__context__
    return None


def cannot_read(error: OSError, path: Path) -> RagftError:
    """Return the error of a file that cannot be read; a UsageError if the file is to blame."""
    cause, advice = describe_os_error(error)
    kind = RagftError if error.errno in _USED_UP else UsageError
    return kind(f"cannot be read: {cause}", source=display(path), advice=advice)


def not_saved(cause: str, path: Path, advice: str) -> RagftError:
    """Return the error of a file that cannot be saved.

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
        cause, advice = describe_os_error(error)
        raise not_saved(cause, path, advice) from error


def describe_os_error(error: OSError) -> tuple[str, str]:
    """Return the cause of an error as a clause, and what to do about it."""
    unknown = error.strerror or type(error).__name__
    return _MESSAGES.get(error.errno or 0, (unknown, "check the path and the disk"))


def tag(name: bytes) -> str:
    """Return sixteen digits for a name, to tell it from others where all of it has no room."""
    # Not from hashlib, which loads OpenSSL: that alone takes a hundredth of a start.
    return f"{zlib.crc32(name):08x}{zlib.crc32(name[::-1]):08x}"
