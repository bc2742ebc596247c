from __future__ import annotations

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.storage import atomic
from ragft_tui.storage.atomic import RescueCopy, copy_beside, remove_stray_files, write_atomically

AsNobody = Callable[[], AbstractContextManager[None]]
OLD, NEW = b"old\n" * 1000, b"new\n" * 2000


def failure(path: Path) -> str:
    with pytest.raises(RagftError) as caught:
        write_atomically(path, NEW)
    assert caught.value.advice
    return str(caught.value)


def names(directory: Path) -> list[str]:
    return sorted(item.name for item in directory.iterdir())


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "app.toml", NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "app.toml").read_bytes() == NEW
    assert stat.S_IMODE((tmp_path / "app.toml").stat().st_mode) == 0o640
    assert names(tmp_path) == ["app.toml"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o755])
def test_the_mode_of_a_file_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(OLD)
    path.chmod(mode)
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
def test_the_owner_of_a_file_is_kept_by_root(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(OLD)
    os.chown(path, 1234, 2345)
    write_atomically(path, NEW)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give the file to another user first")
def test_a_file_of_another_user_that_may_be_written_is_saved(
    shared_dir: Path, as_nobody: AsNobody
) -> None:
    path = shared_dir / "app.toml"
    path.write_bytes(OLD)
    path.chmod(0o666)
    with as_nobody():
        write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o666


def test_a_link_stays_a_link_and_its_target_is_saved(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "app.toml").write_bytes(OLD)
    (tmp_path / "one.toml").symlink_to("real/app.toml")
    (tmp_path / "two.toml").symlink_to("one.toml")
    write_atomically(tmp_path / "two.toml", NEW)
    assert (tmp_path / "two.toml").is_symlink()
    assert (tmp_path / "one.toml").is_symlink()
    assert (tmp_path / "real" / "app.toml").read_bytes() == NEW


def test_a_dangling_link_makes_its_target(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to("app.toml")
    write_atomically(tmp_path / "link.toml", NEW)
    assert (tmp_path / "link.toml").is_symlink()
    assert (tmp_path / "app.toml").read_bytes() == NEW


def test_a_name_as_long_as_a_name_can_be_is_saved(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_atomically(path, OLD)
    write_atomically(path, NEW)
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("name", [" spaces ", "-dash", "[x]*?", "emoji 🦊", os.fsdecode(b"\xff\n")])
def test_unusual_names_are_saved(tmp_path: Path, name: str) -> None:
    write_atomically(tmp_path / name, NEW)
    remove_stray_files(tmp_path / name)
    assert (tmp_path / name).read_bytes() == NEW


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(OLD)
    path.chmod(0o444)
    assert "the file is read-only" in failure(path)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize("kind", ["directory", "pipe"])
def test_only_a_regular_file_is_replaced(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "app.toml"
    path.mkdir() if kind == "directory" else os.mkfifo(path)
    said = failure(path)
    assert "it is a directory" in said or "not a regular file" in said
    assert names(tmp_path) == ["app.toml"]


def test_a_directory_that_is_gone_is_told(tmp_path: Path) -> None:
    assert "its directory does not exist" in failure(tmp_path / "gone" / "app.toml")


def test_a_directory_without_permission_keeps_the_old_file(
    shared_dir: Path, as_nobody: AsNobody
) -> None:
    path = shared_dir / "app.toml"
    path.write_bytes(OLD)
    path.chmod(0o666)
    shared_dir.chmod(0o555)
    with as_nobody():
        assert "you have no permission" in failure(path)
    assert path.read_bytes() == OLD


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a file system of 16 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_keeps_the_old_file_and_gets_no_litter(small_disk: Path) -> None:
    path = small_disk / "app.toml"
    write_atomically(path, OLD)
    with pytest.raises(RagftError, match="the disk is full; free some space"):
        write_atomically(path, b"x" * 100_000)
    assert path.read_bytes() == OLD
    assert names(small_disk) == ["app.toml"]


def test_a_disk_that_became_read_only_keeps_the_old_file(small_disk: Path) -> None:
    path = small_disk / "app.toml"
    write_atomically(path, OLD)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    said = failure(path)
    assert "read-only" in said
    assert path.read_bytes() == OLD


def test_the_limit_of_file_sizes_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, hard))
    try:
        assert "the limit of file sizes is reached" in failure(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["app.toml"]


STEPS = ["open", "fchmod", "write", "fsync", "pread", "fstat", "replace"]


def step_owner(step: str) -> object:
    return Path if step == "replace" else os


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, 9999])
@pytest.mark.parametrize("step", STEPS)
def test_a_fault_in_any_step_keeps_the_old_file_and_leaves_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: int
) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(OLD)

    def fail(*_: object, **__: object) -> None:
        raise OSError(fault, "injected")

    with monkeypatch.context() as patch:
        patch.setattr(step_owner(step), step, fail)
        said = failure(path)
    assert said.startswith(f"{path}: cannot be saved: ")
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["app.toml"]
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW


def test_a_disk_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "pread", lambda *_: NEW[:-1] + b"?")
    assert "returned other data" in failure(path)
    assert path.read_bytes() == OLD


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:7]))
    write_atomically(tmp_path / "app.toml", NEW)
    assert (tmp_path / "app.toml").read_bytes() == NEW


@pytest.mark.parametrize(("fault", "matters"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_directory_that_cannot_be_synced_matters_only_where_it_could_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, *, matters: bool
) -> None:
    fsync = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(fault, "injected")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    if matters:
        assert "the disk reports an error" in failure(tmp_path / "app.toml")
    else:
        write_atomically(tmp_path / "app.toml", NEW)
    assert (tmp_path / "app.toml").read_bytes() == NEW


def test_an_interruption_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "app.toml", NEW)
    assert names(tmp_path) == []


def test_the_caller_can_give_a_save_up_at_the_last_moment(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(OLD)

    class Refusal(AbstractContextManager[None]):
        def __enter__(self) -> None:
            raise LookupError

        def __exit__(self, *_: object) -> None: ...

    with pytest.raises(LookupError):
        write_atomically(path, NEW, replacing=Refusal())
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["app.toml"]


# A save in another process, which kills itself on entry to the n-th call of one of its steps.
KILLED = """
import os, signal, sys
from pathlib import Path
from ragft_tui.storage.atomic import write_atomically
step, number, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
owner = Path if step == "replace" else os
real = getattr(owner, step)
def die(*given, **named):
    global number
    number -= 1
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
setattr(owner, step, die)
write_atomically(path, b"new\\n" * 2000)
"""


@pytest.mark.parametrize(
    ("step", "number", "content"),
    [
        ("open", 1, OLD),
        ("fchmod", 1, OLD),
        ("write", 1, OLD),
        ("fsync", 1, OLD),
        ("pread", 1, OLD),
        ("replace", 1, OLD),
        ("open", 2, OLD),
        ("open", 3, OLD),
        ("open", 4, NEW),
        ("fsync", 2, NEW),
    ],
)
def test_killed_in_any_step_the_file_is_old_or_new_and_the_litter_goes_at_the_next_start(
    tmp_path: Path, step: str, number: int, content: bytes
) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(OLD)
    command = [sys.executable, "-c", KILLED, step, str(number), str(path)]
    done = subprocess.run(command, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == content
    remove_stray_files(path)
    assert names(tmp_path) == ["app.toml"]


def test_the_litter_of_living_processes_and_of_other_files_stays(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    stem = atomic.hidden_name(path)
    living, dead, own = f"{stem}-{os.getppid()}-aa.tmp", f"{stem}-999999999-aa.tmp", os.getpid()
    other = f"{atomic.hidden_name(tmp_path / 'other.toml')}-999999999-aa.tmp"
    for name in (living, dead, f"{stem}-{own}-aa.tmp", f"{stem}-x-aa.tmp", other):
        (tmp_path / name).touch()
    remove_stray_files(path)
    assert names(tmp_path) == sorted([living, other])


def test_a_process_of_another_user_counts_as_living(shared_dir: Path, as_nobody: AsNobody) -> None:
    path = shared_dir / "app.toml"
    stray = shared_dir / f"{atomic.hidden_name(path)}-1-aa.tmp"
    stray.touch()
    with as_nobody():
        remove_stray_files(path)
    assert stray.exists()


def test_litter_that_cannot_be_removed_is_no_reason_to_fail(tmp_path: Path) -> None:
    file = tmp_path / "app.toml"
    litter = [tmp_path / f"{atomic.hidden_name(file)}-999999999-{end}.tmp" for end in ("aa", "bb")]
    litter[0].mkdir()
    litter[1].touch()
    remove_stray_files(file)
    assert list(tmp_path.iterdir()) == litter[:1]
    remove_stray_files(tmp_path / "gone" / "app.toml")


@pytest.fixture
def unreplaceable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that can be written and not be replaced."""
    path = tmp_path / "app.toml"
    path.write_bytes(OLD * 4)
    replace = Path.replace

    def refuse(source: Path, target: Path) -> Path:
        if target == path:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    return path


def test_a_file_that_cannot_be_replaced_is_written_in_place(unreplaceable: Path) -> None:
    inode = unreplaceable.stat().st_ino
    assert write_atomically(unreplaceable, NEW) is True
    assert unreplaceable.read_bytes() == NEW
    assert unreplaceable.stat().st_ino == inode
    assert names(unreplaceable.parent) == ["app.toml"]


def test_while_it_is_written_in_place_a_whole_copy_stands_beside(
    unreplaceable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int, length: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "ftruncate", fail)
    told = failure(unreplaceable)
    copy = unreplaceable.with_name("app.saving.toml")
    assert copy.read_bytes() == NEW
    assert told.endswith(f"cannot be saved: the disk reports an error; all of it is in {copy}")


def test_a_file_that_can_be_replaced_is(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    assert write_atomically(path, OLD) is False
    assert write_atomically(path, NEW) is False


@pytest.mark.parametrize("error", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_where_modes_cannot_be_set_the_file_is_written_in_place_and_keeps_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(OLD)
    path.chmod(0o640)

    def fail(descriptor: int, mode: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fchmod", fail)
    assert write_atomically(path, NEW) is True
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_rescue_copy_is_private_and_named_after_the_file(home: Path, tmp_path: Path) -> None:
    copy = RescueCopy(tmp_path / "my app.toml").write(1, b"one")
    assert copy.parent == home / "state" / "rescue"
    assert copy.name.startswith("my app-20")
    assert copy.suffix == ".toml"
    assert copy.read_bytes() == b"one"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_rescue_copy_never_overwrites_another(tmp_path: Path) -> None:
    path, work = tmp_path / "app.toml", (b"one", b"two", b"three")
    copies = {RescueCopy(path).write(1, data) for data in work}
    assert {copy.read_bytes() for copy in copies} == {b"one", b"two", b"three"}


def test_the_same_bytes_are_not_copied_twice(tmp_path: Path) -> None:
    names = {copy_beside(tmp_path / "app.toml", "mine", b"one", None).name for _ in range(3)}
    assert names == {"app.mine.toml"}


def test_without_a_state_directory_the_rescue_copy_is_a_temporary_file(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "state").write_text("a file in its place")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    copy = RescueCopy(Path("app.toml")).write(1, b"one")
    assert copy.parent == tmp_path
    assert copy.read_bytes() == b"one"


def test_where_nothing_can_be_written_it_is_told(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "state").write_text("a file in its place")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "gone"))
    with pytest.raises(RagftError, match="a file is where its directory should be"):
        RescueCopy(Path("app.toml")).write(1, b"one")


@pytest.mark.parametrize("stem", ["x" * 250, "é" * 125])
def test_the_longest_names_are_shortened(tmp_path: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.toml"
    path.write_text("# mine")
    copy = copy_beside(path, "with-comments", path.read_bytes(), None)
    assert copy.name.endswith(".with-comments.toml")
    assert copy.read_text() == "# mine"
    assert RescueCopy(path).write(1, b"one").read_bytes() == b"one"


def test_a_name_that_is_taken_by_a_directory_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "app.with-comments.toml").mkdir()
    (tmp_path / "app.toml").write_text("# mine")
    assert (
        copy_beside(tmp_path / "app.toml", "with-comments", b"# mine", None).name
        == "app.with-comments-2.toml"
    )


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give the copy to another user")
def test_a_copy_of_another_user_is_passed_over(tmp_path: Path) -> None:
    """They could take it away again, or change it."""
    taken = tmp_path / "app.with-comments.toml"
    taken.write_text("# mine")
    os.chown(taken, 1234, 1234)
    (tmp_path / "app.toml").write_text("# mine")
    assert (
        copy_beside(tmp_path / "app.toml", "with-comments", b"# mine", None).name
        == "app.with-comments-2.toml"
    )


def test_a_copy_that_fails_half_way_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app.toml").write_text("# mine")

    def fail(_: int) -> None:
        raise OSError(28, "injected")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(RagftError, match="the disk is full"):
        copy_beside(tmp_path / "app.toml", "with-comments", b"# mine", None)
    assert [item.name for item in tmp_path.iterdir()] == ["app.toml"]


def test_a_rescue_copy_holds_the_newest_version_whatever_the_order(tmp_path: Path) -> None:
    rescued = RescueCopy(tmp_path / "app.toml")
    copy = rescued.write(2, b"two")
    assert rescued.write(1, b"one") == copy
    assert copy.read_bytes() == b"two"
    rescued.discard(1)
    assert copy.exists()
    rescued.discard(2)
    assert not copy.exists()


def test_a_rescue_copy_that_somebody_removed_or_replaced_is_made_anew(tmp_path: Path) -> None:
    rescued = RescueCopy(tmp_path / "app.toml")
    copy = rescued.write(1, b"one")
    copy.unlink()
    copy.symlink_to(tmp_path / "victim")
    again = rescued.write(2, b"two")
    assert again != copy
    assert again.read_bytes() == b"two"
    assert stat.S_IMODE(again.stat().st_mode) == 0o600
    assert not (tmp_path / "victim").exists()


def test_two_sessions_with_the_same_work_have_a_rescue_copy_each(tmp_path: Path) -> None:
    one, two = (RescueCopy(tmp_path / name / "app.toml") for name in ("one", "two"))
    first, second = one.write(1, b"same"), two.write(1, b"same")
    assert first != second
    two.write(2, b"different")
    assert first.read_bytes() == b"same"


def test_where_all_names_are_taken_a_copy_gets_one_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    for number in ["", *(f"-{count}" for count in range(2, 101))]:
        (tmp_path / f"app.mine{number}.toml").symlink_to("/dev/zero")
    copy = copy_beside(path, "mine", b"one", None)
    assert copy.read_bytes() == b"one"
    assert not copy.is_symlink()


@pytest.mark.parametrize("kind", ["pipe", "large", "link", "hard link"])
def test_what_has_the_name_of_a_copy_is_hardly_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    taken, victim = tmp_path / "app.mine.toml", tmp_path / "victim"
    victim.write_bytes(b"one")
    match kind:
        case "pipe":
            os.mkfifo(taken)
        case "large":
            with taken.open("wb") as file:
                file.truncate(2**40)
        case "link":
            taken.symlink_to(victim)
        case _:
            os.link(victim, taken)
    copy = copy_beside(tmp_path / "app.toml", "mine", b"one", None)
    assert copy.name == "app.mine-2.toml"


def test_a_rescue_copy_is_not_written_through_a_link_that_takes_its_place_just_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among temporary files, others may be able to do that."""
    rescued, victim = RescueCopy(tmp_path / "app.toml"), tmp_path / "victim"
    victim.write_bytes(b"precious")
    copy = rescued.write(1, b"one")
    monkeypatch.setattr("ragft_tui.storage.atomic._is_own", lambda _: True)
    copy.unlink()
    copy.symlink_to(victim)
    with pytest.raises(RagftError, match="not a regular file"):
        rescued.write(2, b"two")
    assert victim.read_bytes() == b"precious"


def test_what_was_saved_elsewhere_meanwhile_gets_no_rescue_copy(tmp_path: Path) -> None:
    rescued = RescueCopy(tmp_path / "app.toml")
    copy = rescued.follow(1, b"one")
    assert copy is not None
    rescued.discard(1)
    assert rescued.follow(1, b"one") is None
    assert not copy.exists()
    newer = rescued.follow(2, b"two")
    assert newer is not None
    assert newer.read_bytes() == b"two"
