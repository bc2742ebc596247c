"""The file that a session saves to: newer versions replace older ones, never another's work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.store.atomic import remove_stray_files, safe_copy, write_atomically
from ragft_tui.store.copies import copy_beside
from ragft_tui.store.faults import cannot_save
from ragft_tui.store.files import is_there, read_file, real_path
from ragft_tui.store.paths import display
from ragft_tui.store.toml import has_comments

__all__ = ["PATIENCE", "ChangedByAnotherError", "Target"]

PATIENCE: Final = 1.0
"""How long a lock is waited for, in seconds, where a signal handler may be what waits."""


class ChangedByAnotherError(RagftError):
    """Another program wrote the file since it was read or saved last."""

    def __init__(self, path: Path, theirs: bytes) -> None:
        """Say so.

        Args:
            path: The file.
            theirs: What stands in it now.
        """
        super().__init__(
            "another program changed the file", where=display(path), advice="choose which to keep"
        )
        self.path = path
        self.theirs = theirs


class Target:
    """One file, written by the saver's thread and, when the program must leave, by any other."""

    def __init__(self, path: Path, expected: bytes = b"") -> None:
        """Begin with a file that was read.

        Args:
            path: The file.
            expected: What it held; nothing where it was not there.
        """
        self.path = path
        self._real = real_path(path)
        """The file that the path led to; where it leads elsewhere later, that is nobody's wish."""
        self.written = 0
        """The newest version that is on the disk, and stays there whatever happens."""
        self._placed = 0
        """The newest version that has the name of the file."""
        self._data = expected
        """What that version holds."""
        self._known = {expected}
        """What may stand in the file without being the work of another program."""
        self._met = False
        """Whether this program wrote the file, so that nothing else can be lost in it."""
        self._in_place = False
        self._notes: list[str] = []
        # Re-entrant: a signal handler may interrupt the thread that holds it.
        self._renaming = threading.RLock()
        remove_stray_files(path)
        self._keep_interrupted(expected)

    def _keep_interrupted(self, found: bytes) -> None:
        """Keep what a process was writing into the file when it was killed, and say so."""
        safe = safe_copy(self._real)
        with suppress(OSError, RagftError):
            whole = read_file(safe)
            if whole != found:
                copy = copy_beside(self.path, "interrupted", whole)
                self._notes.append(f"a save was interrupted; what it saved is in {display(copy)}")
            safe.unlink()

    def save(self, version: int, data: bytes) -> None:
        """Save a version, unless the file holds these bytes or a newer version already.

        Raises:
            ChangedByAnotherError: Where the file holds what this program does not know.
            RagftError: Where it cannot be saved.
        """
        if self._needless(version, data):
            return
        with suppress(_OvertakenError):
            in_place = write_atomically(self.path, data, replacing=self._turn(version, data))
            if in_place and not self._in_place:
                self._in_place = True
                self._notes.append("the file cannot be replaced here, and is written in place")
            if version < self._placed:
                # A signal's handler saved a newer version amid the rename, which undid that.
                with self._locked():
                    newest, work = self._placed, self._data
                write_atomically(self.path, work, replacing=self._turn(newest, work))
            with self._locked():
                self.written = max(self.written, version)

    def reconcile(self, theirs: bytes) -> None:
        """Take what another program wrote as known, so that the next save replaces it.

        Args:
            theirs: What the file holds now, and what the user decided on.
        """
        with self._locked():
            self._known.add(theirs)
            self._met = False

    @property
    def vanished(self) -> bool:
        """Whether the file that this program wrote is not there any more."""
        return self._placed > 0 and not is_there(self.path)

    def take_notes(self) -> str:
        """Return what the user should know about the saves since the last call."""
        notes, self._notes = self._notes, []
        return "; ".join(notes)

    def _found(self) -> bytes | None:
        """Return what the file holds, which is what this program knows; `None` where it is gone.

        Called with the lock held, right before the rename: what is not known is not replaced.
        """
        target = real_path(self.path)
        if target != self._real:
            raise RagftError(
                f"cannot be saved: it has become a link to {display(target)}",
                where=display(self.path),
                advice="remove the link, or open that file instead",
            )
        if not target.exists():
            return None
        found = read_file(target)
        if found not in self._known:
            raise ChangedByAnotherError(self.path, found)
        return found

    def _needless(self, version: int, data: bytes) -> bool:
        with self._locked():
            try:
                found = self._found()
            except OSError as error:
                raise cannot_save(error, self.path) from error
            if version >= self._placed == self.written and found == data:
                self.written = self._placed = version
            return version <= self.written or version < self._placed

    @contextmanager
    def _turn(self, version: int, data: bytes) -> Iterator[None]:
        """Surround the rename, unless a newer version overtook this one."""
        with self._locked():
            if version < self._placed:
                raise _OvertakenError
            found = self._found()
            if found is None and any(self._known):
                self._notes.append("the file was gone, and is made again")
            elif found is not None and not self._met:
                self._notes += _losses(real_path(self.path), found)
            # Before the rename: a signal's handler may save amid it, and must know its own work.
            self._known.add(data)
            yield
            if version >= self._placed:
                self._placed, self._data, self._known, self._met = version, data, {data}, True
            else:
                self._known.add(data)

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


def _losses(target: Path, found: bytes) -> Iterator[str]:
    """Keep a copy of what a save would lose, and say what becomes of it."""
    if has_comments(found):
        copy = copy_beside(target, "with-comments", found)
        yield f"the comments of the file are kept in {display(copy)}"
    if target.stat().st_nlink > 1:
        yield "other names of the file (hard links) keep its old content"


class _OvertakenError(Exception):
    """A newer version was saved while this one was written."""
