"""Which Pythons are found: what runs is one, whatever it is called."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.pythons.interpreters import VERSIONS, Version, find, required, written

OWN: Version = (sys.version_info[0], sys.version_info[1])


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only directory in which programs are looked for."""
    directory = tmp_path / "bin"
    directory.mkdir()
    monkeypatch.setenv("PATH", str(directory))
    return directory


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_one_on_the_path_is_found(only: Path) -> None:
    (only / f"python{written(OWN)}").symlink_to(sys.executable)
    assert find(OWN) == only / f"python{written(OWN)}"


def test_nothing_is_found_where_nothing_is(only: Path) -> None:
    assert [find(version) for version in VERSIONS] == [None] * len(VERSIONS)


@pytest.mark.parametrize(
    "script",
    [
        "echo 'pyenv: python3.12: command not found' >&2; exit 127",
        "echo 3 11",
        "echo hello",
        "exit 0",
    ],
)
def test_a_shim_that_leads_nowhere_is_none(only: Path, script: str) -> None:
    program(only / "python3.12", script)
    assert find((3, 12)) is None


def test_behind_a_shim_that_leads_nowhere_pyenv_has_the_newest_of_its_kind(
    only: Path, tmp_path: Path
) -> None:
    program(only / "python3.12", "exit 127")
    program(only / "pyenv", f"echo {tmp_path}/env")
    for name in ("3.12.1", "3.12.7", "3.1.2"):
        program(tmp_path / "env" / "versions" / name / "bin" / "python", "echo 3 12")
    assert find((3, 12)) == tmp_path / "env" / "versions" / "3.12.7" / "bin" / "python"


def test_of_those_that_pyenv_has_one_that_does_not_run_is_passed_over(
    only: Path, tmp_path: Path
) -> None:
    program(only / "pyenv", f"echo {tmp_path}/env")
    program(tmp_path / "env" / "versions" / "3.13.0" / "bin" / "python", "echo 3 13")
    program(tmp_path / "env" / "versions" / "3.13.9" / "bin" / "python", "exit 1")
    assert find((3, 13)) == tmp_path / "env" / "versions" / "3.13.0" / "bin" / "python"


def test_where_changes_are_checked_the_newer_ones_must_be_there() -> None:
    assert required(in_ci=True) == {(3, 12), (3, 13)}
    assert required(in_ci=False) == frozenset()
