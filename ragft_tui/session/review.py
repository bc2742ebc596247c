"""The use cases of the review with their undo labels: accept, override, note, answer, move, remove.

What can be done to many capabilities takes a sequence of them, is one change of the history, and
leaves out those to which it cannot be done. Where there is only one of them, that is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from ragft_tui.core.decision import (
    ReviewState,
    is_verdict,
    make_acceptance,
    make_override,
    review_state,
)
from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.core.interview import Trial, drafts, edits, invalid_answer
from ragft_tui.core.model import Capability, Project, Review, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import capitalize, count_noun, is_blank, one_line
from ragft_tui.session.history import count_or_name, name_answer, name_question, quote_name
from ragft_tui.session.interview import Answered
from ragft_tui.session.session import Session

_NOT_DESCRIBED: Final = "not described yet"
_MOST_NUMBERS: Final = 8
"""The numbers of what was left out for one reason that are shown."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did to one or many capabilities."""

    change: str
    """What was changed, a sentence without its full stop; empty if nothing was."""
    done: frozenset[str]
    """The ids of the capabilities that are now as the command wants them."""
    left_out: tuple[tuple[int, str], ...] = ()
    """The numbers of the others, each with the reason."""
    dropped: tuple[str, ...] = ()
    """What stood behind answers that were replaced without one."""

    def sentence(self, undo: str) -> str:
        """Return all of it in sentences.

        Args:
            undo: The key or the command that undoes a change.
        """
        done = f"{self.change}; {undo} undoes it." if self.change else "Nothing was changed."
        sentences = [done, *self._left_out(), dropped_sentence(self.dropped, undo)]
        return " ".join(filter(None, sentences))

    def _left_out(self) -> Iterator[str]:
        for reason in dict.fromkeys(reason for _, reason in self.left_out):
            numbers = [str(number) for number, why in self.left_out if why == reason]
            rest = len(numbers) - _MOST_NUMBERS
            more = f" and {rest} more" if rest > 0 else ""
            yield f"Left out {', '.join(numbers[:_MOST_NUMBERS])}{more}: {reason}."


def accept(session: Session, items: Sequence[Capability], reopen: str) -> Outcome:
    """Accept verdicts; an override to another type is replaced only where it is the only one.

    Args:
        session: The session.
        items: The capabilities.
        reopen: The key or the command that withdraws a decision.

    Raises:
        InvalidAnswerError: If the only one has no verdict to accept, or is accepted already, or
            nobody said who decides.
    """
    by = session.reviewer.signature
    if len(items) == 1:
        review = make_acceptance(items[0], session.rulebook, by=by, on=_today())
        return _decide(session, items[0], review)
    project, number = session.project, numbers(session.project)
    changed: list[Capability] = []
    left_out: dict[int, str] = {}
    for item in items:
        state = review_state(item, session.rulebook)
        if not item.described:
            left_out[number[item.id]] = _NOT_DESCRIBED
        elif _overrides(item, session.rulebook):
            left_out[number[item.id]] = f"overridden; {reopen} withdraws that first"
        elif state is not ReviewState.ACCEPTED:
            try:
                review = make_acceptance(item, session.rulebook, by=by, on=_today())
                project = edits.set_review(project, item.id, review)
                changed.append(item)
            except InvalidAnswerError:
                left_out[number[item.id]] = "no evidence yet"
    verdicts = count_or_name(changed, "verdicts") if changed else ""
    if verdicts:
        session.edit(f"the acceptance of {verdicts}", project)
    done = [item for item in items if number[item.id] not in left_out]
    return Outcome(f"{verdicts} accepted" if verdicts else "", ids(done), tuple(left_out.items()))


def _overrides(item: Capability, rulebook: Rulebook) -> bool:
    """Return whether a person decided for another type than that of the verdict now."""
    chosen = item.review.type if item.review else None
    return chosen is not None and not is_verdict(item, rulebook, chosen)


def override(
    session: Session, capability: Capability, decision: VerdictType, because: str
) -> Outcome:
    """Decide for another type than that of the verdict.

    Raises:
        InvalidAnswerError: If no reason is given, or it is too long, or the type is that of the
            verdict, or nobody said who decides.
    """
    by = session.reviewer.signature
    review = make_override(capability, session.rulebook, decision, because, by=by, on=_today())
    return _decide(session, capability, review)


def reopen(session: Session, items: Sequence[Capability]) -> Outcome:
    """Withdraw decisions.

    Raises:
        UsageError: If none of the capabilities has one.
    """
    project = session.project
    changed = [item for item in items if item.review is not None]
    if not changed:
        raise UsageError("there is no decision to withdraw")
    for item in changed:
        project = edits.set_review(project, item.id, None)
    decisions = _decisions_on(changed)
    session.edit(f"the withdrawal of {decisions}", project)
    return Outcome(f"{capitalize(decisions)} withdrawn", ids(items))


def note(session: Session, capability: Capability, text: str) -> None:
    """Set the note on a capability, signed by the reviewer; a blank one takes it away.

    Raises:
        InvalidAnswerError: If it does not fit in a field, or nobody said who writes it.
    """
    checked = "" if is_blank(text) else edits.check_text(text, "the note")
    session.edit(
        f"the note on {quote_name(capability)}",
        edits.set_notes(session.project, capability.id, checked, session.reviewer.signature),
    )


def answer(session: Session, items: Sequence[Capability], answered: Answered) -> Outcome:
    """Give one answer to one question on one or many capabilities.

    Raises:
        InvalidAnswerError: If the question does not take it, or the because is too long.
    """
    question = session.rulebook.question(answered.question)
    if not question.accepts(answered.value):
        raise invalid_answer(question, answered.value)
    before = project = session.project
    changed = [item for item in items if item.described]
    for item in changed:
        project = edits.answer(project, item.id, question.id, answered.value, answered.because)
    if changed:
        session.edit(name_answer(question, changed), project)
    number = numbers(before)
    left_out = tuple((number[item.id], _NOT_DESCRIBED) for item in items if not item.described)
    where = count_or_name(changed, "capabilities") if changed else ""
    done = f"{name_question(question)} answered on {where}" if changed else ""
    return Outcome(done, ids(changed), left_out, edits.lost_becauses(before, project))


def take_answer_back(session: Session, capability: Capability, question: Question) -> Outcome:
    """Take the answer to a question back, which is open again then.

    Raises:
        UsageError: If there is no answer.
    """
    given = capability.answer(question.id)
    if given is None:
        raise UsageError("there is no answer to take back")
    answer_of = name_answer(question, [capability])
    answers = tuple(item for item in capability.answers if item is not given)
    project = session.project.with_capability(replace(capability, answers=answers))
    session.edit(f"the withdrawal of {answer_of}", project)
    dropped = (given.because,) if given.because else ()
    return Outcome(f"{capitalize(answer_of)} withdrawn", ids([capability]), dropped=dropped)


def because_so_far(capability: Capability, question: Question) -> str:
    """Return who or what stands behind an answer, or the text in progress of it."""
    given = capability.answer(question.id)
    accepted = given.because if given else ""
    return dict(capability.draft.because).get(question.id, accepted)


def draft_because(session: Session, capability_id: str, question: Question, text: str) -> None:
    """Keep who or what stands behind an answer as text in progress."""
    draft = session.current(capability_id).draft
    because = drafts.set_text(draft.because, question.id, text)
    session.draft(capability_id, replace(draft, because=because))


def keep_trial(session: Session, trial: Trial, undo: str) -> str:
    """Keep the answers that were tried, as one change.

    Args:
        session: The session.
        trial: The trial, with at least one other answer.
        undo: The key or the command that undoes a change.

    Returns:
        What was done, in sentences.
    """
    before, count = session.project, len(trial.changes)
    session.edit(f"the answers of {quote_name(trial.capability)}", trial.applied_to(before))
    answers = count_noun(count, "answer")
    kept = f"{capitalize(answers)} of {quote_name(trial.capability)} kept; {undo} undoes it."
    dropped = edits.lost_becauses(before, session.project)
    return f"{kept} {dropped_sentence(dropped, undo)}".strip()


def duplicate(session: Session, capability: Capability) -> str:
    """Put a copy below a capability, without its decision, and return the id of the copy."""
    project, copy = edits.duplicate(session.project, capability.id)
    session.edit(f"the copy of {quote_name(capability)}", project)
    return copy


def move(session: Session, capability: Capability, index: int) -> None:
    """Move a capability to an index in the order of the file."""
    session.edit(
        f"the move of {quote_name(capability)}", edits.move(session.project, capability.id, index)
    )


def remove(session: Session, items: Sequence[Capability], undo: str) -> str:
    """Remove capabilities.

    Args:
        session: The session.
        items: The capabilities.
        undo: The key or the command that undoes a change.

    Returns:
        What was done, in a sentence.
    """
    project = session.project
    for item in items:
        project = edits.remove(project, item.id)
    session.edit(f"the deletion of {count_or_name(items, 'capabilities')}", project)
    them = "it" if len(items) == 1 else "them"
    return f"{count_or_name(items, 'capabilities')} deleted; {undo} restores {them}."


ASK_FOR_NAME: Final = "What is the application called?"
"""What is asked for another name of the application."""


def rename(session: Session, name: str) -> None:
    """Give the application another name.

    Raises:
        InvalidAnswerError: If it is empty or does not fit in a field.
    """
    session.edit("the name of the application", edits.rename(session.project, name))


def note_so_far(capability: Capability) -> str:
    """Return the note, or the text in progress of another one."""
    draft = capability.draft.notes
    return capability.notes if draft is None else draft


def override_so_far(capability: Capability) -> str:
    """Return the reason of an override, or the text in progress of another one."""
    draft, review = capability.draft.override, capability.review
    return (review.because if review else "") if draft is None else draft


def name_so_far(project: Project) -> str:
    """Return the name of the application, or the text in progress of another one."""
    return project.name if project.draft.name is None else project.draft.name


def draft_note(session: Session, capability_id: str, text: str) -> None:
    """Keep a note as text in progress."""
    session.draft(capability_id, replace(session.current(capability_id).draft, notes=text))


def draft_override(session: Session, capability_id: str, text: str) -> None:
    """Keep the reason of an override as text in progress."""
    session.draft(capability_id, replace(session.current(capability_id).draft, override=text))


def draft_name(session: Session, text: str) -> None:
    """Keep another name of the application as text in progress."""
    project = session.project
    named = replace(project, draft=replace(project.draft, name=text))
    session.go(session.interview.on(named))


def _decide(session: Session, capability: Capability, review: Review) -> Outcome:
    name, judged = quote_name(capability), review.judged.label
    label, done = f"the acceptance of {name}", f"Accepted: {name} ({judged})"
    if review.type is not None:
        label, done = f"the override on {name}", f"Overridden: {name} ({review.type.label})"
    session.edit(label, edits.set_review(session.project, capability.id, review))
    return Outcome(done, ids([capability]))


def _decisions_on(items: Sequence[Capability]) -> str:
    if len(items) > 1:
        return f"{len(items):,} decisions"
    return f"the decision on {quote_name(items[0])}"


def _today() -> date:
    return datetime.now().astimezone().date()


def ids(items: Sequence[Capability]) -> frozenset[str]:
    """Return the ids of capabilities."""
    return frozenset(item.id for item in items)


def numbers(project: Project) -> dict[str, int]:
    """Return the numbers of all capabilities, as people see them, by their ids."""
    return {item.id: number for number, item in enumerate(project.capabilities, start=1)}


def dropped_sentence(dropped: Sequence[str], undo: str) -> str:
    """Return a sentence on becauses that were dropped with their answers; empty without any.

    Args:
        dropped: The becauses.
        undo: The key or the command that undoes the change.
    """
    if not dropped:
        return ""
    more, behind = "", "the other answer and is"
    if len(dropped) > 1:
        more, behind = f" and {len(dropped) - 1} more", "other answers and are"
    return f"“{one_line(dropped[0])}”{more} stood behind {behind} dropped; {undo} undoes it."
