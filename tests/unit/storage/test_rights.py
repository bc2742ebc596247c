"""Rights of files: real lists of access, real users, and what they may do before and after."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ragft_tui.storage.atomic import RescueCopy, copy_beside, hidden_name, write_atomically
from ragft_tui.storage.files import find_file
from ragft_tui.storage.recent import remember
from ragft_tui.storage.rights import _acl_for
from ragft_tui.storage.saving.saved_file import SavedFile
from tests.support.linux import linux_only
from tests.support.other_user import OtherUser, need_acl
from tests.torture.bench import Bench
from tests.torture.rights import rights_of_saves

pytestmark = [linux_only, pytest.mark.once]

OLD, NEW = b"old\n", b"new\n"
AsNobody = Callable[[], AbstractContextManager[None]]


def acl(*options: str) -> None:
    subprocess.run(["setfacl", *options], check=True)


def listed(path: Path) -> list[str]:
    command = ["getfacl", "--numeric", "--omit-header", "--absolute-names", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.split()


@pytest.fixture
def umask() -> Iterator[None]:
    """Let everybody do everything with new files, as far as the program allows it."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def file(shared_dir: Path) -> Path:
    path = shared_dir / "app.toml"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


def test_files_of_any_rights_are_saved_by_any_user_and_nobody_may_do_more(tmp_path: Path) -> None:
    tally = rights_of_saves(Bench(tmp_path), 12, seed=1)
    assert tally.passed, str(tally)


def test_an_access_control_list_is_kept_and_a_group_it_refuses_stays_refused(file: Path) -> None:
    """The bits of the group were the mask of the list, and let the group in without it."""
    need_acl(file.parent)
    friend, member = OtherUser(0), OtherUser(1, [60_001])
    os.chown(file, 0, 60_001)
    acl("-m", f"u:{friend.id}:rw,g::-", str(file))
    before = listed(file)
    assert (friend.may(file), member.may(file)) == ("rw", "")
    assert write_atomically(file, NEW) is False
    assert listed(file) == before
    assert (friend.may(file), member.may(file)) == ("rw", "")


def test_attributes_are_kept(file: Path) -> None:
    os.setxattr(file, "user.origin", b"scanned")
    write_atomically(file, NEW)
    assert os.getxattr(file, "user.origin") == b"scanned"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o660])
def test_a_list_that_the_directory_gives_is_not_added_to_a_file_without(
    file: Path, mode: int
) -> None:
    need_acl(file.parent)
    friend = OtherUser()
    file.chmod(mode)
    acl("-d", "-m", f"u:{friend.id}:rwx", str(file.parent))
    before = listed(file)
    write_atomically(file, NEW)
    assert listed(file) == before
    assert friend.may(file) == ""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give the file to another user first")
def test_a_file_whose_owner_cannot_be_kept_is_written_in_place(
    file: Path, as_nobody: AsNobody
) -> None:
    file.chmod(0o666)
    before = file.stat()
    with as_nobody():
        assert write_atomically(file, NEW) is True
    after = file.stat()
    assert (after.st_ino, after.st_uid, after.st_mode) == (before.st_ino, 0, before.st_mode)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.getuid() != 0, reason="only root sets labels")
def test_a_label_that_cannot_be_set_is_kept_by_writing_in_place(
    file: Path, as_nobody: AsNobody
) -> None:
    os.setxattr(file, "security.ragft-test", b"secret")
    assert write_atomically(file, NEW) is False
    assert os.getxattr(file, "security.ragft-test") == b"secret"
    os.chown(file, 65534, 65534)
    with as_nobody():
        assert write_atomically(file, OLD) is True
    assert os.getxattr(file, "security.ragft-test") == b"secret"


def test_rights_that_are_taken_away_amid_a_save_are_not_given_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def close_meanwhile(descriptor: int) -> None:
        file.chmod(0o600)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", close_meanwhile)
    write_atomically(file, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes() == NEW


@pytest.mark.usefixtures("umask")
def test_a_file_that_is_made_again_has_the_rights_that_it_had(file: Path) -> None:
    file.chmod(0o600)
    target = SavedFile(file, OLD)
    file.unlink()
    target.save(1, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("umask")
def test_mine_has_the_rights_of_the_file_before_another_program_widened_them(file: Path) -> None:
    file.chmod(0o600)
    target = SavedFile(file, OLD)
    file.unlink()
    file.write_bytes(b"theirs\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o666
    copy = target.copy_beside("mine", NEW)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.usefixtures("umask")
def test_without_rights_to_go_by_a_copy_is_private(file: Path) -> None:
    copy = copy_beside(file, "mine", NEW, None)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give the file to another user first")
def test_a_copy_by_another_user_names_the_owner_in_a_list(file: Path, as_nobody: AsNobody) -> None:
    need_acl(file.parent)
    owner = OtherUser(0, [60_001])
    member, stranger = OtherUser(1, [60_001]), OtherUser(2)
    os.chown(file, owner.id, 60_001)
    file.chmod(0o606)
    found = find_file(file)
    assert found
    with as_nobody():
        copy = copy_beside(file, "mine", NEW, found.rights)
    assert copy.stat().st_uid != owner.id
    for user in (owner, member, stranger):
        assert user.may(copy) == user.may(file)


@pytest.mark.usefixtures("umask")
def test_rescue_copies_and_the_list_of_sessions_are_for_nobody_else(file: Path, home: Path) -> None:
    copy = RescueCopy(file).write(1, NEW)
    remember(file, name="App", decided=0, total=1)
    (entry,) = (home / "state" / "sessions").iterdir()
    for path in (copy, entry):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_temporary_file_has_its_rights_before_it_holds_anything(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_acl(file.parent)
    friend = OtherUser()
    acl("-d", "-m", f"u:{friend.id}:rwx", str(file.parent))
    file.chmod(0o600)
    seen: list[str] = []
    write = os.write

    def look(descriptor: int, data: memoryview) -> int:
        seen.extend(friend.may(each) for each in file.parent.glob(f"{hidden_name(file)}*"))
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", look)
    write_atomically(file, NEW)
    assert seen == [""]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give the file to another user first")
@pytest.mark.parametrize("listing", [[], ["-m", "u:1:rw,m::-"]])
def test_a_group_that_is_refused_is_refused_in_a_copy_that_cannot_have_its_group(
    file: Path, as_nobody: AsNobody, listing: list[str]
) -> None:
    """Linux looks at no list whose mask is empty: the group counted as others."""
    need_acl(file.parent)
    member = OtherUser(0, [60_001])
    os.chown(file, 65534, 60_001)
    file.chmod(0o606)
    if listing:
        acl(*listing, str(file))
    assert member.may(file) == ""
    found = find_file(file)
    assert found
    with as_nobody():
        copy = copy_beside(file, "mine", NEW, found.rights)
    assert copy.stat().st_gid != 60_001
    assert member.may(copy) == ""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give the file to another user first")
def test_who_may_read_by_one_entry_and_write_by_another_saves(file: Path) -> None:
    need_acl(file.parent)
    writer = OtherUser(0, [60_001, 60_002])
    acl("-m", "g:60001:r,g:60002:w", str(file))
    assert writer.may(file) == "rw"
    script = "import sys; from pathlib import Path; from ragft_tui.storage.atomic import *\n"
    script += f"write_atomically(Path(sys.argv[1]), {NEW!r})"
    command = [*writer.run_as(), sys.executable, "-c", script, str(file)]
    subprocess.run(command, check=True)
    assert file.read_bytes() == NEW


BEFORE, NOW = (1000, 100), (2000, 200)


@pytest.mark.parametrize("acl", [b"", b"\x03\x00\x00\x00", b"\x02\x00\x00\x00\x01", b"\x02\0\0\0"])
def test_a_list_of_another_make_is_not_guessed_at(acl: bytes) -> None:
    assert (_acl_for(acl, 0o640, BEFORE, NOW) is None) == bool(acl)


def test_a_mode_becomes_a_list_that_names_owner_and_group() -> None:
    made = _acl_for(None, 0o640, BEFORE, NOW)
    assert made is not None
    entries = [made[at : at + 8] for at in range(4, len(made), 8)]
    found = [
        (int.from_bytes(e[:2], "little"), e[2], int.from_bytes(e[4:], "little")) for e in entries
    ]
    nobody = 0xFFFFFFFF
    assert found == [
        (0x01, 6, nobody),
        (0x02, 6, 1000),
        (0x04, 0, nobody),
        (0x08, 4, 100),
        (0x10, 6, nobody),
        (0x20, 0, nobody),
    ]
