"""The file that a session saves to, and other programs that write to it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.store.target import ChangedByAnotherError, Target

OPENED = b"name = 'as it was opened'\n"
OTHER = b"name = 'by an editor'\n"
OURS = b"name = 'ours'\n"
MORE = OURS + b"more = 1\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "app.toml"
    path.write_bytes(OPENED)
    return path


def test_a_file_that_nobody_changed_is_replaced_without_a_word(file: Path) -> None:
    target = Target(file, OPENED)
    target.save(1, OURS)
    target.save(2, MORE)
    assert file.read_bytes() == MORE
    assert target.take_notes() == ""
    assert list(file.parent.iterdir()) == [file]


def test_a_change_between_opening_and_the_first_save_is_not_overwritten(file: Path) -> None:
    target = Target(file, OPENED)
    file.write_bytes(OTHER)
    with pytest.raises(ChangedByAnotherError, match="another program changed the file") as caught:
        target.save(1, OURS)
    assert caught.value.theirs == file.read_bytes() == OTHER
    assert list(file.parent.iterdir()) == [file]


def test_a_change_between_two_saves_is_not_overwritten(file: Path) -> None:
    target = Target(file, OPENED)
    target.save(1, OURS)
    file.write_bytes(OTHER)
    with pytest.raises(ChangedByAnotherError):
        target.save(2, OURS)
    assert file.read_bytes() == OTHER


def test_a_change_that_leaves_size_and_time_as_they_were_is_not_overwritten(file: Path) -> None:
    target = Target(file, OPENED)
    target.save(1, OURS)
    before = file.stat()
    with file.open("r+b") as other:
        other.write(OURS.upper())
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(ChangedByAnotherError):
        target.save(2, MORE)


def test_a_change_in_the_last_moment_is_not_overwritten(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def change_meanwhile(descriptor: int) -> None:
        file.write_bytes(OTHER)
        fsync(descriptor)

    target = Target(file, OPENED)
    monkeypatch.setattr(os, "fsync", change_meanwhile)
    with pytest.raises(ChangedByAnotherError):
        target.save(1, OURS)
    assert file.read_bytes() == OTHER
    assert list(file.parent.iterdir()) == [file]


def test_once_it_was_decided_on_the_other_version_is_replaced(file: Path) -> None:
    target = Target(file, OPENED)
    file.write_bytes(OTHER)
    target.reconcile(OTHER)
    target.save(1, OURS)
    assert file.read_bytes() == OURS


def test_a_file_that_appears_where_there_was_none_is_not_overwritten(tmp_path: Path) -> None:
    target = Target(tmp_path / "app.toml")
    (tmp_path / "app.toml").write_bytes(OTHER)
    with pytest.raises(ChangedByAnotherError):
        target.save(1, OURS)


@pytest.mark.parametrize("again", [OURS, MORE])
def test_a_file_that_was_removed_is_made_again(file: Path, again: bytes) -> None:
    target = Target(file, OPENED)
    target.save(1, OURS)
    file.unlink()
    target.save(2, again)
    assert file.read_bytes() == again
    assert target.take_notes() == "the file was gone, and is made again"


def test_the_same_bytes_from_another_program_are_no_change(file: Path) -> None:
    target = Target(file, OPENED)
    file.unlink()
    file.write_bytes(OPENED)
    target.save(1, OURS)
    assert file.read_bytes() == OURS


def test_what_is_in_place_but_may_not_stay_is_saved_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, failing = os.fsync, True

    def fail_on_directories(descriptor: int) -> None:
        if failing and stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail_on_directories)
    target = Target(file, OPENED)
    with pytest.raises(RagftError, match="the disk reports a fault"):
        target.save(1, OURS)
    assert target.written == 0
    with pytest.raises(RagftError, match="the disk reports a fault"):
        target.save(1, OURS)
    failing = False
    target.save(1, OURS)
    assert target.written == 1
    assert file.read_bytes() == OURS


def test_a_file_that_became_a_link_to_another_is_not_followed(file: Path) -> None:
    target = Target(file, OPENED)
    victim = file.with_name("precious.conf")
    victim.write_bytes(OPENED)
    file.unlink()
    file.symlink_to(victim)
    with pytest.raises(RagftError, match=r"it has become a link to .*precious\.conf"):
        target.save(1, OURS)
    assert victim.read_bytes() == OPENED


def test_what_was_written_in_place_when_the_process_was_killed_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(b"half\n")
    path.with_name("app.saving.toml").write_bytes(b"whole\n")
    target = Target(path, b"half\n")
    assert path.with_name("app.interrupted.toml").read_bytes() == b"whole\n"
    assert not path.with_name("app.saving.toml").exists()
    assert "a save was interrupted" in target.take_notes()


def test_a_copy_of_what_is_saved_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    for name in ("app.toml", "app.saving.toml"):
        path.with_name(name).write_bytes(b"whole\n")
    assert Target(path, b"whole\n").take_notes() == ""
    assert [item.name for item in tmp_path.iterdir()] == ["app.toml"]
