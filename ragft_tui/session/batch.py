"""What one key does to several capabilities: one step of the history, and a word on the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import edits
from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.review.decision import ReviewState, review_state
from ragft_tui.core.rulebook.model import Question
from ragft_tui.core.text import one_line
from ragft_tui.session.session import Session

_TOLD: Final = 8
"""How many numbers of what was left out are told."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    words: str
    """What was done, as undo calls it; empty where nothing was."""
    done: frozenset[str]
    """The ids of those that it was done to."""
    left: tuple[tuple[int, str], ...] = ()
    """The numbers of the others, each with the reason."""

    def sentence(self, undo: str) -> str:
        """Return all of it, for the hint line.

        Args:
            undo: The key that takes a change back.
        """
        done = f"Done: {self.words}; {undo} takes it back." if self.words else "Nothing was done."
        return " ".join([done, *self._left()])

    def _left(self) -> Iterable[str]:
        for why in dict.fromkeys(why for _, why in self.left):
            numbers = [str(number) for number, reason in self.left if reason == why]
            more = f" and {len(numbers) - _TOLD} more" if len(numbers) > _TOLD else ""
            yield f"Not {', '.join(numbers[:_TOLD])}{more}: {why}."


def accept(session: Session, items: Sequence[Capability], reopen: str) -> Outcome:
    """Accept the verdicts; an override that holds is taken back only one by one.

    Args:
        session: The session to change.
        items: The capabilities.
        reopen: The key that takes a decision back.
    """
    project, numbers = session.project, _numbers(session)
    accepted: list[Capability] = []
    left: list[tuple[int, str]] = []
    for item in items:
        state = review_state(item, session.rulebook)
        if not item.described:
            left.append((numbers[item.id], "not described yet"))
        elif state is ReviewState.OVERRIDDEN:
            left.append((numbers[item.id], f"overridden, {reopen} takes that back"))
        elif state is not ReviewState.ACCEPTED:
            try:
                project = edits.review(project, item.id, session.acceptance(item))
                accepted.append(item)
            except InvalidAnswerError:
                left.append((numbers[item.id], "no evidence yet"))
    words = _words("accept", accepted, "verdicts")
    if accepted:
        session.edit(words, project)
    out = {number for number, _ in left}
    return Outcome(words, _ids(item for item in items if numbers[item.id] not in out), tuple(left))


def reopen(session: Session, items: Sequence[Capability]) -> Outcome:
    """Take the decisions back."""
    project = session.project
    done = [item for item in items if item.review is not None]
    for item in done:
        project = edits.review(project, item.id, None)
    words = _words("reopen", done, "verdicts")
    if done:
        session.edit(words, project)
    return Outcome(words, _ids(items))


def remove(session: Session, items: Sequence[Capability]) -> Outcome:
    """Take the capabilities out."""
    project = session.project
    for item in items:
        project = edits.remove(project, item.id)
    words = _words("remove", items, "capabilities")
    session.edit(words, project)
    return Outcome(words, _ids(items))


def answer(
    session: Session, items: Sequence[Capability], question: Question, value: AnswerValue
) -> Outcome:
    """Give one answer; what stands behind one stays where it is typed or the answer the same.

    Raises:
        InvalidAnswerError: Where the question does not take it.
    """
    if not question.accepts(value):
        raise InvalidAnswerError("the question does not take this answer")
    project, numbers = session.project, _numbers(session)
    done = [item for item in items if item.described]
    for item in done:
        project = edits.answer(project, item.id, question.id, value)
    words = _words(f"answer {question.title.lower()}", done, "capabilities", on="on ")
    if done:
        session.edit(words, project)
    left = tuple((numbers[item.id], "not described yet") for item in items if not item.described)
    return Outcome(words, _ids(done), left)


def _words(what: str, items: Sequence[Capability], things: str, *, on: str = "") -> str:
    if len(items) == 1:
        return f"{what} {on}“{one_line(items[0].name) or 'the text in progress'}”"
    return f"{what} {on}{len(items)} {things}" if items else ""


def _numbers(session: Session) -> dict[str, int]:
    return {item.id: number for number, item in enumerate(session.project.capabilities, start=1)}


def _ids(items: Iterable[Capability]) -> frozenset[str]:
    return frozenset(item.id for item in items)
