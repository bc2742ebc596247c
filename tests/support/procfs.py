"""What the kernel tells of a process, by its number: whether it lives, what it costs."""

from __future__ import annotations

import select
import time
from pathlib import Path
from typing import Final

__all__ = ["alive", "cpu_seconds", "parent", "peak_megabytes", "wait_gone"]

_ALL_THREADS: Final = 2
"""CPUCLOCK_SCHED: what the scheduler has given to the threads of a process."""
_SLICE: Final = 0.005


def alive(pid: int) -> bool:
    """Tell whether a process still runs; one that only waits to be counted does not."""
    return _fields(pid)[:1] not in ([], ["Z"], ["X"])


def cpu_seconds(pid: int) -> float:
    """Return the time that all threads of a process have used, 0 where it is gone."""
    # The clock of a process, which clock_getcpuclockid(3) would name, counts nanoseconds; /proc
    # counts hundredths of a second.
    try:
        return time.clock_gettime((~pid << 3) | _ALL_THREADS)
    except OSError:
        return 0.0


def peak_megabytes(pid: int) -> float:
    """Return the most memory that a process has had, 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    kilobytes = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(next(kilobytes, 0)) / 1024


def parent(pid: int) -> int:
    """Return the number of the parent process, 0 where the process is gone."""
    fields = _fields(pid)
    return int(fields[1]) if fields else 0


def wait_gone(pid: int, timeout: float) -> float | None:
    """Return the seconds until a process is gone, or `None` where it outlives the time."""
    begun = time.monotonic()
    while alive(pid):
        if time.monotonic() - begun > timeout:
            return None
        select.select([], [], [], _SLICE)
    return time.monotonic() - begun


def _fields(pid: int) -> list[str]:
    """Return what /proc says of a process from its state on, or nothing where there is none."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return []
    # The name comes before, in parentheses, and may hold anything.
    return line.rpartition(")")[2].split()
