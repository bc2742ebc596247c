"""The one owner of the open project: every edit goes through it, to the history and the disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.interview import edits
from ragft_tui.core.interview.flow import Interview
from ragft_tui.core.model import Capability, Draft, Project, Review, VerdictType
from ragft_tui.core.review.decision import accepted, overridden
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict.assess import Assessment, assess
from ragft_tui.session.reviewer import Reviewer
from ragft_tui.storage import files, recent
from ragft_tui.storage.paths import display
from ragft_tui.storage.project.encode import TooLargeError
from ragft_tui.storage.project.load import load_project, project_from_bytes
from ragft_tui.storage.rulebooks import load_rulebook
from ragft_tui.storage.saving.lock import NoLockError, ProjectLock
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError
from ragft_tui.storage.saving.saver import SaveState
from ragft_tui.storage.saving.session_file import SessionFile

_NO_LOCK = "There are no locks on this file system: open the file in one session at a time."


@dataclass(frozen=True, slots=True)
class _Step:
    """One change in the history, with the words that undo names it by."""

    words: str
    before: Interview
    moved: bool = False
    """Whether it was a step of the interview; taking it back leads to where it was taken, then."""
    other: bytes = b""
    """The version of another program, where it was taken. Taking that back keeps it beside, and
    brings texts in progress back as well, which stay as they are else."""


class Session:
    """An open project: what is shown is here, and nowhere else."""

    def __init__(
        self,
        path: Path,
        interview: Interview,
        file: SessionFile | None,
        read_only_reason: str = "",
    ) -> None:
        """Take ownership of a project.

        Args:
            path: The project file.
            interview: The interview about it, at the place to begin with.
            file: Saves each version; `None` where this session only looks.
            read_only_reason: Why it only looks.
        """
        self.path = path
        self.reviewer = Reviewer(directory=path.parent)
        """Who decides in this session."""
        self.rulebook = interview.rulebook
        self.interview = interview
        self.read_only_reason = read_only_reason
        self.cursors: tuple[recent.Cursor, ...] = ()
        """Where in its place the user was when the session was left."""
        self.reviewing: str | None = None
        """The id of the capability that is selected in the review; `None` in the interview."""
        self.news = ""
        """What the user could not be told when the session was left."""
        self._file = file
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []

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
        if interview.project != old.project:
            self._submit(urgent=False)
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
        self._change(_Step(words, self.interview), self.interview.on(project))

    def _change(self, step: _Step, interview: Interview) -> None:
        self._undo.append(step)
        self._redo.clear()
        self.interview = interview
        self._submit(urgent=True)

    def draft(self, capability_id: str, draft: Draft) -> None:
        """Keep text in progress with a capability that exists."""
        project, _ = edits.drafted(self.project, capability_id, draft)
        self.go(self.interview.on(project))

    def accept(self, capability: Capability) -> None:
        """Accept the verdict on a capability.

        Raises:
            InvalidAnswerError: Where there is no verdict to accept yet.
        """
        self._review("accept", capability, self.acceptance(capability))

    def acceptance(self, capability: Capability) -> Review:
        """Return the review that accepts the verdict on a capability now.

        Raises:
            InvalidAnswerError: Where there is no verdict to accept yet, or nobody said who decides.
        """
        by = self.reviewer.signature
        return accepted(capability, self.rulebook, by=by, on=_today())

    def override(self, capability: Capability, decision: VerdictType, because: str) -> None:
        """Put another type in the place of the verdict on a capability.

        Raises:
            InvalidAnswerError: Where no reason is given, or nobody said who decides.
        """
        by = self.reviewer.signature
        review = overridden(capability, self.rulebook, decision, because, by=by, on=_today())
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
        target.append(replace(step, before=self.interview))
        before = step.before.project
        project = before if step.other else edits.with_drafts(before, self.project)
        if step.other:
            with suppress(RagftError):
                self._writer.copy_other_version(step.other)
        self.interview = (step.before if step.moved else self.interview).on(project)
        self._submit(urgent=True)
        return step.words

    @property
    def _writer(self) -> SessionFile:
        if self._file is None:
            raise RuntimeError("this session only looks")
        return self._file

    def _submit(self, *, urgent: bool) -> None:
        self._writer.submit(self.project, self._resume_point, urgent=urgent)

    def remember(self) -> None:
        """Note in the list of sessions how far this one is, and where."""
        if self._file is not None:
            self._file.list_as_recent(self.project, self._resume_point)

    @property
    def at_review(self) -> bool:
        """Whether the user is at the review: left there, only looking, or with nothing to ask."""
        return (
            bool(self.read_only_reason)
            or self.reviewing is not None
            or self.interview.place is None
        )

    @property
    def _resume_point(self) -> recent.ResumePoint:
        return recent.ResumePoint(self.interview.place, self.cursors, self.reviewing)

    def save_soon(self) -> None:
        """Save without waiting for a pause."""
        self._submit(urgent=True)

    def save_now(self) -> None:
        """Save in the thread that asks, or else elsewhere; for a signal's handler."""
        if self._file is not None:
            self._file.save_now(self.project)

    @property
    def begun(self) -> bool:
        """Whether this session has anything of its own to save, now or before it was closed."""
        return self._file is not None and self._file.edited

    def close(self) -> str:
        """Save what is not saved yet and let the file go.

        Returns:
            An empty text, or what became of the work where it is not in its file.
        """
        if self._file is None:
            return ""
        self._file.close(self.project, self._resume_point)
        return self._file.failure or ""

    def go_home(self) -> str:
        """Close for the list of sessions; an interview that goes on is resumed at its question.

        Returns:
            As `close` does.
        """
        if self.interview.place is not None:
            self.reviewing = None  # the way out of the interview leads through the review
        return self.close()

    @property
    def taken_over_by(self) -> str | None:
        """Who asked for the file; known once the session is closed."""
        return self._file.taken_over_by if self._file else None

    def theirs(self, error: ChangedByAnotherError) -> Project:
        """Return the project that another program wrote into the file.

        Raises:
            RagftError: Where it is not a project.
        """
        theirs = project_from_bytes(error.other_version, self.path, self.rulebook)[0]
        if theirs.rulebook != self.project.rulebook:
            name = theirs.rulebook or self.rulebook.edition
            raise UsageError(
                f"it is assessed by another rulebook, {name}",
                advice="go on beside, and open it anew",
            )
        return theirs

    def keep_mine(self, error: ChangedByAnotherError) -> Path:
        """Keep the other version beside, and save this one; returns where the other one is.

        Raises:
            RagftError: Where it cannot be kept.
        """
        copy = self._writer.copy_other_version(error.other_version, error.rights)
        self._writer.reconcile(error)
        self.save_soon()
        return copy

    def take_theirs(self, error: ChangedByAnotherError) -> None:
        """Go on with the other version; undo brings this one back.

        Raises:
            RagftError: Where it is not a project.
        """
        theirs = self.theirs(error)
        self._writer.reconcile(error)
        step = _Step("take the other version", self.interview, other=error.other_version)
        self._change(step, self.interview.on(theirs))

    def go_on_beside(self) -> None:
        """Keep the project in a file beside, and go on there; the other version stays.

        Raises:
            RagftError: Where it cannot be kept.
        """
        self.path, self._file = self._writer.move_beside(self.project)
        self.remember()


def open_session(
    path: Path,
    rulebook: Rulebook | None,
    on_save: Callable[[SaveState], None],
    *,
    create: bool = True,
    read_only_reason: str = "",
    by: str = "",
) -> Session:
    """Open a project file, at the place where it was left on this machine.

    One that could not be saved again is only looked at.

    Args:
        path: The project file.
        rulebook: What to assess by; `None` for the rulebook that the project names.
        on_save: Told by the saver thread whenever the state of saving changes.
        create: Whether a file that is missing is a new project; it is written with its first text.
        read_only_reason: Why nothing may be changed; empty where it may be written.
        by: Who decides in reviews, as the settings say it.

    Raises:
        HeldError: Where another session writes it.
        RagftError: Where it cannot be read, or a new one cannot be written, or is not a project.
    """
    read_only_reason = read_only_reason or _why_not_writable(path)
    if not read_only_reason:
        try:
            session = _writing(path, rulebook, on_save, create=create)
            session.reviewer = Reviewer(by, path.parent)
        except NoLockError as error:
            if not files.is_there(path):
                raise
            read_only_reason = f"{error.source}: {error.what}"
        except TooLargeError as error:
            read_only_reason = f"it could not be saved: {error.what}"
        else:
            return session
    project, chosen = load_project(path, rulebook)
    return Session(path, Interview(project, chosen), None, read_only_reason)


def _writing(
    path: Path,
    rulebook: Rulebook | None,
    on_save: Callable[[SaveState], None],
    *,
    create: bool,
) -> Session:
    """Lock a project file and open it: who held the lock until now may just have saved."""
    files.ensure_writable(path)
    lock = ProjectLock(path)
    try:
        if create and not path.exists():
            found = b""
            project, chosen = Project(name=project_name(path)), rulebook or load_rulebook()
        else:
            found = files.read_project_file(path)
            project, chosen = project_from_bytes(found, path, rulebook)
        file = SessionFile(lock, chosen, on_save, found, project)
    except BaseException:
        lock.release()
        raise
    last = recent.last_session(path)
    point = last.point if last else recent.ResumePoint()
    interview = Interview.resume(project, chosen, point.place)
    session = Session(path, interview, file)
    if interview.place == point.place:
        session.cursors = point.cursors
    if project.capabilities:
        session.reviewing = point.reviewing
    news = [f"When this was left: {last.failure}."] if last is not None and last.failure else []
    if lock.missing:
        news.append(_NO_LOCK)
    if file.news:
        news.append(file.news)
    session.news = " ".join(news)
    return session


def _why_not_writable(path: Path) -> str:
    """Return why a file that exists can only be looked at, or an empty text."""
    if files.is_there(path):
        try:
            files.ensure_writable(path)
        except UsageError as error:
            itself = error.source == display(path)
            return f"the file {error.what}" if itself else f"{error.source}: {error.what}"
    return ""


def project_name(path: Path) -> str:
    """Return the name that a new project takes from its file, such as `Claims triage`."""
    words = one_line(path.stem.replace("-", " ").replace("_", " "))
    return words[:1].upper() + words[1:] or "Application"


def _today() -> date:
    return datetime.now().astimezone().date()
