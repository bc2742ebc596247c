"""Versions of a file from a real repository of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.storage.revisions import read_version


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository in which app.toml was changed since it was committed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "app.toml").write_text("old")
    author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "First"]):
        subprocess.run(["git", *command], check=True)
    (tmp_path / "plans" / "app.toml").write_text("new")
    return tmp_path


def test_a_file_is_read_as_it_is(repository: Path) -> None:
    assert read_version("plans/app.toml") == (b"new", Path("plans/app.toml"))


def test_a_revision_is_read_as_git_keeps_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_version("HEAD:plans/app.toml") == (b"old", Path("plans/app.toml"))
    monkeypatch.chdir(repository / "plans")
    assert read_version("HEAD:./app.toml") == (b"old", Path("app.toml"))


def test_a_file_with_a_colon_in_its_name_is_a_file(repository: Path) -> None:
    (repository / "HEAD:x").write_text("mine")
    assert read_version("HEAD:x") == (b"mine", Path("HEAD:x"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere:plans/app.toml", "git does not have it: invalid object name 'nowhere'"),
        ("HEAD:gone.toml", "does not exist in 'HEAD'"),
        ("HEAD:plans", "git does not have it"),
        ("--batch:x", "is no revision of a file; write REVISION:PATH"),
        (":app.toml", "is no revision of a file"),
        ("HEAD:", "is no revision of a file"),
        ("gone.toml", "does not exist; check the name"),
        ("a\x1b[2Jb:x", "a␛[2Jb:x: git does not have it"),
        ("HEAD:" + "x" * 5000, "git does not have it"),
    ],
)
def test_what_is_not_there_is_told(repository: Path, name: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_version(name)
    assert said in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_outside_of_a_repository_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="not a git repository"):
        read_version("HEAD:app.toml")


def test_without_git_it_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(UsageError, match="git cannot be run"):
        read_version("HEAD:plans/app.toml")


def test_a_large_blob_is_not_read_to_its_end(repository: Path) -> None:
    (repository / "large").write_bytes(b"x" * 5_000_000)
    author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]
    subprocess.run(["git", "add", "large"], check=True)
    subprocess.run(["git", *author, "commit", "-qm", "Large"], check=True)
    with pytest.raises(UsageError, match="is larger than 4 MiB"):
        read_version("HEAD:large")
