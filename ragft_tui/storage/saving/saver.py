"""The saver: a thread that keeps the newest version of a project on the disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Project
from ragft_tui.storage.paths import display
from ragft_tui.storage.rights import Rights
from ragft_tui.storage.saving.rescue import RescueCopy
from ragft_tui.storage.saving.saved_file import PATIENCE, Target
from ragft_tui.threads import start_thread

_PREPARING: Final = 1.0
"""How long the end waits for what a save can go without, in seconds."""

_REST: Final = 0.5
"""How long the thread may take to end, in seconds."""


@dataclass(frozen=True, slots=True)
class Saving:
    """Something was handed over that is not on the disk yet."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything that was handed over is on the disk."""

    at: datetime
    """The moment, in local time."""
    note: str = ""
    """What the user should know about it; usually empty."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The last attempt failed; others follow by themselves until one succeeds."""

    error: RagftError
    kept: Path | None = None
    """The rescue copy, which follows each version meanwhile; `None` where no place takes it."""


SaveState = Saving | Saved | Failed


@dataclass(frozen=True, slots=True)
class Timing:
    """When a draft is saved, in seconds."""

    quiet: float = 0.4
    """After the last change."""
    longest: float = 0.6
    """After the first change that is not saved yet."""
    retry: float = 2.0
    """After an attempt that failed."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a project are made."""

    encode: Callable[[Project], bytes]
    """Makes those of its file."""
    brief: Callable[[Project], bytes] | None = None
    """Makes those of a rescue copy; `None` where they are the same."""
    prepare: Callable[[Project], bool] = lambda _: False
    """Does some of the work that a save can go without, and tells whether there was any; called
    again and again while nothing else is to be done."""


class Saver:
    """Saves versions of one project in their order, leaving out those that were overtaken."""

    def __init__(
        self,
        path: Path,
        encoding: Encoding,
        on_change: Callable[[SaveState], None],
        timing: Timing | None = None,
        *,
        expected: bytes = b"",
        first: Project | None = None,
    ) -> None:
        """Start the thread.

        Args:
            path: The file to save to.
            encoding: Makes the bytes of a project.
            on_change: Told each change of state; called by the saver's thread, so it must return
                at once and never wait for the thread that submits.
            timing: When drafts are saved; usually left out.
            expected: What the file held when it was opened; nothing where it was not there.
            first: The project as it was opened.

        Raises:
            RagftError: Where no thread can be started.
        """
        self._target = Target(path, expected)
        self._rescue = RescueCopy(path)
        self._encode = encoding.encode
        self._brief = encoding.brief or encoding.encode
        self._prepare = encoding.prepare
        self._prepared = self._went_without = False
        self._on_change = on_change
        self._timing = timing or Timing()
        # Re-entrant: a signal handler may interrupt the thread that holds it.
        self._changed = threading.Condition(threading.RLock())
        # A version and its project in one value, which a signal handler finds whole at any moment.
        self._newest = (0, first or Project(name=""))
        self._failed = 0
        self._first: float | None = None
        self._due = 0.0
        self._urgent = False
        self._closing = False
        self._state: SaveState | None = None
        self._thread = start_thread("saver", self._run)

    def take_notes(self) -> str:
        """Return what the user should know about the file and its saves since the last call."""
        return self._target.take_notes()

    def submit(self, project: Project, *, urgent: bool) -> None:
        """Hand over a version and return at once.

        Args:
            project: The newest version.
            urgent: Whether to save it now; a draft waits until typing pauses, but not for long.
        """
        with self._changed:
            if self._closing:
                raise RuntimeError("the saver is closed")
            now = time.monotonic()
            self._newest = (self._version + 1, project)
            self._prepared = False
            if self._first is None:
                self._first = now
            self._urgent = self._urgent or urgent
            latest = self._first + self._timing.longest
            self._due = now if self._urgent else min(now + self._timing.quiet, latest)
            self._changed.notify_all()

    def flush(self, timeout: float) -> bool:
        """Save at once and tell whether everything submitted is on the disk.

        Args:
            timeout: The longest wait, in seconds; a failed attempt ends it early.
        """
        with self._changed:
            wanted = self._version
            if self._target.written < wanted:
                self._failed, self._due, self._urgent = 0, 0.0, True
                self._changed.notify_all()
            self._changed.wait_for(
                lambda: (
                    wanted <= max(self._target.written, self._failed) or not self._thread.is_alive()
                ),
                timeout,
            )
            return self._target.written >= wanted

    def stop(self) -> None:
        """End the thread, and leave the file as it is."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        # It is at rest, unless the disk hangs.
        self._thread.join(_REST)
        self._target.close()

    def save_last(self, project: Project, timeout: float) -> None:
        """Save what is left, and make sure that the file holds it; nothing is saved afterwards.

        Args:
            project: The newest version.
            timeout: The longest wait for the thread, in seconds.

        Raises:
            ReplacedError: Where the name of the file stands for something else, or for nothing.
            RagftError: Where it cannot be saved.
        """
        if not self._target.vanished:
            self.flush(timeout)
            with self._changed:
                self._changed.wait_for(self._is_prepared, _PREPARING)
        self.save_now(project)

    def _is_prepared(self) -> bool:
        failed = self._target.written < self._version
        return failed or self._prepared or not self._thread.is_alive()

    def save_now(self, project: Project) -> None:
        """Save a version in the thread that asks, which may be in a signal handler.

        Every lock is waited for with a timeout, and a save of an older version that was
        interrupted or runs meanwhile cannot replace this one. A file that is gone is not made
        again: whoever leaves then has the work elsewhere, and is told.

        Raises:
            ReplacedError: Where the name of the file stands for something else, or for nothing.
            RagftError: Where it cannot be saved.
        """
        locked = self._changed.acquire(timeout=PATIENCE)
        try:
            version = self._version + 1
            self._newest = (version, project)
        finally:
            if locked:
                self._changed.release()
        self._target.save(version, self._encode(project), remake=False)
        self._rescue.discard(version)

    def keep(self, project: Project) -> Path:
        """Keep a version in the rescue copy, and return where that is.

        Raises:
            RagftError: Where no place takes it.
        """
        return self._rescue.keep(self._version, self._brief(project))

    def keep_beside(self, mark: str, data: bytes, rights: Rights | None = None) -> Path:
        """Keep data beside the file, as the target does, and return where.

        Raises:
            RagftError: Where it cannot be kept there.
        """
        return self._target.keep_beside(mark, data, rights)

    def discard(self) -> None:
        """Remove the rescue copy: the work is in another file."""
        self._rescue.discard(self._version)

    def reconcile(self, theirs: bytes) -> None:
        """Take what another program wrote as known, so that the next version replaces it.

        Args:
            theirs: What the file holds, and what the user decided on.
        """
        self._target.reconcile(theirs)
        self._state = None

    @property
    def _version(self) -> int:
        return self._newest[0]

    def _run(self) -> None:
        while self._wait_for_work():
            self._tell(Saving())
            if (due := self._take_when_due()) is None:
                break
            version, project = due
            error = self._attempt(version, project)
            kept = self._kept(version, project) if error else None
            with self._changed:
                if error:
                    self._plan_next_attempt(version)
                saved_all = self._target.written >= self._version
                self._changed.notify_all()
            if error:
                self._tell(Failed(error, kept))
            elif saved_all:
                self._rescue.discard(version)
                self._tell(Saved(datetime.now().astimezone(), self._target.take_notes()))

    def _wait_for_work(self) -> bool:
        """Wait for a version to save; there is none when the saver closes."""
        while not (self._prepared or self._has_work()):
            self._prepare_more()
        with self._changed:
            self._changed.wait_for(self._has_work)
            return not self._closing

    def _has_work(self) -> bool:
        return self._closing or self._target.written < self._version

    def _prepare_more(self) -> None:
        """Prepare for saves to come; a save that went without that is done once more."""
        try:
            more = self._prepare(self._newest[1])
        except Exception:  # noqa: BLE001 - whatever it is, this thread must live on
            more = False
        with self._changed:
            self._went_without = self._went_without or more
            if not more:
                self._prepared = True
                if self._went_without and self._target.written and not self._closing:
                    self.submit(self._newest[1], urgent=True)
                self._went_without = False
            self._changed.notify_all()

    def _take_when_due(self) -> tuple[int, Project] | None:
        with self._changed:
            while (wait := self._due - time.monotonic()) > 0 and not self._closing:
                self._changed.wait(wait)
            self._first, self._urgent = None, False
            return None if self._closing else self._newest

    def _attempt(self, version: int, project: Project) -> RagftError | None:
        try:
            self._target.save(version, self._encode(project))
        except RagftError as error:
            return error
        except Exception as error:  # noqa: BLE001 - whatever it is, this thread must live on
            return RagftError(
                f"cannot be saved: the program has a fault ({type(error).__name__}: {error})",
                where=display(self._target.path),
                advice="please report it",
            )
        return None

    def _kept(self, version: int, project: Project) -> Path | None:
        try:
            return self._rescue.keep(version, self._brief(project))
        except Exception:  # noqa: BLE001 - whatever it is, this thread must live on
            return None

    def _plan_next_attempt(self, version: int) -> None:
        self._failed = version
        if self._first is None:
            self._first = time.monotonic()
            self._due = self._first + self._timing.retry

    def _tell(self, state: SaveState) -> None:
        """Tell a state that is news; a failure stays one until a save succeeds."""
        if isinstance(state, Saving) and isinstance(self._state, Saving | Failed):
            return
        if isinstance(state, Failed) and _told(state) == _told(self._state):
            return
        self._state = state
        # Whoever listens may be gone already, and that is no reason to stop saving.
        with suppress(Exception):
            self._on_change(state)


def _told(state: SaveState | None) -> tuple[str, Path | None] | None:
    return (str(state.error), state.kept) if isinstance(state, Failed) else None
