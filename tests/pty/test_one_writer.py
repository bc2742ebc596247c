"""One writer for each file: a second session looks, takes over or leaves it alone."""

from __future__ import annotations

import signal
import tomllib
from pathlib import Path
from typing import Final

import pytest

from tests.pty.conftest import Start
from tests.support.terminal import Terminal

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("warm")]

PROJECT: Final = """\
format = 1

[project]
name = "Claims"

[[capabilities]]
id = "policy"
name = "Policy"
description = "Answers questions about the policy."
"""


@pytest.fixture
def file(work: Path) -> Path:
    path = work / "app.toml"
    path.write_text(PROJECT)
    return path


def described(file: Path) -> list[str]:
    return [item["name"] for item in tomllib.loads(file.read_text())["capabilities"]]


def add(terminal: Terminal, letters: str) -> None:
    """Begin another capability and type its name."""
    terminal.press("f2", "+")
    terminal.wait_for("new capability")
    terminal.type(letters)
    terminal.wait_for(letters)


def test_a_second_session_is_told_who_has_the_file(start: Start, file: Path) -> None:
    with start("app.toml") as first:
        first.wait_for("Volatility · about")
        with start("app.toml") as second:
            second.wait_for("app.toml is in use by ada in terminal pts/")
            second.wait_for("Open it read-only")
            second.press("esc")
            second.wait_for("Start a new project file")
            second.press("q")
            assert second.wait_exit() == 0
        first.press("f10")
        assert first.wait_exit() == 0
    assert sorted(item.name for item in file.parent.iterdir()) == ["app.toml"]


def test_taking_over_saves_the_other_session_and_goes_on_where_it_was(
    start: Start, file: Path
) -> None:
    with start("app.toml") as first:
        first.wait_for("Volatility · about")
        add(first, "Refund pol")
        with start("app.toml") as second:
            second.wait_for("In use")
            second.press("2", "enter")
            second.wait_for("Refund pol")
            assert first.wait_exit(5) == 128 + signal.SIGHUP
            assert "app.toml was taken over by ada in terminal pts/" in first.screen_text()
            second.type("icy")
            second.wait_for("Refund policy")
            second.press("f10")
            assert second.wait_exit() == 0
    assert 'name = "Refund policy"' in file.read_text()


def test_a_session_whose_terminal_is_stuck_is_taken_over(start: Start, file: Path) -> None:
    with start("app.toml") as first:
        first.wait_for("Volatility · about")
        add(first, "Refund pol")
        first.signal(signal.SIGSTOP)
        with start("app.toml") as second:
            second.wait_for("In use")
            second.press("2", "enter")
            second.wait_for("Refund pol")
            second.press("f10")
            assert second.wait_exit() == 0


def test_a_session_that_was_killed_holds_nothing(start: Start, file: Path) -> None:
    with start("app.toml") as first:
        first.wait_for("Volatility · about")
        first.signal(signal.SIGKILL)
        assert first.wait_exit() == 128 + signal.SIGKILL
    assert list(file.parent.glob(".ragft-*.lock"))
    with start("app.toml") as second:
        second.wait_for("Volatility · about")
        second.press("f10")
        assert second.wait_exit() == 0
    assert not list(file.parent.glob(".ragft-*"))


@pytest.mark.parametrize("way", ["in use", "option", "mode"])
def test_looking_shows_everything_and_changes_nothing(way: str, start: Start, file: Path) -> None:
    before = file.read_bytes()
    if way == "mode":
        file.chmod(0o444)
    with start("app.toml") as first:
        if way == "in use":
            first.wait_for("Volatility · about")
        arguments = ["--read-only"] if way == "option" else []
        with start(*arguments, "app.toml") as second:
            if way == "in use":
                second.wait_for("In use")
                second.press("1", "enter")
            second.wait_for("read-only")
            second.wait_for("Nothing is changed or saved here.")
            second.wait_for("Answers questions about the policy.")
            for key in ("a", "o", "e", "enter", "n", "d", "x", "t", "i", "+", "u"):
                second.press("down", key)
                second.wait_for("Read-only: ")
            second.press("f3")
            second.wait_for("would make it")
            second.press("esc", "q")
            assert second.wait_exit() == 0
        first.press("q")
        assert first.wait_exit() == 0
    assert file.read_bytes() == before


def test_two_names_of_a_file_are_one_file(start: Start, file: Path, work: Path) -> None:
    (work / "link.toml").symlink_to("app.toml")
    with start("app.toml") as first:
        first.wait_for("Volatility · about")
        with start("link.toml") as second:
            second.wait_for("In use")


def test_a_new_file_is_locked_before_it_exists(start: Start, work: Path) -> None:
    with start("new.toml") as first:
        first.wait_for("What must the application be able to do")
        with start("new.toml") as second:
            second.wait_for("In use")
            assert "Look, without" not in second.screen_text()


def test_opening_from_the_list_asks_as_well(start: Start, file: Path) -> None:
    with start("app.toml") as first:
        first.wait_for("Volatility · about")
        with start() as second:
            second.wait_for("Continue")
            second.press("enter")
            second.wait_for("In use")
            second.press("1", "enter")
            second.wait_for("read-only")
