"""Conflicts in lines: a file in use, and a file that another program changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.saving.saver import Failed
from tests.support.plain import Line, capability, talk
from tests.unit.plain.conftest import Reached

HOLD = """
import signal, sys
from pathlib import Path
from ragft_tui.storage.saving.lock import ProjectLock
lock = ProjectLock(Path(sys.argv[1]))
signal.signal(signal.SIGHUP, lambda *_: (lock.release(), sys.exit()))
print("held", flush=True)
signal.pause()
"""


def theirs(file: Path) -> Line:
    """Let another program write the file, then answer."""

    def change() -> str:
        file.write_text(file.read_text().replace("Does Refunds.", "Does theirs."))
        return "daily"

    return change


@pytest.mark.parametrize(
    ("choice", "told", "here", "beside"),
    [
        (
            "1",
            "Your version is saved; the other version is in",
            "Does Refunds.",
            "app.changed.toml",
        ),
        ("2", "The other version is open now; undo brings yours back.", "Does theirs.", ""),
        (
            "3",
            "Your version continues in app.mine.toml; the other version is in app.toml.",
            "Does theirs.",
            "app.mine.toml",
        ),
    ],
)
def test_what_another_program_changed_is_asked_about(
    choice: str, told: str, here: str, beside: str, file: Path, reached: Reached
) -> None:
    done = talk(file, theirs(file), reached(Failed, "save"), "4", choice, "quit", by_hand=True)
    assert "app.toml was changed by another program since it was read here." in done.flowing
    assert "4. Show the differences" in done.out
    assert "Volatility" in done.out.split("Choose: ")[1]
    assert told in done.flowing
    assert done.status == 0
    assert capability(file).description == here
    files = {item.name for item in file.parent.iterdir()}
    assert files == {"app.toml", beside} - {""}


def test_a_change_can_be_left_undecided_and_asked_about_again(file: Path, reached: Reached) -> None:
    lines = (theirs(file), reached(Failed, "save"), "back", "skip", "save", "1", "quit")
    done = talk(file, *lines, by_hand=True)
    assert done.flowing.count("was changed by another program") == 2
    assert capability(file).answer("volatility") is not None
    assert done.status == 0


def test_a_file_of_lines_is_not_asked_and_keeps_its_work_beside(
    file: Path, reached: Reached
) -> None:
    done = talk(file, theirs(file), reached(Failed, "required"), "save")
    assert done.status == 1
    assert "yours is in " in done.err
    assert "The other version stays in the file. Your work is in " in done.flowing
    assert "asks what to do" not in done.flowing + done.err
    assert "Choose" not in done.out
    assert capability(file).answers == ()
    assert len(capability(file.with_name("app.mine.toml")).answers) == 2


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Let another process hold the file, until it is asked to leave."""
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield
        finally:
            holder.terminate()


def test_a_file_in_use_can_be_looked_at_left_alone_or_taken_over(file: Path) -> None:
    with held(file):
        looked = talk(file, "1", "accept 1", "home", "quit", by_hand=True)
        left = talk(file, "3", "quit", by_hand=True)
        taken = talk(file, "2", "daily", by_hand=True)
    assert "is in use by ada" in looked.flowing
    assert "is writing it. Nothing is changed or saved here." in looked.flowing
    assert left.out.endswith("Home: ")
    assert "Waiting for the other session to save and quit." in taken.out
    assert capability(file).answer("volatility") is not None


def test_a_file_of_lines_does_not_begin_with_a_file_in_use(file: Path) -> None:
    with held(file):
        with pytest.raises(HeldError, match="is in use by ada"):
            talk(file, "1", "daily")
        assert "is in use by ada" in talk(None, f"open {file}").err


def test_a_file_in_use_that_is_opened_at_home_is_asked_about(file: Path) -> None:
    with held(file):
        done = talk(None, f"open {file}", "9", "3", "quit", by_hand=True)
    assert done.flowing.count("is in use by ada") == 1
    assert "That is not one of the choices; choose from 1 to 3." in done.flowing
    assert done.out.count("Home: ") == 2
