"""Rescue copies of work that cannot be saved, and copies beside a file; nothing is overwritten."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.storage.atomic import write_atomically, write_new
from ragft_tui.storage.files import open_safely, saving
from ragft_tui.storage.paths import private_directory, rescue_dir
from ragft_tui.storage.rights import Rights, own_rights

_NAME_BYTES: Final = 255
_MOST_NUMBERS: Final = 100
"""Numbered names that are tried; if somebody has taken all of them, a random one is used."""


def copy_beside(real: Path, mark: str, data: bytes, rights: Rights | None) -> Path:
    """Write a copy beside a file, unless one of the same bytes is there, and return its path.

    Args:
        real: The file, with every link followed; the copy beside app.toml is app.MARK.toml, or has
            a number as well.
        mark: What the copy is, in a word.
        data: The content of the copy.
        rights: Those of the file that the data is from; if `None`, nobody else may read the copy.

    Raises:
        RagftError: If it cannot be written.
    """
    with saving(real):
        return _write_copy(data, real.parent, real.stem, f".{mark}", rights or own_rights())


class RescueCopy:
    """A copy that follows each version of a project while its own file cannot be saved."""

    def __init__(self, path: Path) -> None:
        """Begin without a copy.

        Args:
            path: The file that cannot be saved.
        """
        self._path = path
        self._copy: Path | None = None
        self._version = 0
        # Re-entrant: a signal handler may interrupt the thread that holds it.
        self._writing = threading.RLock()

    def write(self, version: int, data: bytes) -> Path:
        """Write a version over an older one, and return the path of the copy.

        It is in the state directory, or else among temporary files, named after the file and the
        minute.

        Args:
            version: The number of the version; a newer one that is there already stays.
            data: The bytes of the project.

        Raises:
            RagftError: If it can be written nowhere.
        """
        with self._writing:
            if self._copy is None or not _is_own(self._copy):
                self._copy = self._new_copy(data)
            elif version >= self._version:
                write_atomically(self._copy, data, rights=own_rights(), follow=False)
            self._version = max(version, self._version)
            return self._copy

    def discard(self, version: int) -> None:
        """Remove the copy, unless it holds a newer version than is saved elsewhere.

        Args:
            version: The newest version that is saved elsewhere.
        """
        with self._writing:
            if self._copy is not None and version >= self._version:
                copy, self._copy = self._copy, None
                with suppress(OSError):
                    copy.unlink()

    def _new_copy(self, data: bytes) -> Path:
        moment, stem = f"-{datetime.now().astimezone():%Y-%m-%d-%H%M}", self._path.stem
        try:
            with saving(rescue_dir()):
                directory = private_directory(rescue_dir())
                return _write_copy(data, directory, stem, moment, own_rights(), reuse=False)
        except RagftError:  # there is no home directory, or nothing can be written in it
            with suppress(OSError):
                directory = Path(tempfile.gettempdir())
                return _write_copy(data, directory, stem, moment, own_rights(), reuse=False)
            raise


def _write_copy(
    data: bytes, directory: Path, stem: str, mark: str, rights: Rights, *, reuse: bool = True
) -> Path:
    """Write data under the first free name, or return a copy of the same bytes to be reused."""
    number = 1
    while True:
        more = f"-{number if number <= _MOST_NUMBERS else secrets.token_hex(8)}"
        ending = f"{mark}{more if number > 1 else ''}.toml"
        shortened = os.fsencode(stem)[: _NAME_BYTES - len(ending)].decode("utf-8", "ignore")
        copy = directory / (shortened + ending)
        try:
            write_new(copy, data, rights)
        except FileExistsError:
            if not (reuse and _holds(copy, data)):
                number += 1
                continue
        return copy


def _is_own(copy: Path) -> bool:
    """Return whether a copy is still the file that was made, which is for nobody else."""
    try:
        found = copy.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()


def _holds(copy: Path, data: bytes) -> bool:
    """Return whether a file of this user holds data, without reading anything else."""
    try:
        with open_safely(copy, os.O_RDONLY) as descriptor:
            found = os.fstat(descriptor)
            alike = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
            ours = found.st_uid == os.geteuid() and found.st_nlink == 1
            return alike and ours and os.pread(descriptor, len(data) + 1, 0) == data
    except OSError:
        return False
