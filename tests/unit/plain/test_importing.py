"""Imports in plain mode: the preview in lines, and what is done with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.plain import saved, talk


@pytest.fixture
def backlog(tmp_path: Path) -> Path:
    path = tmp_path / "backlog.md"
    path.write_text("- Parking: Tells where.\n- Maps: Shows them.\n- Taxi: Calls one.\n")
    return path


def added(path: Path) -> list[str]:
    return [item.name for item in saved(path).capabilities[3:]]


def test_a_file_is_previewed_and_imported_and_undone(three: Path, backlog: Path) -> None:
    done = talk(three, "review", f"import {backlog}", "yes", "undo", "redo")
    assert "1. new: Parking: Tells where.\n2. new: Maps" in done.out
    assert '3 capabilities added; "undo" undoes it.' in done.out
    assert "Undone: the import of 3 capabilities." in done.out
    assert added(three) == ["Parking", "Maps", "Taxi"]


def test_nothing_is_imported_before_yes(three: Path, backlog: Path) -> None:
    before = saved(three)
    done = talk(three, "review", f"import {backlog}", "back", "list")
    assert "Nothing is imported." in done.out
    assert saved(three) == before


def test_rows_are_unticked_by_their_numbers(three: Path, backlog: Path) -> None:
    done = talk(
        three, "review", f"import {backlog}", "untick all", "tick 2-3", "untick 3", "rows", "yes"
    )
    assert "1. new, left out: Parking" in done.out
    assert "2 of 3 new." in done.out
    assert added(three) == ["Maps"]


def test_the_file_is_asked_for(three: Path, backlog: Path) -> None:
    talk(three, "review", "import", str(backlog), "yes")
    assert added(three) == ["Parking", "Maps", "Taxi"]


def test_it_is_read_in_another_way(three: Path, backlog: Path) -> None:
    done = talk(three, "review", f"import {backlog}", "read", "read 1", "read 1 5", "read 1 99")
    assert "1. Format: list" in done.out
    assert "5. one capability a line" in done.out
    assert "one capability a line, utf-8" in " ".join(done.out.split())
    assert "that is none of them; choose from 1 to 8" in done.err


def test_all_of_a_row_is_told(three: Path, backlog: Path) -> None:
    done = talk(three, "review", f"import {backlog}", "why 2")
    assert "2. new, line 2: Maps\nShows them." in done.out


def test_what_is_no_command_changes_nothing(three: Path, backlog: Path) -> None:
    done = talk(three, "review", f"import {backlog}", "maybe", "together")
    assert '"yes" imports, "back" does not' in done.err
    assert "only a list that was pasted can be kept together" in done.err
    assert added(three) == []


def test_an_empty_project_begins_with_what_is_imported(new: Path, backlog: Path) -> None:
    done = talk(new, "import", str(backlog), "yes")
    assert [item.name for item in saved(new).capabilities] == ["Parking", "Maps", "Taxi"]
    assert "Capability 1 of 3: Parking" in done.out


def test_an_import_at_a_question_stays_at_it(file: Path, backlog: Path) -> None:
    done = talk(file, f"import {backlog}", "yes", "interview")
    assert "Parking" not in done.out.partition("3 capabilities added")[2]
    assert [item.name for item in saved(file).capabilities[1:]] == ["Parking", "Maps", "Taxi"]


def test_a_session_that_only_looks_imports_nothing(three: Path, backlog: Path) -> None:
    done = talk(three, f"import {backlog}", read_only_reason="it is a test")
    assert "read-only: it is a test" in done.err
