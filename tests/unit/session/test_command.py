"""A command that can be typed again: by the name that the shell finds, quoted, with its file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ragft_tui.session.command import command, typed_file


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "my tools" / "ragft-tui"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(path)])
    return path


def test_a_program_that_the_shell_finds_goes_by_its_name(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(program.parent))
    assert command("open", "a b.toml") == "ragft-tui open 'a b.toml'"


def test_another_one_goes_by_its_path(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert command("resume") == f"'{program}' resume"


def test_a_module_is_run_by_the_same_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/site/ragft_tui/__main__.py"])
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-m", "ragft_tui", "open"])
    assert command("--plain", "resume") == "python3 -m ragft_tui --plain resume"


def test_a_file_below_is_relative_and_never_an_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert typed_file(tmp_path / "apps" / "a.toml") == "apps/a.toml"
    assert typed_file(Path("-a.toml")) == "./-a.toml"
    assert typed_file(Path("/etc/a.toml")) == "/etc/a.toml"
