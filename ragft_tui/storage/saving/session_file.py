"""The file of an open session: locked, saved, listed among recent sessions, and closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from ragft_tui.core.decision import count_reviews
from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Project
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import as_sentence
from ragft_tui.storage import recent
from ragft_tui.storage.paths import display
from ragft_tui.storage.project.encode import LARGE, ProjectEncoder, surely_fits
from ragft_tui.storage.rights import Rights
from ragft_tui.storage.saving.lock import ProjectLock
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError, ReplacedError, SavedFile
from ragft_tui.storage.saving.saver import Saved, Saver, SaveState
from ragft_tui.storage.toml.parse import line_end_of
from ragft_tui.threads import Worker

_SAVING_SECONDS: Final = 4.0
_LISTING_SECONDS: Final = 0.5


class SessionFile:
    """Saves each version of a project in its file, or else elsewhere."""

    def __init__(
        self,
        lock: ProjectLock,
        rulebook: Rulebook,
        notify: Callable[[SaveState], object],
        found: bytes,
        project: Project,
    ) -> None:
        """Take ownership of a file.

        Args:
            lock: The right to write it; released at the end.
            rulebook: Gives the verdicts that are recorded.
            notify: Called with each new state of saving, by the saver's thread or amid an edit.
            found: What the file held when it was read; empty if there was none.
            project: What that means.

        Raises:
            RagftError: If no thread can be started.
        """
        self.failure: str | None = None
        """What became of the work if the last save at the end failed."""
        self.taken_over_by: str | None = None
        """Who asked for the file and has it next; known at the end."""
        self.edited = False
        """Whether a version was submitted: there is work that the file may not hold."""
        self._lock = lock
        self._rulebook = rulebook
        self._notify = notify
        self._latest = (project, recent.ResumePoint())
        """The newest version, and where the user is in it."""
        self._encoder = ProjectEncoder(rulebook, line_end_of(found))
        if len(found) > LARGE and not surely_fits(project):
            self._encoder.encode_without_verdicts(project)
        self._lister = Worker("recent sessions")
        file = SavedFile(lock.path, found)
        try:
            self._saver = Saver(file, self._encoder, self._change_state, opened=project)
        except RagftError:
            self._lister.close(0)
            raise
        self.news = _sentence(file.take_notes())
        """What was found beside the file and the user should know; usually nothing."""
        self._closed = False

    def _change_state(self, state: SaveState) -> None:
        """Update the list of sessions once everything is saved, then notify."""
        if isinstance(state, Saved):
            self._lister.submit(self._list_as_recent)
            notes = (state.note, self._encoder.take_note())
            state = replace(state, note=_sentence("; ".join(filter(None, notes))))
        self._notify(state)

    def submit(self, project: Project, point: recent.ResumePoint, *, urgent: bool) -> None:
        """Submit a version to be saved, and return at once.

        Args:
            project: The newest version.
            point: Where the user is in it.
            urgent: Whether it was accepted; a draft waits until typing pauses, but not for long.
        """
        self.edited = True
        self._latest = (project, point)
        self._saver.submit(project, urgent=urgent)

    def list_as_recent(self, project: Project, point: recent.ResumePoint, rest: float = 0) -> None:
        """Update the entry in the list of recent sessions; there is none before there is a file.

        A thread does it, so that nothing on the screen waits for the disk.

        Args:
            project: The project, of which the list says how far it is.
            point: Where the user is in it.
            rest: How long the thread may leave the processor to others first, in seconds.
        """
        self._latest = (project, point)
        self._lister.submit(self._list_as_recent, rest)

    def _list_as_recent(self) -> None:
        project, point = self._latest
        if self._lock.path.exists():
            count = count_reviews(project, self._rulebook)
            recent.remember(
                self._lock.path,
                name=project.name,
                decided=count.decided,
                total=count.total,
                types=count.types,
                point=point,
                failure=self.failure,
            )

    def save_now(self, project: Project) -> None:
        """Save in the calling thread, or else in the rescue copy; work may go on afterwards.

        No file is made of a project that nobody edited.
        """
        if self._closed or not self.edited:
            return
        try:
            self._saver.save_now(project)
        except RagftError:
            with suppress(RagftError):
                self._saver.write_rescue_copy(project)

    def _save_elsewhere(self, project: Project, error: RagftError) -> str:
        """Save in a copy, and return what became of the work."""
        try:
            if isinstance(error, ReplacedError):
                with suppress(RagftError):
                    copy = self._saver.file.copy_beside("mine", self._encoder.brief(project))
                    self._saver.discard_rescue_copy()
                    return f"{error.what}; yours is in {display(copy)}"
            copy = self._saver.write_rescue_copy(project)
        except RagftError as worse:
            return f"{error.what}; and your work cannot be kept anywhere: {worse}"
        return f"{error.what}; your work is in {display(copy)}"

    def move_beside(self, project: Project) -> tuple[Path, SessionFile]:
        """Leave the file as another program wrote it, and save the project in a new one beside.

        Returns:
            The path of the new file, and the session file that saves there.

        Raises:
            RagftError: If it cannot be written.
        """
        data = self._encoder.encode(project)
        path = self._saver.file.copy_beside("mine", data)
        lock = ProjectLock(path)
        try:
            beside = SessionFile(lock, self._rulebook, self._notify, data, project)
        except BaseException:
            lock.release()
            raise
        beside.edited = True
        self._release()
        self._saver.discard_rescue_copy()
        return path, beside

    def copy_other_version(self, data: bytes, rights: Rights | None = None) -> Path:
        """Copy the version of another program to a file beside, and return its path.

        Args:
            data: Its bytes.
            rights: Those of the file that held it, if they are known.

        Raises:
            RagftError: If it cannot be written.
        """
        return self._saver.file.copy_beside("changed", data, rights)

    def reconcile(self, error: ChangedByAnotherError) -> None:
        """Accept the version of another program as known, so that the next one replaces it."""
        self._saver.reconcile(error.other_version)

    def close(self, project: Project, point: recent.ResumePoint) -> None:
        """Save what is not saved yet and release the file; `failure` says if that failed.

        Whatever another program did to the file of a project that nobody edited, nothing is lost.
        """
        if self._closed:
            return
        try:
            if self.edited:
                try:
                    self._saver.save_last(project, _SAVING_SECONDS)
                except RagftError as error:
                    self.failure = self._save_elsewhere(project, error)
            self.list_as_recent(project, point)
        finally:
            self._release()

    def _release(self) -> None:
        self._closed = True
        with ExitStack() as closing:  # each of them, whatever is raised by another
            closing.callback(self._lock.release)
            closing.callback(self._lister.close, _LISTING_SECONDS)
            closing.callback(self._saver.stop)
            self.taken_over_by = self._lock.taken_over_by()


def _sentence(text: str) -> str:
    return as_sentence(text) if text else ""
