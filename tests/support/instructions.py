"""How many instructions of the processor a run of the program takes, as valgrind counts them.

They are the same each time, whatever else the machine does; with another build of Python or of the
C library they are a little different.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.support.process import user_environment
from tests.support.terminal import Terminal

__all__ = ["COUNTED_BUILD", "instructions", "instructions_until", "need_valgrind"]

COUNTED_BUILD: Final = (3, 11)
"""The Python that instructions are counted with: they differ by version."""

_SCRIPT: Final = Path(sys.executable).parent / "ragft-tui"
_PATIENCE: Final = 100.0
"""Seconds that a run may take, which is fifty times as long as without being counted."""
_COUNT: Final = re.compile(r"I\s+refs:\s+([\d,]+)")


def need_valgrind() -> None:
    """Skip the test where nothing can be counted, or where budgets are not meant for it."""
    if shutil.which("valgrind") is None:
        pytest.skip("valgrind is not installed")
    if sys.version_info[:2] != COUNTED_BUILD:
        pytest.skip("budgets of instructions are for Python {}.{}".format(*COUNTED_BUILD))


def instructions(*words: str | Path, home: Path) -> int:
    """Return how many instructions a command without a screen takes.

    Args:
        words: What stands behind `ragft-tui`.
        home: The home of its user, and where it works.
    """
    command = [sys.executable, str(_SCRIPT), *map(str, words)]
    environment = _environment(home)
    # The first run compiles what it imports.
    for counted in (command, _counting(command, home)):
        subprocess.run(
            counted,
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
        )
    return _count(home)


def instructions_until(shown: str, *words: str, home: Path) -> int:
    """Return how many instructions it takes until the screen shows a text, and then to leave.

    Args:
        shown: The text.
        words: What stands behind `ragft-tui`.
        home: The home of its user, and where it works.
    """
    command = [sys.executable, str(_SCRIPT), *words]
    for counted in (command, _counting(command, home)):
        with Terminal(counted, cwd=home, env=_environment(home)) as terminal:
            terminal.wait_for(shown, _PATIENCE)
            terminal.press("f10")
            assert terminal.wait_exit(_PATIENCE) == 0
    return _count(home)


def _environment(home: Path) -> dict[str, str]:
    # The order of sets, and so the way through the code, is the same each time.
    return {**user_environment(home), "PYTHONHASHSEED": "0"}


def _counting(command: list[str], home: Path) -> list[str]:
    # Callgrind counts the same in twice the time.
    options = ("--cache-sim=no", "--cachegrind-out-file=/dev/null", f"--log-file={_log(home)}")
    return ["valgrind", "--tool=cachegrind", *options, *command]


def _log(home: Path) -> Path:
    return home / "valgrind.log"


def _count(home: Path) -> int:
    log = _log(home).read_text("utf-8")
    found = _COUNT.search(log)
    assert found, log
    return int(found[1].replace(",", ""))
