"""The file a session saves to: its path watched, older versions replaced, another's work never."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Literal

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.storage.atomic import copy_beside, remove_stray_files, whole_copy, write_atomically
from ragft_tui.storage.files import FoundFile, find_file, not_saved, real_path, saving
from ragft_tui.storage.paths import display
from ragft_tui.storage.rights import Rights
from ragft_tui.storage.toml.parse import has_comments

_DELETED: Final = " (deleted)"
"""What proc(5) puts behind the name of what is removed."""

_PUT_BACK: Final = "put the directory back"

PATIENCE: Final = 1.0
"""The longest wait for a lock, in seconds, where a signal handler may be what waits."""


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

    def check(self) -> None:
        """Raise unless the file is where it was, or its name is free there.

        Raises:
            ReplacedError: If something else has the name, in the directory where it was.
            RagftError: If the directory itself is not there, or the path leads elsewhere.
        """
        self.check_directory()
        with saving(self._given):
            self._check_file()
            leads_to = real_path(self._path)
        if leads_to != self.real:
            what = f"its path leads to {display(leads_to)} now, and led to {display(self.real)}"
            raise not_saved(what, self._given, "fix its links, or open it again")

    def check_directory(self) -> None:
        """Raise RagftError with what became of the directory if it is not in its place."""
        directory = self.real.parent
        if not directory.is_absolute():
            advice = "change to another directory"
            raise not_saved("the working directory was removed", self._given, advice)
        with saving(self._given):
            for parent in [*reversed(directory.parents), directory]:
                if parent.is_symlink():
                    to = display(Path(os.path.realpath(parent)))
                    what = f"its directory {display(parent)} has become a link to {to}"
                    raise not_saved(what, self._given, _PUT_BACK)
            try:
                found = directory.stat()
            except (FileNotFoundError, NotADirectoryError):
                found = None
            if self._directory >= 0:
                self._check_same_directory(found)
            elif found is None:
                raise not_saved("its directory does not exist", self._given, "make it first")

    def _check_same_directory(self, found: os.stat_result | None) -> None:
        directory, own = self.real.parent, os.fstat(self._directory)
        now = _current_path(self._directory)
        if found is not None and (os.path.samestat(found, own) or now == directory):
            return
        if found is None and own.st_nlink == 0:
            what = f"its directory {display(directory)} was removed"
            raise not_saved(what, self._given, "make the directory again")
        if now is None and found is not None:
            what = f"another directory has taken the place of {display(directory)}"
        else:
            to = f" to {display(now)}" if now else ""
            there = ", and another is there" if found else ""
            what = f"its directory {display(directory)} was renamed{to}{there}"
        raise not_saved(what, self._given, f"{_PUT_BACK}, or open the file where it is")

    def _check_file(self) -> None:
        """Raise ReplacedError if the name stands for anything but a regular file, or nothing."""
        try:
            mode = self.real.lstat().st_mode
        except FileNotFoundError:
            return
        if stat.S_ISREG(mode):
            return
        what, advice = "it is no longer a regular file", "move away what is there now"
        if stat.S_ISLNK(mode):
            what = f"it has become a link to {display(Path(os.path.realpath(self.real)))}"
            advice = "remove the link, or open that file instead"
        elif stat.S_ISDIR(mode):
            what, advice = "it has become a directory", "move the directory away"
        raise ReplacedError(f"cannot be saved: {what}", source=display(self._given), advice=advice)


def _current_path(directory: int) -> Path | None:
    """Return where a directory that is open is now; `None` if nobody can say."""
    try:
        name = os.readlink(f"/proc/self/fd/{directory}")  # noqa: PTH115 - not a Path yet
    except OSError:
        return None
    return None if name.endswith(_DELETED) else Path(name)


class ChangedByAnotherError(ReplacedError):
    """Another program wrote the file since it was read or saved last."""

    def __init__(self, path: Path, other_version: bytes, rights: Rights | None = None) -> None:
        """Build the error.

        Args:
            path: The file.
            other_version: What the other program wrote into it.
            rights: Those of the file now, if they are known.
        """
        super().__init__(
            "another program changed the file", source=display(path), advice="choose which to keep"
        )
        self.path = path
        self.other_version = other_version
        self.rights = rights


class SavedFile:
    """One file, written by the saver's thread and, when the program must leave, by any other."""

    def __init__(self, path: Path, expected: bytes = b"") -> None:
        """Track a file that was read.

        Args:
            path: The file.
            expected: What it held; empty if it was not there.
        """
        self.path = path
        self.written = 0
        """The newest version that is on the disk, and stays there whatever happens."""
        self._tracked = TrackedPath(path)
        self._rights: Rights | None = None
        """Those of the file as this program knows it; `None` before it is there."""
        self._placed = 0
        """The newest version that has the name of the file."""
        self._data = expected
        """What that version holds."""
        self._known = {expected}
        """What may stand in the file without being the work of another program."""
        self._origin: Literal["found", "written", "decided"] = "found"
        """What the file holds: what was found in it; what this program wrote, so that nothing else
        can be lost; or what another wrote, whoever that was, and the user decided on."""
        self._linked = False
        """Whether the file that is replaced has other names (hard links)."""
        self._in_place = False
        self._notes: list[str] = []
        # Re-entrant: a signal handler may interrupt the thread that holds it.
        self._renaming = threading.RLock()
        with suppress(RagftError):
            found = find_file(self._tracked.real)
            self._rights = found.rights if found else None
        remove_stray_files(path)
        self._copy_interrupted_save(expected)

    def close(self) -> None:
        """Stop tracking the file; nothing is saved any more."""
        self._tracked.close()

    def copy_beside(self, mark: str, data: bytes, rights: Rights | None = None) -> Path:
        """Write a copy beside the file, and return its path.

        Args:
            mark: What the copy is, in a word.
            data: The content of the copy.
            rights: Those that it gets; those of the file if left out.

        Raises:
            RagftError: If it cannot be written there.
        """
        self._tracked.check_directory()
        return copy_beside(self._tracked.real, mark, data, rights or self._rights)

    def _copy_interrupted_save(self, expected: bytes) -> None:
        """Copy what a process was writing into the file when it was killed, and note it.

        Others may put there what they like: a link or a further name of a file that is not theirs
        is left alone, and whatever it is, the copy has no more rights than it has itself.
        """
        whole = whole_copy(self._tracked.real)
        try:
            found = find_file(whole)
        except RagftError as error:
            self._notes.append(f"a save seems to have been interrupted: {error}")
            return
        if found is None or found.names > 1:
            return
        with suppress(OSError, RagftError):
            if found.data != expected:
                copy = self.copy_beside("interrupted", found.data, found.rights)
                self._notes.append(f"a save was interrupted; what it saved is in {display(copy)}")
            whole.unlink()

    def save(self, version: int, data: bytes, *, recreate: bool = True) -> None:
        """Save a version, unless the file holds these bytes or a newer version already.

        Args:
            version: The number of the version.
            data: Its bytes.
            recreate: Whether a file that is gone is made again.

        Raises:
            ReplacedError: If the name of the file stands for what this program does not know.
            RagftError: If it cannot be saved.
        """
        if not recreate and self.vanished:
            raise ReplacedError(
                "the file is gone: another program removed it", source=display(self.path)
            )
        if self._is_needless(version, data):
            return
        with suppress(_OvertakenError):
            self._write(version, data)
            if version < self._placed:
                # A signal's handler saved a newer version amid the rename, which undid that.
                with self._locked():
                    newest, work = self._placed, self._data
                self._write(newest, work)
            with self._locked():
                self.written = max(self.written, version)

    def _write(self, version: int, data: bytes) -> None:
        in_place = write_atomically(
            self.path, data, replacing=self._turn(version, data), rights=self._rights
        )
        if in_place and not self._in_place:
            self._in_place = True
            self._notes.append("the file cannot be replaced here, and is written in place")
        if self._linked and not in_place:
            self._notes.append("other names of the file (hard links) keep its old content")
        self._linked = False

    def reconcile(self, other_version: bytes) -> None:
        """Accept what another program wrote as known, so that the next save replaces it.

        Args:
            other_version: What the file holds now, and what the user decided on.
        """
        with self._locked():
            self._known.add(other_version)
            self._origin = "decided"

    @property
    def vanished(self) -> bool:
        """Whether the file that this program read or wrote is gone, but not its directory."""
        try:
            self._tracked.check()
            return any(self._known) and find_file(self._tracked.real) is None
        except RagftError:
            return False

    def take_notes(self) -> str:
        """Return what the user should know about the saves since the last call."""
        notes, self._notes = self._notes, []
        return "; ".join(notes)

    def _find(self) -> FoundFile | None:
        """Return the file, if it holds what this program knows; `None` if it is gone.

        Called with the lock held, right before the rename: what is not known is not replaced. Nor
        is a file of another user who put what was known there: whatever is saved would be theirs.
        """
        self._tracked.check()
        try:
            found = find_file(self._tracked.real)
        except UsageError as error:
            raise ReplacedError(
                error.what, source=display(self.path), advice=error.advice
            ) from None
        if found is None:
            return None
        owner = self._rights.owner if self._rights else os.geteuid()
        strange = found.rights.owner not in {owner, os.geteuid()} and self._origin != "decided"
        if found.data not in self._known or strange:
            raise ChangedByAnotherError(self.path, found.data, found.rights)
        self._rights = found.rights
        return found

    def _is_needless(self, version: int, data: bytes) -> bool:
        with self._locked(), saving(self.path):
            found = self._find()
            if version >= self._placed == self.written and found and found.data == data:
                self.written = self._placed = version
            return version <= self.written or version < self._placed

    @contextmanager
    def _turn(self, version: int, data: bytes) -> Iterator[bytes | None]:
        """Hold the lock around the rename, and yield the content that is replaced.

        Raises:
            _OvertakenError: If a newer version overtook this one.
        """
        with self._locked():
            if version < self._placed:
                raise _OvertakenError
            found = self._find()
            if found is None and any(self._known):
                self._notes.append("the file was gone, and was made again")
            elif found is not None and self._origin != "written":
                self._linked = found.names > 1
                if has_comments(found.data):
                    copy = self.copy_beside("with-comments", found.data, found.rights)
                    self._notes.append(f"the comments of the file are kept in {display(copy)}")
            # Before the rename: a signal's handler may save amid it, and must know its own work.
            self._known.add(data)
            yield found.data if found else None
            self._origin = "written"
            if version >= self._placed:
                self._placed, self._data, self._known = version, data, {data}
            else:
                self._known.add(data)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if not self._renaming.acquire(timeout=PATIENCE):
            advice = "check the disk or the connection to it"
            raise not_saved("the disk does not answer", self.path, advice)
        try:
            yield
        finally:
            self._renaming.release()


class _OvertakenError(Exception):
    """A newer version was saved while this one was written."""
