"""Imports at a real terminal: a question before anything is written, and a file from the screen."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.pty.conftest import Start

LIST = "- Parking: Tells where.\n- \x1b]0;pwned\x07Maps: Shows \x1b[2Jthem.\n"


@pytest.fixture(autouse=True)
def backlog(work: Path) -> Path:
    path = work / "backlog.md"
    path.write_text(LIST)
    return path


def names(path: Path) -> list[str]:
    return [item["name"] for item in tomllib.loads(path.read_text())["capabilities"]]


@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("n", 1)])
def test_the_command_asks_before_it_writes(
    start: Start, work: Path, answer: str, status: int
) -> None:
    with start("import", "backlog.md", "--into", "new.toml") as terminal:
        terminal.wait_for("Import that into new.toml?")
        assert "1. new: Parking: Tells where." in terminal.screen_text()
        assert not (work / "new.toml").exists()
        terminal.type(answer)
        terminal.press("enter")
        assert terminal.wait_exit() == status
        assert b"pwned\x07" not in terminal.raw
    assert (work / "new.toml").exists() is (status == 0)


def test_a_file_is_imported_from_the_screen_and_saved(start: Start, work: Path) -> None:
    with start("new.toml") as terminal:
        terminal.wait_for("What must the application be able to do?")
        terminal.press("f6")
        terminal.wait_for("Which file?")
        terminal.type("backlog.md")
        terminal.press("enter")
        terminal.wait_for("2 new")
        terminal.press("enter")
        terminal.wait_for("2 capabilities added")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert names(work / "new.toml") == ["Parking", "␛]0;pwned␇Maps"]


def test_a_pasted_list_is_in_the_file_before_it_is_imported(start: Start, work: Path) -> None:
    with start("new.toml") as terminal:
        terminal.wait_for("What must the application be able to do?")
        terminal.paste("- One: Does one.\n- Two: Does two.\n")
        terminal.wait_for("2 new")
        terminal.wait_for("saved")
        drafted = tomllib.loads((work / "new.toml").read_text())["capabilities"]
        assert drafted[0]["draft"]["description"] == "- One: Does one.\n- Two: Does two.\n"
        terminal.press("enter")
        terminal.wait_for("capability 1 of 2")
        terminal.press("f10")
        assert terminal.wait_exit() == 0
    assert names(work / "new.toml") == ["One", "Two"]
