"""File systems that cannot do all: files mounted by themselves, no modes, no locks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.support.strace import need_strace
from tests.support.terminal import Terminal

pytestmark = pytest.mark.once

PROJECT = "format = 1\n\n[project]\nname = 'App'\n\n[[capabilities]]\nid = 'a'\nname = 'Greeting'\n"
PROJECT += "description = '''\nSays hello.\nSays bye.'''\n"


def refusing(call: str, error: str) -> Sequence[str]:
    """Return what stands before a command whose system call shall fail each time."""
    need_strace()
    inject = f"inject={call}:error={error}"
    return ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}", "-e", inject]


def type_a_name(terminal: Terminal, path: Path) -> None:
    """Change the name of the capability, and wait until the file has it."""
    terminal.wait_for("F1 keys")
    terminal.press("E", "shift+tab")
    terminal.type(" of guests")
    terminal.wait_until(lambda _: "Greeting of guests" in path.read_text("utf-8"), "it is saved")


@pytest.fixture
def file(work: Path) -> Path:
    path = work / "app.toml"
    path.write_text(PROJECT, "utf-8")
    return path


def test_a_file_that_is_mounted_by_itself_is_written_in_place_and_that_is_said_once(
    start: Start, file: Path
) -> None:
    mount = 'mount --bind "$1" "$1" && shift && exec "$@"'
    wrap = ["unshare", "--mount", "--propagation", "private", "sh", "-c", mount, "sh", str(file)]
    if subprocess.run([*wrap, "true"], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    inode = file.stat().st_ino
    told = "The file cannot be replaced here, and is written in place."
    with start("app.toml", wrap=wrap) as terminal:
        type_a_name(terminal, file)
        terminal.wait_for(told)
        terminal.press("f2")
        terminal.wait_gone(told)
        terminal.press("n")
        terminal.type("Noted.")
        terminal.wait_until(lambda _: "Noted." in file.read_text("utf-8"), "it is saved again")
        assert told not in terminal.screen_text()
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert file.stat().st_ino == inode
    assert [path.name for path in file.parent.iterdir()] == ["app.toml"]


@pytest.mark.parametrize("call", ["fchmod", "fchown"])
def test_modes_and_owners_that_cannot_be_set_keep_nothing_from_being_saved(
    start: Start, file: Path, call: str
) -> None:
    with start("app.toml", wrap=refusing(call, "EPERM")) as terminal:
        type_a_name(terminal, file)
        terminal.wait_for("saved")
        assert "NOT SAVED" not in terminal.screen_text()
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert [path.name for path in file.parent.iterdir()] == ["app.toml"]


def test_where_there_are_no_locks_that_is_said_once_and_no_file_stays(
    start: Start, file: Path
) -> None:
    told = "There are no locks on this file system"
    with start("app.toml", wrap=refusing("flock", "ENOLCK")) as terminal:
        terminal.wait_for(told)
        assert [path.name for path in file.parent.iterdir()] == ["app.toml"]
        terminal.press("down")
        terminal.wait_gone(told)
        type_a_name(terminal, file)
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert [path.name for path in file.parent.iterdir()] == ["app.toml"]


def test_a_file_with_the_line_ends_of_windows_keeps_them(start: Start, file: Path) -> None:
    file.write_bytes(PROJECT.replace("\n", "\r\n").encode())
    with start("app.toml") as terminal:
        type_a_name(terminal, file)
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    data = file.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 10
    assert b"Says hello.\r\nSays bye." in data
    with start("app.toml") as terminal:
        terminal.wait_for("F1 keys")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert file.read_bytes() == data
