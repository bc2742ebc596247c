"""A program in a new session whose controlling terminal is a pseudo-terminal of ours."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.support.warm_screen import WarmScreen

_SLICE: Final = 0.01
"""Seconds between two looks at what `select` cannot wait for, such as the end of a process."""

_BURST: Final = 1 << 16
"""Bytes after which even a program that never pauses is interrupted, to look at its screen."""

_BECOME: Final = 'cd -- "$0" && exec env -i "$@"'
"""Shell line that enters a directory and becomes a program with exactly the given environment."""

_DEFAULT_SIGNALS: Final = signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}


Attributes = list[int | list[bytes | int]]
"""What `termios.tcgetattr` gives."""


def user_environment(home: Path) -> dict[str, str]:
    """Return the whole environment of a program that a user runs, the same on all machines.

    Args:
        home: The home of the user.
    """
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "RAGFT_TUI_HOME": str(home / "home"),
        "LANG": "C.UTF-8",
        "USER": "ada",
        "LOGNAME": "ada",
    }


class PtyProcess:
    """The bytes, the size and the life of a program in a pseudo-terminal."""

    def __init__(
        self,
        argv: Sequence[str],
        cwd: Path,
        env: Mapping[str, str],
        size: tuple[int, int],
        warm: WarmScreen | None = None,
    ) -> None:
        """Start a program.

        Args:
            argv: The program and its arguments.
            cwd: Its working directory.
            env: Its whole environment.
            size: Columns and rows of the terminal, set before the program starts.
            warm: What starts it instead of the system: our program, imported already.
        """
        if sys.platform != "linux":
            pytest.skip("terminals of ours are started and read as Linux has it")
        self.ended = False
        """Whether no more output can come."""
        self._status: int | None = None
        self.closed = False
        """Whether nothing is left of the program."""
        self._master, slave = os.openpty()
        self._tty = os.ttyname(slave)
        try:
            os.set_blocking(self._master, False)
            self.resize(*size)
            start = warm.start if warm else self._spawn
            self.pid = start(argv, cwd, env, self._tty)
            """The process; it stays the same where one program becomes the next."""
        except BaseException:
            self.hang_up()
            raise
        finally:
            os.close(slave)

    @staticmethod
    def _spawn(argv: Sequence[str], cwd: Path, env: Mapping[str, str], tty: str) -> int:
        # A fork is not safe in a process that may have threads, and Python warns of it; spawning
        # is. The leader of a new session gets as its controlling terminal the first it opens.
        # Signals that whoever runs the tests ignores (nohup, a background job) act as usual.
        variables = [f"{name}={value}" for name, value in env.items()]
        return os.posix_spawn(
            "/bin/sh",
            ["sh", "-c", _BECOME, os.fspath(cwd), *variables, *argv],
            {"PATH": os.defpath},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, tty, os.O_RDWR, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
            ],
            setsid=True,
            setsigmask=(),
            setsigdef=_DEFAULT_SIGNALS,
        )

    def exchange(self, data: memoryview, timeout: float) -> tuple[bytes, int]:
        """Wait until output comes or input is taken.

        Reading while writing matters: else either side may wait for the other for ever.

        Args:
            data: Input for the program, or nothing.
            timeout: Seconds to wait.

        Returns:
            All output there is, and how much of `data` was taken.
        """
        if self.ended:
            select.select([], [], [], min(timeout, _SLICE))
            return b"", 0
        masters = [self._master]
        readable, writable, _ = select.select(masters, masters if data else [], [], timeout)
        output = self._read() if readable else b""
        taken = 0
        if writable and not self.ended:
            with contextlib.suppress(OSError):  # full after all, or just ended: the next look tells
                taken = os.write(self._master, data[:4096])
        return output, taken

    def _read(self) -> bytes:
        """Read until nothing is left, but no more than a burst."""
        output = bytearray()
        while not self.ended and len(output) < _BURST:
            try:
                data = os.read(self._master, _BURST)
            except BlockingIOError:
                break
            except OSError:  # how Linux says that no process has the terminal open any more
                data = b""
            self.ended = not data
            output += data
        return bytes(output)

    def has_unread_input(self) -> bool:
        """Tell whether the program has not read all its input yet."""
        try:
            slave = os.open(self._tty, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return False
        try:
            return any(fcntl.ioctl(slave, termios.FIONREAD, bytes(4)))
        finally:
            os.close(slave)

    def attributes(self) -> Attributes:
        """Give the attributes of the terminal, as whoever opens it next finds them."""
        slave = os.open(self._tty, os.O_RDWR | os.O_NOCTTY)
        try:
            return termios.tcgetattr(slave)
        finally:
            os.close(slave)

    def resize(self, cols: int, rows: int) -> None:
        """Change the size of the terminal; the kernel tells the program by SIGWINCH."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def status(self) -> int | None:
        """Give the exit status as a shell does, or `None` while the program runs."""
        if self._status is None:
            # It stays a zombie until `close`, so that its number cannot become another's.
            result = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if result is not None:
                killed = result.si_code != os.CLD_EXITED
                self._status = result.si_status + (128 if killed else 0)
        return self._status

    def wait_status(self, timeout: float) -> int | None:
        """Give the exit status as soon as there is one, or `None` if there is none in time."""
        deadline = time.monotonic() + timeout
        while self.status() is None and time.monotonic() < deadline:
            select.select([], [], [], _SLICE)
        return self.status()

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program, if it still runs, but not to its children."""
        if self.status() is None:
            os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away; the kernel tells the program by SIGHUP."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
            self.ended = True

    def close(self) -> None:
        """Hang up, kill what is left of the program and its children, and wait for it."""
        self.hang_up()
        if self.closed:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        self.status()
        os.waitpid(self.pid, 0)
        self.closed = True
