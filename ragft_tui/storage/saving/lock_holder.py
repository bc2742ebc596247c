"""Who holds a lock: how a session describes itself in the lock file, checked with the kernel."""

from __future__ import annotations

import getpass
import os
import platform
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ragft_tui.core.records import dataclass
from ragft_tui.core.text import one_line

_LARGEST_PID: Final = 2**22


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The program that holds a lock, as it described itself."""

    pid: int
    host: str
    user: str
    terminal: str
    since: datetime
    """When it took the lock, in local time."""
    process: str
    """What no later process of the same number has in common; empty if unknown."""
    holds: bool
    """Whether the kernel says that it holds the lock: anybody can write a number into a file."""

    def __str__(self) -> str:
        """Describe who it is, for a sentence."""
        host = f" on {self.host}" if self.host != _host() else ""
        terminal = f" in terminal {self.terminal}" if self.terminal else ""
        who = f"{self.user or 'somebody'}{host}{terminal}"
        return f"{who}, since {self.since:%Y-%m-%d %H:%M} (process {self.pid})"

    @property
    def takeover_obstacle(self) -> str | None:
        """Why the lock cannot be taken over from here; `None` if it can."""
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
        return None


def describe_process() -> str:
    """Return the description of this process, as TOML."""
    import tomli_w

    terminal = ""
    with suppress(OSError):
        terminal = os.ttyname(0).removeprefix("/dev/")
    return tomli_w.dumps(
        {
            "pid": os.getpid(),
            "host": _host(),
            "user": login_name(),
            "terminal": one_line(terminal),
            "since": datetime.now(UTC).replace(microsecond=0),
            "process": _identity(os.getpid()),
        }
    )


def parse_holder(entry: object, lock: os.stat_result) -> LockHolder | None:
    """Return the holder that an entry describes; `None` if it is no description.

    Args:
        entry: What was read, by whomever it was written.
        lock: The lock file that it stands in.
    """
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
                return LockHolder(
                    pid,
                    host=one_line(host),
                    user=one_line(user),
                    terminal=one_line(terminal),
                    since=since.astimezone(),
                    process=process,
                    holds=_holds(pid, lock),
                )
    return None


def login_name() -> str:
    """Return the name of the user of this process, or an empty text."""
    try:
        return one_line(getpass.getuser())
    except (KeyError, OSError):  # no login name and no entry for the user id
        return ""


def _host() -> str:
    return one_line(platform.node())


def _holds(pid: int, lock: os.stat_result) -> bool:
    """Return whether the kernel lists a process as the holder of a lock, as proc(5) describes.

    It has the very file open as well: on another disk, another file has the same number.
    """
    try:
        locks = Path("/proc/locks").read_text(encoding="ascii")
        files = [file.stat() for file in Path(f"/proc/{pid}/fd").iterdir() if file.exists()]
    except OSError:
        return False
    # 1: FLOCK  ADVISORY  WRITE 4711 fe:01:123456 0 EOF
    rows = (line.split() for line in locks.splitlines())
    return any(os.path.samestat(file, lock) for file in files) and any(
        row[1:2] == ["FLOCK"] and row[4:5] == [str(pid)] and row[5].endswith(f":{lock.st_ino}")
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
