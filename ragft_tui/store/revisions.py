"""Project files as they are on the disk, or as git keeps them in a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import one_line
from ragft_tui.store.files import FILE_BYTES, read_project_file

__all__ = ["read_version"]


def read_version(name: str) -> tuple[bytes, Path]:
    """Return the bytes of a version of a file, and the file.

    Args:
        name: A file, or `REVISION:PATH` as git writes it; PATH is in the repository of the working
            directory, or, where it begins with `./`, in that directory.

    Raises:
        UsageError: Where there is no such file or revision, or it cannot be read.
    """
    revision, colon, path = name.partition(":")
    if not colon or _is_file(name):
        return read_project_file(Path(name)), Path(name)
    return _shown(revision, path, where=one_line(name)), Path(path)


def _is_file(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # longer than a name can be
        return False


def _shown(revision: str, path: str, where: str) -> bytes:
    if not revision or not path or revision.startswith("-"):  # which git would take for an option
        raise UsageError("is no revision of a file", where=where, advice="write REVISION:PATH")
    command = ["git", "cat-file", "blob", f"{revision}:{path}"]
    try:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as git:  # noqa: S603
            assert git.stdout is not None  # noqa: S101 - told so by the line above
            data = git.stdout.read(FILE_BYTES + 1)
            if len(data) > FILE_BYTES:
                git.kill()
                raise UsageError(
                    f"is larger than {FILE_BYTES // 1024**2} MiB", where=where, advice="split it"
                )
            _, said = git.communicate()
    except OSError as error:
        raise UsageError(
            f"git cannot be run: {error.strerror}", where=where, advice="install git, or name files"
        ) from error
    if git.returncode != 0:
        words = one_line(said.decode(errors="replace").strip().splitlines()[0]) if said else ""
        raise UsageError(
            f"git does not have it: {words.removeprefix('fatal: ').removesuffix('.')}",
            where=where,
            advice="`git log` shows revisions, `git ls-files` files",
        )
    return data
