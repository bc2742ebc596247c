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

__all__ = ["hidden_name", "remove_stray_files", "safe_copy", "set_mode", "write_atomically"]

_NOT_POSSIBLE: Final = {errno.EPERM, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
"""What a file system says of what it does not do at all."""

_NOT_REPLACED: Final = {errno.EBUSY, errno.EXDEV, *_NOT_POSSIBLE}
"""What a rename says where a file can be written and not replaced: one that is mounted by itself
into a container, one of somebody else in a directory like /tmp."""

_SAFE: Final = "saving"
"""Marks the copy that is whole while the file itself is written in place."""


def write_atomically(
    path: Path, data: bytes, *, replacing: AbstractContextManager[object] | None = None
) -> bool:
    """Save data under a path, all of it or nothing, and return once the disk has it.

    Links are followed, mode and owner are kept as far as the file system lets them be; a new file
    follows the umask. Where the file cannot be replaced it is written in place, which is not
    atomic: meanwhile a whole copy stands beside, as app.saving.toml beside app.toml.

    Args:
        path: The file to make or to replace.
        data: Its whole content.
        replacing: Entered around the rename; an error raised on entry gives the save up.

    Returns:
        Whether it was written in place.

    Raises:
        RagftError: Where it cannot be saved; the old file is untouched then, or the copy named.
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
                in_place = not _replaced(temporary, target)
                if in_place:
                    _write_in_place(target, data, temporary)
        _sync_directory(target.parent)
    except OSError as error:
        raise cannot_save(error, path) from error
    return in_place


def _replaced(temporary: Path, target: Path) -> bool:
    """Put a file in the place of another, and tell whether that can be done."""
    try:
        temporary.replace(target)
    except OSError as error:
        if error.errno not in _NOT_REPLACED or not target.exists():
            raise
        return False
    return True


def _write_in_place(target: Path, data: bytes, temporary: Path) -> None:
    """Write into a file that cannot be replaced, while a copy of all of it is safe beside it."""
    safe = safe_copy(target)
    temporary.replace(safe)
    _sync_directory(target.parent)
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            _write(descriptor, data)
            os.ftruncate(descriptor, len(data))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        what, advice = cannot_save(error, target).what, f"all of it is in {display(safe)}"
        raise RagftError(what, where=display(target), advice=advice) from error
    safe.unlink(missing_ok=True)


def safe_copy(target: Path) -> Path:
    """Return where the whole copy stands while a file is written in place.

    Args:
        target: The file, with every link followed.
    """
    return target.with_name(f"{target.stem}.{_SAFE}{target.suffix}")


def set_mode(descriptor: int, mode: int) -> None:
    """Set the mode of a file that is open, where the file system has modes that can be set."""
    try:
        os.fchmod(descriptor, mode)
    except OSError as error:
        # On mounts of Windows and of sync tools; the file has no more than it had.
        if error.errno not in _NOT_POSSIBLE:
            raise


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
            set_mode(descriptor, stat.S_IMODE(existing.st_mode))
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
        if error.errno not in {errno.EACCES, errno.EBADF, *_NOT_POSSIBLE}:
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
