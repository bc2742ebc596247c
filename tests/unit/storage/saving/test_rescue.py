from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.storage.saving.rescue import RescueCopy, copy_beside


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
    with pytest.raises(RagftError, match="a file stands in the place of its directory"):
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
    monkeypatch.setattr("ragft_tui.storage.saving.rescue._is_own", lambda _: True)
    copy.unlink()
    copy.symlink_to(victim)
    with pytest.raises(RagftError, match="not a regular file"):
        rescued.write(2, b"two")
    assert victim.read_bytes() == b"precious"
