"""The use cases of the interview with their undo labels: describe, answer, go on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ragft_tui.core import verdict as verdicts
from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import (
    DESCRIBE,
    NEW,
    Interview,
    InterviewPosition,
    drafts,
    edits,
    open_positions_from,
    positions_of,
)
from ragft_tui.core.model import AnswerValue, Capability, Draft
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import one_line
from ragft_tui.session.history import name_answer, name_question, quote_name
from ragft_tui.session.session import Session

DESCRIBE_QUESTION: Final = "What must the application be able to do?"
"""What is asked for the description of a capability."""

SETTLED: Final = "the open questions cannot change this verdict"
"""What is said of a settled verdict, a clause."""

_FURTHER: Final = "a further question, which can change the verdict"
_TO_PREPARE: Final = "a further question, on what the verdict needs"
"""What is said of a last question that nobody counted on; another one may follow it."""


def describe_progress(session: Session) -> str:
    """Return how many questions the capability still takes, and why that does not fall, if so.

    It is empty where no question is asked.
    """
    interview = session.interview
    capability, question, progress = interview.capability, interview.question, interview.progress
    if capability is None or question is None:
        return ""
    parts = ["answered"] if capability.answer(question.id) else []
    settled = verdicts.is_settled(capability, session.rulebook)
    if progress.new is question and progress.to_go == 1:
        can_change = question.stage == "further" and not settled
        parts.append(_FURTHER if can_change else _TO_PREPARE)
    elif progress.to_go:
        parts.append(f"about {progress.to_go} to go")
    if progress.new is not None and progress.new is not question:
        parts.append(f"a new question: {one_line(progress.new.mention)}")
    if settled:
        parts.append(SETTLED)
    return " · ".join(parts)


def describe_asked(session: Session) -> str:
    """Return which question is asked, and the name beside its answer; empty if none is."""
    from ragft_tui.session.naming import answer_name_so_far

    capability, question = session.interview.capability, session.interview.question
    if capability is None or question is None:
        return ""
    name = answer_name_so_far(capability, question) if question.nameable else ""
    named = f" · {question.nameable}: {one_line(name)}" if name.strip() else ""
    return f"{describe_progress(session)}{named}"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a question, with who or what stands behind it."""

    question: str
    """The id of the question."""
    value: AnswerValue
    because: str | None = None
    """`None` for what was typed for it, or else for what stood behind the same value before."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a step of the interview led."""

    left: Capability | None
    """The capability that it left for another position, as it is now; `None` if it stays."""
    at_end: bool
    """Whether the interview has come to its end."""
    dropped: tuple[str, ...] = ()
    """What stood behind answers that the step replaced without one."""


def describe(session: Session, name: str, description: str) -> Moved:
    """Accept the name and the description of the capability, and go on.

    Raises:
        InvalidAnswerError: If one of them is empty or too long; nothing is changed.
    """
    described = session.interview.describe(name, description)
    return move(session, described, f"the description of “{one_line(name)}”")


def answer(session: Session, answered: Answered) -> Moved:
    """Answer the question of the interview, and go on.

    Raises:
        InvalidAnswerError: If another question is asked, or it does not take the value, or the
            because is too long; nothing is changed.
    """
    interview, question = session.interview, session.interview.question
    if question is None or question.id != answered.question:
        raise InvalidAnswerError("this question is not asked here")
    after = interview.answer(answered.value, answered.because)
    dropped = edits.lost_becauses(interview.project, after.project)
    label = name_answer(question, [_described(session)])
    return replace(move(session, after, label), dropped=dropped)


def consider(session: Session, value: AnswerValue) -> Interview:
    """Work out where an answer leads, and change nothing.

    Returns:
        What the interview would be. While it is kept, nothing of it is worked out again.

    Raises:
        InvalidAnswerError: If no question is asked that takes the value.
    """
    after = session.interview.answer(value)
    if after.capability is not None:
        session.assess(after.capability)
    return after


def set_because(session: Session, text: str, value: AnswerValue | None = None) -> None:
    """Set who or what stands behind the answer; the interview stays at its question.

    Args:
        session: The session.
        text: Who or what.
        value: The answer that is meant; `None` for the one that was given.

    Raises:
        InvalidAnswerError: If the text is too long; nothing is changed.
    """
    interview, question = session.interview, session.interview.question
    about = f" to {name_question(question)}" if question else ""
    label = f"what stands behind the answer{about} on {quote_name(_described(session))}"
    session.step(label, interview.because(text, value))


def skip(session: Session) -> Moved:
    """Go on without an answer; the next interview asks again."""
    return move(session, session.interview.skip())


def skip_capability(session: Session) -> Moved:
    """Leave the rest of the capability for later."""
    return move(session, session.interview.leave_capability())


def finish(session: Session) -> Moved:
    """Go to the end."""
    return move(session, session.interview.finish())


def go_back(session: Session) -> Moved | None:
    """Go back; nothing is checked.

    Returns:
        Where that led; `None` at the very beginning.
    """
    before = session.interview.back()
    return None if before.position == session.interview.position else move(session, before)


def edit_description(session: Session) -> Moved:
    """Go to the description of the capability; at its end the interview stays there."""
    interview = session.interview
    if interview.position is not None:
        interview = interview.jump(replace(interview.position, step=DESCRIBE))
    return move(session, interview)


def describe_again(session: Session, capability: Capability) -> None:
    """Go to the description of a capability; accepting it ends the interview.

    Where it has changed, the verdict on it comes before that end.
    """
    described = session.interview.jump(InterviewPosition(capability.id, DESCRIBE))
    waiting = positions_of(capability, session.rulebook)[1:] if capability.described else ()
    move(session, replace(described, only=True, skipped=described.skipped | frozenset(waiting)))


def describe_another(session: Session) -> Moved:
    """Go to the description that was begun and has no name yet, or else to an empty one."""
    begun = next((item for item in session.project.capabilities if not item.name), None)
    if begun is not None:
        session.news = "This one is begun and not yet described; the next comes after it."
    position = InterviewPosition(begun.id if begun else NEW, DESCRIBE)
    return move(session, session.interview.jump(position))


def resume(session: Session, capability: Capability | None = None) -> bool:
    """Go to the first open question of a capability; where it has none, to the next open one.

    Args:
        session: The session.
        capability: Where to begin; `None` for text in progress, or else the first open question.

    Returns:
        Whether any question is open; otherwise the interview stays where it is.
    """
    project, rulebook = session.project, session.rulebook
    position: InterviewPosition | None = None
    if capability is not None:
        position = next(open_positions_from(capability.id, project, rulebook), None)
    resumed = Interview.resume(project, rulebook, position)
    if resumed.position is None:
        return False
    if capability is not None and resumed.position.capability != capability.id:
        session.news = f"No question is open on {quote_name(capability)}; this one is the next."
    session.go(resumed)
    return True


def texts_in_progress(session: Session) -> tuple[str, str]:
    """Return the name and the description so far, those in progress before the accepted ones."""
    item = _described(session)
    name, description = item.draft.name, item.draft.description
    return (
        item.name if name is None else name,
        item.description if description is None else description,
    )


def description_draft(
    session: Session, name: str | None = None, description: str | None = None
) -> Draft:
    """Return the draft of a name and a description; what is accepted already is no draft.

    Args:
        session: The session.
        name: What is typed; `None` for what there is so far.
        description: As `name`.
    """
    item = _described(session)
    so_far = texts_in_progress(session)
    name = so_far[0] if name is None else name
    description = so_far[1] if description is None else description
    return replace(
        item.draft,
        name=name if name != item.name else None,
        description=description if description != item.description else None,
    )


def draft_description(
    session: Session, name: str | None = None, description: str | None = None
) -> None:
    """Keep a name and a description as text in progress.

    Args:
        session: The session.
        name: As `description_draft` takes it.
        description: As `name`.
    """
    session.go(session.interview.drafted(description_draft(session, name, description)))


def draft_answer(session: Session, *, because: str, number: str) -> None:
    """Keep a because and a number as text in progress, where they are not accepted already.

    Args:
        session: The session.
        because: What is typed as the because of the question.
        number: What is typed as its answer, where that is a number.
    """
    interview = session.interview
    capability, question = interview.capability, interview.question
    if capability is None or question is None:
        return
    given, draft = capability.answer(question.id), capability.draft
    text = because if because != (given.because if given else "") else None
    draft = replace(draft, because=drafts.set_text(draft.because, question.id, text))
    if question.numeric:
        accepted = str(given.value) if given else ""
        # Where no number is typed, the band that a because waits for stays.
        waiting = dict(draft.answers).get(question.id) or ""
        text = number or (waiting if question.option(waiting) else "")
        pending = text if text and text != accepted else None
        draft = replace(draft, answers=drafts.set_text(draft.answers, question.id, pending))
    session.go(interview.drafted(draft))


def _described(session: Session) -> Capability:
    return session.interview.capability or Capability("")


def move(session: Session, interview: Interview, label: str | None = None) -> Moved:
    """Move in the interview.

    Args:
        session: The session.
        interview: The interview after it.
        label: What undo calls the change that it is; `None` if it is none.
    """
    here = session.interview.position
    if label is None:
        session.go(interview)
    else:
        session.step(label, interview)
        session.check_lexicon()
    there = session.interview.position
    stays = here is None or (there is not None and there.capability == here.capability)
    left = None if here is None or stays else session.project.capability(here.capability)
    return Moved(left, there is None)
