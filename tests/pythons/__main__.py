"""Make an environment for each other Python, and run the tests there that depend on it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.pythons.interpreters import VERSIONS, Version, find, required, written

ROOT: Final = Path(__file__).parents[2]
LOCK: Final = ROOT / "requirements-dev.lock"

JOURNEYS: Final = ("tests/pty",)
"""The program in a real terminal: run with each of them."""
INSIDE: Final = ("tests/unit", "tests/pilot")
"""What is inside it: run with the newest, from which those between seldom differ there."""


def environment(interpreter: Path, version: Version) -> Path:
    """Return the Python of an environment with the program and its tools, made where it is not.

    Args:
        interpreter: What to make it with.
        version: Its version.

    Raises:
        CalledProcessError: Where it cannot be made.
    """
    directory = ROOT / f".venv-{written(version)}"
    python = directory / "bin" / "python"
    parts = (LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), os.fsencode(ROOT))
    mark = directory / f".installed-{hashlib.sha256(b'|'.join(parts)).hexdigest()[:12]}"
    if not mark.exists():
        _say(f"Installing into {directory.name} ...")
        _run([interpreter, "-m", "venv", "--clear", directory])
        _run([python, "-m", "pip", "-qq", "install", "--requirement", LOCK])
        without = ["--no-build-isolation", "--no-deps"]
        _run([python, "-m", "pip", "-qq", "install", *without, "--editable", str(ROOT)])
        mark.touch()
    return python


def main() -> int:
    """Run the tests, and return 0 where they pass with every other Python that is needed."""
    present = {version: found for version in VERSIONS if (found := find(version)) is not None}
    missing = [version for version in VERSIONS if version not in present]
    if missing:
        _say(f"Not found: Python {', '.join(map(written, missing))}.")
    own: Version = (sys.version_info[0], sys.version_info[1])
    present.pop(own, None)
    newest = max(present, default=own)
    failed = [
        version
        for version, found in present.items()
        if not _passes(found, version, *(INSIDE if version == newest else ()), *JOURNEYS)
    ]
    needed = sorted(required(in_ci=bool(os.environ.get("CI"))) - present.keys() - {own})
    if needed:
        _say(f"Here the tests must run with Python {', '.join(map(written, needed))} as well.")
    if failed:
        _say(f"Failed with Python {', '.join(map(written, failed))}.")
    return 1 if failed or needed else 0


def _passes(interpreter: Path, version: Version, *tests: str) -> bool:
    try:
        python = environment(interpreter, version)
    except subprocess.CalledProcessError as error:
        _say(f"{interpreter} cannot make an environment: {error}")
        return False
    _say(f"Python {written(version)}: {' '.join(tests)}")
    command = [str(python), "-m", "pytest", "-n", "auto", "-m", "not once", *sys.argv[1:], *tests]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def _run(command: Sequence[str | Path]) -> None:
    subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - this is a command


if __name__ == "__main__":
    sys.exit(main())
