"""The list of sessions: what was open, and how to begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pilot import at_screen


def remove(path: Path) -> None:
    path.unlink()


def content(path: Path) -> bytes:
    return path.read_bytes()


@pytest.fixture
def bad_file(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work in a directory with a bad.toml of the given bytes, or none at all."""
    monkeypatch.chdir(tmp_path)
    if isinstance(request.param, bytes):
        (tmp_path / "bad.toml").write_bytes(request.param)


async def test_a_machine_without_sessions_is_told_how_to_begin() -> None:
    async with at_screen() as user:
        user.sees("n Start a new project", "o Open a project file", "d Open the sample")
        user.sees_no("Continue", "Esc", "Enter")
        assert "nothing open" in user.status


async def test_recent_sessions_are_listed_newest_first_and_continued(
    sample: Path, greeting: Path
) -> None:
    for path in (sample, greeting):
        async with at_screen(path) as user:
            await user.leaves("f10")
    async with at_screen() as user:
        user.sees("Continue", "Support assistant", "2 of 8 decided", "Front desk")
        user.sees("Support assistant ◆◆◆◆▲▲○? 2 of 8 decided")
        assert "2 sessions to continue" in user.status
        assert user.hint.startswith("Enter continue")
        await user.press("G")
        marked = next(row for row in user.rows if "›" in row)
        await user.press("enter")
        name = user.project.name
        assert name in marked


async def test_a_session_whose_file_is_gone_says_so_and_opens_nothing(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.leaves("f10")
    remove(greeting)
    async with at_screen() as user:
        user.sees("Front desk", "file is gone")
        await user.press("enter")
        assert "does not exist" in user.hint
        assert user.app.session is None
        assert user.focus == "sessions"


async def test_a_new_project_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with at_screen() as user:
        await user.press("n")
        await user.types("help-desk.toml")
        await user.press("enter")
        user.sees("Help desk (Ctrl+T rename) · new capability")
        await user.types("Refunds")
        await user.saves()
        assert (tmp_path / "help-desk.toml").exists()


async def test_a_new_project_never_takes_the_place_of_a_file(greeting: Path) -> None:
    before = content(greeting)
    async with at_screen() as user:
        await user.press("n", "ctrl+u")
        await user.types(str(greeting))
        await user.press("enter")
        user.sees("exists already", "New project")
        assert user.app.session is None
        assert user.field == str(greeting)
    assert content(greeting) == before


async def test_a_file_is_opened_by_its_name(greeting: Path) -> None:
    async with at_screen() as user:
        await user.press("o")
        await user.types(str(greeting))
        await user.press("enter")
        user.sees("Front desk · capability 1 of 1")


@pytest.mark.parametrize(
    ("bad_file", "words"),
    [
        (None, "does not exist"),
        (b"name = \n", "bad.toml"),
        (b"format = 1\n[project]\nname = 1\n", "bad.toml"),
        (b"format = 99\n", "newer"),
        (b"\xff\xfe\x00binary", "bad.toml"),
    ],
    indirect=["bad_file"],
    ids=["missing", "not TOML", "wrongly typed", "newer", "binary"],
)
async def test_a_bad_file_is_told_in_a_line_and_the_dialog_stays(
    bad_file: None, words: str
) -> None:
    async with at_screen() as user:
        await user.press("o")
        await user.types("bad.toml")
        await user.press("enter")
        assert words in user.hint
        assert user.app.session is None
        assert user.field == "bad.toml"
        await user.press("escape")
        user.sees("nothing open")


async def test_a_directory_and_an_empty_name_are_refused_in_words(tmp_path: Path) -> None:
    async with at_screen() as user:
        await user.press("o", "enter")
        assert "A file name is needed" in user.hint
        await user.types(str(tmp_path))
        await user.press("enter")
        user.sees("name a file in it")
        assert user.app.session is None


async def test_the_sample_is_a_file_of_the_user_and_keeps_what_was_changed(home: Path) -> None:
    async with at_screen() as user:
        await user.press("d")
        user.sees("Support assistant")
        assert user.session.path.is_relative_to(home)
        await user.press("f2", "g", "x")
        user.sees("1 of 8 decided")
        await user.press("H", "d")
        user.sees("1 of 8 decided", "· review ·")


async def test_a_session_is_taken_off_the_list_and_its_file_stays(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("H", "x")
        assert "is off the list; the file stays" in " ".join(user.hint.split())
        user.sees("Start a new project file")
        user.sees_no("Continue")
        assert content(sample)
        await user.press("x")
        assert "no session to forget" in user.hint


async def test_the_way_back_is_told_where_there_is_one(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("H")
        user.sees("Enter Continue the marked session", "Esc Back to the project that was open")
        assert "1 session to continue" in user.status
