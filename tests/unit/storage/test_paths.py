from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ragft_tui.storage import paths


def test_one_variable_moves_every_directory(home: Path) -> None:
    assert paths.state_dir() == home / "state"
    assert paths.data_dir() == home / "data"
    assert paths.sessions_dir() == home / "state" / "sessions"
    assert paths.rescue_dir() == home / "state" / "rescue"


def test_without_it_the_directories_of_the_desktop_standard_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RAGFT_TUI_HOME")
    for kind in ("STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    assert paths.state_dir() == tmp_path / "STATE" / "ragft-tui"
    assert paths.data_dir() == tmp_path / "DATA" / "ragft-tui"


def test_asking_for_a_path_makes_nothing(home: Path) -> None:
    paths.all_paths()
    assert list(home.iterdir()) == []


def test_every_directory_that_is_made_belongs_to_the_user_alone(home: Path) -> None:
    made = paths.private_directory(paths.rescue_dir())
    assert paths.private_directory(made) == made
    for directory in (made, made.parent):
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("home_is", "path", "shown"),
    [
        ("/h/ada", "/h/ada/a b/app.toml", "~/a b/app.toml"),
        ("/h/ada", "/h/ada", "~"),
        ("/h/ada", "/h/ada-else/app.toml", "/h/ada-else/app.toml"),
        ("/h/ada", "app.toml", "app.toml"),
        ("/", "/app.toml", "/app.toml"),
    ],
)
def test_the_home_directory_is_shown_as_a_tilde(
    monkeypatch: pytest.MonkeyPatch, home_is: str, path: str, shown: str
) -> None:
    monkeypatch.setenv("HOME", home_is)
    assert paths.display(Path(path)) == shown


def test_no_home_directory_is_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert paths.display(Path("/x/app.toml")) == "/x/app.toml"


def test_a_path_cannot_command_the_terminal() -> None:
    shown = paths.display(Path("/x/\x1b]0;title\x07\udcff\u202e.toml"))
    assert shown == "/x/␛]0;title␇\ufffd⟨U+202E⟩.toml"


def test_what_is_shipped_is_found() -> None:
    assert paths.packaged("rulebook.toml").is_file()
    assert (paths.themes_dir() / "dark.toml").is_file()
    assert all(words and path and path.is_absolute() for words, path in paths.all_paths())


def test_themes_in_the_package_come_before_those_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "ragft_tui")
    assert paths.themes_dir() == tmp_path / "themes"
    (tmp_path / "ragft_tui" / "themes").mkdir(parents=True)
    assert paths.themes_dir() == tmp_path / "ragft_tui" / "themes"
