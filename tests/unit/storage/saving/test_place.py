"""The place of an open file; tests/pty/test_replaced.py has what the user is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.storage.saving.place import Place, ReplacedError
from tests.support.linux import linux_only


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "in").mkdir()
    return Place(tmp_path / "in" / "app.toml")


def told(place: Place) -> str:
    with pytest.raises(RagftError) as caught:
        place.check()
    assert caught.value.advice
    return caught.value.what


def test_a_file_that_is_not_there_yet_is_in_its_place(place: Place) -> None:
    place.check()
    place.real.touch()
    place.check()
    assert place.has_directory


def test_only_what_has_the_name_of_the_file_leaves_room_beside_it(
    place: Place, tmp_path: Path
) -> None:
    place.real.symlink_to(tmp_path / "other.toml")
    with pytest.raises(ReplacedError, match=r"it has become a link to .*other\.toml"):
        place.check()
    assert place.has_directory
    place.real.parent.rename(tmp_path / "away")
    assert told(place).endswith(f"was renamed to {tmp_path / 'away'}")
    assert not place.has_directory


def test_a_link_to_the_file_may_not_lead_elsewhere_later(tmp_path: Path) -> None:
    link, one = tmp_path / "link.toml", tmp_path / "one.toml"
    one.touch()
    link.symlink_to(one)
    place = Place(link)
    place.check()
    link.unlink()
    link.symlink_to(tmp_path / "two.toml")
    assert told(place).endswith(f"leads to {tmp_path / 'two.toml'} now, and led to {one}")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the working directory, which the test removes."""
    directory = tmp_path / "work"
    directory.mkdir()
    monkeypatch.chdir(directory)
    return directory


def test_a_working_directory_that_is_gone_is_told(work: Path) -> None:
    place = Place(Path("app.toml"))
    work.rmdir()
    assert told(place).endswith(f"its directory {work} was removed")


def test_where_there_is_no_working_directory_nothing_can_be_opened_and_that_is_told(
    work: Path,
) -> None:
    work.rmdir()
    assert "the working directory was removed" in told(Place(Path("app.toml")))


@linux_only
def test_the_directory_is_let_go(place: Place) -> None:
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))
    place.close()
    place.close()
    assert len(list(descriptors.iterdir())) == before - 1
