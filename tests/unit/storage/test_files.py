from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.storage.files import (
    FILE_BYTES,
    ensure_writable,
    read_file,
    read_project_file,
    used_up,
)
from tests.support.linux import linux_only

AsNobody = Callable[[], AbstractContextManager[None]]


def refusal(act: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(UsageError) as caught:
        act(path)
    assert caught.value.exit_status == 2
    assert caught.value.advice
    return str(caught.value)


def test_the_bytes_of_a_file_are_read_through_links(tmp_path: Path) -> None:
    (tmp_path / "app.toml").write_bytes(b"format = 1\r\n")
    (tmp_path / "link.toml").symlink_to("app.toml")
    assert read_project_file(tmp_path / "link.toml") == b"format = 1\r\n"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    assert refusal(read_project_file, path) == (
        f"{path}: does not exist; check the name, or start one with: ragft-tui new FILE"
    )
    assert refusal(read_file, path) == f"{path}: does not exist; check the name"


def test_a_link_to_nowhere_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to("gone.toml")
    assert "is a link to a file that does not exist" in refusal(read_file, tmp_path / "link.toml")


def test_links_in_a_circle_are_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert "its links form a loop" in refusal(read_file, tmp_path / "a")


def special(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / "thing"
    match kind:
        case "directory":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as unix:
                os.chdir(tmp_path)  # the address of a socket has at most 108 bytes
                unix.bind("thing")
        case _:
            return Path("/dev/null")
    return path


@pytest.mark.parametrize("kind", ["directory", "pipe", "socket", "device"])
@pytest.mark.parametrize("act", [read_file, ensure_writable])
def test_what_is_no_regular_file_is_refused_without_waiting(
    tmp_path: Path,
    kind: str,
    act: Callable[[Path], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert f"is a {kind}" in refusal(act, special(tmp_path, kind))


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    with path.open("wb") as file:
        file.truncate(100 * 1024**2)
    assert "is larger than 4 MiB" in refusal(read_file, path)
    assert "is larger than 4 MiB" in refusal(ensure_writable, path)


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(b"x" * FILE_BYTES)
    assert len(read_file(path)) == FILE_BYTES
    small = path.stat()
    path.write_bytes(b"x" * (FILE_BYTES + 1))
    monkeypatch.setattr(Path, "stat", lambda *_, **__: small)
    monkeypatch.setattr(os, "fstat", lambda _: small)
    assert "is larger than 4 MiB" in refusal(read_file, path)


def test_a_name_that_is_too_long_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 256)
    assert "the name is too long" in refusal(read_file, path)
    assert "the name is too long" in refusal(ensure_writable, path)


def test_a_file_of_another_user_is_said_to_be_forbidden(
    shared_dir: Path, as_nobody: AsNobody
) -> None:
    path = shared_dir / "app.toml"
    path.write_text("x")
    path.chmod(0)
    with as_nobody():
        assert "cannot be read: you have no permission" in refusal(read_file, path)


def test_a_file_that_can_be_made_or_replaced_passes(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    ensure_writable(path)
    assert not path.exists()
    path.touch()
    ensure_writable(path)
    (tmp_path / "dangling.toml").symlink_to("target.toml")
    ensure_writable(tmp_path / "dangling.toml")


def test_the_first_missing_directory_is_named(tmp_path: Path) -> None:
    said = refusal(ensure_writable, tmp_path / "a" / "b" / "app.toml")
    assert said == f"{tmp_path / 'a'}: the directory does not exist; make it first"


def test_a_link_into_a_missing_directory_names_that_directory(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to(tmp_path / "gone" / "app.toml")
    said = refusal(ensure_writable, tmp_path / "link.toml")
    assert said == f"{tmp_path / 'gone'}: the directory does not exist; make it first"


def test_a_file_in_the_place_of_a_directory_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    said = refusal(ensure_writable, tmp_path / "a" / "app.toml")
    assert "a part of the path is not a directory" in said


def test_a_read_only_file_is_refused_to_root_too(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.touch()
    path.chmod(0o444)
    assert "is read-only" in refusal(ensure_writable, path)


def test_a_file_that_others_may_write_but_not_oneself_is_refused(
    shared_dir: Path, as_nobody: AsNobody
) -> None:
    path = shared_dir / "app.toml"
    path.touch()
    path.chmod(0o644 if os.getuid() == 0 else 0o466)
    with as_nobody():
        assert "is read-only" in refusal(ensure_writable, path)


def test_a_directory_without_permission_is_refused(shared_dir: Path, as_nobody: AsNobody) -> None:
    directory = shared_dir / "locked"
    directory.mkdir()
    directory.chmod(0o555)
    with as_nobody():
        said = refusal(ensure_writable, directory / "app.toml")
    directory.chmod(0o755)
    assert said.startswith(f"{directory}: no file can be made in this directory: you have no per")


@linux_only
def test_the_kernels_own_files_are_no_place_for_a_project() -> None:
    assert "no file can be made" in refusal(ensure_writable, Path("/proc/app.toml"))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "there is no memory left; close some programs"),
        (OSError(errno.EMFILE, ""), "the program may open no more files; raise the limit"),
        (OSError(errno.ENOENT, ""), "None"),
        (ValueError(), "None"),
    ],
)
def test_what_is_used_up_is_told(error: Exception, told: str) -> None:
    behind = RuntimeError("of a library")
    behind.__cause__ = error
    assert str(used_up(error)).startswith(told)
    assert str(used_up(behind)).startswith(told)
