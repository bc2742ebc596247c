"""The one owner of the open project: every edit goes through it, to the history and the disk."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.core.interview import edits
from ragft_tui.core.interview.flow import Interview
from ragft_tui.core.model import Capability, Draft, Project, Review, VerdictType
from ragft_tui.core.review import accepted, overridden, tally
from ragft_tui.core.rules.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict.assess import Assessment, assess
from ragft_tui.store import codec, files, recent
from ragft_tui.store.copies import rescue
from ragft_tui.store.projects import project_from_bytes
from ragft_tui.store.rulebooks import load_rulebook
from ragft_tui.store.saver import Saver, SaveState

__all__ = ["Session", "open_session", "project_name"]

_FLUSH_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class _Step:
    """One change in the history, with the words that undo names it by."""

    words: str
    before: Interview
    moved: bool
    """Whether it was a step of the interview; taking it back leads to where it was taken, then."""


class Session:
    """An open project: what is shown is here, and nowhere else."""

    def __init__(
        self,
        path: Path,
        interview: Interview,
        on_save: Callable[[SaveState], None],
        found: bytes = b"",
    ) -> None:
        """Take ownership of a project.

        Args:
            path: The project file.
            interview: The interview about it, at the place to begin with.
            on_save: Told by the saver thread whenever the state of saving changes.
            found: What the file held when it was read; nothing where there was none.
        """
        self.path = path
        self.rulebook = interview.rulebook
        self.interview = interview
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._left: str | None = None
        encode = partial(codec.encode, rulebook=self.rulebook)
        self._saver = Saver(path, encode, on_save, expected=found)
        self._notes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="notes")

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.interview.project

    def assess(self, capability: Capability) -> Assessment:
        """Assess a capability by the rulebook of this session."""
        return assess(capability, self.rulebook)

    def go(self, interview: Interview) -> None:
        """Move; what is typed meanwhile is kept as a draft, and is not a step of the history."""
        old, self.interview = self.interview, interview
        if interview.project is not old.project:
            self._saver.submit(self.project, urgent=False)
        if interview.place != old.place:
            self.remember()

    def do(self, words: str, interview: Interview) -> None:
        """Make a change.

        Args:
            words: What undo will call it, such as "answer volatility".
            interview: The interview after it.
        """
        self._change(_Step(words, self.interview, moved=True), interview)

    def edit(self, words: str, project: Project) -> None:
        """Change the project, staying at the same place of the interview."""
        self._change(_Step(words, self.interview, moved=False), self.interview.on(project))

    def _change(self, step: _Step, interview: Interview) -> None:
        self._undo.append(step)
        self._redo.clear()
        self.interview = interview
        self._saver.submit(self.project, urgent=True)

    def draft(self, capability_id: str, draft: Draft) -> None:
        """Keep text in progress with a capability that exists."""
        project, _ = edits.drafted(self.project, capability_id, draft)
        self.go(self.interview.on(project))

    def accept(self, capability: Capability) -> None:
        """Accept the verdict on a capability.

        Raises:
            InvalidAnswerError: Where there is no verdict to accept yet.
        """
        decision = accepted(capability, self.rulebook, by=_who(), on=_today())
        self._review("accept", capability, decision)

    def override(self, capability: Capability, decision: VerdictType, because: str) -> None:
        """Put another type in the place of the verdict on a capability.

        Raises:
            InvalidAnswerError: Where no reason is given.
        """
        review = overridden(capability, self.rulebook, decision, because, by=_who(), on=_today())
        self._review("override", capability, review)

    def reopen(self, capability: Capability) -> None:
        """Take the decision on a capability back."""
        self._review("reopen", capability, None)

    def note(self, capability: Capability, text: str) -> None:
        """Set the notes of a capability.

        Raises:
            InvalidAnswerError: Where they do not fit in a field.
        """
        kept = edits.checked(text, "the note") if text.strip() else ""
        self.edit(f"note on “{capability.name}”", edits.note(self.project, capability.id, kept))

    def _review(self, words: str, capability: Capability, review: Review | None) -> None:
        project = edits.review(self.project, capability.id, review)
        self.edit(f"{words} “{capability.name}”", project)

    def undo(self) -> str:
        """Take the last change back; returns its words, or an empty text at the beginning."""
        return self._swap(self._undo, self._redo)

    def redo(self) -> str:
        """Make the change again that was taken back last; returns its words, or an empty text."""
        return self._swap(self._redo, self._undo)

    def _swap(self, source: list[_Step], target: list[_Step]) -> str:
        if not source:
            return ""
        step = source.pop()
        target.append(_Step(step.words, self.interview, step.moved))
        project = edits.with_drafts(step.before.project, self.project)
        self.interview = (step.before if step.moved else self.interview).on(project)
        self._saver.submit(self.project, urgent=True)
        return step.words

    def remember(self) -> None:
        """Note in the list of sessions how far this one is, and where; not before it has a file.

        A thread does it, so that nothing on the screen waits for the disk.
        """
        self._notes.submit(self._remember, self.interview)

    def _remember(self, interview: Interview) -> None:
        if self.path.exists():
            count = tally(interview.project, self.rulebook)
            recent.remember(
                self.path,
                name=interview.project.name,
                decided=count.decided,
                total=count.total,
                place=interview.place,
            )

    def save_now(self) -> None:
        """Save in the thread that asks, or else keep a rescue copy; for a signal's handler."""
        try:
            self._saver.save_now(self.project)
        except RagftError:
            self._rescue()

    def _rescue(self) -> str:
        """Keep what cannot be saved elsewhere, and return where, or why that fails, too."""
        try:
            return str(rescue(codec.encode_whole(self.project, self.rulebook), self.path))
        except RagftError as error:
            return f"no place at all: {error}"

    def close(self) -> str:
        """Save what is not saved yet and let the file go.

        Returns:
            An empty text, or where the work is in case that the file could not be written.
        """
        if self._left is not None:
            return self._left
        saved = self._saver.flush(timeout=_FLUSH_SECONDS)
        self._saver.close()
        self.remember()
        self._notes.shutdown()
        self._left = "" if saved else self._rescue()
        return self._left


def open_session(
    path: Path,
    rulebook: Rulebook | None,
    on_save: Callable[[SaveState], None],
    *,
    create: bool = True,
) -> Session:
    """Open a project file, at the place where it was left on this machine.

    Args:
        path: The project file.
        rulebook: What to assess by; `None` for the rulebook that the project names.
        on_save: Told by the saver thread whenever the state of saving changes.
        create: Whether a file that is missing is a new project; it is written with its first text.

    Raises:
        RagftError: Where it cannot be read or written, or is not a project.
    """
    if create and not path.exists():
        files.ensure_writable(path)
        project = Project(name=project_name(path))
        return Session(path, Interview.resume(project, rulebook or load_rulebook()), on_save)
    found = files.read_project_file(path)
    project, chosen = project_from_bytes(found, path, rulebook)
    files.ensure_writable(path)
    interview = Interview.resume(project, chosen, recent.last_place(path))
    return Session(path, interview, on_save, found)


def project_name(path: Path) -> str:
    """Return the name that a new project takes from its file, such as `Claims triage`."""
    words = one_line(path.stem.replace("-", " ").replace("_", " "))
    return words[:1].upper() + words[1:] or "Application"


def _who() -> str:
    try:
        return one_line(getpass.getuser())
    except (KeyError, OSError):  # no login name and no entry for the user id
        return ""


def _today() -> date:
    return datetime.now().astimezone().date()
