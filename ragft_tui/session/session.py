"""The session: the one owner of the open project, its history, its drafts and its file."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ragft_tui.core import review as reviews
from ragft_tui.core import verdict as verdicts
from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.interview import Interview, edits
from ragft_tui.core.model import Capability, Draft, Project
from ragft_tui.core.text import as_sentence
from ragft_tui.session.history import Change, History, Reverted
from ragft_tui.session.reviewer import Reviewer
from ragft_tui.session.status import SaveStatus
from ragft_tui.storage import recent
from ragft_tui.storage.paths import display
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.storage.saving.session_file import SessionFile

if TYPE_CHECKING:
    from ragft_tui.core.review import OutdatedReview
    from ragft_tui.core.verdict import Assessment


class Session:
    """An open project: every change goes through it, to the history and to the disk.

    The use cases are functions of `interview`, `review` and `conflicts`, which call `go`, `step`
    and `edit`; both faces call those.
    """

    def __init__(
        self, interview: Interview, status: SaveStatus, file: SessionFile | None, reviewer: Reviewer
    ) -> None:
        """Take ownership of a project.

        Args:
            interview: The interview about it, at the position to begin with.
            status: How saving stands.
            file: The file that each version is saved to; `None` if nothing may be changed.
            reviewer: Who decides in this session.
        """
        self.interview = interview
        self.rulebook = interview.rulebook
        self.status = status
        self.reviewer = reviewer
        self.cursors: tuple[recent.Cursor, ...] = ()
        """Where in the fields of its position the user was when the session was left."""
        self.reviewing: str | None = None
        """The id of the capability that is selected in the review; `None` in the interview."""
        self.news = ""
        """What the user is told when the next picture is drawn."""
        self._opened = interview.project
        self._file = file
        self.history = History()
        self._lexicon_is_checked = False
        if any(item.described for item in self.project.capabilities):
            self.check_lexicon()

    def take_news(self) -> str:
        """Return what is news to the user, which is none any more."""
        news, self.news = self.news, ""
        return news

    def check_lexicon(self) -> None:
        """Add to the news, once, why learned words do not count, if they do not; it loads them."""
        if self._lexicon_is_checked:
            return
        self._lexicon_is_checked = True
        from ragft_tui.report.view import describe_lexicon_problem

        if problem := describe_lexicon_problem(self.rulebook):
            self.news = " ".join(filter(None, (self.news, as_sentence(problem))))

    @property
    def path(self) -> Path:
        """The project file."""
        return self.status.path

    @cached_property
    def outdated(self) -> tuple[OutdatedReview, ...]:
        """The reviews that another edition of the rulebook made stale; emptied once shown.

        They are looked for when they are first asked for, after the first picture.
        """
        if not self._opened.capabilities:
            return ()
        return reviews.find_outdated_reviews(self._opened, self.rulebook)

    @property
    def read_only_reason(self) -> str | None:
        """Why nothing may be changed; `None` if everything may."""
        return self.status.read_only_reason

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.interview.project

    @property
    def at_review(self) -> bool:
        """Whether the user is at the review: left there, only looking, or with nothing to ask."""
        return (
            self.read_only_reason is not None
            or self.reviewing is not None
            or self.interview.position is None
        )

    def assess(self, capability: Capability) -> Assessment:
        """Return the assessment of a capability by the rulebook of this session."""
        return verdicts.assess(capability, self.rulebook)

    def current(self, capability_id: str) -> Capability:
        """Return a capability as it is now.

        Raises:
            UsageError: If it was removed.
        """
        found = self.project.capability(capability_id)
        if found is None:
            raise UsageError("the capability is gone")
        return found

    def go(self, interview: Interview) -> None:
        """Move in the interview, or keep text in progress; neither is a change of the history."""
        old, self.interview = self.interview, interview
        if interview.project != old.project:
            self._writable.submit(self.project, self._resume_point, urgent=False)
        if interview.position != old.position:
            self.list_as_recent()

    def step(self, label: str, interview: Interview) -> None:
        """Change the project by a step of the interview.

        Args:
            label: What undo calls it.
            interview: The interview after it.
        """
        self._change(Change(label, self.interview, is_step=True), interview)

    def edit(self, label: str, project: Project) -> None:
        """Change the project, staying at the same position of the interview.

        Args:
            label: What undo calls it.
            project: The project after it.
        """
        self._change(Change(label, self.interview), self.interview.on(project))

    def draft(self, capability_id: str, draft: Draft) -> None:
        """Keep text in progress with a capability that exists."""
        project, _ = edits.set_draft(self.project, capability_id, draft)
        self.go(self.interview.on(project))

    def _change(self, change: Change, interview: Interview) -> None:
        self.history.add(change)
        self.interview = interview
        self.save_soon()

    def undo(self) -> Reverted:
        """Undo the last change."""
        nothing = "Nothing to undo."
        return self._revert(self.history.undo(self.interview), "Undone", nothing)

    def redo(self) -> Reverted:
        """Make the change again that was undone last."""
        return self._revert(self.history.redo(self.interview), "Redone", "Nothing to redo.")

    def _revert(self, change: Change | None, done: str, nothing: str) -> Reverted:
        if change is None:
            return Reverted(None, nothing)
        if change.other_version is not None:
            with suppress(RagftError):
                self._writable.copy_other_version(change.other_version)
        self.interview = change.revert(self.interview)
        self.save_soon()
        return Reverted(change.label, f"{done}: {change.label}.")

    @property
    def _writable(self) -> SessionFile:
        if self._file is None:
            raise RuntimeError("the session is read-only")
        return self._file

    def list_as_recent(self, rest: float = 0) -> None:
        """Update the entry in the list of recent sessions: how far this one is, and where.

        Args:
            rest: How long that may wait, in seconds.
        """
        if self._file is not None:
            self._file.list_as_recent(self.project, self._resume_point, rest)

    @property
    def _resume_point(self) -> recent.ResumePoint:
        return recent.ResumePoint(self.interview.position, self.cursors, self.reviewing)

    def save_soon(self) -> None:
        """Save without waiting for a pause."""
        self._writable.submit(self.project, self._resume_point, urgent=True)

    def save_now(self) -> None:
        """Save in the calling thread, or else in the rescue copy; for a signal's handler."""
        if self._file is not None:
            self._file.save_now(self.project)

    @property
    def has_work(self) -> bool:
        """Whether the session had anything of its own to save, also once it is closed."""
        return self._file is not None and self._file.edited

    def close(self) -> str | None:
        """Save what is not saved yet and let the file go.

        Returns:
            The file and what became of the work that it does not hold; `None` if it holds all.
        """
        if self._file is None:
            return None
        self._file.close(self.project, self._resume_point)
        return f"{display(self.path)}: {self._file.failure}" if self._file.failure else None

    @property
    def taken_over_by(self) -> str | None:
        """Who asked for the file, in words; known once the session is closed."""
        return self._file.taken_over_by if self._file else None

    def keep_own_version(self, error: ChangedByAnotherError) -> Path:
        """Save this version, and return the copy beside that holds the other one.

        Raises:
            RagftError: If that copy cannot be made.
        """
        copy = self._writable.copy_other_version(error.other_version, error.rights)
        self._writable.reconcile(error)
        self.save_soon()
        return copy

    def take_other_version(self, other: Project, error: ChangedByAnotherError) -> None:
        """Go on with the project that the other version holds; undo brings this one back."""
        self._writable.reconcile(error)
        change = Change(
            "the switch to the other version", self.interview, other_version=error.other_version
        )
        self._change(change, self.interview.on(other))

    def continue_beside(self) -> None:
        """Save this version in a file beside and go on there; the file keeps the other one.

        Raises:
            RagftError: If that file cannot be made.
        """
        path, self._file = self._writable.move_beside(self.project)
        self.status.move_to(path)
        self.list_as_recent()
