"""One writer for each project file: a lock that says who holds it, and that can be taken over."""

from __future__ import annotations

import errno
import getpass
import os
import platform
import signal
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.text import one_line
from ragft_tui.store.atomic import hidden_name
from ragft_tui.store.faults import cannot_lock
from ragft_tui.store.files import read_file, real_path
from ragft_tui.store.paths import display
from ragft_tui.store.toml import parse

if TYPE_CHECKING:
    from filelock import FileLock

__all__ = ["HeldError", "Holder", "NoLockError", "ProjectLock", "login_name", "take_over"]

_LEAVING_SECONDS: Final = 5.0
"""How long a holder may take to save and leave; by itself it is gone after two seconds."""

_LARGEST_PID: Final = 2**22
_NO_LOCKS: Final = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP}

_NEXT: Final = "next"
"""The tables in which those who want to take over say who they are, the last of them last."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The program that holds a lock, as it described itself."""

    pid: int
    host: str
    user: str
    terminal: str
    since: datetime
    """When it took the lock, in local time."""
    process: str
    """What tells it from a later process of the same number; empty where that is not known."""
    holds: bool
    """Whether the kernel says that it holds the lock: anybody can write a number into a file."""

    def __str__(self) -> str:
        """Tell who it is, in words."""
        parts = [self.user or "somebody"]
        if self.host != _host():
            parts.append(f"on {self.host}")
        if self.terminal:
            parts.append(f"in terminal {self.terminal}")
        since = f"{self.since:%Y-%m-%d %H:%M}"
        return f"{' '.join(parts)}, since {since} (process {self.pid})"

    @property
    def why_not_ours(self) -> str:
        """Why it cannot be taken over from here; empty where it can."""
        if self.host != _host():
            return f"it runs on {self.host}, so take it over there"
        try:
            os.kill(self.pid, 0)
        except PermissionError:
            return f"it belongs to {self.user or 'another user'}, who can leave it"
        except OSError:
            return f"process {self.pid} cannot be seen from here"
        if not self.process or _identity(self.pid) != self.process or not self.holds:
            return f"it is not certain that process {self.pid} holds it"
        return ""


class HeldError(UsageError):
    """Another session writes the file."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        """Say who holds it.

        Args:
            path: The project file.
            holder: Who holds it; `None` where that cannot be read.
        """
        super().__init__(
            f"is in use by {holder or 'another session'}",
            where=display(path),
            advice="`ragft-tui --read-only FILE` shows it",
        )
        self.path = path
        self.holder = holder


class NoLockError(RagftError):
    """No lock can be made beside the file."""


class ProjectLock:
    """The right to write a project file; the kernel frees it when the process ends."""

    def __init__(self, path: Path, patience: float = 0) -> None:
        """Take the lock.

        Args:
            path: The project file; it is locked under its real path.
            patience: How long to wait for another session to give it back, in seconds.

        Raises:
            HeldError: Where another session holds it.
            NoLockError: Where no lock can be made in the directory of the file.
        """
        self.path = path
        self._file = _lock_file(path)
        self._lock: FileLock | None = None
        try:
            self._lock = _locked(self._file, patience)
            self._inode = _inode(self._file)
        except _BusyError:
            raise HeldError(path, _holder(_read(self._file), self._file)) from None
        except OSError as error:
            raise NoLockError(cannot_lock(error), where=display(self._file)) from error

    @property
    def missing(self) -> bool:
        """Whether there is none: the file system has no locks."""
        return self._lock is None

    def taken_over_by(self) -> str:
        """Return in words who asked for the file, or an empty text."""
        return _last_asker(self._file)

    def release(self) -> None:
        """Give the lock back, and leave nothing behind."""
        lock, self._lock = self._lock, None
        if lock is not None and self._inode == _inode(self._file):
            # While it is held: whoever opens the name from now on makes a new file, and whoever
            # opened this one already sees that it has no name any more.
            with suppress(OSError):
                self._file.unlink()
        if lock is not None:
            lock.release()


def take_over(held: HeldError) -> None:
    """Ask the holder of a lock to save and leave, and wait until it has.

    Raises:
        RagftError: Where it cannot be asked, or does not leave.
    """
    holder, where = held.holder, display(held.path)
    if holder is None:
        raise UsageError("cannot be taken over: it is not known who holds it", where=where)
    if why := holder.why_not_ours:
        raise UsageError(f"cannot be taken over: {why}", where=where)
    with suppress(OSError):
        _append(_lock_file(held.path), f"\n[[{_NEXT}]]\n{_described()}")
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
            f"cannot be taken over: process {holder.pid} does not leave",
            where=where,
            advice=f"end it with: kill -9 {holder.pid}",
        ) from None


def login_name() -> str:
    """Return the name of the user of this process, or an empty text."""
    try:
        return one_line(getpass.getuser())
    except (KeyError, OSError):  # no login name and no entry for the user id
        return ""


def _inode(file: Path) -> int:
    try:
        return file.stat().st_ino
    except OSError:
        return 0


def _lock_file(path: Path) -> Path:
    target = real_path(path)
    return target.with_name(f"{hidden_name(target)}.lock")


def _locked(file: Path, timeout: float) -> FileLock | None:
    """Lock a file and describe this process in it; `None` where the file system has no locks.

    Raises:
        _BusyError: Where another process holds it.
        OSError: Where it cannot be made.
    """
    # 12 ms, for a lock that leases, forks and the quirks of NFS do not break.
    from filelock import FileLock, Timeout

    if not file.parent.is_dir():  # which it would make
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    described = _described().encode()

    def describe(descriptor: int) -> None:
        found = os.fstat(descriptor)
        if found.st_nlink > 1 or not stat.S_ISREG(found.st_mode):  # the file of somebody
            raise OSError(errno.EMLINK, "something else has the name of the lock")
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, described, 0)

    lock = FileLock(file, timeout, thread_local=False, fallback_to_soft=False, on_acquired=describe)
    try:
        lock.acquire()
    except Timeout:
        raise _BusyError from None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        with suppress(OSError):  # it holds nothing, and nobody would ever remove it
            if not file.stat().st_size:
                file.unlink()
        return None
    return lock


def _described() -> str:
    import tomli_w

    described = {
        "pid": os.getpid(),
        "host": _host(),
        "user": login_name(),
        "terminal": _terminal(),
        "since": datetime.now(UTC).replace(microsecond=0),
        "process": _identity(os.getpid()),
    }
    return tomli_w.dumps(described)


def _append(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def _read(file: Path) -> dict[str, object]:
    """Return what a lock file says; it may be half written, or written by anybody."""
    try:
        return parse(read_file(file), "")
    except RagftError:
        return {}


def _holder(entry: object, file: Path) -> Holder | None:
    match entry:
        case {
            "pid": int(pid),
            "host": str(host),
            "user": str(user),
            "terminal": str(terminal),
            "since": datetime() as since,
            "process": str(process),
        } if 1 < pid <= _LARGEST_PID:
            with suppress(ValueError, OverflowError):  # at the ends of the calendar
                return Holder(
                    pid,
                    host=one_line(host),
                    user=one_line(user),
                    terminal=one_line(terminal),
                    since=since.astimezone(),
                    process=process,
                    holds=_holds(pid, file),
                )
    return None


def _last_asker(file: Path) -> str:
    match _read(file).get(_NEXT):
        case [*_, last]:
            return str(_holder(last, file) or "")
    return ""


def _host() -> str:
    return one_line(platform.node())


def _terminal() -> str:
    try:
        return one_line(os.ttyname(0).removeprefix("/dev/"))
    except OSError:
        return ""


def _holds(pid: int, file: Path) -> bool:
    """Tell whether the kernel lists a process as the holder of a lock, as proc(5) describes."""
    try:
        inode = file.stat().st_ino
        locks = Path("/proc/locks").read_text(encoding="ascii")
    except OSError:
        return False
    # 1: FLOCK  ADVISORY  WRITE 4711 fe:01:123456 0 EOF
    rows = (line.split() for line in locks.splitlines())
    return any(
        row[1:2] == ["FLOCK"] and row[4:5] == [str(pid)] and row[5].endswith(f":{inode}")
        for row in rows
    )


def _identity(pid: int) -> str:
    """Return what no other process, and none after a restart of the machine, has in common."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        space = Path(f"/proc/{pid}/ns/pid").readlink()
    except OSError:  # no Linux, no such process, or one of another user
        return ""
    # proc(5): the name in brackets may hold anything; the start time is the 22nd field of all.
    started = status.rpartition(")")[2].split()[19]
    return f"{boot} {space} {started}"


class _BusyError(Exception):
    """Another process holds the lock."""
