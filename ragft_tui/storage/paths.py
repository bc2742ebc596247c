"""The directories and files of the program: settings, state, data, themes; and paths as text."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from ragft_tui.core.errors import RagftError
from ragft_tui.core.text import visible

HOME_VARIABLE: Final = "RAGFT_TUI_HOME"
"""The environment variable that puts all of them into one directory."""

_Kind = Literal["config", "state", "data"]

_NEEDED: Final[Mapping[_Kind, str]] = {
    "config": "settings",
    "state": "recent sessions and rescue copies",
    "data": "files such as the sample",
}

_PROGRAM: Final = "ragft-tui"
_PACKAGE: Final = Path(__file__).resolve().parent.parent


class NoHomeError(RagftError):
    """No home directory is known in which the program could have a directory."""

    def __init__(self, kind: _Kind) -> None:
        """Build the error.

        Args:
            kind: Which directory is needed.
        """
        given = os.environ.get(HOME_VARIABLE, "")
        super().__init__(
            f"no home directory is known, and {_NEEDED[kind]} need a directory",
            source=f"{HOME_VARIABLE}={given}" if given else "",
            advice=f"set {HOME_VARIABLE} to one that can be written",
        )


def state_dir() -> Path:
    """Return the directory of the state of this machine: sessions, rescue copies, reports."""
    return _directory("state")


def settings_file() -> Path:
    """Return the file of settings, which need not exist."""
    return _directory("config") / "settings.toml"


def data_dir() -> Path:
    """Return the directory of files that the program makes for the user, such as the demo."""
    return _directory("data")


def sessions_dir() -> Path:
    """Return the directory of recent sessions, one file each."""
    return state_dir() / "sessions"


def rescue_dir() -> Path:
    """Return the directory of copies of projects that could not be saved."""
    return state_dir() / "rescue"


def crashes_dir() -> Path:
    """Return the directory of crash reports."""
    return state_dir() / "crashes"


def copied_file() -> Path:
    """Return the file of the text that was copied last."""
    return state_dir() / "copied.txt"


def themes_dir() -> Path:
    """Return the directory of themes: in the package, or in the repository it is run from."""
    shipped = _PACKAGE / "themes"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "themes"


def own_themes_dir() -> Path:
    """Return the directory of themes of the user, which need not exist."""
    return _directory("config") / "themes"


def own_models_file() -> Path:
    """Return the file of base models of the user, which need not exist."""
    return _directory("config") / "models.toml"


def packaged(name: str) -> Path:
    """Return a data file of the package.

    Args:
        name: Its name, such as "rulebook.toml".
    """
    return _PACKAGE / "storage" / "data" / name


def all_paths() -> tuple[tuple[str, Path | None], ...]:
    """Return every path with its label; `None` if no home directory is known."""
    return (
        ("settings", known(settings_file)),
        ("recent sessions", known(sessions_dir)),
        ("rescue copies", known(rescue_dir)),
        ("fault reports", known(crashes_dir)),
        ("copied text", known(copied_file)),
        ("demo project", known(data_dir)),
        ("default rulebook", packaged("rulebook.toml")),
        ("themes", themes_dir()),
        ("own themes", known(own_themes_dir)),
        ("base models", packaged("base_models.toml")),
        ("own base models", known(own_models_file)),
    )


def known(path: Callable[[], Path]) -> Path | None:
    """Return a path, or `None` if no home directory is known: nothing is there to be read.

    Args:
        path: A function of this module.
    """
    try:
        return path()
    except NoHomeError:
        return None


def display(path: Path) -> str:
    """Return a path as text: safe to show, and with ~ for the home directory."""
    with suppress(RuntimeError):  # no home directory is known
        home = Path.home()
        if home != Path(home.anchor) and path.is_relative_to(home):
            path = Path("~") / path.relative_to(home)
    # A line end in a name is a character of it, and must not end the line that tells the name.
    return visible(str(path)).replace("\n", "␊")


def private_directory(path: Path) -> Path:
    """Create a directory and its missing parents, for this user alone, and return it."""
    missing = [path, *path.parents]
    for directory in reversed([item for item in missing if not item.is_dir()]):
        directory.mkdir(mode=0o700, exist_ok=True)
    return path


def _directory(kind: _Kind) -> Path:
    """Return a directory of the program.

    Raises:
        NoHomeError: If it would lie in a home directory, and none is known: a user without an
            entry and without HOME, as in many containers.
    """
    if home := os.environ.get(HOME_VARIABLE):
        found = Path(os.path.expanduser(home)) / kind  # noqa: PTH111 - which raises no error
        if str(found).startswith("~"):
            raise NoHomeError(kind)
        return found.absolute()
    import platformdirs

    kinds = {
        "config": platformdirs.user_config_path,
        "state": platformdirs.user_state_path,
        "data": platformdirs.user_data_path,
    }
    try:
        found = kinds[kind](_PROGRAM, appauthor=False)
    except RuntimeError as error:  # which older versions do not raise
        raise NoHomeError(kind) from error
    if not found.is_absolute():
        raise NoHomeError(kind)
    return found
