"""The installed program in a real terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pytest

from tests.support.terminal import Terminal

SCRIPT = Path(sys.executable).parent / "ragft-tui"


class Start(Protocol):
    """Open the program in a terminal; `wrap` stands before it, `more` adds to its environment."""

    def __call__(
        self, *args: str, cols: int = 80, rows: int = 24, wrap: Sequence[str] = (), **more: str
    ) -> Terminal: ...


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Make the directory that the program is started in."""
    directory = tmp_path / "work"
    directory.mkdir()
    return directory


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give the whole environment of the program, with a home of its own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "RAGFT_TUI_HOME": str(tmp_path / "home"),
        "LANG": "C.UTF-8",
        "ESCDELAY": "25",
        "USER": "ada",
        "LOGNAME": "ada",
    }


@pytest.fixture
def start(work: Path, environment: dict[str, str]) -> Start:
    """Return a function that opens the program."""

    def open_program(
        *args: str, cols: int = 80, rows: int = 24, wrap: Sequence[str] = (), **more: str
    ) -> Terminal:
        return Terminal(
            [*wrap, str(SCRIPT), *args],
            cwd=work,
            env=environment | more,
            cols=cols,
            rows=rows,
            term=more.get("TERM", "xterm-256color"),
        )

    return open_program
