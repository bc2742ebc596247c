"""The path of an open file; tests/pty/test_replaced.py has what the user is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.storage.saving.tracked_path import ReplacedError, TrackedPath
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
    assert tracked.has_directory


def test_only_what_has_the_name_of_the_file_leaves_room_beside_it(
    tracked: TrackedPath, tmp_path: Path
) -> None:
    tracked.real.symlink_to(tmp_path / "other.toml")
    with pytest.raises(ReplacedError, match=r"it has become a link to .*other\.toml"):
        tracked.check()
    assert tracked.has_directory
    tracked.real.parent.rename(tmp_path / "away")
    assert told(tracked).endswith(f"was renamed to {tmp_path / 'away'}")
    assert not tracked.has_directory


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
