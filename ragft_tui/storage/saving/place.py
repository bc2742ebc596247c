"""The place of a file that is open, and what became of it since: renamed, removed, replaced."""

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

_PUT_BACK: Final = "put the directory back, or open the file where it is"


class ReplacedError(RagftError):
    """Something else has the name of the file, or nothing has it, in the directory where it was."""


class Place:
    """The directory and the name of a file, as they were when it was opened."""

    def __init__(self, path: Path) -> None:
        """Remember where a path leads.

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
        """Let the directory go."""
        directory, self._directory = self._directory, -1
        if directory >= 0:
            os.close(directory)

    @property
    def has_directory(self) -> bool:
        """Whether the directory is where it was, so that a copy beside the file is beside it."""
        try:
            return not self._why_no_directory()[0]
        except OSError:
            return False

    def check(self) -> None:
        """Make sure that the file is where it was, or that its name is free there.

        Raises:
            ReplacedError: Where something else has the name, in the directory where it was.
            RagftError: Where the directory itself is not there, or the path leads elsewhere.
        """
        try:
            self._check()
        except OSError as error:
            raise cannot_save(error, self._given) from error

    def _check(self) -> None:
        what, advice = self._why_no_directory()
        if what:
            raise self._error(RagftError, what, advice)
        what, advice = self._why_no_file()
        if what:
            raise self._error(ReplacedError, what, advice)
        leads_to = real_path(self._path)
        if leads_to != self.real:
            what = f"its path leads to {display(leads_to)} now, and led to {display(self.real)}"
            raise self._error(RagftError, what, "mend its links, or open it again")

    def _error(self, kind: type[RagftError], what: str, advice: str) -> RagftError:
        return kind(f"cannot be saved: {what}", where=display(self._given), advice=advice)

    def _why_no_directory(self) -> tuple[str, str]:
        """Return what became of the directory and what to do; nothing where it is in its place."""
        directory = self.real.parent
        if not directory.is_absolute():
            return "the working directory was removed", "change to another directory"
        for parent in [*reversed(directory.parents), directory]:
            if parent.is_symlink():
                to = display(Path(os.path.realpath(parent)))
                what = f"its directory {display(parent)} has become a link to {to}"
                return what, "put the directory back"
        try:
            found = directory.stat()
        except (FileNotFoundError, NotADirectoryError):
            found = None
        if self._directory < 0:
            return ("its directory does not exist", "make it first") if found is None else ("", "")
        own = os.fstat(self._directory)
        now = _name_of(self._directory)
        if found is not None and (os.path.samestat(found, own) or now == directory):
            return "", ""
        if found is None and own.st_nlink == 0:
            return f"its directory {display(directory)} was removed", "make the directory again"
        renamed = f"its directory {display(directory)} was renamed"
        if now is not None:
            renamed += f" to {display(now)}"
        if found is not None:
            what = f"another directory has taken the place of {display(directory)}"
            return what if now is None else f"{renamed}, and another is there", _PUT_BACK
        return renamed, _PUT_BACK

    def _why_no_file(self) -> tuple[str, str]:
        """Return what has the name of the file and what to do; nothing where it is a file."""
        try:
            found = self.real.lstat()
        except FileNotFoundError:
            return "", ""
        if stat.S_ISLNK(found.st_mode):
            to = display(Path(os.path.realpath(self.real)))
            what = f"it has become a link to {to}"
            return what, "remove the link, or open that file instead"
        if stat.S_ISDIR(found.st_mode):
            return "it has become a directory", "move the directory away"
        if not stat.S_ISREG(found.st_mode):
            return "it is no regular file any more", "move away what has its name"
        return "", ""


def _name_of(directory: int) -> Path | None:
    """Return where a directory that is open is now; `None` where nobody can tell."""
    try:
        name = os.readlink(f"/proc/self/fd/{directory}")  # noqa: PTH115 - not a Path yet
    except OSError:
        return None
    return None if name.endswith(_DELETED) else Path(name)
