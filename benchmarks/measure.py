"""What a command costs to its end, and what a program costs while it shows a screen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.process import user_environment
from tests.support.procfs import cpu_seconds
from tests.support.terminal import Terminal

SCRIPT: Final = Path(sys.executable).parent / "ragft-tui"
ROOT: Final = Path(__file__).parents[1]

# A process begins with the peak of memory of whoever started it: so one starts it that has little.
_LAUNCH: Final = """
import os, sys, time
begun = time.monotonic()
_, _, used = os.wait4(os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ), 0)
told = used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss
os.write(int(sys.argv[1]), " ".join(map(str, told)).encode())
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where to work, and how much."""

    directory: Path
    """An empty directory."""
    rounds: int
    records: int
    """Records of the largest file that is classified."""

    @property
    def few_rounds(self) -> int:
        """Rounds of what takes long."""
        return self.rounds // 2 or 1

    def room(self, name: str) -> Path:
        """Make a directory within it, a home and a place to work in at once."""
        path = self.directory / name
        path.mkdir()
        return path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost, with all that it started."""

    cpu: float
    """Seconds of processor time."""
    elapsed: float
    """Seconds until it ended."""
    megabytes: float
    """The most memory of one process."""
    printed: str


def child(*command: str | Path, output: Path | None = None, home: Path = ROOT) -> Cost:
    """Return what a command costs.

    Args:
        command: The command; its messages go nowhere.
        output: The file that takes what it prints, where that is too much to keep.
        home: The home of its user.
    """
    reading, writing = os.pipe()
    with (
        Path(output or os.devnull).open("wb") as stream,
        subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-I", "-S", "-c", _LAUNCH, str(writing), *command],
            stdin=subprocess.DEVNULL,
            stdout=stream if output else subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=user_environment(home),
            cwd=ROOT,
            pass_fds=[writing],
            text=True,
        ) as process,
    ):
        os.close(writing)
        printed = process.stdout.read() if process.stdout else ""
    with os.fdopen(reading) as stream_of_costs:
        cpu, elapsed, kilobytes = map(float, stream_of_costs.read().split())
    return Cost(cpu, elapsed, kilobytes / 1024, printed)


class Watched(Terminal):
    """A program in a terminal, with the moment and the cost of the last that it drew."""

    def __init__(self, *argv: str | Path, home: Path) -> None:
        """Start a program at 80x24.

        Args:
            argv: The program and its arguments.
            home: The home of its user, where it also works.
        """
        self.begun = self.drawn_at = time.monotonic()
        """The moments of its start, and at which it drew last."""
        self.drawn_cpu = 0.0
        """Seconds of processor time until it drew last."""
        super().__init__([str(word) for word in argv], cwd=home, env=user_environment(home))

    def _take(self, output: bytes) -> None:
        # Before it is emulated, which takes longer than the program goes on with nothing to do.
        if output:
            self.drawn_at, self.drawn_cpu = time.monotonic(), self.cpu
        super()._take(output)

    @property
    def cpu(self) -> float:
        """Seconds of processor time until now."""
        return cpu_seconds(self.pid)
