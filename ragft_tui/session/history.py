"""The undo history of an open project: its changes, and the words in the labels of undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ragft_tui.core.interview import Interview, drafts
from ragft_tui.core.model import Capability
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import one_line


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a project."""

    label: str
    """What was changed, as undo names it, such as `the note on “Refunds”`."""
    before: Interview
    """The interview before the change; once it is undone, the interview after it."""
    is_step: bool = False
    """Whether it was a step of the interview; undoing it leads back to where it was taken."""
    other_version: bytes | None = None
    """The version of another program that the change took. Undoing it brings back texts in progress
    as well, which otherwise stay as they are."""

    def revert(self, now: Interview) -> Interview:
        """Return the interview without this change.

        Args:
            now: The interview as it is.
        """
        project = self.before.project
        if self.other_version is None:
            project = drafts.restore_drafts(project, now.project)
        return (self.before if self.is_step else now).on(project)


@dataclass(frozen=True, slots=True)
class Reverted:
    """What undo or redo did."""

    label: str | None
    """The label of the change; `None` if there was none."""
    sentence: str
    """The same in a sentence."""


class History:
    """The changes that can be undone, and those that can be made again."""

    def __init__(self) -> None:
        """Start an empty history."""
        self._undo: list[Change] = []
        self._redo: list[Change] = []

    def add(self, change: Change) -> None:
        """Add a change; what was undone before it cannot be made again any more."""
        self._undo.append(change)
        self._redo.clear()

    def undo(self, now: Interview) -> Change | None:
        """Return the last change, to be reverted; `None` at the beginning."""
        return _take(self._undo, self._redo, now)

    def redo(self, now: Interview) -> Change | None:
        """Return the change that was undone last, to be reverted; `None` if there is none."""
        return _take(self._redo, self._undo, now)


def _take(source: list[Change], target: list[Change], now: Interview) -> Change | None:
    if not source:
        return None
    change = source.pop()
    target.append(replace(change, before=now))
    return change


def quote_name(item: Capability) -> str:
    """Return the name of a capability in quotes, or words for one that has none yet."""
    return f"“{one_line(item.name)}”" if item.name else "the text in progress"


def count_or_name(items: Sequence[Capability], noun: str) -> str:
    """Return one capability by its name, or several by their number and a noun."""
    return quote_name(items[0]) if len(items) == 1 else f"{len(items):,} {noun}"


def name_question(question: Question) -> str:
    """Return a question in quotes, in a few words."""
    return f"“{one_line(question.mention)}”"


def name_answer(question: Question, items: Sequence[Capability]) -> str:
    """Return the label for an answer that was given to one or several capabilities."""
    return f"the answer to {name_question(question)} on {count_or_name(items, 'capabilities')}"
