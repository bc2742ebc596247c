"""The file that a session saves to: newer versions replace older ones, never another's work."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.storage.files import Found, look_at
from ragft_tui.storage.os_errors import cannot_save
from ragft_tui.storage.paths import display
from ragft_tui.storage.rights import Rights
from ragft_tui.storage.saving.atomic import remove_stray_files, safe_copy, write_atomically
from ragft_tui.storage.saving.place import Place, ReplacedError
from ragft_tui.storage.saving.rescue import copy_beside
from ragft_tui.storage.toml.parse import has_comments

PATIENCE: Final = 1.0
"""How long a lock is waited for, in seconds, where a signal handler may be what waits."""


class ChangedByAnotherError(ReplacedError):
    """Another program wrote the file since it was read or saved last."""

    def __init__(self, path: Path, theirs: bytes, rights: Rights | None = None) -> None:
        """Say so.

        Args:
            path: The file.
            theirs: What stands in it now.
            rights: Those of the file now, where they are known.
        """
        super().__init__(
            "another program changed the file", where=display(path), advice="choose which to keep"
        )
        self.path = path
        self.theirs = theirs
        self.rights = rights


class Target:
    """One file, written by the saver's thread and, when the program must leave, by any other."""

    def __init__(self, path: Path, expected: bytes = b"") -> None:
        """Begin with a file that was read.

        Args:
            path: The file.
            expected: What it held; nothing where it was not there.
        """
        self.path = path
        self._place = Place(path)
        """Where the path led to; where it leads elsewhere later, that is nobody's wish."""
        self._rights: Rights | None = None
        """Those of the file as this program knows it; `None` before it is there."""
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
        self._decided = False
        """Whether the user decided on what another program wrote, whoever that was."""
        self._linked = False
        """Whether the file that is replaced has other names (hard links)."""
        self._in_place = False
        self._notes: list[str] = []
        # Re-entrant: a signal handler may interrupt the thread that holds it.
        self._renaming = threading.RLock()
        with suppress(RagftError):
            found = look_at(self._place.real)
            self._rights = found.rights if found else None
        remove_stray_files(path)
        self._keep_interrupted(expected)

    def close(self) -> None:
        """Let the directory of the file go; nothing is saved any more."""
        self._place.close()

    def keep_beside(self, mark: str, data: bytes, rights: Rights | None = None) -> Path:
        """Keep data beside the file, and return where.

        Args:
            mark: What the copy is, in a word.
            data: What to keep.
            rights: Those that it gets; those of the file where they are left out.

        Raises:
            RagftError: Where it cannot be kept there.
        """
        if not self._place.has_directory:
            self._place.check()
        return copy_beside(self._place.real, mark, data, rights or self._rights)

    def _keep_interrupted(self, expected: bytes) -> None:
        """Keep what a process was writing into the file when it was killed, and say so.

        Others may put there what they like: a link or a further name of a file that is not theirs
        is left alone, and whatever it is, the copy has no more rights than it has itself.
        """
        safe = safe_copy(self._place.real)
        try:
            found = look_at(safe)
        except RagftError as error:
            self._notes.append(f"a save seems to have been interrupted: {error}")
            return
        if found is None or found.names > 1:
            return
        with suppress(OSError, RagftError):
            if found.data != expected:
                copy = self.keep_beside("interrupted", found.data, found.rights)
                self._notes.append(f"a save was interrupted; what it saved is in {display(copy)}")
            safe.unlink()

    def save(self, version: int, data: bytes, *, remake: bool = True) -> None:
        """Save a version, unless the file holds these bytes or a newer version already.

        Args:
            version: Its number.
            data: Its bytes.
            remake: Whether a file that is gone is made again.

        Raises:
            ReplacedError: Where the name of the file stands for what this program does not know.
            RagftError: Where it cannot be saved.
        """
        if not remake and self.vanished:
            what = "the file is gone: another program removed it"
            raise ReplacedError(what, where=display(self.path))
        if self._needless(version, data):
            return
        with suppress(_OvertakenError):
            turn = self._turn(version, data)
            in_place = write_atomically(self.path, data, replacing=turn, rights=self._rights)
            self._tell_of(in_place=in_place)
            if version < self._placed:
                # A signal's handler saved a newer version amid the rename, which undid that.
                with self._locked():
                    newest, work = self._placed, self._data
                turn = self._turn(newest, work)
                write_atomically(self.path, work, replacing=turn, rights=self._rights)
            with self._locked():
                self.written = max(self.written, version)

    def reconcile(self, theirs: bytes) -> None:
        """Take what another program wrote as known, so that the next save replaces it.

        Args:
            theirs: What the file holds now, and what the user decided on.
        """
        with self._locked():
            self._known.add(theirs)
            self._decided = True
            self._met = False

    @property
    def vanished(self) -> bool:
        """Whether the file that this program read or wrote is gone, and its directory is not."""
        try:
            self._place.check()
            return any(self._known) and look_at(self._place.real) is None
        except RagftError:
            return False

    def take_notes(self) -> str:
        """Return what the user should know about the saves since the last call."""
        notes, self._notes = self._notes, []
        return "; ".join(notes)

    def _found(self) -> Found | None:
        """Return the file, which holds what this program knows; `None` where it is gone.

        Called with the lock held, right before the rename: what is not known is not replaced. Nor
        is a file of another user who put what was known there: whatever is saved would be theirs.
        """
        self._place.check()
        try:
            found = look_at(self._place.real)
        except UsageError as error:
            raise ReplacedError(error.what, where=display(self.path), advice=error.advice) from None
        if found is None:
            return None
        owner = self._rights.owner if self._rights else os.geteuid()
        strange = found.rights.owner not in {owner, os.geteuid()} and not self._decided
        if found.data not in self._known or strange:
            raise ChangedByAnotherError(self.path, found.data, found.rights)
        self._rights = found.rights
        return found

    def _needless(self, version: int, data: bytes) -> bool:
        with self._locked():
            try:
                found = self._found()
            except OSError as error:
                raise cannot_save(error, self.path) from error
            if version >= self._placed == self.written and found and found.data == data:
                self.written = self._placed = version
            return version <= self.written or version < self._placed

    @contextmanager
    def _turn(self, version: int, data: bytes) -> Iterator[bytes | None]:
        """Surround the rename, unless a newer version overtook this one; give what is replaced."""
        with self._locked():
            if version < self._placed:
                raise _OvertakenError
            found = self._found()
            if found is None and any(self._known):
                self._notes.append("the file was gone, and is made again")
            elif found is not None and not self._met:
                self._linked = found.names > 1
                self._notes += self._losses(found)
            # Before the rename: a signal's handler may save amid it, and must know its own work.
            self._known.add(data)
            yield found.data if found else None
            self._decided = False
            if version >= self._placed:
                self._placed, self._data, self._known, self._met = version, data, {data}, True
            else:
                self._known.add(data)

    def _tell_of(self, *, in_place: bool) -> None:
        """Note what the user should know about the way the file was written, once."""
        if in_place and not self._in_place:
            self._in_place = True
            self._notes.append("the file cannot be replaced here, and is written in place")
        if self._linked and not in_place:
            self._notes.append("other names of the file (hard links) keep its old content")
        self._linked = False

    def _losses(self, found: Found) -> Iterator[str]:
        """Keep a copy of what a save would lose, and say what becomes of it."""
        if has_comments(found.data):
            copy = self.keep_beside("with-comments", found.data, found.rights)
            yield f"the comments of the file are kept in {display(copy)}"

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


class _OvertakenError(Exception):
    """A newer version was saved while this one was written."""
