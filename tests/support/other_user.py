"""Users who are not root, whom rights and limits bind: root starts as many threads as it likes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

__all__ = ["OtherUser", "common_ground", "need_acl"]

_FIRST: Final = 20_000
_HOW_MANY: Final = 10_000
_RUNS: Final = ["sh", "-c", 'exec "$0" -c "import ragft_tui"', sys.executable]
"""Run by a shell of theirs: setpriv itself finds programs with the rights of root."""
_LOOK: Final = 'for of in r w; do test -$of "$0" && printf %s $of; done; true'
"""Lines of a shell that print what its user may do with a file."""


class OtherUser:
    """Nobody's user id, without a name and without a home, of which no other process runs."""

    def __init__(self, number: int = 0, groups: Sequence[int] = ()) -> None:
        """Choose one for this process, or skip the test where that cannot be.

        Args:
            number: Which of several.
            groups: The ids of the groups that they are in besides their own.
        """
        missing = [name for name in ("setpriv", "prlimit") if shutil.which(name) is None]
        if missing or os.geteuid() != 0:
            pytest.skip(f"needs root and util-linux; missing: {', '.join(missing) or 'root'}")
        self.id = _FIRST + os.getpid() % _HOW_MANY + number * _HOW_MANY
        joined = f"--groups={','.join(map(str, groups))}" if groups else "--clear-groups"
        self._become = ["setpriv", f"--reuid={self.id}", f"--regid={self.id}", joined]
        self._reading: list[str] = []
        if _fails([*self.run_as(), *_RUNS]):
            # The interpreter may lie in the home of root: reading is allowed them everywhere.
            self._reading = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
        if _fails([*self.run_as(), *_RUNS]):
            pytest.skip("no other user can run this Python here")

    def run_as(self, **limits: int) -> Sequence[str]:
        """Return what stands before the command of a program of theirs.

        Args:
            limits: Such as `nproc` or `nofile`, as `prlimit` calls them.
        """
        prlimit = ["prlimit", *_options(limits)] if limits else []
        return [*prlimit, *self._become, *self._reading]

    def limit(self, process: int, **limits: int) -> None:
        """Give a process of theirs, which runs already, lower limits."""
        prlimit = ["prlimit", f"--pid={process}", *_options(limits)]
        subprocess.run([*self.run_as(), *prlimit], check=True)

    def give(self, *directories: Path) -> None:
        """Make directories theirs, so that they can write in them."""
        for directory in directories:
            directory.mkdir(parents=True, exist_ok=True)
            os.chown(directory, self.id, self.id)

    def may(self, file: Path) -> str:
        """Return what they may do with a file, as the kernel says: `r`, `w`, both or nothing."""
        look = [*self._become, "sh", "-c", _LOOK, str(file)]
        return subprocess.run(look, check=True, capture_output=True, text=True).stdout


@contextmanager
def common_ground() -> Iterator[Path]:
    """Yield a directory that every user may enter and write, unlike those of pytest."""
    with tempfile.TemporaryDirectory(prefix="ragft-test-") as name:
        directory = Path(name)
        directory.chmod(0o777)
        yield directory


def need_acl(directory: Path) -> None:
    """Skip the test where there are no access control lists."""
    missing = [name for name in ("setfacl", "getfacl") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed (package acl)")
    if _fails(["setfacl", "-m", "u:1:r", str(directory)]):
        pytest.skip("the file system has no access control lists")
    subprocess.run(["setfacl", "-b", str(directory)], check=True)


def _fails(command: Sequence[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode != 0


def _options(limits: Mapping[str, int]) -> list[str]:
    return [f"--{name}={most}:{most}" for name, most in limits.items()]
