"""The path of an open file, watched: whether it was renamed, removed, replaced or relinked."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.storage.files import real_path
from ragft_tui.storage.os_errors import cannot_save
from ragft_tui.storage.paths import display

_DELETED: Final = " (deleted)"
"""What proc(5) puts behind the name of what is removed."""

_PUT_BACK: Final = "put the directory back"


class ReplacedError(RagftError):
    """The name of the file stands for something else, or for nothing, in its directory."""


class TrackedPath:
    """The directory and the name of a file, as they were when it was opened."""

    def __init__(self, path: Path) -> None:
        """Resolve a path.

        Args:
            path: The file, which need not exist; links are followed now, and never again.
        """
        self._given = path
        self.real = real_path(path)
        """The file that the path led to."""
        # A relative one would lead elsewhere where the working directory is renamed.
        self._path = path.absolute() if self.real.is_absolute() else path
        self._directory = -1
        with suppress(OSError):
            # Held open, so that it is known wherever it goes.
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
            self._directory = os.open(self.real.parent, flags)

    def close(self) -> None:
        """Close the directory."""
        directory, self._directory = self._directory, -1
        if directory >= 0:
            os.close(directory)

    @property
    def has_directory(self) -> bool:
        """Whether the directory is where it was."""
        try:
            self._check_directory()
        except (OSError, RagftError):
            return False
        return True

    def check(self) -> None:
        """Raise unless the file is where it was, or its name is free there.

        Raises:
            ReplacedError: If something else has the name, in the directory where it was.
            RagftError: If the directory itself is not there, or the path leads elsewhere.
        """
        try:
            self._check_directory()
            self._check_file()
            leads_to = real_path(self._path)
        except OSError as error:
            raise cannot_save(error, self._given) from error
        if leads_to != self.real:
            what = f"its path leads to {display(leads_to)} now, and led to {display(self.real)}"
            raise self._error(RagftError, what, "mend its links, or open it again")

    def _error(self, kind: type[RagftError], what: str, advice: str) -> RagftError:
        return kind(f"cannot be saved: {what}", source=display(self._given), advice=advice)

    def _check_directory(self) -> None:
        """Raise RagftError with what became of the directory if it is not in its place."""
        directory = self.real.parent
        if not directory.is_absolute():
            what = "the working directory was removed"
            raise self._error(RagftError, what, "change to another directory")
        for parent in [*reversed(directory.parents), directory]:
            if parent.is_symlink():
                to = display(Path(os.path.realpath(parent)))
                what = f"its directory {display(parent)} has become a link to {to}"
                raise self._error(RagftError, what, _PUT_BACK)
        try:
            found = directory.stat()
        except (FileNotFoundError, NotADirectoryError):
            found = None
        if self._directory < 0:
            if found is None:
                what = "its directory does not exist"
                raise self._error(RagftError, what, "make it first")
            return
        self._check_same_directory(found)

    def _check_same_directory(self, found: os.stat_result | None) -> None:
        directory, own = self.real.parent, os.fstat(self._directory)
        now = _current_path(self._directory)
        if found is not None and (os.path.samestat(found, own) or now == directory):
            return
        if found is None and own.st_nlink == 0:
            what = f"its directory {display(directory)} was removed"
            raise self._error(RagftError, what, "make the directory again")
        what = f"its directory {display(directory)} was renamed"
        if now is not None:
            what += f" to {display(now)}"
        if found is not None:
            another = f"another directory has taken the place of {display(directory)}"
            what = another if now is None else f"{what}, and another is there"
        raise self._error(RagftError, what, f"{_PUT_BACK}, or open the file where it is")

    def _check_file(self) -> None:
        """Raise ReplacedError if the name stands for anything but a regular file, or nothing."""
        try:
            mode = self.real.lstat().st_mode
        except FileNotFoundError:
            return
        if stat.S_ISREG(mode):
            return
        what, advice = "it is no regular file any more", "move away what has its name"
        if stat.S_ISLNK(mode):
            what = f"it has become a link to {display(Path(os.path.realpath(self.real)))}"
            advice = "remove the link, or open that file instead"
        elif stat.S_ISDIR(mode):
            what, advice = "it has become a directory", "move the directory away"
        raise self._error(ReplacedError, what, advice)


def _current_path(directory: int) -> Path | None:
    """Return where a directory that is open is now; `None` if nobody can say."""
    try:
        name = os.readlink(f"/proc/self/fd/{directory}")  # noqa: PTH115 - not a Path yet
    except OSError:
        return None
    return None if name.endswith(_DELETED) else Path(name)
