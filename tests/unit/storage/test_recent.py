from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ragft_tui.core.interview import InterviewPosition
from ragft_tui.core.model import VerdictType
from ragft_tui.storage import recent as module
from ragft_tui.storage.paths import private_directory, sessions_dir
from ragft_tui.storage.recent import Cursor, ResumePoint, forget, last_session, recent, remember


def note(path: Path, name: str = "App") -> None:
    remember(path, name=name, decided=1, total=3)


def names() -> list[str]:
    return [session.name for session in recent()]


def test_a_session_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "my app.toml"
    path.touch()
    cursors = (Cursor("options", 2, 0), Cursor("because", 0, 7))
    remember(
        path,
        name="App",
        decided=1,
        total=3,
        point=ResumePoint(InterviewPosition("refunds", "tone"), cursors, "refunds"),
    )
    (session,) = recent()
    assert session.path == path
    assert (session.name, session.decided, session.total) == ("App", 1, 3)
    assert session.point == ResumePoint(InterviewPosition("refunds", "tone"), cursors, "refunds")
    assert last_session(path) == session
    assert session.exists
    assert session.opened.tzinfo is UTC
    assert abs(datetime.now(UTC) - session.opened) < timedelta(minutes=1)


def test_the_newest_session_comes_first_and_each_file_once(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "a"):
        note(tmp_path / name, name)
    assert names() == ["a", "c", "b"]
    assert [session.name for session in recent(2)] == ["a", "c"]


def test_an_interview_at_its_end_has_no_place(tmp_path: Path) -> None:
    remember(
        tmp_path / "a",
        name="A",
        decided=0,
        total=1,
        point=ResumePoint(InterviewPosition("x", "tone")),
    )
    note(tmp_path / "a")
    last = last_session(tmp_path / "a")
    assert last
    assert last.point == ResumePoint()


def test_two_names_of_a_file_are_one_session(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    note(tmp_path / "link", "by link")
    note(tmp_path / "real", "by name")
    assert names() == ["by name"]


def test_a_file_that_is_gone_is_marked(tmp_path: Path) -> None:
    note(tmp_path / "gone")
    assert not recent()[0].exists


def test_a_session_can_be_forgotten(tmp_path: Path) -> None:
    note(tmp_path / "a")
    forget(tmp_path / "a")
    forget(tmp_path / "never there")
    assert recent() == ()
    assert last_session(tmp_path / "a") is None


@pytest.mark.parametrize("name", ["a b", "[x]%41", "🦊", os.fsdecode(b"\xff"), "line\nbreak"])
def test_any_file_name_is_remembered(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    note(path)
    assert recent()[0].path == path
    assert recent()[0].exists


def test_a_name_cannot_command_the_terminal(tmp_path: Path) -> None:
    note(tmp_path / "a", "\x1b[2J\ud800")
    assert names() == ["␛[2J\ufffd"]


GOOD = (
    'file = "file:///a"\nname = "A"\ndecided = 0\ntotal = 1\nopened = 2025-11-22T10:00:00Z\n'
    'place = { capability = "", step = "" }\n'
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"format = 9",
        b"a = " + b"[" * 5000,
        GOOD.replace('"A"', "3").encode(),
        GOOD.replace("2025-11-22T10:00:00Z", "0001-01-01T00:00:00+23:59").encode(),
        GOOD.replace("2025-11-22T10:00:00Z", "2026-11-22").encode(),
        GOOD.replace("place = { ", "place = { place = { ").encode(),
        (GOOD + "cursors = 3\ncursors = 4\n").encode(),
        GOOD.replace("file:///a", "file:///a%00b").encode(),
        GOOD.replace("decided = 0", "decided = -1").encode(),
        b"x" * 5_000_000,
    ],
)
def test_a_bad_entry_is_left_out_and_can_be_written_again(tmp_path: Path, content: bytes) -> None:
    note(tmp_path / "good", "good")
    note(tmp_path / "bad", "bad")
    bad = module._entry_file(tmp_path / "bad")
    bad.write_bytes(content)
    assert names() == ["good"]
    assert last_session(tmp_path / "bad") is None
    note(tmp_path / "bad", "bad")
    assert names() == ["bad", "good"]


def test_other_things_in_the_directory_do_not_matter(tmp_path: Path) -> None:
    note(tmp_path / "a", "a")
    (sessions_dir() / "directory.toml").mkdir()
    os.mkfifo(sessions_dir() / "pipe.toml")
    (sessions_dir() / "link.toml").symlink_to("nowhere")
    (sessions_dir() / ".ragft-x-1-aa.tmp").touch()
    (sessions_dir() / "hand.toml").write_text(GOOD)
    assert names() == ["a", "A"]
    assert not recent()[1].exists


def test_a_state_directory_that_cannot_be_written_is_no_reason_to_stop(
    home: Path, tmp_path: Path
) -> None:
    (home / "state").write_text("a file in its place")
    note(tmp_path / "a")
    forget(tmp_path / "a")
    assert recent() == ()
    assert last_session(tmp_path / "a") is None


def test_the_state_of_other_people_is_none_of_ones_business(tmp_path: Path) -> None:
    note(tmp_path / "a")
    assert sessions_dir().stat().st_mode & 0o077 == 0


def test_sessions_that_nobody_looks_through_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    private_directory(sessions_dir())
    for number in range(5):
        old = sessions_dir() / f"{number}.toml"
        old.write_text(GOOD.replace('"A"', f'"{number}"').replace(":00Z", f":0{number}Z"))
        os.utime(old, (number, number))
    note(tmp_path / "new", "new")
    assert names() == ["new", "4", "3"]


def test_the_split_is_remembered_and_an_older_entry_has_none(tmp_path: Path) -> None:
    types = ((VerdictType.RETRIEVAL, 2), (None, 1))
    remember(tmp_path / "a", name="A", decided=1, total=3, types=types)
    assert recent()[0].types == types
    note(tmp_path / "a")
    assert recent()[0].types == ()


@pytest.mark.parametrize("table", ["other = 3", "retrieval = -1\nboth = 4", "retrieval = 4"])
def test_a_split_that_makes_no_sense_is_none(tmp_path: Path, table: str) -> None:
    remember(tmp_path / "a", name="A", decided=1, total=3, types=((VerdictType.RETRIEVAL, 3),))
    (file,) = sessions_dir().iterdir()
    text = file.read_text("utf-8").replace("retrieval = 3", table)
    assert table in text
    file.write_text(text, "utf-8")
    (session,) = recent()
    assert (session.name, session.types) == ("A", ())
