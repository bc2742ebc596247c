"""The saver: a thread that keeps the newest version of a project on the disk."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Project
from ragft_tui.core.records import dataclass
from ragft_tui.cycles import exempt_all, unsearched
from ragft_tui.storage.atomic import RescueCopy
from ragft_tui.storage.files import not_saved
from ragft_tui.storage.project.encode import ProjectEncoder
from ragft_tui.storage.saving.saved_file import PATIENCE, SavedFile
from ragft_tui.threads import AFTER_START, start_thread

_PREPARING: Final = 1.0
"""The longest wait at the end for what a save can go without, in seconds."""

_REST: Final = 0.5
"""How long the thread may take to end, in seconds."""


@dataclass(frozen=True, slots=True)
class Saving:
    """Something was submitted that is not on the disk yet."""


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything that was submitted is on the disk."""

    at: datetime
    """The moment, in local time."""
    note: str = ""
    """What the user should know about it; usually empty."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The last attempt failed; others follow by themselves until one succeeds."""

    error: RagftError
    copy: Path | None = None
    """The rescue copy, which follows each version meanwhile; `None` if no place takes it."""


SaveState = Saving | Saved | Failed


@dataclass(frozen=True, slots=True)
class Timing:
    """When a version is saved, in seconds."""

    urgent: float = 0.05
    """After an answer: the next question is drawn meanwhile, without a save that takes turns."""
    quiet: float = 0.4
    """After the last change."""
    longest: float = 0.6
    """After the first change that is not saved yet."""
    retry: float = 2.0
    """After an attempt that failed."""


class Saver:
    """Saves versions of one project in their order, leaving out those that were overtaken."""

    def __init__(
        self,
        file: SavedFile,
        encoder: ProjectEncoder,
        notify: Callable[[SaveState], object],
        timing: Timing | None = None,
        *,
        opened: Project | None = None,
    ) -> None:
        """Start the thread.

        Args:
            file: The file to save to.
            encoder: Makes the bytes of a project.
            notify: Called with each new state, by the saver's thread or by the one that submits; so
                it must return at once and never wait for the other.
            timing: When drafts are saved; usually left out.
            opened: The project as it was opened.

        Raises:
            RagftError: If no thread can be started.
        """
        self.file = file
        self._rescue = RescueCopy(file.path)
        self._encoder = encoder
        self._prepared = self._went_without = False
        self._notify = notify
        self._timing = timing or Timing()
        # Re-entrant: a signal handler may interrupt the thread that holds it.
        self._changed = threading.Condition(threading.RLock())
        # A version and its project in one value, which a signal handler finds whole at any moment.
        self._newest = (0, opened or Project(name=""))
        self._failed = 0
        self._due = 0.0
        self._latest = math.inf
        """When what was submitted has to be saved, whatever else is submitted until then."""
        self._closing = False
        self._state: SaveState | None = None
        self._thread = start_thread("saver", self._run)

    def submit(self, project: Project, *, urgent: bool) -> None:
        """Submit a version, and return at once.

        Args:
            project: The newest version.
            urgent: Whether to save it as soon as it is shown; a draft waits until typing pauses,
                but not for long.
        """
        with self._changed:
            if self._closing:
                raise RuntimeError("the saver is closed")
            now = time.monotonic()
            self._newest = (self._version + 1, project)
            self._prepared = False
            longest = self._timing.urgent if urgent else self._timing.longest
            self._latest = min(self._latest, now + longest)
            self._due = min(now + self._timing.quiet, self._latest)
            self._changed.notify_all()
        # Told at once, it is drawn with what was submitted, and not by itself right after that.
        self._change_state(Saving())

    def flush(self, timeout: float) -> bool:
        """Save at once, and return whether everything submitted is on the disk.

        Args:
            timeout: The longest wait, in seconds; a failed attempt ends it early.
        """
        with self._changed:
            wanted = self._version
            if self.file.written < wanted:
                self._failed, self._due = 0, 0.0
                self._changed.notify_all()
            self._changed.wait_for(
                lambda: (
                    wanted <= max(self.file.written, self._failed) or not self._thread.is_alive()
                ),
                timeout,
            )
            return self.file.written >= wanted

    def stop(self) -> None:
        """End the thread, and leave the file as it is."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        # It is at rest, unless the disk hangs.
        self._thread.join(_REST)
        self.file.close()

    def save_last(self, project: Project, timeout: float) -> None:
        """Save what is left, and make sure that the file holds it; nothing is saved afterwards.

        Args:
            project: The newest version.
            timeout: The longest wait for the thread, in seconds.

        Raises:
            ReplacedError: If the name of the file stands for something else, or for nothing.
            RagftError: If it cannot be saved.
        """
        if not self.file.vanished:
            self.flush(timeout)
            with self._changed:
                self._changed.notify_all()
                self._changed.wait_for(
                    lambda: (
                        self._prepared
                        or self.file.written < self._version  # the save failed
                        or not self._thread.is_alive()
                    ),
                    _PREPARING,
                )
        self.save_now(project)

    def save_now(self, project: Project) -> None:
        """Save a version in the calling thread, which may be in a signal handler.

        Every lock is waited for with a timeout, and a save of an older version that was
        interrupted or runs meanwhile cannot replace this one. A file that is gone is not made
        again: whoever leaves then finds the work elsewhere, and is told where.

        Raises:
            ReplacedError: If the name of the file stands for something else, or for nothing.
            RagftError: If it cannot be saved.
        """
        locked = self._changed.acquire(timeout=PATIENCE)
        try:
            version = self._version + 1
            self._newest = (version, project)
        finally:
            if locked:
                self._changed.release()
        self.file.save(version, self._encoder.encode(project), recreate=False)
        self._rescue.discard(version)

    def write_rescue_copy(self, project: Project) -> Path:
        """Write the newest version to the rescue copy, and return the path of that.

        Raises:
            RagftError: If no place takes it.
        """
        return self._rescue.write(self._version, self._encoder.brief(project))

    def discard_rescue_copy(self) -> None:
        """Remove the rescue copy: the work is in another file."""
        self._rescue.discard(self._version)

    def reconcile(self, other_version: bytes) -> None:
        """Accept what another program wrote as known, so that the next version replaces it.

        Args:
            other_version: What the file holds, and what the user decided on.
        """
        self.file.reconcile(other_version)
        self._state = None

    @property
    def _version(self) -> int:
        return self._newest[0]

    def _run(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._version > 0, AFTER_START)
        while self._wait_for_work():
            self._change_state(Saving())
            if (due := self._take_when_due()) is None:
                break
            version, project = due
            error = self._attempt(version, project)
            copy = self._rescue_version(version, project) if error else None
            with self._changed:
                if error:
                    self._failed = version
                    if self._latest == math.inf:  # nothing was submitted meanwhile
                        now = time.monotonic()
                        self._latest = now + self._timing.longest
                        self._due = now + self._timing.retry
                saved_all = self.file.written >= self._version
                self._changed.notify_all()
            if error:
                self._change_state(Failed(error, copy))
            elif saved_all:
                self._rescue.discard(version)
                self._change_state(Saved(datetime.now().astimezone(), self.file.take_notes()))

    def _wait_for_work(self) -> bool:
        """Wait for a version to save; return whether there is one, and not the end."""
        while not (self._prepared or self._has_work()):
            self._prepare_more()
        with self._changed:
            self._changed.wait_for(self._has_work)
            return not self._closing

    def _take_when_due(self) -> tuple[int, Project] | None:
        with self._changed:
            while (wait := self._due - time.monotonic()) > 0 and not self._closing:
                self._changed.wait(wait)
            self._latest = math.inf
            return None if self._closing else self._newest

    def _has_work(self) -> bool:
        return self._closing or self.file.written < self._version

    def _prepare_more(self) -> None:
        """Prepare for saves to come; a save that went without that is done once more."""
        try:
            with unsearched():
                more = self._encoder.prepare(self._newest[1])
        except Exception:  # noqa: BLE001 - whatever it is, this thread must live on
            more = False
        with self._changed:
            self._went_without = self._went_without or more
            if not more:
                if self._went_without:
                    exempt_all()
                self._prepared = True
                if self._went_without and self.file.written and not self._closing:
                    self.submit(self._newest[1], urgent=True)
                self._went_without = False
            self._changed.notify_all()

    def _attempt(self, version: int, project: Project) -> RagftError | None:
        """Save a version, and return the error if it cannot be saved."""
        try:
            self.file.save(version, self._encoder.encode(project))
        except RagftError as error:
            return error
        except Exception as error:  # noqa: BLE001 - whatever it is, this thread must live on
            cause = f"the program has a fault ({type(error).__name__}: {error})"
            return not_saved(cause, self.file.path, "please report it")
        return None

    def _rescue_version(self, version: int, project: Project) -> Path | None:
        try:
            return self._rescue.follow(version, self._encoder.brief(project))
        except Exception:  # noqa: BLE001 - whatever it is, this thread must live on
            return None

    def _change_state(self, state: SaveState) -> None:
        """Notify of a state that is news; a failure stays one until a save succeeds."""
        before = self._state
        match state, before:
            case (Saving(), Saving() | Failed()):
                return
            case (Failed(), Failed()) if (str(state.error), state.copy) == (
                str(before.error),
                before.copy,
            ):
                return
        self._state = state
        # Whoever listens may be gone already, and that is no reason to stop saving.
        with suppress(Exception):
            self._notify(state)
