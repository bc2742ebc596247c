"""The one owner of the open project: its history, its drafts, its file."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.interview import InterviewPosition
from ragft_tui.core.model import Draft, VerdictType
from ragft_tui.session.conflicts import Changed, Choice
from ragft_tui.session.opening import open_session
from ragft_tui.session.review import note, override
from ragft_tui.session.session import Session
from ragft_tui.storage import recent
from ragft_tui.storage.saving.lock import ProjectLock
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.storage.saving.saver import SaveState
from tests.support.clock import stop_clock
from tests.support.pilot import read_project
from tests.support.projects import run_config

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def states() -> list[SaveState]:
    return []


@pytest.fixture
def session(
    tmp_path: Path, states: list[SaveState], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """Yield a session with one capability described."""
    stop_clock(monkeypatch)
    (tmp_path / "work").mkdir()
    opened = open_session(tmp_path / "work" / "app.toml", run_config(), states.append)
    opened.step("describe", opened.interview.describe("Refunds", "Says whether a refund is due."))
    yield opened
    shutil.rmtree(tmp_path / "work", ignore_errors=True)


def only(session: Session) -> Draft:
    (capability,) = session.project.capabilities
    return capability.draft


def test_a_change_is_saved_and_remembered(session: Session) -> None:
    session.step("answer", session.interview.answer("weekly"))
    assert session.close() is None
    (refunds,) = read_project(session.path).capabilities
    assert refunds.answer("volatility")
    (known,) = recent.recent()
    assert (known.name, known.total, known.decided) == ("App", 1, 0)
    assert known.point.position == InterviewPosition("refunds", "citations")


def test_undo_and_redo_name_what_they_do(session: Session) -> None:
    session.step("answer volatility", session.interview.answer("weekly"))
    assert session.undo().label == "answer volatility"
    assert session.interview.position == InterviewPosition("refunds", "volatility")
    assert session.redo().label == "answer volatility"
    assert session.redo().label is None
    assert session.undo().label == "answer volatility"
    assert session.undo().label == "describe"
    assert session.undo().label is None
    session.close()


def test_undo_and_redo_keep_every_draft(session: Session) -> None:
    session.step("answer volatility", session.interview.answer("weekly"))
    session.draft("refunds", Draft(notes="Half a no", because=(("tone", "Half a rea"),)))
    session.undo()
    assert only(session) == Draft(notes="Half a no", because=(("tone", "Half a rea"),))
    session.redo()
    assert only(session) == Draft(notes="Half a no", because=(("tone", "Half a rea"),))
    session.close()


def test_a_draft_of_what_undo_takes_away_comes_back_with_it(session: Session) -> None:
    session.draft("refunds", Draft(description="Says whether and when."))
    session.undo()
    assert session.project.capabilities == ()
    session.redo()
    assert only(session) == Draft(description="Says whether and when.")
    session.close()


def test_moving_and_typing_are_no_steps_of_the_history(session: Session) -> None:
    session.go(session.interview.skip())
    session.draft("refunds", Draft(notes="x"))
    assert session.undo().label == "describe"
    session.close()


def test_a_new_change_forgets_what_was_undone(session: Session) -> None:
    session.step("answer volatility", session.interview.answer("weekly"))
    session.undo()
    session.step("answer volatility again", session.interview.answer("daily"))
    assert session.redo().label is None
    session.close()


def test_without_a_login_name_the_decision_is_nobodys(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError(4711)

    monkeypatch.setattr("getpass.getuser", nobody)
    override(session, session.project.capabilities[0], VerdictType.BOTH, "As agreed")
    review = session.project.capabilities[0].review
    assert review
    assert review.by == ""
    session.close()


def test_work_whose_directory_vanished_is_rescued_and_told(session: Session, home: Path) -> None:
    session.step("answer", session.interview.answer("weekly"))
    session._writable._saver.flush(5)
    shutil.rmtree(session.path.parent)
    session.step("answer", session.interview.answer("required"))
    told = session.close()
    directory = session.path.parent
    assert told is not None
    assert f"cannot be saved: its directory {directory} was removed; your work is" in told
    (rescued,) = (home / "state" / "rescue").iterdir()
    assert str(rescued) in told
    (refunds,) = read_project(rescued).capabilities
    assert refunds.answer("citations")


def test_taking_the_other_version_back_brings_every_letter_back(session: Session) -> None:
    (refunds,) = session.project.capabilities
    session.draft(refunds.id, Draft(notes="half a not"))
    mine = session.project
    assert session._writable._saver.flush(5)
    theirs = session.path.read_bytes().replace(b"half a not", b"half")
    Changed(session, ChangedByAnotherError(session.path, theirs)).resolve(Choice.TAKE_OTHER, "undo")
    assert only(session).notes == "half"
    assert session.undo().label == "the switch to the other version"
    assert session.project == mine
    assert session.redo().label == "the switch to the other version"
    assert only(session).notes == "half"
    session.close()


def test_trouble_that_is_over_is_not_told_at_the_end(session: Session, tmp_path: Path) -> None:
    session.step("answer", session.interview.answer("weekly"))
    assert session._writable._saver.flush(5)
    session.path.parent.rename(tmp_path / "away")
    session.step("answer", session.interview.answer("required"))
    session.save_now()
    (tmp_path / "away").rename(session.path.parent)
    session.save_soon()
    assert session._writable._saver.flush(5)
    assert session.close() is None


def test_comments_of_the_other_version_are_kept_when_it_is_taken(session: Session) -> None:
    note(session, session.project.capabilities[0], "mine")
    assert session._writable._saver.flush(5)
    theirs = b"# Legal said so\n" + session.path.read_bytes()
    session.path.write_bytes(theirs)
    Changed(session, ChangedByAnotherError(session.path, theirs)).resolve(Choice.TAKE_OTHER, "undo")
    assert session._writable._saver.flush(5)
    kept = session.path.with_name("app.with-comments.toml")
    assert kept.read_bytes() == theirs
    session.close()


def test_taking_the_other_version_back_keeps_it_beside(session: Session) -> None:
    assert session._writable._saver.flush(5)
    theirs = session.path.read_bytes().replace(b"Says whether", b"Tells whether")
    session.path.write_bytes(theirs)
    Changed(session, ChangedByAnotherError(session.path, theirs)).resolve(Choice.TAKE_OTHER, "undo")
    session.undo()
    assert session.path.with_name("app.changed.toml").read_bytes() == theirs
    session.close()


def test_a_file_that_was_removed_is_not_made_again_at_the_end(session: Session) -> None:
    assert session._writable._saver.flush(5)
    session.path.unlink()
    mine = session.path.with_name("app.mine.toml")
    told = "the file is gone: another program removed it; yours is in"
    assert session.close() == f"{session.path}: {told} {mine}"
    assert b"Says whether" in mine.read_bytes()
    assert not session.path.exists()


def test_whatever_fails_at_the_end_the_lock_and_the_threads_are_let_go(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = {thread.name for thread in threading.enumerate()}
    assert {"saver", "recent sessions"} <= threads

    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(session._writable._saver, "save_last", fail)
        patch.setattr(session._writable._lock, "taken_over_by", fail)
        patch.setattr(session._writable._lister, "close", fail)
        with pytest.raises(MemoryError):
            session.close()
    assert "saver" not in {thread.name for thread in threading.enumerate()}
    ProjectLock(session.path).release()


def test_what_another_program_put_there_after_the_last_save_is_told_at_the_end(
    session: Session,
) -> None:
    assert session._writable._saver.flush(5)
    theirs = session.path.read_bytes().replace(b"Says whether", b"Tells whether")
    session.path.write_bytes(theirs)
    mine = session.path.with_name("app.mine.toml")
    told = "another program changed the file; yours is in"
    assert session.close() == f"{session.path}: {told} {mine}"
    assert session.path.read_bytes() == theirs
    assert b"Says whether" in mine.read_bytes()


def test_what_is_accepted_is_saved_at_once_and_drafts_wait(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    urgencies: list[bool] = []

    def submit(*_: object, urgent: bool) -> None:
        urgencies.append(urgent)

    monkeypatch.setattr(session._writable, "submit", submit)
    session.draft("refunds", Draft(notes="half a no"))
    session.step("answer", session.interview.answer("weekly"))
    session.edit("rename", session.project)
    session.undo()
    session.redo()
    session.save_soon()
    assert urgencies == [False, True, True, True, True, True]


def test_a_move_is_noted_in_the_list_of_sessions_and_saves_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[str] = []
    monkeypatch.setattr(session._writable, "submit", lambda *_, **__: noted.append("submit"))
    monkeypatch.setattr(session._writable, "list_as_recent", lambda *_: noted.append("list"))
    session.go(session.interview)
    assert noted == []
    session.go(session.interview.skip())
    assert noted == ["list"]


def test_a_signal_saves_the_project_as_it_is(session: Session) -> None:
    assert session._writable._saver.flush(5)
    session.draft("refunds", Draft(notes="half a no"))
    session.save_now()
    (refunds,) = read_project(session.path).capabilities
    assert refunds.draft.notes == "half a no"
