"""A file that another program changed while it is open: nobody's version is lost in silence."""

from __future__ import annotations

import re
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
THEIRS: Final = PROJECT.replace("the policy.", "the policy of last year.")
SAVED: Final = re.compile(r"saved \d\d:\d\d$", re.MULTILINE)


@pytest.fixture
def file(work: Path) -> Path:
    path = work / "app.toml"
    path.write_text(PROJECT)
    return path


def answer_after_a_change(terminal: Terminal, file: Path, theirs: str = THEIRS) -> None:
    terminal.wait_for("Volatility · about")
    file.write_text(theirs)
    terminal.press("3", "enter")
    terminal.wait_for("Changed by another program")
    terminal.wait_for("Enter choose")
    assert file.read_text() == theirs


def answers(path: Path) -> dict[str, object]:
    (capability,) = tomllib.loads(path.read_text())["capabilities"]
    return dict(capability.get("answers", {}))


def leave(terminal: Terminal, status: int = 0) -> None:
    terminal.press("f10")
    assert terminal.wait_exit() == status


def test_mine_is_kept_and_theirs_stands_beside(start: Start, file: Path) -> None:
    with start("app.toml") as terminal:
        answer_after_a_change(terminal, file)
        terminal.press("1", "enter")
        terminal.wait_for("Your version is saved; the other version is in app.changed.toml")
        leave(terminal)
    assert answers(file) == {"volatility": "weekly"}
    assert (file.parent / "app.changed.toml").read_text() == THEIRS


def test_theirs_is_taken_and_undo_brings_mine_back(start: Start, file: Path) -> None:
    with start("app.toml") as terminal:
        answer_after_a_change(terminal, file)
        terminal.press("2", "enter")
        terminal.wait_for("The other version is open now")
        terminal.press("f2")
        terminal.wait_for("the policy of last year")
        terminal.press("u")
        terminal.wait_for("Undone: the switch to the other version.")
        leave(terminal)
    assert answers(file) == {"volatility": "weekly"}
    assert "last year" not in file.read_text()


def test_mine_goes_on_beside_and_theirs_stays(start: Start, file: Path) -> None:
    with start("app.toml") as terminal:
        answer_after_a_change(terminal, file)
        terminal.press("3", "enter")
        terminal.wait_for("Your version continues in app.mine.toml")
        terminal.press("3", "enter")
        terminal.wait_for("Tone · about")
        leave(terminal)
        assert "app.mine.toml" in terminal.screen_text()
    assert file.read_text() == THEIRS
    mine = file.parent / "app.mine.toml"
    assert answers(mine) == {"volatility": "weekly", "citations": "required"}
    assert not list(file.parent.glob(".ragft-*"))


def test_the_difference_is_shown_before_anything_is_decided(start: Start, file: Path) -> None:
    with start("app.toml") as terminal:
        answer_after_a_change(terminal, file)
        terminal.press("enter")
        terminal.wait_for("yours: Answers questions about the policy.")
        terminal.wait_for("the other: Answers questions about the policy of last year.")
        terminal.press("esc")
        terminal.wait_for("Keep your version; the other one is kept in a copy")
        assert file.read_text() == THEIRS


def test_undecided_the_work_is_in_a_rescue_copy_and_at_the_end_beside(
    start: Start, file: Path, tmp_path: Path
) -> None:
    with start("app.toml") as terminal:
        answer_after_a_change(terminal, file)
        terminal.press("esc")
        terminal.wait_for(
            "NOT SAVED. app.toml: another program changed the file; choose which to keep."
        )
        (rescued,) = (tmp_path / "home" / "state" / "rescue").iterdir()
        assert answers(rescued) == {"volatility": "weekly"}
        terminal.press("ctrl+s")
        terminal.wait_for("Keep your version; the other one is kept in a copy")
        terminal.press("esc")
        leave(terminal, 1)
        assert "another program changed the file; yours is in" in terminal.screen_text()
    assert file.read_text() == THEIRS
    assert answers(file.parent / "app.mine.toml") == {"volatility": "weekly"}
    with start("app.toml") as terminal:
        terminal.wait_for("When this was left: another program changed the file; yours is in")
        leave(terminal)
    with start("app.toml") as terminal:
        terminal.wait_for("Citations · about")
        assert "When this was left" not in terminal.screen_text()


def test_killed_undecided_the_rescue_copy_remains(start: Start, file: Path, tmp_path: Path) -> None:
    with start("app.toml") as terminal:
        answer_after_a_change(terminal, file)
        terminal.signal(signal.SIGKILL)
        terminal.wait_exit()
    assert file.read_text() == THEIRS
    (rescued,) = (tmp_path / "home" / "state" / "rescue").iterdir()
    assert answers(rescued) == {"volatility": "weekly"}


def test_what_is_no_project_any_more_is_not_offered(start: Start, file: Path) -> None:
    with start("app.toml") as terminal:
        answer_after_a_change(terminal, file, "<<<<<<< HEAD\n")
        terminal.wait_for("git left a merge conflict in the")
        assert "Use the other version" not in terminal.screen_text()
        terminal.press("1", "enter")
        terminal.wait_for("Your version is saved")
        leave(terminal)
    assert (file.parent / "app.changed.toml").read_text() == "<<<<<<< HEAD\n"


def test_a_change_that_is_taken_back_is_no_question_any_more(start: Start, file: Path) -> None:
    with start("app.toml") as terminal:
        answer_after_a_change(terminal, file)
        file.write_text(PROJECT)
        terminal.press("esc")
        terminal.wait_for(SAVED)
        terminal.wait_gone("NOT SAVED")
        leave(terminal)
    assert answers(file) == {"volatility": "weekly"}


def test_a_file_that_vanished_is_made_again(start: Start, file: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("Volatility · about")
        file.unlink()
        terminal.press("3", "enter")
        terminal.wait_for("The file was gone, and was made again.")
        leave(terminal)
    assert answers(file) == {"volatility": "weekly"}


def test_letters_that_are_being_typed_decide_nothing(start: Start, file: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("Volatility · about")
        terminal.press("f2", "+")
        terminal.wait_for("new capability")
        file.write_text(THEIRS)
        terminal.type("Covers")
        terminal.wait_for("NOT SAVED")
        terminal.type("12 months")
        terminal.wait_for("Covers12 months")
        assert "Changed by another program" not in terminal.screen_text()
        terminal.press("ctrl+s")
        terminal.wait_for("Keep your version; the other one is kept in a copy")
        assert file.read_text() == THEIRS


def test_keys_on_their_way_when_it_is_asked_decide_nothing(start: Start, file: Path) -> None:
    with start("app.toml") as terminal:
        terminal.wait_for("Volatility · about")
        file.write_text(THEIRS)
        terminal.press("3", "enter")
        terminal.wait_for("Changed by another program")
        terminal.press("2", "enter")
        terminal.wait_for("Enter choose")
        assert "Changed by another program" in terminal.screen_text()
        assert file.read_text() == THEIRS
