"""Atomic, durable saving: whatever happens, the file is whole, and either old or new."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.store.faults import cannot_save
from ragft_tui.store.files import is_read_only, real_path
from ragft_tui.store.paths import display

__all__ = ["hidden_name", "remove_stray_files", "write_atomically"]

_NO_DIRECTORY_SYNC: Final = {errno.EACCES, errno.EBADF, errno.EINVAL, errno.ENOTSUP}


def write_atomically(
    path: Path, data: bytes, *, replacing: AbstractContextManager[object] | None = None
) -> None:
    """Save data under a path, all of it or nothing, and return once the disk has it.

    Links are followed, mode and owner are kept; a new file follows the umask.

    Args:
        path: The file to make or to replace.
        data: Its whole content.
        replacing: Entered around the rename; an error raised on entry gives the save up.

    Raises:
        RagftError: Where it cannot be saved; the old file is untouched then.
    """
    target = real_path(path)
    try:
        existing = _existing(target)
        with _temporary_file(target, existing) as (descriptor, temporary):
            _write(descriptor, data)
            os.fsync(descriptor)
            if os.pread(descriptor, len(data) + 1, 0) != data:
                raise RagftError(
                    "cannot be saved: the disk gives back other data than was written",
                    where=display(path),
                    advice="check the disk",
                )
            with replacing or nullcontext():
                temporary.replace(target)
        _sync_directory(target.parent)
    except OSError as error:
        raise cannot_save(error, path) from error


def remove_stray_files(path: Path) -> None:
    """Remove what saves of this file left beside it when their process was killed.

    To be called before this process saves the file for the first time.
    """
    target = real_path(path)
    with suppress(OSError):
        for stray in target.parent.glob(f"{hidden_name(target)}-*.tmp"):
            process = stray.name.split("-")[2]
            if not _alive(process):
                stray.unlink(missing_ok=True)


def hidden_name(target: Path) -> str:
    """Return how the names of files begin that the program keeps beside a file.

    Args:
        target: The file, with every link followed.
    """
    # A hash, because the name itself may already be as long as a name can be.
    return f".ragft-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}"


def _existing(target: Path) -> os.stat_result | None:
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise RagftError(
            "cannot be saved: it is not a regular file", where=display(target), advice="name a file"
        )
    if is_read_only(target, found):
        raise RagftError(
            "cannot be saved: the file is read-only",
            where=display(target),
            advice="make it writable, or save under another name",
        )
    return found


@contextmanager
def _temporary_file(target: Path, existing: os.stat_result | None) -> Iterator[tuple[int, Path]]:
    """Open a new file beside the target, and remove it again unless it is renamed."""
    # Beside the target, because no rename leaves its file system.
    name = f"{hidden_name(target)}-{os.getpid()}-{secrets.token_hex(4)}.tmp"
    temporary = target.with_name(name)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(temporary, flags, 0o666 if existing is None else 0o600)
    try:
        if existing is not None:
            _copy_owner(descriptor, existing)
            os.fchmod(descriptor, stat.S_IMODE(existing.st_mode))
        yield descriptor, temporary
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def _copy_owner(descriptor: int, existing: os.stat_result) -> None:
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) == (existing.st_uid, existing.st_gid):
        return
    try:
        os.fchown(descriptor, existing.st_uid, existing.st_gid)
    except OSError:
        # Only root gives files away, but a group of one's own can be kept.
        with suppress(OSError):
            os.fchown(descriptor, -1, existing.st_gid)


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_directory(directory: Path) -> None:
    try:
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        # The rename is done; some file systems cannot do more.
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise


def _alive(process: str) -> bool:
    if process == str(os.getpid()):
        return False  # a dead process of the same number, as is usual in containers
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True
