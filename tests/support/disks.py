"""A disk of a few kilobytes, which is full soon."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

import pytest

__all__ = ["SmallDisk", "need_disks"]

_HOLD: Final = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && echo mounted && exec cat'
"""Shell lines that keep a disk mounted until the input ends."""


def need_disks(directory: Path) -> None:
    """Skip the test where nothing can be mounted."""
    try:
        with SmallDisk(directory, 64):
            pass
    except OSError as error:
        pytest.skip(f"nothing can be mounted here: {error}")


class SmallDisk:
    """A file system in memory, mounted over a directory for the programs that enter it alone.

    It goes with the process that holds it, whatever becomes of the test.
    """

    def __init__(self, directory: Path, kilobytes: int) -> None:
        """Mount it.

        Args:
            directory: Where the programs that enter find it; for others that stays as it is.
            kilobytes: What fits.

        Raises:
            OSError: Nothing can be mounted here.
        """
        directory.mkdir(parents=True, exist_ok=True)
        self._directory = directory
        # Without the rights of root, one can have them in a namespace of users of one's own.
        self._user = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
        root = ["--map-root-user"] if self._user else []
        unshare = ["unshare", *root, "--mount", "--propagation", "private"]
        hold = ["sh", "-c", _HOLD, "sh", f"{kilobytes}k", str(directory)]
        pipe = subprocess.PIPE
        self._holder = subprocess.Popen(
            [*unshare, *hold], stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )
        if self._holder.stdout is None or self._holder.stdout.readline() != "mounted\n":
            raise OSError(self._holder.communicate()[1].strip())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._holder.communicate()

    @property
    def enter(self) -> Sequence[str]:
        """What stands before the command of a program that shall see the disk."""
        return ["nsenter", "--target", str(self._holder.pid), *self._user, "--mount", "--wd=/"]

    @property
    def path(self) -> Path:
        """Where the disk is seen from outside."""
        return Path(f"/proc/{self._holder.pid}/root{self._directory}")

    def fill(self) -> Path:
        """Fill it to the last byte with one file, and return that file."""
        ballast = self.path / "ballast"
        with ballast.open("wb", buffering=0) as file:
            for size in (4096, 1):
                try:
                    while file.write(b"x" * size):
                        pass
                except OSError:
                    continue
        return ballast
