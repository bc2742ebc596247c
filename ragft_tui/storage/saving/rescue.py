"""Copies under a name that is still free: nothing that exists is ever overwritten."""

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

from ragft_tui.storage.os_errors import cannot_save
from ragft_tui.storage.paths import NoHomeError, private_directory, rescue_dir
from ragft_tui.storage.rights import Rights, own_rights
from ragft_tui.storage.saving.atomic import write_atomically, write_new

_NAME_BYTES: Final = 255
_MOST_NUMBERS: Final = 100
"""Names that are tried; where somebody has taken all of them, one is chosen that nobody knows."""


def copy_beside(real: Path, mark: str, data: bytes, rights: Rights | None) -> Path:
    """Keep data beside a file, and return where.

    Args:
        real: The file, with every link followed; what is kept beside app.toml is app.MARK.toml, or
            has a number as well.
        mark: What the copy is, in a word.
        data: What to keep.
        rights: Those of the file that the data is from; where they are not known, nobody else may
            read the copy.

    Raises:
        RagftError: Where it cannot be written.
    """
    try:
        return _keep(data, real.parent, real.stem, f".{mark}", rights or own_rights())
    except OSError as error:
        raise cannot_save(error, real) from error


class RescueCopy:
    """Where the work is while its own file cannot be saved: a copy that follows each version."""

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

    def keep(self, version: int, data: bytes) -> Path:
        """Keep a version in the place of an older one, and return where.

        Args:
            version: The number of the version; a newer one that is kept already stays.
            data: The bytes of the project.

        Raises:
            RagftError: Where no place takes it.
        """
        with self._writing:
            if self._copy is None or not _is_ours(self._copy):
                self._copy = rescue(data, self._path, own=True)
            elif version >= self._version:
                write_atomically(self._copy, data, rights=own_rights(), follow=False)
            self._version = max(version, self._version)
            return self._copy

    def discard(self, version: int) -> None:
        """Remove the copy, unless it holds a newer version than is in the file of its own.

        Args:
            version: The newest version that is somewhere else.
        """
        with self._writing:
            if self._copy is not None and version >= self._version:
                copy, self._copy = self._copy, None
                with suppress(OSError):
                    copy.unlink()


def rescue(data: bytes, path: Path, *, own: bool = False) -> Path:
    """Keep what could not be saved in the state directory, or else among temporary files.

    Args:
        data: The bytes of the project.
        path: The file that they belong to.
        own: Whether the copy must not be one of the same bytes that is there already.

    Returns:
        The copy, named after the file and the minute.

    Raises:
        RagftError: Where neither place takes it.
    """
    moment, private = f"-{datetime.now().astimezone():%Y-%m-%d-%H%M}", own_rights()
    try:
        return _keep(data, private_directory(rescue_dir()), path.stem, moment, private, own=own)
    except (OSError, NoHomeError) as error:
        with suppress(OSError):
            place = Path(tempfile.gettempdir())
            return _keep(data, place, path.stem, moment, private, own=own)
        raise cannot_save(error, rescue_dir()) if isinstance(error, OSError) else error from error


def _keep(
    data: bytes, directory: Path, stem: str, mark: str, rights: Rights, *, own: bool = False
) -> Path:
    """Write data under the first free name, unless a copy of it is there already."""
    number = 1
    while True:
        more = f"-{number if number <= _MOST_NUMBERS else secrets.token_hex(8)}"
        ending = f"{mark}{more if number > 1 else ''}.toml"
        copy = directory / (_shortened(stem, _NAME_BYTES - len(ending)) + ending)
        try:
            write_new(copy, data, rights)
        except FileExistsError:
            if own or not _holds(copy, data):
                number += 1
                continue
        return copy


def _is_ours(copy: Path) -> bool:
    """Tell whether a copy is still the file that was made, which is for nobody else."""
    try:
        found = copy.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()


def _holds(copy: Path, data: bytes) -> bool:
    """Tell whether a file of this user holds data, without reading anything else."""
    try:
        descriptor = os.open(copy, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            alike = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
            ours = found.st_uid == os.geteuid() and found.st_nlink == 1
            return alike and ours and file.read(len(data) + 1) == data
    except OSError:
        return False


def _shortened(stem: str, room: int) -> str:
    return os.fsencode(stem)[:room].decode("utf-8", "ignore")
