"""The file that a session saves to, and other programs that write to it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.storage.atomic import hidden_name
from ragft_tui.storage.saving.saved_file import (
    ChangedByAnotherError,
    ReplacedError,
    SavedFile,
    TrackedPath,
)
from tests.support.linux import linux_only


@pytest.fixture
def tracked(tmp_path: Path) -> TrackedPath:
    (tmp_path / "in").mkdir()
    return TrackedPath(tmp_path / "in" / "app.toml")


def told(tracked: TrackedPath) -> str:
    with pytest.raises(RagftError) as caught:
        tracked.check()
    assert caught.value.advice
    return caught.value.what


def test_a_file_that_is_not_there_yet_is_in_its_place(tracked: TrackedPath) -> None:
    tracked.check()
    tracked.real.touch()
    tracked.check()
    tracked.check_directory()


def test_only_what_has_the_name_of_the_file_leaves_room_beside_it(
    tracked: TrackedPath, tmp_path: Path
) -> None:
    tracked.real.symlink_to(tmp_path / "other.toml")
    with pytest.raises(ReplacedError, match=r"it has become a link to .*other\.toml"):
        tracked.check()
    tracked.check_directory()
    tracked.real.parent.rename(tmp_path / "away")
    assert told(tracked).endswith(f"was renamed to {tmp_path / 'away'}")
    with pytest.raises(RagftError, match="was renamed to"):
        tracked.check_directory()


def test_a_link_to_the_file_may_not_lead_elsewhere_later(tmp_path: Path) -> None:
    link, one = tmp_path / "link.toml", tmp_path / "one.toml"
    one.touch()
    link.symlink_to(one)
    tracked = TrackedPath(link)
    tracked.check()
    link.unlink()
    link.symlink_to(tmp_path / "two.toml")
    assert told(tracked).endswith(f"leads to {tmp_path / 'two.toml'} now, and led to {one}")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the working directory, which the test removes."""
    directory = tmp_path / "work"
    directory.mkdir()
    monkeypatch.chdir(directory)
    return directory


@pytest.mark.parametrize("relative", [True, False])
@pytest.mark.parametrize(
    ("way", "what"),
    [
        ("renamed", "its directory {here}/inner/projects was renamed to {here}/inner/away"),
        ("parent", "its directory {here}/inner/projects was renamed to {here}/moved/projects"),
        ("removed", "its directory {here}/inner/projects was removed"),
        ("link", "its directory {here}/inner/projects has become a link to {here}/inner/away"),
        ("another", "was renamed to {here}/inner/away, and another is there"),
    ],
)
def test_what_became_of_the_directory_is_told_as_it_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, what: str, *, relative: bool
) -> None:
    """A directory that was renamed was told as a link, where the path was a relative one."""
    projects = tmp_path / "inner" / "projects"
    projects.mkdir(parents=True)
    monkeypatch.chdir(projects)
    tracked = TrackedPath(Path("app.toml") if relative else projects / "app.toml")
    away = projects.with_name("away")
    match way:
        case "parent":
            projects.parent.rename(tmp_path / "moved")
        case "removed":
            projects.rmdir()
        case _:
            projects.rename(away)
    match way:
        case "link":
            projects.symlink_to(away)
        case "another":
            projects.mkdir()
    assert what.format(here=tmp_path) in told(tracked)


def test_a_working_directory_that_is_gone_is_told(work: Path) -> None:
    tracked = TrackedPath(Path("app.toml"))
    work.rmdir()
    assert told(tracked).endswith(f"its directory {work} was removed")


def test_where_there_is_no_working_directory_nothing_can_be_opened_and_that_is_told(
    work: Path,
) -> None:
    work.rmdir()
    assert "the working directory was removed" in told(TrackedPath(Path("app.toml")))


@linux_only
def test_the_directory_is_let_go(tracked: TrackedPath) -> None:
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))
    tracked.close()
    tracked.close()
    assert len(list(descriptors.iterdir())) == before - 1


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
    target = SavedFile(file, OPENED)
    target.save(1, OURS)
    target.save(2, MORE)
    assert file.read_bytes() == MORE
    assert target.take_notes() == ""
    assert list(file.parent.iterdir()) == [file]


def test_a_change_between_opening_and_the_first_save_is_not_overwritten(file: Path) -> None:
    target = SavedFile(file, OPENED)
    file.write_bytes(OTHER)
    with pytest.raises(ChangedByAnotherError, match="another program changed the file") as caught:
        target.save(1, OURS)
    assert caught.value.other_version == file.read_bytes() == OTHER
    assert list(file.parent.iterdir()) == [file]


def test_a_change_between_two_saves_is_not_overwritten(file: Path) -> None:
    target = SavedFile(file, OPENED)
    target.save(1, OURS)
    file.write_bytes(OTHER)
    with pytest.raises(ChangedByAnotherError):
        target.save(2, OURS)
    assert file.read_bytes() == OTHER


def test_a_change_that_leaves_size_and_time_as_they_were_is_not_overwritten(file: Path) -> None:
    target = SavedFile(file, OPENED)
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

    target = SavedFile(file, OPENED)
    monkeypatch.setattr(os, "fsync", change_meanwhile)
    with pytest.raises(ChangedByAnotherError):
        target.save(1, OURS)
    assert file.read_bytes() == OTHER
    assert list(file.parent.iterdir()) == [file]


def test_once_it_was_decided_on_the_other_version_is_replaced(file: Path) -> None:
    target = SavedFile(file, OPENED)
    file.write_bytes(OTHER)
    target.reconcile(OTHER)
    target.save(1, OURS)
    assert file.read_bytes() == OURS


def test_a_file_that_appears_where_there_was_none_is_not_overwritten(tmp_path: Path) -> None:
    target = SavedFile(tmp_path / "app.toml")
    (tmp_path / "app.toml").write_bytes(OTHER)
    with pytest.raises(ChangedByAnotherError):
        target.save(1, OURS)


@pytest.mark.parametrize("again", [OURS, MORE])
def test_a_file_that_was_removed_is_made_again(file: Path, again: bytes) -> None:
    target = SavedFile(file, OPENED)
    target.save(1, OURS)
    file.unlink()
    target.save(2, again)
    assert file.read_bytes() == again
    assert target.take_notes() == "the file was gone, and was made again"


def test_the_same_bytes_from_another_program_are_no_change(file: Path) -> None:
    target = SavedFile(file, OPENED)
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
    target = SavedFile(file, OPENED)
    with pytest.raises(RagftError, match="the disk reports an error"):
        target.save(1, OURS)
    assert target.written == 0
    with pytest.raises(RagftError, match="the disk reports an error"):
        target.save(1, OURS)
    failing = False
    target.save(1, OURS)
    assert target.written == 1
    assert file.read_bytes() == OURS


def test_a_file_that_became_a_link_to_another_is_not_followed(file: Path) -> None:
    target = SavedFile(file, OPENED)
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
    target = SavedFile(path, b"half\n")
    assert path.with_name("app.interrupted.toml").read_bytes() == b"whole\n"
    assert not path.with_name("app.saving.toml").exists()
    assert "a save was interrupted" in target.take_notes()


def test_a_copy_of_what_is_saved_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    for name in ("app.toml", "app.saving.toml"):
        path.with_name(name).write_bytes(b"whole\n")
    assert SavedFile(path, b"whole\n").take_notes() == ""
    assert [item.name for item in tmp_path.iterdir()] == ["app.toml"]


AsNobody = Callable[[], AbstractContextManager[None]]
ROOT_ONLY: Final = pytest.mark.skipif(os.getuid() != 0, reason="only root has files of two users")


def plant(file: Path, kind: str, victim: Path) -> None:
    """Put something in the place of a file, as whoever may write in its directory can."""
    file.unlink(missing_ok=True)
    if kind == "link":
        file.symlink_to(victim)
    elif kind == "hard link":
        os.link(victim, file)
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        file.mkdir()


@pytest.mark.parametrize("kind", ["link", "hard link", "pipe", "directory"])
def test_what_has_the_name_of_the_whole_copy_is_neither_read_nor_removed(
    file: Path, tmp_path: Path, kind: str
) -> None:
    """It was read through a link, and kept beside with the rights of the project."""
    (tmp_path / "private").mkdir()
    victim = tmp_path / "private" / "secret"
    victim.write_bytes(b"secret = 1\n")
    safe = file.with_name("app.saving.toml")
    plant(safe, kind, victim)
    SavedFile(file, OPENED).save(1, OURS)
    assert victim.read_bytes() == b"secret = 1\n"
    assert not list(tmp_path.glob("app.interrupted*"))
    assert safe.lstat()


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_what_an_interrupted_save_left_is_kept_with_its_own_rights(file: Path, mode: int) -> None:
    """Somebody may have given a private file that name."""
    file.chmod(0o666)
    safe = file.with_name("app.saving.toml")
    safe.write_bytes(b"secret = 1\n")
    safe.chmod(mode)
    SavedFile(file, OPENED)
    kept = file.with_name("app.interrupted.toml")
    assert stat.S_IMODE(kept.stat().st_mode) == mode


def test_a_file_with_the_name_of_the_whole_copy_is_not_written_over(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = SavedFile(file, OPENED)
    safe = file.with_name("app.saving.toml")
    safe.write_bytes(b"mine = 1\n")
    monkeypatch.setattr("ragft_tui.storage.atomic._rename", lambda *_: False)
    with pytest.raises(RagftError, match=r"app\.saving\.toml has to hold a copy of it; move"):
        target.save(1, OURS)
    assert safe.read_bytes() == b"mine = 1\n"
    assert file.read_bytes() == OPENED


def test_another_file_that_takes_the_name_just_before_it_is_written_in_place_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = SavedFile(file, OPENED)
    victim = file.with_name("victim")
    victim.write_bytes(OTHER)

    def swap(*_: object) -> bool:
        file.unlink()
        os.link(victim, file)
        return False

    monkeypatch.setattr("ragft_tui.storage.atomic._rename", swap)
    with pytest.raises(RagftError, match="another file has taken its place"):
        target.save(1, OURS)
    assert victim.read_bytes() == OTHER


@ROOT_ONLY
def test_the_same_bytes_in_a_file_of_another_user_are_a_change(
    shared_dir: Path, as_nobody: AsNobody
) -> None:
    """All that is saved there would be theirs."""
    file = shared_dir / "app.toml"
    with as_nobody():
        target = SavedFile(file)
        planted = shared_dir / "planted"
    planted.write_bytes(b"")
    planted.chmod(0o666)
    planted.replace(file)
    with as_nobody():
        with pytest.raises(ChangedByAnotherError):
            target.save(1, OURS)
        target.reconcile(b"")
        target.save(1, OURS)
    assert file.read_bytes() == OURS


@ROOT_ONLY
def test_a_file_that_became_unreadable_is_told_and_can_be_kept_beside(
    shared_dir: Path, as_nobody: AsNobody
) -> None:
    file = shared_dir / "app.toml"
    with as_nobody():
        target = SavedFile(file)
        target.save(1, OURS)
        file.chmod(0)
        with pytest.raises(ReplacedError, match="cannot be read: you have no permission"):
            target.save(2, MORE)
        assert target.copy_beside("mine", MORE).read_bytes() == MORE


def test_a_directory_that_a_link_replaced_is_not_followed(tmp_path: Path) -> None:
    inner, private = tmp_path / "inner", tmp_path / "private"
    for directory in (inner, private):
        directory.mkdir()
        (directory / "app.toml").write_bytes(OPENED)
    target = SavedFile(inner / "app.toml", OPENED)
    inner.rename(tmp_path / "away")
    inner.symlink_to(private)
    with pytest.raises(RagftError, match="has become a link to"):
        target.save(1, OURS)
    with pytest.raises(RagftError, match="has become a link to"):
        target.copy_beside("mine", OURS)
    assert [item.name for item in private.iterdir()] == ["app.toml"]
    assert (private / "app.toml").read_bytes() == OPENED


def test_a_name_of_ours_that_is_a_directory_does_not_keep_litter_from_being_removed(
    file: Path,
) -> None:
    stem = hidden_name(file)
    (file.with_name(f"{stem}-999999999-aa.tmp")).mkdir()
    link = file.with_name(f"{stem}-999999999-bb.tmp")
    link.symlink_to(file)
    SavedFile(file, OPENED)
    assert not link.is_symlink()
    assert file.read_bytes() == OPENED
