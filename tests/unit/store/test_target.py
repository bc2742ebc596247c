"""The file that a session saves to, and other programs that write to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.store.target import Target

OPENED = b"name = 'as it was opened'\n"
OTHER = b"name = 'by an editor'\n"
OURS = b"name = 'ours'\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "app.toml"
    path.write_bytes(OPENED)
    return path


def kept(file: Path) -> list[bytes]:
    return [copy.read_bytes() for copy in sorted(file.parent.glob("app.changed*.toml"))]


def test_a_file_that_nobody_changed_is_replaced_without_a_copy(file: Path) -> None:
    target = Target(file, OPENED)
    target.save(1, OURS)
    target.save(2, OURS + b"more = 1\n")
    assert file.read_bytes() == OURS + b"more = 1\n"
    assert kept(file) == []
    assert target.take_notes() == ""


def test_a_change_between_opening_and_the_first_save_is_kept_beside(file: Path) -> None:
    target = Target(file, OPENED)
    file.write_bytes(OTHER)
    target.save(1, OURS)
    assert file.read_bytes() == OURS
    assert kept(file) == [OTHER]
    assert "another program changed the file" in target.take_notes()


def test_a_change_between_two_saves_is_kept_beside(file: Path) -> None:
    target = Target(file, OPENED)
    target.save(1, OURS)
    file.write_bytes(OTHER)
    target.save(2, OURS)
    assert file.read_bytes() == OURS
    assert kept(file) == [OTHER]
    assert "app.changed.toml" in target.take_notes()


def test_a_file_that_appears_where_there_was_none_is_kept_beside(tmp_path: Path) -> None:
    target = Target(tmp_path / "app.toml", b"")
    (tmp_path / "app.toml").write_bytes(OTHER)
    target.save(1, OURS)
    assert kept(tmp_path / "app.toml") == [OTHER]


def test_a_file_that_was_removed_is_made_again(file: Path) -> None:
    target = Target(file, OPENED)
    target.save(1, OURS)
    file.unlink()
    target.save(2, OURS + b"more = 1\n")
    assert file.read_bytes() == OURS + b"more = 1\n"
    assert kept(file) == []
