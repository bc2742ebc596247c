"""Conflicts: a file that another session writes, a file that another program changed."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.model import Project
from ragft_tui.core.review import diff_projects
from ragft_tui.core.text import one_line
from ragft_tui.session.session import Session
from ragft_tui.storage.files import is_there
from ragft_tui.storage.paths import display
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.saving.lock import HeldError, take_over
from ragft_tui.storage.saving.saved_file import ChangedByAnotherError

WAITING: Final = "Waiting for the other session to save and quit..."
"""What is shown while a file is taken over."""


class Choice(StrEnum):
    """One way out of a conflict, as it is shown."""

    LOOK = "Open it read-only"
    TAKE_OVER = "Take over: the other session saves and quits"
    LEAVE = "Cancel"
    KEEP_OWN = "Keep your version; the other one is kept in a copy"
    TAKE_OTHER = "Use the other version; undo brings yours back"
    CONTINUE_BESIDE = "Save your version in a new file, and continue there"
    SHOW_DIFFERENCE = "Show the differences"


class InUse:
    """A project file that another session writes."""

    title: Final = "In use"

    def __init__(self, held: HeldError) -> None:
        """Look at who holds it.

        Args:
            held: What opening it raised.
        """
        self._held = held
        self.path = held.path
        who = held.holder or "another session"
        self.read_only_reason = f"{who} is writing it"
        """Why nothing may be changed where the choice is to look."""
        why_not = (
            held.holder.takeover_obstacle if held.holder else "nobody knows whose session it is"
        )
        refused = f" It cannot be taken over: {why_not}." if why_not else ""
        self.text = f"{display(held.path)} is in use by {who}.{refused}"
        self.choices = (
            *((Choice.LOOK,) if is_there(held.path) else ()),
            *(() if why_not else (Choice.TAKE_OVER,)),
            Choice.LEAVE,
        )

    def take_over(self) -> None:
        """Ask the other session to save and leave, and wait until it has; then open the file.

        Raises:
            HeldError: If a third session was faster.
            RagftError: If it cannot be asked, or does not leave.
        """
        take_over(self._held)


class Changed:
    """A project file that another program changed since it was read."""

    title: Final = "Changed by another program"

    def __init__(self, session: Session, error: ChangedByAnotherError) -> None:
        """Look at the other version.

        Args:
            session: The session whose file it is.
            error: What saving raised.
        """
        self._session = session
        self.error = error
        refused = ""
        try:
            other_version(session, error)
        except RagftError as problem:
            refused = f" The other version cannot be used: {problem}."
        where = display(error.path)
        self.text = f"{where} was changed by another program since it was read here.{refused}"
        self.choices = (
            Choice.KEEP_OWN,
            *(() if refused else (Choice.TAKE_OTHER,)),
            Choice.CONTINUE_BESIDE,
            *(() if refused else (Choice.SHOW_DIFFERENCE,)),
        )

    def difference(self) -> list[str]:
        """Return the differences between both versions in lines: each field, yours and theirs."""
        other = other_version(self._session, self.error)
        lines = []
        for item in diff_projects(self._session.project, other, words=self._session.rulebook):
            lines.append(
                one_line(
                    f"{item.capability or 'The project'}: {item.field or 'the whole capability'}"
                )
            )
            for side, text in (("yours", item.old), ("the other", item.new)):
                lines.append(f"  {side}: {one_line(text) if text else '(nothing)'}")
        return lines or ["They differ only in the layout of the file."]

    def resolve(self, choice: Choice, undo: str) -> str:
        """Carry out a choice of a version, and return what was done in a sentence.

        Args:
            choice: Which version to go on with.
            undo: The key or the command that undoes a change.

        Raises:
            RagftError: If it cannot be done; the question stays open.
        """
        session, error = self._session, self.error
        match choice:
            case Choice.KEEP_OWN:
                copy = session.keep_own_version(error)
                return f"Your version is saved; the other version is in {copy.name}."
            case Choice.TAKE_OTHER:
                session.take_other_version(other_version(session, error), error)
                return f"The other version is open now; {undo} brings yours back."
            case _:
                session.continue_beside()
                return (
                    f"Your version continues in {session.path.name}; "
                    f"the other version is in {error.path.name}."
                )


def other_version(session: Session, error: ChangedByAnotherError) -> Project:
    """Return the project that another program wrote into the file of a session.

    Raises:
        RagftError: If it is not a project, or is assessed by another rulebook.
    """
    other = decode_project(error.other_version, session.path, session.rulebook)[0]
    if other.rulebook != session.project.rulebook:
        name = other.rulebook or "the packaged one"
        raise UsageError(
            f"it is assessed by another rulebook, {name}",
            advice="save your version in a new file, and open this one again",
        )
    return other
