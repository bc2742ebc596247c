"""The file replaced or removed before leaving; `make torture` has every way after every change."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from typing import Final

import pytest

from tests.pty.conftest import SCRIPT, Start
from tests.support.terminal import TIMEOUT, Terminal
from tests.torture.bench import Bench
from tests.torture.replaced import FACES, KINDS, leave_after

PROJECT: Final = """\
format = 1

[project]
name = "App"

[[capabilities]]
id = "a"
name = "Greeting"
description = "Says hello."
"""
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

THEIRS: Final = PROJECT.replace("hello", "goodbye")


@pytest.mark.parametrize(
    ("face", "way"), [(face, way) for face, ways in FACES.items() for way in ways]
)
def test_however_one_leaves_what_another_program_put_there_is_told_and_yours_is_kept(
    bench: Bench, face: str, way: str
) -> None:
    leave_after(bench, face, way, "replaced")


@pytest.mark.parametrize(
    ("face", "way", "kind"),
    # That it was replaced is told however one leaves, see above.
    [
        *(("lines", "quit", kind) for kind in KINDS if kind != "replaced"),
        *(("screen", "f10", kind) for kind in ("gone", "untouched")),
    ],
)
def test_whatever_became_of_the_file_is_told_at_the_end(
    bench: Bench, face: str, way: str, kind: str
) -> None:
    leave_after(bench, face, way, kind)


def test_a_file_of_lines_that_ends_after_a_change_tells_it_as_well(
    work: Path, environment: dict[str, str]
) -> None:
    file = work / "app.toml"
    command = [str(SCRIPT), "--plain", "app.toml"]
    with subprocess.Popen(
        command,
        cwd=work,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        program.stdin.write("Refunds\nQuotes it.\nsave\n")
        program.stdin.flush()
        while not (file.exists() and "Quotes it." in file.read_text()):
            assert program.poll() is None
            time.sleep(0.02)
        file.write_text(THEIRS)
        said = program.communicate(timeout=TIMEOUT)[1]
        assert program.returncode == 1
    assert "another program changed the file; yours is in" in said
    assert "Saved in" not in said
    assert file.read_text() == THEIRS


@pytest.mark.parametrize("face", ["screen", "lines"])
def test_who_changed_nothing_loses_nothing_and_is_told_so(
    start: Start, work: Path, face: str
) -> None:
    file = work / "app.toml"
    file.write_text(PROJECT)
    with start(*([] if face == "screen" else ["--plain"]), "app.toml") as terminal:
        terminal.wait_for("F1 keys" if face == "screen" else "Answer:")
        file.write_text(THEIRS)
        terminal.press("f10") if face == "screen" else terminal.type("quit\n")
        assert terminal.wait_exit() == 0
        assert "Nothing was changed in app.toml." in terminal.screen_text()
    assert [path.name for path in work.iterdir()] == ["app.toml"]
    assert file.read_text() == THEIRS


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("renamed", "its directory {here}/projects was renamed to {here}/away"),
        ("removed", "its directory {here}/projects was removed"),
        ("directory", "it has become a directory"),
    ],
)
def test_what_became_of_the_directory_is_told_at_once_and_at_the_end(
    work: Path, environment: dict[str, str], way: str, told: str
) -> None:
    """`test_saved_file.py` has all that may become of it."""
    told = told.format(here=f"~/{work.name}")
    projects = work / "projects"
    projects.mkdir()
    file = projects / "app.toml"
    file.write_text(PROJECT)
    argv = [str(SCRIPT), "app.toml"]
    with Terminal(argv, cwd=projects, env=environment, rows=30) as terminal:
        terminal.wait_for("F1 keys")
        match way:
            case "renamed":
                projects.rename(projects.with_name("away"))
            case "removed":
                shutil.rmtree(projects)
            case _:
                file.unlink()
                file.mkdir()
        terminal.press("3", "enter")
        terminal.wait_until(lambda text: _flat(told) in _flat(text), told)
        assert "NOT SAVED" in terminal.screen_text()
        terminal.press("f10")
        assert terminal.wait_exit() == 1
        assert _flat(told) in _flat(terminal.screen_text())
    left = [path.name for path in work.rglob(".ragft-*")]
    assert not left


def _flat(text: str) -> str:
    """Return a text without blanks: the banner is wrapped."""
    return "".join(text.split())
