"""A user who is not root, and whom limits bind: root starts as many threads as it likes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

__all__ = ["OtherUser"]

_FIRST: Final = 20_000
_HOW_MANY: Final = 10_000


class OtherUser:
    """Nobody's user id, without a name and without a home, of which no other process runs."""

    def __init__(self) -> None:
        """Choose one for this process, or skip the test where that cannot be."""
        missing = [name for name in ("setpriv", "prlimit") if shutil.which(name) is None]
        if missing or os.geteuid() != 0:
            pytest.skip(f"needs root and util-linux; missing: {', '.join(missing) or 'root'}")
        self.id = _FIRST + os.getpid() % _HOW_MANY
        runs = [*self.run_as(), sys.executable, "-c", ""]
        if subprocess.run(runs, check=False, capture_output=True).returncode:
            pytest.skip("no other user can run this Python here")

    def run_as(self, **limits: int) -> Sequence[str]:
        """Return what stands before the command of a program of theirs.

        Reading is allowed them everywhere: the interpreter may lie in the home of root.

        Args:
            limits: Such as `nproc` or `nofile`, as `prlimit` calls them.
        """
        prlimit = ["prlimit", *_options(limits)] if limits else []
        reading = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
        user = [f"--reuid={self.id}", f"--regid={self.id}", "--clear-groups"]
        return [*prlimit, "setpriv", *user, *reading]

    def limit(self, process: int, **limits: int) -> None:
        """Give a process of theirs, which runs already, lower limits."""
        prlimit = ["prlimit", f"--pid={process}", *_options(limits)]
        subprocess.run([*self.run_as(), *prlimit], check=True)

    def give(self, *directories: Path) -> None:
        """Make directories theirs, so that they can write in them."""
        for directory in directories:
            directory.mkdir(parents=True, exist_ok=True)
            os.chown(directory, self.id, self.id)


def _options(limits: Mapping[str, int]) -> list[str]:
    return [f"--{name}={most}:{most}" for name, most in limits.items()]
