"""Copies under a name that is still free: nothing that exists is ever overwritten."""

from __future__ import annotations

import os
import stat
import tempfile
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from ragft_tui.store.atomic import set_mode, write_atomically
from ragft_tui.store.faults import cannot_save
from ragft_tui.store.files import real_path
from ragft_tui.store.paths import NoHomeError, private_directory, rescue_dir

__all__ = ["RescueCopy", "copy_beside", "rescue"]

_NAME_BYTES: Final = 255


def copy_beside(path: Path, mark: str, data: bytes) -> Path:
    """Keep data beside a file, and return where.

    Args:
        path: The file; what is kept beside app.toml is app.MARK.toml, or has a number as well.
        mark: What the copy is, in a word.
        data: What to keep.

    Raises:
        RagftError: Where it cannot be written.
    """
    target = real_path(path)
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
        return _keep(data, target.parent, target.stem, f".{mark}", mode)
    except OSError as error:
        raise cannot_save(error, path) from error


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
            if self._copy is None or self._copy.is_symlink() or not self._copy.is_file():
                self._copy = rescue(data, self._path, own=True)
            elif version >= self._version:
                write_atomically(self._copy, data)
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
    moment = f"-{datetime.now().astimezone():%Y-%m-%d-%H%M}"
    try:
        return _keep(data, private_directory(rescue_dir()), path.stem, moment, 0o600, own=own)
    except (OSError, NoHomeError) as error:
        with suppress(OSError):
            place = Path(tempfile.gettempdir())
            return _keep(data, place, path.stem, moment, 0o600, own=own)
        raise cannot_save(error, rescue_dir()) if isinstance(error, OSError) else error from error


def _keep(
    data: bytes, directory: Path, stem: str, mark: str, mode: int, *, own: bool = False
) -> Path:
    """Write data under the first free name, unless a copy of it is there already."""
    number = 1
    while True:
        ending = f"{mark}-{number}.toml" if number > 1 else f"{mark}.toml"
        copy = directory / (_shortened(stem, _NAME_BYTES - len(ending)) + ending)
        try:
            _write_new(copy, data, mode)
        except FileExistsError:
            if own or not _holds(copy, data):
                number += 1
                continue
        return copy


def _write_new(copy: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(copy, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            set_mode(descriptor, mode)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def _holds(copy: Path, data: bytes) -> bool:
    try:
        return copy.is_file() and copy.read_bytes() == data
    except OSError:
        return False


def _shortened(stem: str, room: int) -> str:
    return os.fsencode(stem)[:room].decode("utf-8", "ignore")
