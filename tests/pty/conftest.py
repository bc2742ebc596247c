"""The installed program in a real terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.terminal import Terminal

SCRIPT = Path(sys.executable).parent / "ragft-tui"

Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Return a function that opens the program, in a directory and a home of its own."""
    work = tmp_path / "work"
    work.mkdir()
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "RAGFT_TUI_HOME": str(tmp_path / "home"),
        "LANG": "C.UTF-8",
        "ESCDELAY": "25",
        "USER": "ada",
        "LOGNAME": "ada",
    }

    def open_program(*args: str, cols: int = 80, rows: int = 24, **more: str) -> Terminal:
        return Terminal([str(SCRIPT), *args], cwd=work, env=env | more, cols=cols, rows=rows)

    return open_program
