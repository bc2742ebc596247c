from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError
from ragft_tui.storage import paths
from ragft_tui.storage.project import load_project
from ragft_tui.storage.user_files import demo_file


def test_the_sample_is_made_where_it_is_missing_for_this_user_alone(home: Path) -> None:
    path = demo_file()
    assert path == paths.data_dir() / "support-assistant.toml"
    assert path.is_relative_to(home)
    assert path.parent.stat().st_mode & 0o077 == 0
    assert load_project(path)[0].capabilities


def test_what_was_made_of_it_is_never_overwritten() -> None:
    path = demo_file()
    path.write_text("mine")
    assert demo_file().read_text() == "mine"


def test_it_comes_again_where_it_was_removed() -> None:
    path = demo_file()
    path.unlink()
    assert demo_file().exists()


def test_a_place_that_cannot_be_written_is_told(home: Path) -> None:
    (home / "data").write_text("in the way")
    with pytest.raises(RagftError, match=r"support-assistant\.toml: cannot be saved: "):
        demo_file()


def test_so_is_a_place_that_may_not_be_entered(
    shared_dir: Path,
    as_nobody: Callable[[], AbstractContextManager[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (shared_dir / "home").mkdir(mode=0o755)
    monkeypatch.setenv(paths.HOME_VARIABLE, str(shared_dir / "home"))
    (shared_dir / "home").chmod(0o555)
    with as_nobody(), pytest.raises(RagftError, match="you have no permission"):
        demo_file()
