"""How saving stands: reported by the saver's thread, read by both faces."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.session.status import SaveStatus
from ragft_tui.storage.paths import display
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.storage.saving.saver import Failed, Saved, SaveState, Saving

AT = datetime(2026, 11, 22, 14, 3)  # noqa: DTZ001 - local time, whatever the zone


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "app.toml"


def test_the_label_is_a_word_or_two(path: Path) -> None:
    status = SaveStatus(path)
    assert (status.label, status.failed) == ("new file", False)
    path.touch()
    assert status.label == "saved"
    status.update(Saving())
    assert status.label == "saving"
    status.update(Saved(AT))
    assert status.label == "saved 14:03"
    status.update(Failed(RagftError("no room")))
    assert (status.label, status.failed) == ("NOT SAVED", True)


def test_each_report_is_passed_on_after_it_is_known(path: Path) -> None:
    heard: list[tuple[SaveState, SaveState | None]] = []
    status = SaveStatus(path, lambda state: heard.append((state, status.state)))
    status.update(Saving())
    assert heard == [(Saving(), Saving())]


def test_a_session_that_only_looks_says_so_and_why(path: Path) -> None:
    status = SaveStatus(path, read_only_reason="it is a test")
    assert status.label == "read-only"
    banner = "Read-only: it is a test. Nothing is changed or saved here."
    assert status.banner("x") == status.sentence("x") == banner


def test_a_failure_stays_in_the_banner_with_the_place_of_the_work(path: Path) -> None:
    status = SaveStatus(path)
    assert status.banner("x") == ""
    status.update(Failed(RagftError("no room"), path))
    where = f"Your work is in {display(path)}."
    assert (
        status.banner("x") == f"NOT SAVED. No room. Saving is tried again until it works. {where}"
    )
    status.update(Failed(RagftError("no room")))
    assert status.banner("x").endswith("Your work is only in memory.")
    status.update(Failed(ChangedByAnotherError(path, b"theirs"), path))
    told = f"{display(path)}: another program changed the file; choose which to keep."
    assert status.banner("^S asks.") == f"NOT SAVED. {told} ^S asks. {where}"


def test_how_saving_stands_is_a_sentence(path: Path) -> None:
    status, where = SaveStatus(path), display(path)
    assert status.sentence("x") == f"Nothing has been changed in {where} yet."
    status.update(Saving())
    assert status.sentence("x") == f"Saving in {where}."
    status.update(Saved(AT))
    assert status.sentence("x") == f"Everything is saved in {where}, last at 14:03."


def test_news_come_once_until_they_change(path: Path) -> None:
    status = SaveStatus(path)
    assert list(status.news("x")) == []
    status.update(Saved(AT))
    assert list(status.news("x")) == []
    status.update(Failed(RagftError("no room")))
    assert list(status.news("x")) == [status.sentence("x")]
    assert list(status.news("x")) == []
    status.update(Failed(RagftError("no disk")))
    assert len(list(status.news("x"))) == 1
    status.update(Saving())
    assert list(status.news("x")) == []
    status.update(Saved(AT, "A note."))
    again = f"Saving works again: everything is in {display(path)}."
    assert list(status.news("x")) == [again, "A note."]
    assert list(status.news("x")) == []


def test_a_note_outlives_the_saves_that_follow_it(path: Path) -> None:
    status = SaveStatus(path)
    status.update(Saved(AT, "A note."))
    status.update(Saving())
    status.update(Saved(AT))
    assert status.note == "A note."


def test_a_change_is_asked_about_until_that_is_postponed(path: Path) -> None:
    status = SaveStatus(path)
    error, other = (ChangedByAnotherError(path, data) for data in (b"one", b"two"))
    assert status.change() is None
    status.update(Failed(RagftError("no room")))
    assert status.change() is status.unanswered_change() is None
    status.update(Failed(error))
    assert status.unanswered_change() is error
    status.postpone(error)
    assert (status.change(), status.unanswered_change()) == (error, None)
    status.update(Failed(ChangedByAnotherError(path, bytes(bytearray(b"one")))))
    assert status.unanswered_change() is None  # the next attempt found the same version
    status.update(Failed(other))
    assert status.unanswered_change() is other
    status.update(Failed(error))
    status.ask_again()
    assert status.unanswered_change() is error


def test_another_file_begins_anew(path: Path) -> None:
    status = SaveStatus(path)
    status.update(Failed(RagftError("no room")))
    list(status.news("x"))
    status.note = "A note."
    status.move_to(path.with_name("app.mine.toml"))
    assert (status.path.name, status.state, status.note) == ("app.mine.toml", None, "")
    status.update(Saved(AT))
    assert list(status.news("x")) == []
