"""Durable writing: a file is whole, and old or new; copies of work, and nothing is overwritten."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.storage.files import (
    SAFELY,
    describe_os_error,
    is_read_only,
    not_saved,
    open_safely,
    real_path,
    saving,
    tag,
)
from ragft_tui.storage.paths import display, private_directory, rescue_dir
from ragft_tui.storage.rights import NOT_POSSIBLE, Rights, give_rights, own_rights, rights_of

_NOT_REPLACED: Final = {errno.EBUSY, errno.EXDEV, *NOT_POSSIBLE}
"""Errors of renaming over a file that can be written but not replaced: one that is mounted by
itself into a container, one of somebody else in a directory like /tmp."""

_NEW: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL

_SAFE: Final = "saving"
"""The mark of the copy that is whole while the file itself is written in place."""

_NAME_BYTES: Final = 255
_MOST_NUMBERS: Final = 100
"""Numbered names that are tried; if somebody has taken all of them, a random one is used."""


def write_atomically(
    path: Path,
    data: bytes,
    *,
    replacing: AbstractContextManager[bytes | None] | None = None,
    rights: Rights | None = None,
    follow: bool = True,
    sync: bool = True,
) -> bool:
    """Write data to a path, all of it or nothing, and return once the disk has it.

    The rights of the file are preserved. If it cannot be replaced by one that has them, it is
    written in place, which is not atomic: meanwhile there is a whole copy beside it,
    app.saving.toml beside app.toml.

    Args:
        path: The file to make or to replace.
        data: Its whole content.
        replacing: Entered around the rename; an error raised on entry ends the save. It yields the
            content of the file at that moment: nothing else is written over in place.
        rights: Those of a new file; if left out, it follows the umask.
        follow: Whether links are followed; if not, a link in the place of the file is an error.
        sync: Whether the disk is to have its name, too; if not, `sync_directory` is to be called.

    Returns:
        Whether it was written in place.

    Raises:
        RagftError: If it cannot be saved; the old file is untouched then, or the copy named.
    """
    target = real_path(path) if follow else path
    with saving(path):
        existing = _existing(target)
        with _temporary_file(target, existing or rights) as (descriptor, temporary, given):
            _write(descriptor, data)
            os.fsync(descriptor)
            if os.pread(descriptor, len(data) + 1, 0) != data:
                cause = "the disk returned other data than was written"
                raise not_saved(cause, path, "check the disk")
            with replacing or nullcontext() as found:
                now = _existing(target)
                # They may have been changed meanwhile.
                alike = now is None or (given if now == existing else give_rights(descriptor, now))
                in_place = not (alike and _rename(temporary, target))
                if in_place:
                    _write_in_place(target, data, found)
        if sync:
            sync_directory(target.parent)
        return in_place


def write_new(path: Path, data: bytes, rights: Rights) -> None:
    """Write a file that must not be there yet, not even as a link.

    Args:
        path: Its name.
        data: Its content.
        rights: Those that it gets, or fewer if it cannot have them.

    Raises:
        OSError: If something has the name, or it cannot be written; nothing is left of it then.
    """
    with open_safely(path, _NEW) as descriptor:
        try:
            give_rights(descriptor, rights)
            _write(descriptor, data)
            os.fsync(descriptor)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _rename(temporary: Path, target: Path) -> bool:
    """Rename the temporary file to the target, and return whether that can be done."""
    try:
        temporary.replace(target)
    except OSError as error:
        if error.errno not in _NOT_REPLACED or not target.exists():
            raise
        return False
    return True


def _write_in_place(target: Path, data: bytes, found: bytes | None) -> None:
    """Write into a file that cannot be replaced, while a copy of all of it is safe beside it.

    Raises:
        RagftError: If it holds something else than it did a moment ago, or as above.
    """
    with open_safely(target, os.O_WRONLY) as descriptor:
        # Another file may have its name by now, and that one is nobody's to be written over.
        if not _is_still(descriptor, target, found):
            raise not_saved("another file has taken its place", target, "saving is tried again")
        whole = whole_copy(target)
        try:
            write_new(whole, data, rights_of(descriptor))
        except FileExistsError:
            cause = f"while the file is written in place, {display(whole)} has to hold a copy of it"
            raise not_saved(cause, target, "move that file away") from None
        sync_directory(target.parent)
        try:
            _write(descriptor, data)
            os.ftruncate(descriptor, len(data))
            os.fsync(descriptor)
        except OSError as error:
            cause, _ = describe_os_error(error)
            raise not_saved(cause, target, f"all of it is in {display(whole)}") from error
    whole.unlink(missing_ok=True)


def _is_still(descriptor: int, target: Path, found: bytes | None) -> bool:
    """Return whether a file that is open to be written is regular, and holds what was found."""
    # Opened twice: a list may grant reading and writing by two entries, and not both at once.
    with open_safely(target, os.O_RDONLY) as reading:
        written = os.fstat(descriptor)
        return (
            stat.S_ISREG(written.st_mode)
            and os.path.samestat(written, os.fstat(reading))
            and (found is None or os.pread(reading, len(found) + 1, 0) == found)
        )


def whole_copy(target: Path) -> Path:
    """Return the path of the whole copy that exists while a file is written in place.

    Args:
        target: The file, with every link followed.
    """
    return target.with_name(f"{target.stem}.{_SAFE}{target.suffix}")


def remove_stray_files(path: Path) -> None:
    """Remove what saves of this file left beside it when their process was killed.

    To be called before this process saves the file for the first time.
    """
    target = real_path(path)
    with suppress(OSError):
        for stray in target.parent.glob(f"{hidden_name(target)}-*.tmp"):
            if not _alive(stray.name.split("-")[2]):
                with suppress(OSError):  # of another user in a directory like /tmp, or a directory
                    stray.unlink(missing_ok=True)


def hidden_name(target: Path) -> str:
    """Return the prefix of the hidden files that belong to a file: its lock and temporary files.

    Args:
        target: The file, with every link followed.
    """
    # A hash, because the name itself may already be as long as a name can be.
    return f".ragft-{tag(os.fsencode(target.name))}"


def _existing(target: Path) -> Rights | None:
    """Return the rights of the file that is to be replaced; `None` if there is none."""
    try:
        found = target.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise not_saved("it is not a regular file", target, "name a file")
    if is_read_only(target, found):
        advice = "make it writable, or save under another name"
        raise not_saved("the file is read-only", target, advice)
    with open_safely(target, os.O_RDONLY) as descriptor:
        return rights_of(descriptor)


@contextmanager
def _temporary_file(target: Path, rights: Rights | None) -> Iterator[tuple[int, Path, bool]]:
    """Open a new file beside the target, and remove it again unless it is renamed.

    It has its rights before it holds anything; whether they are all that it should have is given.
    """
    # Beside the target, because no rename leaves its file system.
    name = f"{hidden_name(target)}-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    temporary = target.with_name(name)
    descriptor = os.open(temporary, _NEW | SAFELY, 0o666 if rights is None else 0o600)
    try:
        yield descriptor, temporary, rights is None or give_rights(descriptor, rights)
    finally:
        with suppress(OSError):
            temporary.unlink()
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_directory(directory: Path) -> None:
    """Return once the disk has the names of the files in a directory.

    Raises:
        OSError: If it cannot keep them.
    """
    try:
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        # The rename is done; some file systems cannot do more.
        if error.errno not in {errno.EACCES, errno.EBADF, *NOT_POSSIBLE}:
            raise


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    # A dead process had the number of this one before, as is usual in containers.
    return process != str(os.getpid())


def copy_beside(real: Path, mark: str, data: bytes, rights: Rights | None) -> Path:
    """Write a copy beside a file, unless one of the same bytes is there, and return its path.

    Args:
        real: The file, with every link followed; the copy beside app.toml is app.MARK.toml, or has
            a number as well.
        mark: What the copy is, in a word.
        data: The content of the copy.
        rights: Those of the file that the data is from; if `None`, nobody else may read the copy.

    Raises:
        RagftError: If it cannot be written.
    """
    with saving(real):
        return _write_copy(data, real.parent, real.stem, f".{mark}", rights or own_rights())


class RescueCopy:
    """A copy that follows each version of a project while its own file cannot be saved."""

    def __init__(self, path: Path) -> None:
        """Begin without a copy.

        Args:
            path: The file that cannot be saved.
        """
        self._path = path
        self._copy: Path | None = None
        self._version = 0
        self._elsewhere = -1
        """The newest version that is saved elsewhere."""
        # Re-entrant: a signal handler may interrupt the thread that holds it.
        self._writing = threading.RLock()

    def write(self, version: int, data: bytes) -> Path:
        """Write a version over an older one, and return the path of the copy.

        It is in the state directory, or else among temporary files, named after the file and the
        minute.

        Args:
            version: The number of the version; a newer one that is there already stays.
            data: The bytes of the project.

        Raises:
            RagftError: If it can be written nowhere.
        """
        with self._writing:
            if self._copy is None or not _is_own(self._copy):
                self._copy = self._new_copy(data)
            elif version >= self._version:
                write_atomically(self._copy, data, rights=own_rights(), follow=False)
            self._version = max(version, self._version)
            return self._copy

    def follow(self, version: int, data: bytes) -> Path | None:
        """Write a version as `write` does; `None` if it has been saved elsewhere meanwhile."""
        with self._writing:
            return None if version <= self._elsewhere else self.write(version, data)

    def discard(self, version: int) -> None:
        """Remove the copy, unless it holds a newer version than is saved elsewhere.

        Args:
            version: The newest version that is saved elsewhere.
        """
        with self._writing:
            self._elsewhere = max(version, self._elsewhere)
            if self._copy is not None and version >= self._version:
                copy, self._copy = self._copy, None
                with suppress(OSError):
                    copy.unlink()

    def _new_copy(self, data: bytes) -> Path:
        moment, stem = f"-{datetime.now().astimezone():%Y-%m-%d-%H%M}", self._path.stem
        try:
            with saving(rescue_dir()):
                directory = private_directory(rescue_dir())
                return _write_copy(data, directory, stem, moment, own_rights(), reuse=False)
        except RagftError:  # there is no home directory, or nothing can be written in it
            import tempfile

            with suppress(OSError):
                directory = Path(tempfile.gettempdir())
                return _write_copy(data, directory, stem, moment, own_rights(), reuse=False)
            raise


def _write_copy(
    data: bytes, directory: Path, stem: str, mark: str, rights: Rights, *, reuse: bool = True
) -> Path:
    """Write data under the first free name, or return a copy of the same bytes to be reused."""
    number = 1
    while True:
        more = f"-{number if number <= _MOST_NUMBERS else os.urandom(8).hex()}"
        ending = f"{mark}{more if number > 1 else ''}.toml"
        shortened = os.fsencode(stem)[: _NAME_BYTES - len(ending)].decode("utf-8", "ignore")
        copy = directory / (shortened + ending)
        try:
            write_new(copy, data, rights)
        except FileExistsError:
            if not (reuse and _holds(copy, data)):
                number += 1
                continue
        return copy


def _is_own(copy: Path) -> bool:
    """Return whether a copy is still the file that was made, which is for nobody else."""
    try:
        found = copy.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()


def _holds(copy: Path, data: bytes) -> bool:
    """Return whether a file of this user holds data, without reading anything else."""
    try:
        with open_safely(copy, os.O_RDONLY) as descriptor:
            found = os.fstat(descriptor)
            return (
                stat.S_ISREG(found.st_mode)
                and (found.st_uid, found.st_nlink) == (os.geteuid(), 1)
                and found.st_size == len(data)
                and os.pread(descriptor, len(data) + 1, 0) == data
            )
    except OSError:
        return False
