"""Names beside answers: which voice, form or source is meant, so that two are not taken for one."""

from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.core.interview import drafts, edits
from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.session.history import quote_name
from ragft_tui.session.session import Session


def ask_for_name(question: Question) -> str:
    """Return the question for a name beside an answer.

    Args:
        question: The question that is answered.
    """
    what = question.nameable
    return f"Which {what} is it? Use the same name again where it is the same {what}."


def check_nameable(question: Question, rulebook: Rulebook) -> None:
    """Raise UsageError if no name stands beside the answer to a question."""
    if not question.nameable:
        titles = [each.title.lower() for each in rulebook.questions if each.nameable]
        raise UsageError(
            f'"{question.title}" takes no name beside its answer',
            advice=f"name what is answered to {' or '.join(titles)}" if titles else "",
        )


def name_answer(
    session: Session,
    capability_id: str,
    question: Question,
    text: str,
    marked: AnswerValue | None = None,
) -> str:
    """Name which voice, form or source the answer to a question means; a blank name removes it.

    Without an answer the name waits for it, and so does the option that is marked.

    Args:
        session: The session.
        capability_id: Which capability.
        question: The question.
        text: The name.
        marked: The answer that is marked and not given; `None` for none.

    Returns:
        What was done, in a sentence.

    Raises:
        UsageError: If the question takes no name.
        InvalidAnswerError: If the answer leaves nothing to name, or the name is too long.
    """
    check_nameable(question, session.rulebook)
    capability = session.current(capability_id)
    given, name = capability.answer(question.id), edits.check_name(text)
    if name and given and not question.takes_name(given.value):
        what = f"the answer leaves no {question.nameable} to name"
        raise InvalidAnswerError(what, advice="change it first")
    named = edits.set_name(session.project, capability_id, question.id, name)
    draft = next(item.draft for item in named.capabilities if item.id == capability_id)
    if name and given is None and marked is not None and question.takes_name(marked):
        answers = drafts.set_text(draft.answers, question.id, str(marked))
        named, _ = edits.set_draft(named, capability_id, replace(draft, answers=answers))
    session.edit(f"the name of the {question.nameable} of {quote_name(capability)}", named)
    if not name:
        return f"The {question.nameable} of {quote_name(capability)} has no name now."
    return f"The {question.nameable} of {quote_name(capability)} is called “{name}”."


def answer_name_so_far(capability: Capability, question: Question) -> str:
    """Return the name beside an answer, or the text in progress of another one."""
    return dict(capability.draft.named).get(question.id, capability.name_of(question.id))


def draft_answer_name(session: Session, capability_id: str, question: Question, text: str) -> None:
    """Keep a name beside an answer as text in progress."""
    draft = session.current(capability_id).draft
    named = drafts.set_text(draft.named, question.id, text)
    session.draft(capability_id, replace(draft, named=named))
