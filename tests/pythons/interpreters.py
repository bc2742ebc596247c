"""Which Pythons this machine has: those on PATH, and those that pyenv keeps beside."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = ["VERSIONS", "Version", "find", "required", "written"]

Version = tuple[int, int]

VERSIONS: Final[tuple[Version, ...]] = ((3, 11), (3, 12), (3, 13), (3, 14))
"""The versions that are looked for, the oldest first."""

_REQUIRED: Final[frozenset[Version]] = frozenset({(3, 12), (3, 13)})

_TELL: Final = "import sys; print(*sys.version_info[:2])"
_PATIENCE: Final = 30.0


def find(version: Version) -> Path | None:
    """Return an interpreter of a version that runs, or `None` where there is none.

    A shim of pyenv is one only where it leads to something: it exists for every version that is
    installed, and fails for those that are not chosen.
    """
    return next((path for path in _candidates(version) if _runs(path, version)), None)


def required(*, in_ci: bool) -> frozenset[Version]:
    """Return the versions without which the tests fail."""
    return _REQUIRED if in_ci else frozenset()


def written(version: Version) -> str:
    """Return a version as people write it."""
    return ".".join(map(str, version))


def _candidates(version: Version) -> Iterator[Path]:
    if found := shutil.which(f"python{written(version)}"):
        yield Path(found)
    for root in _pyenv_roots():
        yield from sorted(root.glob(f"versions/{written(version)}*/bin/python"), reverse=True)


def _pyenv_roots() -> Iterator[Path]:
    pyenv = shutil.which("pyenv")
    if pyenv is not None:
        done = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            yield Path(done.stdout.strip())


def _runs(path: Path, version: Version) -> bool:
    try:
        done = subprocess.run(
            [path, "-c", _TELL], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.split() == [str(part) for part in version]
