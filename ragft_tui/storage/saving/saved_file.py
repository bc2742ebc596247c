"""The file that a session saves to: newer versions replace older ones, never another's work."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.storage.atomic import remove_stray_files, whole_copy, write_atomically
from ragft_tui.storage.files import FoundFile, find_file
from ragft_tui.storage.os_errors import cannot_save
from ragft_tui.storage.paths import display
from ragft_tui.storage.rights import Rights
from ragft_tui.storage.saving.rescue import copy_beside
from ragft_tui.storage.saving.tracked_path import ReplacedError, TrackedPath
from ragft_tui.storage.toml import has_comments

PATIENCE: Final = 1.0
"""The longest wait for a lock, in seconds, where a signal handler may be what waits."""


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
        self._own = False
        """Whether this program wrote the file, so that nothing else can be lost in it."""
        self._reconciled = False
        """Whether the user decided on what another program wrote, whoever that was."""
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
        if not self._tracked.has_directory:
            self._tracked.check()
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
            what = "the file is gone: another program removed it"
            raise ReplacedError(what, source=display(self.path))
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
        turn = self._turn(version, data)
        in_place = write_atomically(self.path, data, replacing=turn, rights=self._rights)
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
            self._reconciled = True
            self._own = False

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
        strange = found.rights.owner not in {owner, os.geteuid()} and not self._reconciled
        if found.data not in self._known or strange:
            raise ChangedByAnotherError(self.path, found.data, found.rights)
        self._rights = found.rights
        return found

    def _is_needless(self, version: int, data: bytes) -> bool:
        with self._locked():
            try:
                found = self._find()
            except OSError as error:
                raise cannot_save(error, self.path) from error
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
                self._notes.append("the file was gone, and is made again")
            elif found is not None and not self._own:
                self._linked = found.names > 1
                if has_comments(found.data):
                    copy = self.copy_beside("with-comments", found.data, found.rights)
                    self._notes.append(f"the comments of the file are kept in {display(copy)}")
            # Before the rename: a signal's handler may save amid it, and must know its own work.
            self._known.add(data)
            yield found.data if found else None
            self._reconciled = False
            if version >= self._placed:
                self._placed, self._data, self._known, self._own = version, data, {data}, True
            else:
                self._known.add(data)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if not self._renaming.acquire(timeout=PATIENCE):
            raise RagftError(
                "cannot be saved: the disk does not answer",
                source=display(self.path),
                advice="check the disk or the connection to it",
            )
        try:
            yield
        finally:
            self._renaming.release()


class _OvertakenError(Exception):
    """A newer version was saved while this one was written."""
