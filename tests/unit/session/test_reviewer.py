"""Who decides: the name that was chosen, else that of git beside the project, else the login."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.session.reviewer import _PATIENCE, LONGEST_NAME, Reviewer

if TYPE_CHECKING:
    from pathlib import Path


def git(directory: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=directory, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "user.name", "Ada Lovelace")
    return tmp_path


def a_git(directory: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let another program stand in the place of git."""
    program = directory / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")


def test_a_chosen_name_comes_before_that_of_git(repository: Path) -> None:
    assert Reviewer("Grace Hopper", repository).name == "Grace Hopper"


def test_git_is_asked_in_the_directory_of_the_project(repository: Path) -> None:
    inside = repository / "apps"
    inside.mkdir()
    assert Reviewer("", inside).name == "Ada Lovelace"


def test_where_git_knows_none_the_login_name_is_taken(tmp_path: Path) -> None:
    assert Reviewer("", tmp_path).name == "ada"
    assert Reviewer("", tmp_path / "gone").name == "ada"


def test_without_git_the_login_name_is_taken(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert Reviewer("", repository).name == "ada"


def test_git_is_asked_once_and_only_when_the_name_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git(tmp_path, monkeypatch, f"echo asked >> {tmp_path}/log; echo Ada")
    reviewer = Reviewer("", tmp_path)
    assert not (tmp_path / "log").exists()
    assert (reviewer.name, reviewer.signature, reviewer.name) == ("Ada", "Ada", "Ada")
    assert (tmp_path / "log").read_text() == "asked\n"


def test_a_git_that_hangs_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git(tmp_path, monkeypatch, "sleep 60 & exec sleep 60")
    began = time.monotonic()
    assert Reviewer("", tmp_path).name == "ada"
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "script",
    [
        "sleep 60 & sleep 60",
        "sleep 60 >/dev/null & echo Ada",
        "sleep 60 & yes",
        "sleep 60 & yes 'Ada Ada Ada' | cat",
        "sleep 60 >/dev/null & exec >&-; sleep 60",
    ],
)
def test_of_a_git_that_starts_others_nothing_lives_on(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git(tmp_path, monkeypatch, f"echo $$ > {tmp_path}/group; {script}")
    assert Reviewer("", tmp_path).name
    group = int((tmp_path / "group").read_text())
    end = time.monotonic() + 10
    while members(group):
        assert time.monotonic() < end, "a process of it lives on"


def members(group: int) -> list[int]:
    """Return the processes of a group that have not ended."""
    found = subprocess.run(["ps", "-eo", "pid=,pgid=,stat="], capture_output=True, check=True)
    rows = (row.split() for row in found.stdout.decode().splitlines())
    return [int(pid) for pid, of, state in rows if int(of) == group and not state.startswith("Z")]


def test_of_a_git_that_never_ends_no_more_is_read_than_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_git(tmp_path, monkeypatch, "exec yes Ada")
    began = time.monotonic()
    assert Reviewer("", tmp_path).name == ("Ada " * LONGEST_NAME)[: LONGEST_NAME - 1]
    assert time.monotonic() - began < _PATIENCE


def test_what_git_says_is_cleaned_and_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_git(tmp_path, monkeypatch, r"printf 'A\033[2J\nB\377'; head -c 100000 /dev/zero | tr '\0' x")
    name = Reviewer("", tmp_path).name
    assert name.startswith("A␛[2J B\N{REPLACEMENT CHARACTER}xxx")
    assert len(name) == LONGEST_NAME


def test_a_name_in_which_nothing_is_seen_is_no_name(repository: Path) -> None:
    assert Reviewer("\u200b", repository).name == "Ada Lovelace"
    reviewer = Reviewer("ask", repository)
    with pytest.raises(UsageError, match="a name is needed"):
        reviewer.set_name("\u200b\u2060")
    assert reviewer.must_be_asked
    git(repository, "config", "user.name", "\u200b")
    assert Reviewer("", repository).name == "ada"


def test_on_a_shared_account_nothing_is_signed_before_somebody_says_who_it_is(
    repository: Path,
) -> None:
    reviewer = Reviewer("ask", repository)
    assert (reviewer.must_be_asked, reviewer.name) == (True, "")
    with pytest.raises(InvalidAnswerError, match="nobody has said who decides yet"):
        assert reviewer.signature
    with pytest.raises(UsageError, match="a name is needed"):
        reviewer.set_name("  ")
    assert reviewer.must_be_asked
    reviewer.set_name(" Grace\x07 ")
    assert (reviewer.must_be_asked, reviewer.signature) == (False, "Grace␇")
