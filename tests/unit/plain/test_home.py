from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.plain import capability, saved, talk
from tests.support.projects import described, project_of
from tests.unit.plain.conftest import written


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_home_tells_the_ways_to_begin_and_starts_a_project(new: Path) -> None:
    done = talk(None, "new app.toml", "Refunds", "Tells what comes back.", "daily")
    assert '"new FILE" starts a project, "demo" opens a sample, "?" tells the rest.' in done.out
    assert done.status == 0
    assert "Everything is saved in " in done.err
    assert capability(new).answer("volatility") is not None


def test_recent_sessions_are_numbered_and_go_on_where_they_were_left(file: Path) -> None:
    talk(file, "daily")
    done = talk(None, "1", "required")
    assert "1. App, 0 of 1 decided (1 retrieval), last used " in done.out
    assert "Citations, about" in done.out
    assert capability(file).answer("citations") is not None


def test_a_session_is_taken_off_the_list_and_its_file_stays(file: Path) -> None:
    talk(file, "daily")
    done = talk(None, "forget 1", "forget 1", "1")
    assert "app.toml is off the list; the file stays." in done.flowing
    assert done.err.count("there is no session of that number") == 2
    assert file.exists()


def test_the_sample_is_opened(home: Path) -> None:
    done = talk(None, "demo", "review", "home", "quit")
    assert "This is a sample to try, kept in " in done.flowing
    assert "Review of Support assistant" in done.out
    assert done.out.count("Home: ") == 2
    assert list(home.rglob("support-assistant.toml"))


def test_home_closes_a_project_so_that_another_can_be_opened(file: Path) -> None:
    other = written(file.with_name("other.toml"), project_of(described("Prices")))
    done = talk(file, "daily", "review", "home", "open other.toml", "weekly")
    assert done.status == 0
    assert capability(file).answer("volatility") is not None
    assert capability(other, "Prices").answer("volatility") is not None
    assert not list(file.parent.glob(".ragft-*"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("new app.toml", "app.toml: exists already; open it instead"),
        ("open none.toml", "none.toml: does not exist; check the name"),
        ("open ~nobody-at-all/x.toml", "there is no such user"),
        ("open", "a file name is needed; such as app.toml"),
        ("undo", "there is no session of that number"),
        ("accept 1", "there is no session of that number"),
    ],
)
def test_what_cannot_be_opened_is_told(line: str, told: str, file: Path) -> None:
    before = file.read_bytes()
    done = talk(None, line)
    assert (done.status, file.read_bytes()) == (1, before)
    assert told in done.err


def test_a_greeting_is_told_first(file: Path) -> None:
    assert talk(file, greeting="Good day.").out.startswith("Good day.\n")


def test_saying_what_is_saved_needs_a_project(file: Path) -> None:
    done = talk(None, "save", "open app.toml", "save", "quit")
    assert "Nothing is open." in done.out
    assert "Nothing has been changed in " in done.out
    assert saved(file).name == "App"
