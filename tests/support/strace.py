"""Death at a chosen system call, brought about by strace."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import pytest

__all__ = ["CALLS_OF_A_SAVE", "Ambush", "Watch", "need_strace"]

CALLS_OF_A_SAVE: Final = ("fchmod", "write", "fsync", "pread64", "rename")
"""Calls that a save makes, in their order."""

_PATIENCE: Final = 1.0

_LAST_CALL: Final = re.compile(r"^(?:\d+ +)?\w+\(.*(?:\) += \?|<unfinished \.\.\.>)$")


def need_strace() -> None:
    """Skip the test where no process can be traced."""
    if problem := _problem():
        pytest.skip(problem)


@cache
def _problem() -> str:
    if shutil.which("strace") is None:
        return "strace is not installed"
    # What runs already is traced, which is more than starting a process under strace.
    with subprocess.Popen(["sleep", "60"]) as process:
        traced = ["strace", "-p", str(process.pid)]
        with subprocess.Popen(traced, stderr=subprocess.PIPE, text=True) as strace:
            said = strace.stderr.readline() if strace.stderr else ""
            strace.terminate()
        process.kill()
    return "" if "attached" in said else f"no process can be traced here: {said.strip()}"


class Watch:
    """Notes the calls of one kind that a process makes, without changing anything."""

    def __init__(self, pid: int, call: str, log: Path, *more: str) -> None:
        """Begin, and return once the process is watched.

        Args:
            pid: The process, of which `-f` watches all threads, or one thread.
            call: The system call, such as `fsync`.
            log: Where strace writes what it sees.
            more: More options of strace.
        """
        self._log = log
        log.unlink(missing_ok=True)
        command = ["strace", "-y", "-o", str(log), "-e", f"trace={call}", *more, "-p", str(pid)]
        self._strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        if self._strace.stderr is None or "attached" not in self._strace.stderr.readline():
            raise RuntimeError(f"strace cannot trace process {pid}")

    def finish(self) -> list[str]:
        """Let go, and return what was seen; each line of `-f` begins with a thread."""
        self._end()
        return self._log.read_text(encoding="utf-8", errors="replace").splitlines()

    def _end(self) -> None:
        # It ends by itself with the process, and sometimes hangs when asked to end just then.
        with suppress(subprocess.TimeoutExpired):
            self._strace.communicate(timeout=_PATIENCE)
            return
        self._strace.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._strace.communicate(timeout=_PATIENCE)
            return
        self._strace.kill()
        self._strace.communicate()


class Ambush:
    """Waits in a process for one of its system calls, and kills it on the way in."""

    def __init__(self, pid: int, call: str, number: int, log: Path, *, one: bool = False) -> None:
        """Lay it, and return once it is laid.

        Args:
            pid: The process, or the thread.
            call: The system call, such as `fsync`.
            number: Which call in each thread from now on, counted from 1.
            log: Where strace writes what it sees.
            one: Whether to wait in this one thread alone.
        """
        inject = ["-e", f"inject={call}:signal=KILL:when={number}"]
        self._watch = Watch(pid, call, log, *inject, *([] if one else ["-f"]))

    def finish(self) -> str:
        """Let go, and return the call at whose entry the process died, or an empty text."""
        lines = self._watch.finish()
        calls = [line for line in lines if _LAST_CALL.match(line)]
        return calls[-1] if calls and "killed by SIGKILL" in lines[-1] else ""
