"""The file of an open session: locked, saved to, noted in the list of sessions, and let go."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Project
from ragft_tui.core.review.decision import tally
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.storage import recent
from ragft_tui.storage.paths import display
from ragft_tui.storage.project.encoder import LARGE, Encoder
from ragft_tui.storage.rights import Rights
from ragft_tui.storage.saving.background import Background
from ragft_tui.storage.saving.lock import ProjectLock
from ragft_tui.storage.saving.place import ReplacedError
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.storage.saving.saver import Encoding, Saved, Saver, SaveState
from ragft_tui.storage.toml.parse import line_end_of

_SAVING_SECONDS: Final = 4.0
_NOTING_SECONDS: Final = 0.5


class Keeper:
    """Keeps each version of a project in its file, or else elsewhere."""

    def __init__(
        self,
        lock: ProjectLock,
        rulebook: Rulebook,
        on_save: Callable[[SaveState], None],
        found: bytes,
        project: Project,
    ) -> None:
        """Take ownership of a file.

        Args:
            lock: The right to write it; given back at the end.
            rulebook: Gives the verdicts that are recorded.
            on_save: Told by the saver thread whenever the state of saving changes.
            found: What the file held when it was read; nothing where there was none.
            project: What that means.

        Raises:
            RagftError: Where no thread can be started.
        """
        self.trouble = ""
        """What became of the work where the last save at the end failed, in words."""
        self.taken_over_by = ""
        """Who asked for the file and has it next, in words; known at the end."""
        self._lock = lock
        self._path = lock.path
        self._rulebook = rulebook
        self._on_save = on_save
        self._encoder = Encoder(rulebook, line_end_of(found))
        if len(found) > LARGE:
            self._encoder.ensure_written(project)
        self._notes = Background("notes")
        try:
            made = self._encoder
            encoding = Encoding(made.encode, made.brief, made.prepare)
            self._saver = Saver(self._path, encoding, self._tell, expected=found, first=project)
        except RagftError:
            self._notes.close(0)
            raise
        self.news = _sentence(self._saver.take_notes())
        """What was found beside the file and should be known; usually nothing."""
        self.begun = False
        """Whether there is anything that the file does not hold by itself."""
        self._closed = False

    def _tell(self, state: SaveState) -> None:
        if isinstance(state, Saved):
            notes = (state.note, self._encoder.take_note())
            state = replace(state, note=_sentence("; ".join(filter(None, notes))))
        self._on_save(state)

    def submit(self, project: Project, *, urgent: bool) -> None:
        """Hand over a version and return at once.

        Args:
            project: The newest version.
            urgent: Whether it was accepted; a draft waits until typing pauses, but not for long.
        """
        self.begun = True
        self._saver.submit(project, urgent=urgent)

    def remember(self, project: Project, where: recent.Whereabouts) -> None:
        """Note in the list of sessions how far this one is, and where; not before it has a file.

        A thread does it, so that nothing on the screen waits for the disk.
        """
        self._notes.submit(partial(self._remember, project, where))

    def _remember(self, project: Project, where: recent.Whereabouts) -> None:
        if self._path.exists():
            count = tally(project, self._rulebook)
            recent.remember(
                self._path,
                name=project.name,
                decided=count.decided,
                total=count.total,
                where=where,
                trouble=self.trouble,
            )

    def save_now(self, project: Project) -> None:
        """Save in the thread that asks, or else in the rescue copy; work may go on afterwards.

        No file is made of a project that nobody began.
        """
        if self._closed or not self.begun:
            return
        try:
            self._saver.save_now(project)
        except RagftError:
            with suppress(RagftError):
                self._saver.keep(project)

    def _save_last(self, project: Project) -> str:
        """Save, and return what became of the work where its file does not hold it."""
        try:
            self._saver.save_last(project, _SAVING_SECONDS)
        except RagftError as error:
            return self._keep_elsewhere(project, error)
        return ""

    def _keep_elsewhere(self, project: Project, error: RagftError) -> str:
        try:
            if isinstance(error, ReplacedError):
                with suppress(RagftError):
                    copy = self._saver.keep_beside("mine", self._encoder.brief(project))
                    self._saver.discard()
                    return f"{error.what}; yours is in {display(copy)}"
            return f"{error.what}; your work is in {display(self._saver.keep(project))}"
        except RagftError as worse:
            return f"{error.what}; and no place takes your work: {worse}"

    def beside(self, project: Project) -> tuple[Path, Keeper]:
        """Let the file go as another program wrote it, and keep the project in one beside.

        Returns:
            That file, and a keeper of its own.

        Raises:
            RagftError: Where it cannot be written.
        """
        data = self._encoder.encode(project)
        path = self._saver.keep_beside("mine", data)
        lock = ProjectLock(path)
        try:
            keeper = Keeper(lock, self._rulebook, self._on_save, data, project)
        except BaseException:
            lock.release()
            raise
        keeper.begun = True
        self._let_go()
        self._saver.discard()
        return path, keeper

    def replace_theirs(self, project: Project, error: ChangedByAnotherError) -> Path:
        """Keep the version of another program beside, save this one, and return where theirs is.

        Raises:
            RagftError: Where it cannot be kept.
        """
        copy = self.keep_other(error.theirs, error.rights)
        self.reconcile(error)
        self.submit(project, urgent=True)
        return copy

    def keep_other(self, theirs: bytes, rights: Rights | None = None) -> Path:
        """Keep the version of another program beside, and return where.

        Args:
            theirs: Its bytes.
            rights: Those of the file that held it, where they are known.

        Raises:
            RagftError: Where it cannot be written.
        """
        return self._saver.keep_beside("changed", theirs, rights)

    def reconcile(self, error: ChangedByAnotherError) -> None:
        """Take the version of another program as known, so that the next one replaces it."""
        self._saver.reconcile(error.theirs)

    def close(self, project: Project, where: recent.Whereabouts) -> None:
        """Save what is not saved yet and let the file go; `trouble` tells where that failed.

        Whatever another program did to the file of a project that nobody began, nothing is lost.
        """
        if self._closed:
            return
        try:
            if self.begun:
                self.trouble = self._save_last(project)
            self.remember(project, where)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._closed = True
        with ExitStack() as letting_go:  # each of them, whatever is raised by another
            letting_go.callback(self._lock.release)
            letting_go.callback(self._notes.close, _NOTING_SECONDS)
            letting_go.callback(self._saver.stop)
            self.taken_over_by = self._lock.taken_over_by()


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
