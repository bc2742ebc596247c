"""Opening a project: to write it or to look at it, where it was left."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview import Interview
from ragft_tui.core.model import Project
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import capitalize, one_line
from ragft_tui.session.config import RunConfig
from ragft_tui.session.reviewer import Reviewer
from ragft_tui.session.session import Session
from ragft_tui.session.status import SaveStatus
from ragft_tui.storage import files, recent
from ragft_tui.storage.paths import display
from ragft_tui.storage.project.encode import TooLargeError
from ragft_tui.storage.rulebooks import load_rulebook
from ragft_tui.storage.saving.lock import NoLockError, ProjectLock
from ragft_tui.storage.saving.saver import SaveState
from ragft_tui.storage.saving.session_file import SessionFile
from ragft_tui.storage.user_files import is_demo_file
from ragft_tui.threads import AFTER_START

PURPOSE: Final = (
    "Retrieval, fine-tuning, both, or neither yet? One verdict for each thing that "
    "your application has to do, with reasons that you can defend."
)
"""What the program is for, above the list of sessions."""

_MANY: Final = 50
"""Capabilities that are assessed in a twentieth of a second."""

_LARGE: Final = 512 * 1024
"""Bytes that are read in a twentieth of a second."""

_NO_LOCK: Final = "There are no locks on this file system: open the file in one session at a time."


def open_session(
    path: Path,
    config: RunConfig,
    on_save: Callable[[SaveState], object] = lambda _: None,
    *,
    create: bool = True,
    read_only_reason: str | None = None,
) -> Session:
    """Open a project file at the position where it was left on this machine.

    One that could not be saved again is opened read-only.

    Args:
        path: The project file.
        config: What to assess by, who decides in reviews, and whether anything may be changed.
        on_save: Called whenever the state of saving changes, by the saver's thread or amid an edit.
        create: Whether a file that is missing is a new project; it is written with its first text.
        read_only_reason: Why nothing may be changed in this file; `None` if it may be written.

    Raises:
        HeldError: If another session writes it.
        RagftError: If it cannot be read, or a new one cannot be written, or is not a project.
    """
    rulebook, reviewer = config.rulebook, Reviewer(config.settings.by, path.parent)
    reason = read_only_reason or config.read_only_reason or _why_not_writable(path)
    if reason is None:
        try:
            return _open_to_write(path, rulebook, on_save, reviewer, create=create)
        except NoLockError as error:
            if not files.is_there(path):
                raise
            reason = f"{error.source}: {error.what}"
        except TooLargeError as error:
            reason = f"it could not be saved: {error.what}"
    from ragft_tui.storage.project import load_project

    project, chosen = load_project(path, rulebook)
    status = SaveStatus(path, read_only_reason=reason)
    return Session(Interview(project, chosen), status, None, reviewer)


def _open_to_write(
    path: Path,
    rulebook: Rulebook | None,
    on_save: Callable[[SaveState], object],
    reviewer: Reviewer,
    *,
    create: bool,
) -> Session:
    """Lock a project file, then read it: who held the lock until now may just have saved."""
    files.ensure_writable(path)
    lock = ProjectLock(path)
    status = SaveStatus(path, on_save)
    try:
        found, project, chosen = read_or_begin(path, rulebook, create=create)
        file = SessionFile(lock, chosen, status.update, found, project)
    except BaseException:
        lock.release()
        raise
    last = recent.last_session(path)
    # What others have decided on begins with something to look at, not amid their questions.
    first = recent.ResumePoint(reviewing="" if is_demo_file(path) else None)
    point = last.point if last else first
    interview = Interview.resume(project, chosen, point.position)
    session = Session(interview, status, file, reviewer)
    if interview.position == point.position:
        session.cursors = point.cursors
    if project.capabilities:
        session.reviewing = point.reviewing
    failure = f"When this was left: {last.failure}." if last and last.failure else ""
    news = (failure, _NO_LOCK if lock.missing else "", file.news, session.news)
    session.news = " ".join(filter(None, news))
    # To list it is to assess it.
    session.list_as_recent(AFTER_START if len(project.capabilities) > _MANY else 0)
    return session


def read_or_begin(
    path: Path, rulebook: Rulebook | None, *, create: bool = True
) -> tuple[bytes, Project, Rulebook]:
    """Return the bytes of a project file, the project, and the rulebook to assess it by.

    Args:
        path: The project file.
        rulebook: What the user chose; `None` for the one that the project names.
        create: Whether a file that is missing is a new project, of no bytes.

    Raises:
        RagftError: If it cannot be read.
    """
    if create and not path.exists():
        return b"", Project(name=project_name(path)), rulebook or load_rulebook()
    # A new project has nothing to decode.
    from ragft_tui.storage.project import decode_project

    found = files.read_project_file(path)
    return found, *decode_project(found, path, rulebook)


def _why_not_writable(path: Path) -> str | None:
    """Return why a file that exists can only be looked at; `None` if it can be written."""
    if files.is_there(path):
        try:
            files.ensure_writable(path)
        except UsageError as error:
            itself = error.source == display(path)
            return f"the file {error.what}" if itself else f"{error.source}: {error.what}"
    return None


def is_large(path: Path) -> bool:
    """Return whether it takes a while to read a file; one that is too large is refused at once."""
    with suppress(OSError):
        return _LARGE < path.stat().st_size <= files.FILE_BYTES
    return False


def project_name(path: Path) -> str:
    """Return the name that a new project takes from its file, such as `Claims triage`."""
    words = one_line(path.stem.replace("-", " ").replace("_", " "))
    return capitalize(words) or "Application"


def forget_session(path: Path) -> str:
    """Remove a session from the list of recent ones; return what was done in a sentence."""
    recent.forget(path)
    return f"{display(path)} is off the list; the file stays."


def is_named_by_file(session: Session) -> bool:
    """Return whether a project has nothing yet but the name that it took from its file."""
    project = session.project
    is_begun = any(item.name for item in project.capabilities)
    return not is_begun and project.name == project_name(session.path)
