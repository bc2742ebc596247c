from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.session.status import SaveStatus
from ragft_tui.storage.project.decode import load_project
from ragft_tui.storage.rights import Rights
from ragft_tui.storage.saving import saved_file as target
from ragft_tui.storage.saving.atomic import write_atomically
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.saving.saver import Failed, Saved, SaveState
from tests.support.plain import Line, capability, talk

Reached = Callable[[type[Saved] | type[Failed], str], Line]
"""Makes a line that is typed once saving has come to a state."""
PATIENCE = 20.0


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> Reached:
    """Let lines be typed when a save has succeeded or failed, and not a moment earlier."""
    changed = threading.Condition()
    states: list[SaveState] = []
    take = SaveStatus.update

    def watch(self: SaveStatus, state: SaveState) -> None:
        take(self, state)
        with changed:
            states.append(state)
            changed.notify_all()

    def line(kind: type[Saved | Failed], text: str) -> Line:
        def wait() -> str:
            with changed:
                assert changed.wait_for(
                    lambda: bool(states) and isinstance(states[-1], kind), PATIENCE
                )
                states.clear()
            return text

        return wait

    monkeypatch.setattr(SaveStatus, "update", watch)
    return line


def theirs(file: Path) -> Line:
    """Let another program write the file, then answer."""

    def change() -> str:
        file.write_text(file.read_text().replace("Does Refunds.", "Does theirs."))
        return "daily"

    return change


def test_what_is_saved_is_told_when_asked(file: Path, reached: Reached) -> None:
    done = talk(file, "save", "daily", reached(Saved, "save"))
    assert "Nothing was changed in " in done.flowing
    assert "Everything is saved in " in done.flowing


def test_a_save_that_fails_is_told_at_the_next_prompt_and_so_is_the_mending(
    file: Path, reached: Reached
) -> None:
    away = file.parent.with_name("away")
    home = file.parent

    def gone() -> str:
        home.rename(away)
        return "daily"

    def back() -> str:
        away.rename(home)
        return "save"

    mended = [reached(Failed, ""), back, reached(Saved, ""), "skip"]
    done = talk(file, gone, *mended, by_hand=True)
    assert "NOT SAVED. " in done.flowing
    assert "It is tried until it works. Your work is in " in done.flowing
    assert "Saved again: everything is in " in done.flowing
    assert done.status == 0
    assert capability(file).answer("volatility") is not None


def test_work_that_is_not_in_its_file_at_the_end_is_told_with_its_place(
    file: Path, reached: Reached
) -> None:
    away = file.parent.with_name("away")

    def gone() -> str:
        file.parent.rename(away)
        return "daily"

    done = talk(file, gone, reached(Failed, "save"))
    assert done.status == 1
    assert "your work is in " in done.err
    assert "Saved in" not in done.err


@pytest.mark.parametrize(
    ("choice", "told", "here", "beside"),
    [
        ("1", "Yours is saved; the other version is in", "Does Refunds.", "app.changed.toml"),
        ("2", "The other version is here now; undo brings yours back.", "Does theirs.", ""),
        (
            "3",
            "Yours goes on in app.mine.toml; app.toml is theirs.",
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
    assert "4. Show the difference" in done.out
    assert "volatility" in done.out.split("Choose: ")[1]
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


HOLD = """
import signal, sys
from pathlib import Path
from ragft_tui.storage.saving.lock import ProjectLock
lock = ProjectLock(Path(sys.argv[1]))
signal.signal(signal.SIGHUP, lambda *_: (lock.release(), sys.exit()))
print("held", flush=True)
signal.pause()
"""


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
    assert "writes it. Nothing is changed or saved here." in looked.flowing
    assert left.out.endswith("Home: ")
    assert "Waiting until it has saved and left." in taken.out
    assert capability(file).answer("volatility") is not None


def test_a_file_of_lines_does_not_begin_with_a_file_in_use(file: Path) -> None:
    with held(file):
        with pytest.raises(HeldError, match="is in use by ada"):
            talk(file, "1", "daily")
        assert "is in use by ada" in talk(None, f"open {file}").err


def test_a_file_that_is_no_project_is_refused(new: Path) -> None:
    new.write_text("[projekt]\n")
    with pytest.raises(RagftError, match=r"app\.toml"):
        talk(new, "daily")


def test_what_the_last_save_has_to_tell_is_told_at_the_end(
    new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_place(
        path: Path,
        data: bytes,
        *,
        replacing: AbstractContextManager[bytes | None],
        rights: Rights | None,
    ) -> bool:
        write_atomically(path, data, replacing=replacing, rights=rights)
        return True

    monkeypatch.setattr(target, "write_atomically", in_place)
    done = talk(new, "Refunds", "Quotes the law.", "weekly")
    told = "The file cannot be replaced here, and is written in place.\n"
    assert done.err.count(told) == 1
    assert done.err.index(told) < done.err.index("Saved in ")


def test_what_a_killed_save_left_is_told_at_once_and_nothing_must_be_saved_for_it(
    new: Path,
) -> None:
    talk(new, "Refunds")
    new.with_name("app.saving.toml").write_bytes(b"name = 'Whole'\n")
    done = talk(new, "quit")
    assert "A save was interrupted; what it saved is in " in done.flowing
    assert new.with_name("app.interrupted.toml").read_bytes() == b"name = 'Whole'\n"


def test_a_file_that_a_killed_save_left_half_says_where_the_whole_is(new: Path) -> None:
    talk(new, "Refunds", "Quotes the law.")
    whole = new.read_bytes()
    safe = new.with_name("app.saving.toml")
    safe.write_bytes(whole)
    told = []
    for length in range(1, len(whole), 40):
        new.write_bytes(whole[:length])
        try:
            load_project(new)
        except UsageError as error:
            told.append(str(error))
    assert told
    assert all(f"the whole of it is in {safe}: give that its name" in each for each in told)
    assert safe.read_bytes() == whole
    safe.replace(new)
    assert capability(new).description == "Quotes the law."
