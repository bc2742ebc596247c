"""The installed program in a real terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

import pytest

from tests.support.process import user_environment
from tests.support.terminal import Terminal
from tests.support.warm_screen import WarmScreen
from tests.torture.bench import Bench

SCRIPT = Path(sys.executable).parent / "ragft-tui"

IMPORTED_IN: Final = {"LANG": "C.UTF-8", "ESCDELAY": "25"}
"""What Python and Textual read of the environment when they start and are imported."""


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


@pytest.fixture(scope="session")
def warm_screen() -> Iterator[WarmScreen]:
    """Import the program once; environments of `environment` are the same to its imports."""
    with WarmScreen({"PATH": os.environ["PATH"], **IMPORTED_IN}) as warm:
        yield warm


@pytest.fixture
def warm(warm_screen: WarmScreen) -> WarmScreen:
    """Let `start` fork the program, for tests of what it does once it has started.

    It is still started itself within another command, and where its environment is another one to
    Python's start and to the imports.
    """
    return warm_screen


@pytest.fixture
def bench(tmp_path: Path, warm: WarmScreen) -> Bench:
    """Return a bench on which the program is forked; one of `Bench(tmp_path)` starts it."""
    return Bench(tmp_path, warm)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give the whole environment of the program, with a home of its own."""
    return {**user_environment(tmp_path), **IMPORTED_IN}


@pytest.fixture
def start(work: Path, environment: dict[str, str], request: pytest.FixtureRequest) -> Start:
    """Return a function that opens the program."""
    warm = request.getfixturevalue("warm") if "warm" in request.fixturenames else None

    def open_program(
        *args: str, cols: int = 80, rows: int = 24, wrap: Sequence[str] = (), **more: str
    ) -> Terminal:
        variables = environment | more
        return Terminal(
            [*wrap, str(SCRIPT), *args],
            cwd=work,
            env=variables,
            cols=cols,
            rows=rows,
            term=variables.get("TERM", "xterm-256color"),
            warm=warm if warm and not wrap and warm.fits(variables) else None,
        )

    return open_program
