"""One writer for each file, told by a real lock of the kernel."""

from __future__ import annotations

import errno
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.storage.saving import lock as module
from ragft_tui.storage.saving.lock import HeldError, NoLockError, ProjectLock, take_over
from ragft_tui.storage.saving.lock_holder import LockHolder, _identity, login_name, parse_holder
from ragft_tui.storage.toml.parse import parse_toml
from tests.support.other_user import OtherUser

# Another program that holds the lock, and leaves in its own way when it is asked to.
HOLDING: Final = """
import signal, sys
from pathlib import Path
from ragft_tui.storage.saving.lock import ProjectLock
lock = ProjectLock(Path(sys.argv[1]))
def leave(*_):
    print(lock.taken_over_by(), flush=True)
    lock.release()
    sys.exit(3)
signal.signal(signal.SIGHUP, leave if sys.argv[2] == "leaves" else signal.SIG_IGN)
print("held", flush=True)
while True:
    signal.pause()
"""

SAID: Final = """\
pid = 7
host = ""
user = ""
terminal = ""
since = 2026-01-01T00:00:00Z
process = ""
"""


NOBODY_ELSE: Final[Mapping[str, str]] = MappingProxyType({})


@contextmanager
def holder(
    path: Path,
    way: str = "leaves",
    first: str = "",
    wrap: Sequence[str] = (),
    named: Mapping[str, str] = NOBODY_ELSE,
) -> Iterator[subprocess.Popen[str]]:
    command = [*wrap, sys.executable, "-c", first + HOLDING, str(path), way]
    env = {**os.environ, **named}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "app.toml"


def held(path: Path) -> HeldError:
    with pytest.raises(HeldError) as caught:
        ProjectLock(path)
    return caught.value


def test_a_lock_leaves_nothing_behind(path: Path) -> None:
    lock = ProjectLock(path)
    assert [item.name for item in path.parent.iterdir()] == [module._lock_file(path).name]
    lock.release()
    lock.release()
    assert not list(path.parent.iterdir())
    ProjectLock(path).release()


def test_who_holds_it_is_told(path: Path) -> None:
    with holder(path) as process:
        error = held(path)
        assert error.holder
        assert error.holder.pid == process.pid
        assert error.holder.user == login_name()
        assert abs((datetime.now(UTC) - error.holder.since).total_seconds()) < 60
        assert f"is in use by {login_name()}" in str(error)
        assert f"(process {process.pid})" in str(error)
        assert error.holder.takeover_obstacle is None


def test_a_second_look_leaves_the_first_description_as_it_was(path: Path) -> None:
    with holder(path):
        assert held(path).holder == held(path).holder


def test_it_is_freed_by_a_kill_and_its_file_is_used_again(path: Path) -> None:
    with holder(path) as process:
        process.kill()
        process.wait()
        assert list(path.parent.iterdir())
        ProjectLock(path).release()
        assert not list(path.parent.iterdir())


def test_links_are_names_of_one_file(path: Path) -> None:
    path.with_name("link.toml").symlink_to(path)
    with holder(path):
        held(path.with_name("link.toml"))


def test_names_as_long_as_a_name_can_be_are_locked(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    lock = ProjectLock(path)
    held(path)
    lock.release()
    ProjectLock(path).release()


def test_a_child_process_does_not_keep_it(path: Path) -> None:
    lock = ProjectLock(path)
    with subprocess.Popen(["sleep", "60"], close_fds=False) as child:
        lock.release()
        with holder(path):
            child.kill()


def test_taking_over_asks_the_holder_to_leave_and_says_who_asks(path: Path) -> None:
    with holder(path) as process:
        take_over(held(path))
        assert process.wait(10) == 3
        assert process.stdout
        told = process.stdout.read()
        assert told.startswith(login_name())
        assert f"(process {os.getpid()})" in told
    ProjectLock(path).release()


def test_of_two_who_ask_the_last_is_named_and_the_holder_still_known(path: Path) -> None:
    with holder(path, "stays"):
        lock = module._lock_file(path)
        for pid in (11, 12):
            module._append(lock, f"\n[[next]]\n{SAID.replace('pid = 7', f'pid = {pid}')}")
        error = held(path)
        assert error.holder
        assert error.holder.takeover_obstacle is None
        with lock.open("rb") as file:
            assert "(process 12)" in (module._last_claimant(file.fileno()) or "")


def test_a_holder_that_is_stopped_is_taken_over(path: Path) -> None:
    with holder(path) as process:
        process.send_signal(signal.SIGSTOP)
        take_over(held(path))
        assert process.wait(10) == 3


def test_a_holder_that_does_not_leave_is_told_of(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LEAVING_SECONDS", 0.1)
    with holder(path, "stays") as process, pytest.raises(RagftError) as caught:
        take_over(held(path))
    assert "does not quit" in str(caught.value)
    assert f"kill -9 {process.pid}" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"host": "elsewhere"}, "it runs on elsewhere"),
        ({"process": "another boot"}, "it is not certain that process"),
        ({"process": ""}, "it is not certain that process"),
        ({"pid": 2**22 - 1}, "cannot be seen from here"),
    ],
)
def test_what_may_be_another_process_is_never_signalled(
    path: Path, change: dict[str, str | int], why: str
) -> None:
    with holder(path) as process:
        error = held(path)
        assert error.holder
        changed = HeldError(path, _changed(error, change))
        with pytest.raises(UsageError, match=why):
            take_over(changed)
        assert process.poll() is None


def _changed(error: HeldError, change: dict[str, str | int]) -> LockHolder:
    assert error.holder
    match change:
        case {"host": str(host)}:
            return replace(error.holder, host=host)
        case {"process": str(process)}:
            return replace(error.holder, process=process)
        case {"pid": int(pid)}:
            return replace(error.holder, pid=pid)
    raise ValueError(change)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\xff\x00",
        b"pid = 1",
        SAID.replace("pid = 7", "pid = -1").encode(),
        SAID.replace("2026-01-01T00:00:00Z", "2026-01-01").encode(),
        SAID.replace("2026-01-01T00:00:00Z", "0001-01-01T00:00:00+23:59").encode(),
        b"x = " + b"[" * 9000,
    ],
)
def test_what_a_lock_file_says_need_not_make_sense(path: Path, said: bytes) -> None:
    with holder(path):
        module._lock_file(path).write_bytes(said)
        error = held(path)
        assert error.holder is None
        assert "is in use by another session" in str(error)
        with pytest.raises(UsageError, match="nobody knows who holds it"):
            take_over(error)


def test_what_a_lock_file_says_cannot_command_the_terminal(path: Path) -> None:
    with holder(path):
        file = module._lock_file(path)
        file.write_text(file.read_text().replace(f'"{login_name()}"', '"\\u001b[2J\\u202e"'))
        assert "is in use by ␛[2J⟨U+202E⟩" in str(held(path))


def test_a_directory_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoLockError, match="cannot be locked: its directory does not exist"):
        ProjectLock(tmp_path / "gone" / "app.toml")


def test_a_link_in_the_place_of_the_lock_is_not_followed(path: Path) -> None:
    victim = path.with_name("victim")
    victim.write_text("precious")
    module._lock_file(path).symlink_to(victim)
    with pytest.raises(NoLockError):
        ProjectLock(path)
    assert victim.read_text() == "precious"


@pytest.mark.parametrize("error", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_where_the_file_system_has_no_locks_work_goes_on(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def none(*_: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr("fcntl.flock", none)
    lock = ProjectLock(path)
    assert lock.taken_over_by() is None
    lock.release()


def test_a_file_that_has_another_name_is_not_written_into(path: Path) -> None:
    victim = path.with_name("victim")
    victim.write_text("precious")
    os.link(victim, module._lock_file(path))
    with pytest.raises(NoLockError, match="another file has that name") as caught:
        ProjectLock(path)
    assert module._lock_file(path).name in str(caught.value)
    assert victim.read_text() == "precious"


def test_a_process_that_does_not_hold_the_lock_is_never_signalled(path: Path) -> None:
    with holder(path), subprocess.Popen(["sleep", "60"]) as innocent:
        try:
            forged = f'pid = {innocent.pid}\nprocess = "{_identity(innocent.pid)}"\n'
            lock = module._lock_file(path)
            kept = [line for line in lock.read_text().splitlines() if not line.startswith("p")]
            lock.write_text(forged + "\n".join(kept))
            error = held(path)
            assert error.holder
            assert error.holder.pid == innocent.pid
            with pytest.raises(UsageError, match="it is not certain that process"):
                take_over(error)
            assert innocent.poll() is None
        finally:
            innocent.kill()


def test_the_lock_that_another_session_made_anew_is_left_alone(path: Path) -> None:
    lock = ProjectLock(path)
    module._lock_file(path).unlink()
    with holder(path):
        lock.release()
        held(path)


KINDS: Final = ("link", "dangling link", "hard link", "pipe", "directory", "socket")


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_somebody_puts_in_the_place_of_the_lock_is_left_alone(
    path: Path, kind: str
) -> None:
    file, victim = module._lock_file(path), path.with_name("victim")
    victim.write_text("precious")
    with socket.socket(socket.AF_UNIX) as listening:
        match kind:
            case "link":
                file.symlink_to(victim)
            case "dangling link":
                file.symlink_to(path.with_name("nothing"))
            case "hard link":
                os.link(victim, file)
            case "pipe":
                os.mkfifo(file)
            case "directory":
                file.mkdir()
            case _:
                listening.bind(str(file))
        before = file.lstat()
        with pytest.raises(NoLockError, match="another file has that name"):
            ProjectLock(path)
    assert file.lstat().st_ino == before.st_ino
    assert victim.read_text() == "precious"
    assert not path.with_name("nothing").exists()


def test_a_pipe_that_takes_the_place_of_a_held_lock_holds_nobody_up(path: Path) -> None:
    with holder(path) as process:
        error = held(path)
        file = module._lock_file(path)
        file.unlink()
        os.mkfifo(file)
        with pytest.raises(NoLockError):
            take_over(error)
        assert process.wait(10) == 3


def test_the_same_number_on_another_disk_is_another_file(path: Path) -> None:
    """A session is asked to leave by a signal; nobody brings that about for another file."""
    with holder(path) as process:
        lock = module._lock_file(path).stat()
        entry = parse_toml(module._lock_file(path).read_bytes(), "")
        genuine = parse_holder(entry, lock)
        numbers = list(lock)
        numbers[2] += 1  # st_dev
        elsewhere = parse_holder(entry, os.stat_result(numbers))
        assert genuine
        assert genuine.pid == process.pid
        assert genuine.holds
        assert elsewhere
        assert not elsewhere.holds


def test_the_lock_goes_with_a_directory_that_is_renamed(tmp_path: Path) -> None:
    (tmp_path / "projects").mkdir()
    lock = ProjectLock(tmp_path / "projects" / "app.toml")
    (tmp_path / "projects").rename(tmp_path / "away")
    lock.release()
    assert list((tmp_path / "away").iterdir()) == []


def test_a_lock_has_the_rights_of_the_project(path: Path) -> None:
    path.touch()
    path.chmod(0o660)
    lock = ProjectLock(path)
    assert stat.S_IMODE(module._lock_file(path).stat().st_mode) == 0o660
    lock.release()


@pytest.fixture
def users() -> tuple[OtherUser, OtherUser]:
    return OtherUser(0), OtherUser(1)


@pytest.mark.parametrize("umask", ["022", "077"])
@pytest.mark.parametrize("sticky", [True, False])
@pytest.mark.parametrize("there", [True, False])
def test_the_lock_of_a_dead_session_of_another_user_locks_nobody(
    shared_dir: Path, users: tuple[OtherUser, OtherUser], umask: str, *, sticky: bool, there: bool
) -> None:
    path = shared_dir / "app.toml"
    shared_dir.chmod(0o1777 if sticky else 0o777)
    if there:
        path.touch()
        path.chmod(0o666)
        os.chown(path, users[0].id, users[0].id)
    with held_by(users[0], path, umask) as process:
        told = taken_by(users[1], path, umask)
        assert f"is in use by u{users[0].id}" in told
        assert "it belongs to" in told
        process.kill()
        process.wait()
    assert module._lock_file(path).stat().st_uid == users[0].id
    assert taken_by(users[1], path, umask) == "taken"
    left = [item for item in shared_dir.iterdir() if item != path]
    assert [item.stat().st_size for item in left] == ([0] if sticky else [])


def test_who_may_only_read_a_dead_lock_takes_it_where_it_cannot_be_removed(
    shared_dir: Path, users: tuple[OtherUser, OtherUser]
) -> None:
    path = shared_dir / "app.toml"
    shared_dir.chmod(0o1777)
    file = module._lock_file(path)
    file.write_text("pid = 1\n")
    os.chown(file, users[0].id, users[0].id)
    file.chmod(0o644)
    assert taken_by(users[1], path, "022") == "taken"
    with held_by(users[1], path, "022"):
        assert "is in use" in taken_by(users[0], path, "022")
    assert file.read_text() == "pid = 1\n"


TAKING: Final = """
import os, sys
from pathlib import Path
from ragft_tui.storage.saving.lock import HeldError, ProjectLock
os.umask(int(sys.argv[2], 8))
try:
    ProjectLock(Path(sys.argv[1])).release()
except HeldError as error:
    print(error, error.holder and error.holder.takeover_obstacle)
else:
    print("taken", end="")
"""


def taken_by(user: OtherUser, path: Path, umask: str) -> str:
    command = [*user.run_as(), sys.executable, "-c", TAKING, str(path), umask]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def held_by(user: OtherUser, path: Path, umask: str) -> Iterator[subprocess.Popen[str]]:
    first, named = f"import os; os.umask(0o{umask})\n", {"LOGNAME": f"u{user.id}"}
    with holder(path, first=first, wrap=user.run_as(), named=named) as process:
        yield process
