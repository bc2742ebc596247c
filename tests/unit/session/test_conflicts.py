"""Conflicts: what is asked, which choices there are, and what each of them does."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.session import conflicts
from ragft_tui.session.conflicts import Changed, Choice, InUse
from ragft_tui.session.review import note
from ragft_tui.session.session import Session
from ragft_tui.storage.paths import display
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.saving.lock_holder import LockHolder
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from tests.support.projects import described
from tests.unit.session.conftest import Opens

ELSEWHERE = LockHolder(
    4711, "far-away", "ada", "pts/1", datetime(2026, 1, 2, tzinfo=UTC), "p", holds=True
)


def test_a_file_in_use_can_be_looked_at_or_left_and_names_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.touch()
    asked = InUse(HeldError(path, ELSEWHERE))
    assert asked.text == (
        f"{display(path)} is in use by {ELSEWHERE}. It cannot be taken over: "
        "it runs on far-away, so take it over there."
    )
    assert asked.choices == (Choice.LOOK, Choice.LEAVE)
    assert asked.read_only_reason == f"{ELSEWHERE} is writing it"
    assert asked.path == path


def test_a_file_that_is_not_there_yet_cannot_be_looked_at(tmp_path: Path) -> None:
    asked = InUse(HeldError(tmp_path / "app.toml", None))
    assert asked.choices == (Choice.LEAVE,)
    assert "is in use by another session." in asked.text
    assert "nobody knows whose session it is" in asked.text


def test_a_session_of_ones_own_can_be_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "app.toml"
    path.touch()
    monkeypatch.setattr(LockHolder, "takeover_obstacle", None)
    held = HeldError(path, replace(ELSEWHERE, pid=os.getpid()))
    asked = InUse(held)
    assert asked.choices == (Choice.LOOK, Choice.TAKE_OVER, Choice.LEAVE)
    assert "cannot" not in asked.text
    taken: list[HeldError] = []
    monkeypatch.setattr(conflicts, "take_over", taken.append)
    asked.take_over()
    assert taken == [held]


@pytest.fixture
def session(opens: Opens) -> Session:
    return opens(described("Refunds"))


def changed(session: Session, data: bytes | None = None) -> ChangedByAnotherError:
    """Let another program write the file of a session."""
    other = session.path.read_bytes().replace(b"Does Refunds.", b"Does theirs.")
    session.path.write_bytes(other if data is None else data)
    return ChangedByAnotherError(session.path, session.path.read_bytes())


def test_a_change_is_told_with_all_choices(session: Session) -> None:
    asked = Changed(session, changed(session))
    where = display(session.path)
    assert asked.text == f"{where} was changed by another program since it was read here."
    assert asked.choices == (
        Choice.KEEP_OWN,
        Choice.TAKE_OTHER,
        Choice.CONTINUE_BESIDE,
        Choice.SHOW_DIFFERENCE,
    )
    assert asked.difference() == [
        "Refunds: description",
        "  yours: Does Refunds.",
        "  the other: Does theirs.",
    ]


def test_what_cannot_be_read_cannot_be_taken(session: Session) -> None:
    asked = Changed(session, changed(session, b"[projekt]\n"))
    assert asked.choices == (Choice.KEEP_OWN, Choice.CONTINUE_BESIDE)
    assert "since it was read here. The other version cannot be used: " in asked.text
    with pytest.raises(RagftError):
        asked.resolve(Choice.TAKE_OTHER, "u")
    with pytest.raises(RagftError):
        asked.difference()


def test_a_version_that_another_rulebook_assesses_is_refused(session: Session) -> None:
    named = b'[project]\nrulebook = "house.toml"\n'
    asked = Changed(
        session, changed(session, session.path.read_bytes().replace(b"[project]\n", named))
    )
    assert asked.choices == (Choice.KEEP_OWN, Choice.CONTINUE_BESIDE)
    with pytest.raises(UsageError, match=r"another rulebook, house\.toml"):
        asked.resolve(Choice.TAKE_OTHER, "u")


def test_a_difference_has_every_field_as_inert_text(session: Session) -> None:
    data = session.path.read_bytes().replace(b"Does Refunds.", rb"Does\u202e \u009b31m\nit.")
    data = data.replace(b"[project]\n", b'[project]\ndescription = "Theirs."\n')
    assert Changed(session, changed(session, data)).difference() == [
        "The project: description",
        "  yours: (nothing)",
        "  the other: Theirs.",
        "Refunds: description",
        "  yours: Does Refunds.",
        "  the other: Does⟨U+202E⟩ �31m it.",
    ]


def test_a_difference_in_writing_only_is_told(session: Session) -> None:
    error = changed(session, b"# a comment\n" + session.path.read_bytes())
    assert Changed(session, error).difference() == ["They differ only in the layout of the file."]


def test_keeping_mine_keeps_the_other_version_beside(session: Session) -> None:
    note(session, session.current("refunds"), "mine")
    asked = Changed(session, changed(session))
    told = asked.resolve(Choice.KEEP_OWN, "u")
    assert told == "Your version is saved; the other version is in app0.changed.toml."
    assert session.close() is None
    assert b'notes = "mine"' in session.path.read_bytes()
    assert b"Does theirs." in session.path.with_name("app0.changed.toml").read_bytes()


def test_taking_theirs_can_be_undone(session: Session) -> None:
    asked = Changed(session, changed(session))
    told = asked.resolve(Choice.TAKE_OTHER, "u in the review")
    assert told == "The other version is open now; u in the review brings yours back."
    assert session.current("refunds").description == "Does theirs."
    assert session.undo().label == "the switch to the other version"
    assert session.current("refunds").description == "Does Refunds."


def test_going_on_beside_leaves_the_file_to_the_other_version(session: Session) -> None:
    note(session, session.current("refunds"), "mine")
    error = changed(session)
    told = Changed(session, error).resolve(Choice.CONTINUE_BESIDE, "u")
    assert told == "Your version continues in app0.mine.toml; the other version is in app0.toml."
    assert (session.path.name, session.status.path.name) == ("app0.mine.toml", "app0.mine.toml")
    assert session.status.state is None
    assert session.has_work
    assert session.close() is None
    assert b'notes = "mine"' in session.path.read_bytes()
    assert b"Does theirs." in session.path.with_name("app0.toml").read_bytes()
