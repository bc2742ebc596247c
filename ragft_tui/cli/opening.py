"""The commands that open a project to work on it: on the full screen, or line by line."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol

from ragft_tui.cli.context import Chosen
from ragft_tui.core.errors import UsageError
from ragft_tui.storage import paths
from ragft_tui.storage.recent import recent
from ragft_tui.storage.sample import demo_file
from ragft_tui.terminal.profile import TerminalProfile, terminal_profile


class _Face(Protocol):
    def __call__(self, path: Path | None, *, create: bool, greeting: str) -> None:
        """Let the user work on a project until they leave."""


def terminal() -> TerminalProfile:
    """Return the profile of the terminal: keys come from stdin, the picture goes to stderr."""
    keys, picture = sys.__stdin__, sys.__stderr__
    if keys is None or picture is None or not (keys.isatty() and picture.isatty()):
        return terminal_profile(os.environ, is_terminal=False)
    size = (0, 0)
    with suppress(OSError):
        size = os.get_terminal_size(picture.fileno())
    return terminal_profile(os.environ, is_terminal=True, size=size)


def can_open(chosen: Chosen) -> bool:
    """Tell whether a project can be worked on here; a full screen needs a terminal."""
    return chosen.load().values.plain or terminal().is_terminal


def run(path: Path | None, chosen: Chosen, *, create: bool = False, greeting: str = "") -> None:
    """Let the user work on a project until they leave.

    Args:
        path: The project file; without one, the list of sessions is shown.
        chosen: What the user chose for all commands.
        create: Whether a file that is missing is started.
        greeting: What is said at first.

    Raises:
        RagftError: Where there is no terminal, or the file cannot be opened or saved.
    """
    _face(chosen)(path, create=create, greeting=greeting or _nowhere())


def run_new(path: Path, chosen: Chosen) -> None:
    """Start a project in a file that must not exist yet.

    Raises:
        RagftError: Where it exists, or as `run` does.
    """
    if path.exists() or path.is_symlink():
        advice = f"`ragft-tui open {paths.display(path)}` opens it"
        raise UsageError("exists already", source=paths.display(path), advice=advice)
    run(path, chosen, create=True)


def run_demo(chosen: Chosen) -> None:
    """Open the sample, and say where it is kept.

    Raises:
        RagftError: Where it cannot be written, or as `run` does.
    """
    path = demo_file()
    run(path, chosen, greeting=f"A sample to try, kept in {paths.display(path)}")


def run_last(chosen: Chosen) -> None:
    """Open the session that was open last.

    Raises:
        RagftError: Where there is none, or as `run` does.
    """
    face = _face(chosen)
    sessions = [session for session in recent() if session.exists]
    if not sessions:
        paths.state_dir()  # where none can be remembered, that is the reason
        raise UsageError("there is no session to resume", advice="`ragft-tui FILE` starts one")
    face(sessions[0].path, create=False, greeting="")


def _nowhere() -> str:
    """Return in a sentence that nothing can be remembered, where no home directory is known."""
    try:
        paths.state_dir()
    except paths.NoHomeError as error:
        return error.sentence
    return ""


def _face(chosen: Chosen) -> _Face:
    """Return what shows the project: the full screen, or the plain mode where that is wanted."""
    profile = terminal()
    is_plain = profile.goes_line_by_line(wanted=chosen.load().values.plain)
    settings = chosen.settings(themed=not is_plain)
    read_only_reason = "--read-only was given" if chosen.read_only else ""
    if is_plain:
        from ragft_tui.cli import line_by_line

        return partial(
            line_by_line.run,
            rulebook=chosen.rulebook(),
            read_only_reason=read_only_reason,
            by=settings.values.by,
            encoding=profile.typed_encoding,
        )
    if not profile.is_terminal:
        raise UsageError(
            "a full screen needs a terminal on stdin and stderr",
            advice="--plain goes line by line, in pipes too",
        )
    from ragft_tui.cli import fullscreen

    return partial(
        fullscreen.run,
        rulebook=chosen.rulebook(),
        settings=settings,
        profile=profile,
        read_only_reason=read_only_reason,
    )
