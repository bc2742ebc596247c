"""What the tests of the commands share: a way to run one, in a directory and a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

import ragft_tui
from tests.support.warm import WarmProgram

SCRIPT = Path(sys.executable).with_name("ragft-tui")
SAMPLE = Path(ragft_tui.__file__).parent / "storage" / "data" / "sample.toml"


Shell = Callable[[str], subprocess.CompletedProcess[bytes]]
"""Runs a line of the shell, in which `"$0"` is the program."""


class Run(Protocol):
    """Runs the program to its end, without a terminal."""

    def __call__(
        self, *arguments: str | bytes, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command.

        Args:
            arguments: What stands behind `ragft-tui`.
            env: Variables beside those that every run has.
        """
        ...


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return the directory that commands run in; `ok.toml` in it is a project."""
    directory = tmp_path / "here"
    directory.mkdir()
    (directory / "ok.toml").write_bytes(SAMPLE.read_bytes())
    return directory


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """Return the environment that commands run in."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "RAGFT_TUI_HOME": str(tmp_path / "kept"),
    }


@pytest.fixture(scope="session")
def warm() -> Iterator[WarmProgram]:
    """Yield the program, imported once for all commands that depend on no locale."""
    with WarmProgram() as program:
        yield program


@pytest.fixture
def run(warm: WarmProgram, directory: Path, variables: dict[str, str]) -> Run:
    def run_program(
        *arguments: str | bytes, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        if not any(name.startswith(("LANG", "LC_", "PYTHON")) for name in env or {}):
            done = warm.run(arguments, cwd=directory, env=variables | (env or {}))
            told = (data.decode() for data in (done.stdout, done.stderr))
            return subprocess.CompletedProcess(done.args, done.returncode, *told)
        return subprocess.run(
            [sys.executable, "-m", "ragft_tui", *arguments],
            cwd=directory,
            env=variables | (env or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=30,
            check=False,
        )

    return run_program


@pytest.fixture
def shell(directory: Path, variables: dict[str, str]) -> Shell:
    def run_line(line: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["/bin/sh", "-c", line, SCRIPT],
            cwd=directory,
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=False,
        )

    return run_line
