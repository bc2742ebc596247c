"""Git, and files in its revisions: no other program is started, and nothing is fetched."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.text import one_line
from ragft_tui.storage.files import FILE_BYTES, TOO_LARGE, is_there, read_project_file

_SETTINGS: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    # What git before 2.45 knows in its place: no transport is allowed, not even of a helper.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
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
_MESSAGE_BYTES: Final = 4096
"""Bytes of its messages that are read."""

_PATIENCE: Final = 10.0
"""Seconds that git may take to find a file."""
_HASH: Final = 256
"""Bytes that the name of an object has at most."""


class GitError(RagftError):
    """Git does not answer: it is not installed, takes too long, or refuses."""


class GitRefusedError(GitError):
    """Git refuses, and says why."""


class GitTooLargeError(GitError):
    """The answer is larger than was asked for."""

    def __init__(self, beginning: bytes) -> None:
        """Build the error.

        Args:
            beginning: As much of the answer as was asked for.
        """
        super().__init__("git prints more than was asked for")
        self.beginning = beginning


def read_version(name: str) -> tuple[bytes, Path]:
    """Return the bytes of a version of a file, and the file.

    Args:
        name: A file, or `REVISION:PATH` as git writes it; PATH is in the repository of the working
            directory or, if it begins with `./`, in that directory.

    Raises:
        UsageError: If there is no such file or revision, or it cannot be read.
    """
    revision, colon, path = name.partition(":")
    if not colon or is_there(Path(name)):
        return read_project_file(Path(name)), Path(name)
    source = one_line(name)
    if not revision or not path or revision.startswith("-"):  # which git would take for an option
        raise UsageError("is no revision of a file", source=source, advice="write REVISION:PATH")
    try:
        return ask_git("cat-file", "blob", name, most=FILE_BYTES, patience=_PATIENCE), Path(path)
    except GitTooLargeError as error:
        raise UsageError(TOO_LARGE, source=source, advice="split it") from error
    except GitError as error:
        # Git may know which object has the name, and would have to fetch it.
        if (
            isinstance(error, GitRefusedError)
            and _succeeds("rev-parse", "--verify", name)
            and not _succeeds("cat-file", "-e", name)  # or it is here, and no file
        ):
            what = "is not in this clone, and ragft-tui fetches nothing"
            advice = f"`git show {source}` fetches it"
            raise UsageError(what, source=source, advice=advice) from error
        advice = error.advice or "`git log` shows revisions, `git ls-files` files"
        raise UsageError(error.what, source=source, advice=advice) from error


def ask_git(*command: str, most: int, patience: float, directory: Path | None = None) -> bytes:
    """Return the output of a git command.

    Args:
        command: One that only reads.
        most: Bytes that it may print.
        patience: Seconds that it may take, with all that it starts.
        directory: Where it runs; `None` for the working directory. Whose repositories are read
            there is left to git, and to `safe.directory`.

    Raises:
        GitTooLargeError: If it prints more.
        GitRefusedError: If it fails; with its message.
        GitError: If it cannot be run, or does not end in time.
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
            output, messages = _read_output(git, most, time.monotonic() + patience)
        except subprocess.TimeoutExpired:
            raise GitError("git does not answer", advice="check its configuration") from None
        finally:
            # It may be a wrapper that starts others: all of them are ended.
            with suppress(OSError):
                os.killpg(git.pid, signal.SIGKILL)
    if len(output) > most:
        raise GitTooLargeError(output[:most])
    if git.returncode:
        raise GitRefusedError(f"git does not have it: {_reason(messages)}")
    return output


def _reason(messages: bytes) -> str:
    """Return the first line of what ended a command, which may stand behind warnings."""
    lines = [one_line(line) for line in messages.decode(errors="replace").splitlines()]
    fatal = [line.removeprefix(_FATAL) for line in lines if line.startswith(_FATAL)]
    return next(iter([*fatal, *lines]), "").removesuffix(".")


def _read_output(git: subprocess.Popen[bytes], most: int, end: float) -> tuple[bytes, bytes]:
    """Return stdout and stderr of a command, once it has ended by itself.

    Raises:
        subprocess.TimeoutExpired: If it has not ended in time.
    """
    assert git.stdout is not None and git.stderr is not None  # noqa: S101, PT018 - both are pipes
    limits = {git.stdout.fileno(): most + 1, git.stderr.fileno(): _MESSAGE_BYTES}
    output = dict.fromkeys(limits, b"")
    while limits and len(output[git.stdout.fileno()]) <= most:
        ready, _, _ = select.select(limits, [], [], max(end - time.monotonic(), 0))
        if not ready:
            raise subprocess.TimeoutExpired(git.args, end)
        for file in ready:
            piece = os.read(file, _PIECE)
            output[file] = (output[file] + piece)[: limits[file]]
            if not piece:
                del limits[file]
    if not limits:
        git.wait(max(end - time.monotonic(), 0))
    printed, messages = output.values()
    return printed, messages


def _succeeds(*command: str) -> bool:
    try:
        ask_git(*command, most=_HASH, patience=_PATIENCE)
    except GitError:
        return False
    return True
