"""A repository that a stranger configured: git reads it, starts nothing and fetches nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.storage.git import GitError, ask_git, read_version

AUTHOR = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")


def git(directory: Path, *arguments: str) -> str:
    command = ["git", "-C", str(directory), *AUTHOR, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(autouse=True)
def _only_its_own_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")


@pytest.fixture
def partial_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a clone that lacks the blob of app.toml, and would fetch it when it is asked for."""
    origin = tmp_path / "origin"
    origin.mkdir()
    (origin / "app.toml").write_text("old")
    git(origin, "init", "-q")
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "First")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{origin}", "clone")
    monkeypatch.chdir(clone)
    return clone


class Witness:
    """A program that leaves a trace where it is started, by whatever name and arguments."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self.program = directory / "git-remote-witness"
        self.trace = directory / "started"
        self.program.write_text(f'#!/bin/sh\necho "$0 $*" >> {self.trace}\nexit 1\n')
        self.program.chmod(0o755)

    def take_trace(self) -> str:
        """Return what was started since the last call; usually nothing."""
        started = self.trace.read_text() if self.trace.exists() else ""
        self.trace.unlink(missing_ok=True)
        return started


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path / "bin")


def remotes(witness: Witness) -> Iterator[tuple[str, ...]]:
    """Return settings, each of which makes git itself start a program to fetch what it lacks."""
    program = str(witness.program)
    yield "remote.origin.url=ssh://ada@example.invalid/app", f"core.sshCommand={program}"
    yield (f"remote.origin.uploadpack={program}",)
    yield "remote.origin.url=git://example.invalid/app", f"core.gitproxy={program}"
    yield f"remote.origin.url=ext::{program}", "protocol.ext.allow=always"
    yield "remote.origin.url=app", "remote.origin.vcs=witness", "protocol.witness.allow=always"


def configure(clone: Path, settings: Sequence[str]) -> None:
    for setting in settings:
        name, _, value = setting.partition("=")
        git(clone, "config", name, value)


@pytest.mark.parametrize("which", range(5))
def test_a_missing_blob_is_not_fetched_by_a_program_that_the_repository_names(
    which: int, partial_clone: Path, witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{witness.program.parent}:{os.environ['PATH']}")
    configure(partial_clone, list(remotes(witness))[which])
    subprocess.run(["git", "cat-file", "blob", "HEAD:app.toml"], check=False, capture_output=True)
    assert witness.take_trace(), "git by itself starts it, or this tests nothing"
    with pytest.raises(UsageError, match="is not in this clone, and ragft-tui fetches nothing"):
        read_version("HEAD:app.toml")
    assert not witness.take_trace()


def test_an_honest_partial_clone_stays_offline_and_says_what_to_do(partial_clone: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_version("HEAD:app.toml")
    assert str(caught.value) == (
        "HEAD:app.toml: is not in this clone, and ragft-tui fetches nothing; "
        "`git show HEAD:app.toml` fetches it"
    )
    assert git(partial_clone, "show", "HEAD:app.toml") == "old"
    assert read_version("HEAD:app.toml") == (b"old", Path("app.toml"))


def keys() -> list[str]:
    """Return every key of git's configuration, with something in the place of its placeholders."""
    listed = subprocess.run(
        ["git", "help", "--config"], check=True, capture_output=True, text=True
    ).stdout.split("\n")
    known = [line.strip() for line in listed if "." in line and " " not in line.strip()]
    names = {"<": "", ">": "", "*": "x"}
    return ["".join(names.get(letter, letter) for letter in key) for key in known]


@pytest.mark.once
def test_no_key_of_the_configuration_starts_a_program(
    partial_clone: Path, witness: Witness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{witness.program.parent}:{os.environ['PATH']}")
    file = partial_clone / ".git" / "config"
    before = file.read_text()
    tried = keys()
    assert len(tried) > 500
    for key in tried:
        section, _, rest = key.partition(".")
        middle, _, variable = rest.rpartition(".")
        # What stands for any remote also names the one that the clone has.
        for subsection in {middle, "origin"} if middle else {""}:
            head = f'[{section} "{subsection}"]' if subsection else f"[{section}]"
            file.write_text(f"{before}{head}\n\t{variable} = {witness.program}\n")
            for command in (("cat-file", "blob", "HEAD:app.toml"), ("config", "--get", "a.b")):
                with pytest.raises(GitError):
                    ask_git(*command, most=100, patience=10)
            assert not witness.take_trace(), key


def test_a_configuration_that_waits_for_ever_is_not_waited_for(
    partial_clone: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    git(partial_clone, "config", "include.path", str(tmp_path / "pipe"))
    with pytest.raises(GitError, match="git does not answer"):
        ask_git("config", "--get", "user.name", most=100, patience=0.2, directory=partial_clone)


def test_a_repository_of_somebody_else_is_not_read(
    partial_clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(UsageError, match="dubious ownership"):
        read_version("HEAD:app.toml")


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
