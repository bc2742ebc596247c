"""Git, asked about what it keeps: no other program is started for it, and nothing is fetched."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.core.text import one_line

_SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "GIT_NO_LAZY_FETCH": "1",
        # What git before 2.45 knows in its place: no transport is allowed, not even of a helper.
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_PAGER": "cat",
        "LC_ALL": "C",
    }
)
"""https://git-scm.com/docs/git#_environment_variables"""

_OPTIONS: Final = (
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.askPass="),
    *("-c", "credential.helper="),
)
"""What the configuration of a repository cannot choose then. The commands that are asked here,
`cat-file` and `config`, need none of it; a later version of git may."""

_FATAL: Final = "fatal: "
_PIECE: Final = 1 << 16
_MOST_SAID: Final = 4096
"""Bytes of its messages that are kept."""


class GitError(RagftError):
    """Git did not answer: it is not there, takes too long, or says why."""


class GitRefusedError(GitError):
    """Git says that it cannot, and why."""


class GitTooLargeError(GitError):
    """The answer is larger than was asked for."""

    def __init__(self, begun: bytes) -> None:
        """Say so.

        Args:
            begun: As much of the answer as was asked for.
        """
        super().__init__("git prints more than was asked for")
        self.begun = begun


def ask_git(*command: str, most: int, patience: float, directory: Path | None = None) -> bytes:
    """Return what a command of git prints.

    Args:
        command: One that only reads.
        most: Bytes that it may print.
        patience: Seconds that it may take, with all that it starts.
        directory: Where it runs; `None` for the working directory. Whose repositories are read
            there is left to git, and to `safe.directory`.

    Raises:
        GitTooLargeError: Where it prints more.
        GitRefusedError: Where it fails, with its words.
        GitError: Where it cannot be run, or does not end in time.
    """
    try:
        git = subprocess.Popen(  # noqa: S603 - git itself reads what comes from outside as a name
            ["git", *_OPTIONS, *command],  # noqa: S607 - the user's own
            cwd=directory,
            env={**os.environ, **_SETTINGS},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise GitError(
            f"git cannot be run: {error.strerror}", advice="install git, or name files"
        ) from error
    with git:
        try:
            printed, said = _output(git, most, time.monotonic() + patience)
        finally:
            # It may be a wrapper that starts others: all of them are ended.
            with suppress(OSError):
                os.killpg(git.pid, signal.SIGKILL)
    if len(printed) > most:
        raise GitTooLargeError(printed[:most])
    if git.returncode:
        raise GitRefusedError(f"git does not have it: {_reason(said)}")
    return printed


def _reason(said: bytes) -> str:
    """Return the first line of what ended a command, which may stand behind warnings."""
    lines = [one_line(line) for line in said.decode(errors="replace").splitlines()]
    fatal = [line.removeprefix(_FATAL) for line in lines if line.startswith(_FATAL)]
    return next(iter([*fatal, *lines]), "").removesuffix(".")


def _output(git: subprocess.Popen[bytes], most: int, end: float) -> tuple[bytes, bytes]:
    """Return what it prints and what it says, once it has ended by itself."""
    assert git.stdout is not None and git.stderr is not None  # noqa: S101, PT018 - both are pipes
    limits = {git.stdout.fileno(): most + 1, git.stderr.fileno(): _MOST_SAID}
    output = dict.fromkeys(limits, b"")
    while limits and len(output[git.stdout.fileno()]) <= most:
        ready, _, _ = select.select(limits, [], [], max(end - time.monotonic(), 0))
        if not ready:
            raise _too_slow()
        for file in ready:
            piece = os.read(file, _PIECE)
            output[file] = (output[file] + piece)[: limits[file]]
            if not piece:
                del limits[file]
    if not limits:
        try:
            git.wait(max(end - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            raise _too_slow() from None
    printed, said = output.values()
    return printed, said


def _too_slow() -> GitError:
    return GitError("git does not answer", advice="check its configuration")
