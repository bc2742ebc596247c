"""The lock of a project file: one writer at a time, who is named and can be asked to leave."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.storage.atomic import hidden_name
from ragft_tui.storage.files import SAFELY, describe_os_error, open_safely, real_path
from ragft_tui.storage.paths import display
from ragft_tui.storage.rights import Rights, give_rights, own_rights, rights_of, rights_to_make_in
from ragft_tui.storage.saving.lock_holder import LockHolder, describe_process, parse_holder
from ragft_tui.storage.toml.parse import parse_toml

_LEAVING_SECONDS: Final = 5.0
"""How long a holder may take to save and leave; by itself it is gone after two seconds."""

_MAKING_SECONDS: Final = 0.5
"""How long a lock may be without its rights and its description, while somebody makes it."""

_POLL: Final = 0.02
_DESCRIPTION_BYTES: Final = 64 * 1024
_NO_LOCKS: Final = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP}
_BUSY: Final = {errno.EAGAIN, errno.EACCES}
_NO_FILE: Final = {errno.ELOOP, errno.EISDIR, errno.ENXIO}
"""What opening says of a link, a directory, a socket."""

_NEXT: Final = "next"
"""The tables in which those who want to take over describe themselves, the last of them last."""


class HeldError(UsageError):
    """Another session writes the file, or is about to."""

    def __init__(self, path: Path, holder: LockHolder | None) -> None:
        """Build the error.

        Args:
            path: The project file.
            holder: Who holds it; `None` if that cannot be read.
        """
        super().__init__(
            f"is in use by {holder or 'another session'}",
            source=display(path),
            advice="`ragft-tui --read-only FILE` opens it read-only",
        )
        self.path = path
        self.holder = holder


class NoLockError(RagftError):
    """No lock can be created beside the file."""


class ProjectLock:
    """The right to write a project file; the kernel frees it when the process ends.

    flock itself, and no library: the lock of a dead session of another user must be taken through a
    descriptor that only reads, and its file has to have the rights of the project.
    """

    def __init__(self, path: Path, patience: float = 0) -> None:
        """Take the lock.

        Args:
            path: The project file; it is locked under its real path.
            patience: How long to wait for another session to give it back, in seconds.

        Raises:
            HeldError: If another session holds it.
            NoLockError: If no lock can be made in the directory of the file.
        """
        self.path = path
        self._file = _lock_file(path)
        self._descriptor: int | None = None
        with ExitStack() as if_failed:
            try:
                # Held open: the lock is removed from it at the end, wherever it was moved.
                self._directory = os.open(self._file.parent, os.O_RDONLY | os.O_DIRECTORY | SAFELY)
                if_failed.callback(os.close, self._directory)
                self._descriptor = self._take(patience)
            except OSError as error:
                what = f"cannot be locked: {describe_os_error(error)[0]}"
                raise NoLockError(what, source=display(self._file)) from error
            if_failed.pop_all()

    @property
    def missing(self) -> bool:
        """Whether there is no lock, because the file system has none."""
        return self._descriptor is None

    def taken_over_by(self) -> str | None:
        """Return who asked for the file last, described; `None` if nobody did."""
        return _last_claimant(self._descriptor) if self._descriptor is not None else None

    def release(self) -> None:
        """Release the lock, and leave nothing behind."""
        descriptor, self._descriptor = self._descriptor, None
        directory, self._directory = self._directory, -1
        try:
            if descriptor is not None and _has_name(descriptor, self._file.name, directory):
                # While it is held: whoever opens the name from now on makes a new file, and whoever
                # opened this one already sees that it has no name any more.
                with suppress(OSError):
                    # Where only its owner may remove it, at least nobody is named in it.
                    with suppress(OSError):
                        os.ftruncate(descriptor, 0)
                    os.unlink(self._file.name, dir_fd=directory)
        finally:
            if descriptor is not None:
                with suppress(OSError):  # a child that was just forked may have it open as well
                    fcntl.flock(descriptor, fcntl.LOCK_UN)
                os.close(descriptor)
            if directory >= 0:
                os.close(directory)

    def _take(self, patience: float) -> int | None:
        """Lock the file and describe this process in it; return `None` if there are no locks.

        Raises:
            HeldError: If another process holds it.
            OSError: If it cannot be made.
        """
        start = time.monotonic()
        while True:
            waited = time.monotonic() - start
            try:
                return self._attempt()
            except HeldError as held:
                # Without a description somebody may be making or removing the lock just now.
                if waited >= patience + (0 if held.holder else _MAKING_SECONDS):
                    raise
            except PermissionError:  # whoever makes it may not have given it its rights yet
                if waited >= _MAKING_SECONDS or not self._file.exists():
                    raise
            time.sleep(_POLL)

    def _attempt(self) -> int | None:
        descriptor = self._open()
        try:
            self._lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno not in _NO_LOCKS:
                raise
            with suppress(OSError):  # it holds nothing, and nobody would ever remove it
                if not self._file.stat().st_size:
                    os.unlink(self._file.name, dir_fd=self._directory)
            return None
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _open(self) -> int:
        """Open the lock, or make it.

        Raises:
            HeldError: If another process makes it, or leases it.
            OSError: If it is not to be had, or something else has its name.
        """
        try:
            descriptor = self._open_with(os.O_RDWR)
        except FileNotFoundError:
            with suppress(FileExistsError):
                return self._open_with(os.O_RDWR | os.O_CREAT | os.O_EXCL)
            raise HeldError(self.path, None) from None
        except PermissionError:  # of another user, and flock asks for no more
            descriptor = self._open_with(os.O_RDONLY)
        except BlockingIOError:
            raise HeldError(self.path, None) from None
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:  # the file of somebody
            os.close(descriptor)
            raise _another_file()
        return descriptor

    def _open_with(self, flags: int) -> int:
        try:
            return os.open(self._file.name, flags | SAFELY, 0o600, dir_fd=self._directory)
        except OSError as error:
            if error.errno in _NO_FILE:
                raise _another_file() from error
            raise

    def _lock(self, descriptor: int) -> None:
        """Lock what was opened, and describe this process in it.

        Raises:
            HeldError: If another process holds it, or it has no name any more.
            OSError: If the file system has no locks.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            holder = parse_holder(_read_description(descriptor), os.fstat(descriptor))
            raise HeldError(self.path, holder) from None
        if not _has_name(descriptor, self._file.name, self._directory):
            raise HeldError(self.path, None)
        if os.fstat(descriptor).st_uid == os.geteuid():
            give_rights(descriptor, self._rights())
        else:
            # A dead one of another user: ours has the rights of the project as it is now. Where it
            # cannot be removed, as in a directory like /tmp, it locks all the same.
            with suppress(OSError):
                os.unlink(self._file.name, dir_fd=self._directory)
                raise HeldError(self.path, None)
        with suppress(OSError):  # where it can only be read
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, describe_process().encode(), 0)

    def _rights(self) -> Rights:
        """Return the rights of the project, for whoever may write it may lock it.

        If there is none yet, whoever may make files in the directory may make it.
        """
        try:
            with open_safely(real_path(self.path), os.O_RDONLY) as descriptor:
                return rights_of(descriptor)
        except FileNotFoundError:
            return rights_to_make_in(self._directory)
        except OSError:
            return own_rights()


def take_over(held: HeldError) -> None:
    """Ask the holder of a lock to save and leave, and wait until it has.

    Raises:
        RagftError: If it cannot be asked, or does not leave.
    """
    holder, source = held.holder, display(held.path)
    if holder is None:
        raise UsageError("cannot be taken over: nobody knows who holds it", source=source)
    if reason := holder.takeover_obstacle:
        raise UsageError(f"cannot be taken over: {reason}", source=source)
    with suppress(OSError):
        _append(_lock_file(held.path), f"\n[[{_NEXT}]]\n{describe_process()}")
    with suppress(ProcessLookupError):
        os.kill(holder.pid, signal.SIGHUP)
        # One that was stopped takes the other signal only when it goes on.
        os.kill(holder.pid, signal.SIGCONT)
    try:
        ProjectLock(held.path, _LEAVING_SECONDS).release()
    except HeldError as again:
        if again.holder != holder:  # who asked at the same time, and was first
            raise
        raise RagftError(
            f"cannot be taken over: process {holder.pid} does not quit",
            source=source,
            advice=f"end it with: kill -9 {holder.pid}",
        ) from None


def _lock_file(path: Path) -> Path:
    target = real_path(path)
    return target.with_name(f"{hidden_name(target)}.lock")


def _has_name(descriptor: int, name: str, directory: int) -> bool:
    try:
        found = os.stat(name, dir_fd=directory, follow_symlinks=False)
    except OSError:
        return False
    return os.path.samestat(found, os.fstat(descriptor))


def _another_file() -> OSError:
    return OSError(errno.EMLINK, "something else has the name of the lock file")


def _append(file: Path, text: str) -> None:
    with open_safely(file, os.O_WRONLY | os.O_APPEND) as descriptor:
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
            os.write(descriptor, text.encode())


def _read_description(descriptor: int) -> dict[str, object]:
    """Return the content of a lock file; it may be half written, or written by anybody."""
    with suppress(OSError, RagftError):
        return parse_toml(os.pread(descriptor, _DESCRIPTION_BYTES, 0), "")
    return {}


def _last_claimant(descriptor: int) -> str | None:
    match _read_description(descriptor).get(_NEXT):
        case [*_, last] if claimant := parse_holder(last, os.fstat(descriptor)):
            return str(claimant)
    return None
