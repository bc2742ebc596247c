"""The file that a session saves to: newer versions replace older ones, never the other way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.store.atomic import FileStamp, remove_stray_files, write_atomically
from ragft_tui.store.copies import copy_of_other, copy_with_comments
from ragft_tui.store.faults import cannot_save
from ragft_tui.store.files import read_file, real_path
from ragft_tui.store.paths import display
from ragft_tui.store.toml import has_comments

__all__ = ["PATIENCE", "Target"]

PATIENCE: Final = 1.0
"""How long a lock is waited for, in seconds, where a signal handler may be what waits."""


class Target:
    """One file, written by the saver's thread and, when the program must leave, by any other."""

    def __init__(self, path: Path, expected: bytes | None = None) -> None:
        self.path = path
        self._expected = expected
        """What the file held when it was opened; `None` where that is not known."""
        self.written = 0
        """The newest version that is on the disk."""
        self.stamp: FileStamp | None = None
        """The state that the last save left the file in."""
        self._bytes: bytes | None = None
        self._known = False
        self._notes: list[str] = []
        # Re-entrant: a signal handler may interrupt the thread that holds it.
        self._renaming = threading.RLock()

    def save(self, version: int, data: bytes) -> None:
        """Save a version, unless the file holds these bytes or a newer version already.

        Raises:
            RagftError: Where it cannot be saved.
        """
        try:
            if not self._known:
                self._meet(data)
            elif self._changed_by_another():
                self._keep_other()
        except OSError as error:
            raise cannot_save(error, self.path) from error
        if self._needless(version, data):
            return
        with suppress(_OvertakenError):
            self.stamp = write_atomically(self.path, data, replacing=self._turn(version, data))

    def take_notes(self) -> str:
        """Return what the user should know about the saves since the last call."""
        notes, self._notes = self._notes, []
        return "; ".join(notes)

    def _meet(self, data: bytes) -> None:
        """Look at the file before it is saved for the first time."""
        remove_stray_files(self.path)
        target = real_path(self.path)
        if target.exists():
            found = read_file(target)
            if found != data:
                self._notes = _losses(target, found)
                if self._expected is not None and found != self._expected:
                    self._keep_other()
            self._bytes = found
        self._known = True

    def _changed_by_another(self) -> bool:
        """Tell whether the file holds something else than the last save left."""
        target = real_path(self.path)
        if self.stamp is None or not target.exists():
            return False
        found = target.stat()
        left = (self.stamp.inode, self.stamp.size, self.stamp.mtime_ns)
        if (found.st_ino, found.st_size, found.st_mtime_ns) == left:
            return False
        # Another thread may just have renamed; what it wrote is known while the lock is held.
        with self._locked():
            return self._bytes is not None and read_file(target) != self._bytes

    def _keep_other(self) -> None:
        """Keep the version of another program beside, before this one takes its place."""
        copy = copy_of_other(real_path(self.path))
        self._notes.append(f"another program changed the file: its version is in {display(copy)}")
        self._bytes = None

    def _needless(self, version: int, data: bytes) -> bool:
        with self._locked():
            if version >= self.written and data == self._bytes:
                self.written = version
            return version <= self.written

    @contextmanager
    def _turn(self, version: int, data: bytes) -> Iterator[None]:
        """Surround the rename, unless a newer version overtook this one."""
        with self._locked():
            if version < self.written:
                raise _OvertakenError
            yield
            self.written, self._bytes = version, data

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if not self._renaming.acquire(timeout=PATIENCE):
            raise RagftError(
                "cannot be saved: the disk does not answer",
                where=display(self.path),
                advice="check the disk or the connection to it",
            )
        try:
            yield
        finally:
            self._renaming.release()


def _losses(target: Path, found: bytes) -> list[str]:
    """Keep a copy of what a save would lose, and return in words what becomes of it."""
    notes = []
    if has_comments(found):
        copy = copy_with_comments(target)
        notes.append(f"the comments of the file are kept in {display(copy)}")
    if target.stat().st_nlink > 1:
        notes.append("other names of the file (hard links) keep its old content")
    return notes


class _OvertakenError(Exception):
    """A newer version was saved while this one was written."""
