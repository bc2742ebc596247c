"""The positions of an interview, in their order: which questions are asked, and which are open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ragft_tui.core import verdict as verdicts
from ragft_tui.core.cache import cached_by, strip_to_evidence
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question, Rulebook


def open_questions(capability: Capability, rulebook: Rulebook) -> tuple[Question, ...]:
    """Return the unanswered questions that are to be asked, the next one first.

    The core questions come first, then those that can still change the type, then those that the
    type calls for.
    """
    return tuple(
        question
        for question in asked_questions(capability, rulebook)
        if capability.answer(question.id) is None
    )


def unanswered_questions(capability: Capability, rulebook: Rulebook) -> tuple[Question, ...]:
    """Return the questions of `open_questions` in the order of the rulebook, in less time.

    For reports, in which none of them is the next.
    """
    assessment = verdicts.assess(capability, rulebook)
    found = {
        question.id
        for question in (
            *rulebook.stage("core"),
            *verdicts.mattering_questions(capability, rulebook),
            *rulebook.called_for(assessment.type.axes, assessment.reach),
        )
    } - {answer.question for answer in capability.answers}
    return tuple(question for question in rulebook.questions if question.id in found)


# What is open is looked for at each key, also among a thousand capabilities.
@cached_by(strip_to_evidence)
def asked_questions(capability: Capability, rulebook: Rulebook) -> tuple[Question, ...]:
    """Return all questions of a capability, stage by stage, in the order of the interview.

    Among the further questions the answered ones come first, so that a question keeps its number
    when it is answered.
    """
    answered = {answer.question for answer in capability.answers}
    assessment = verdicts.assess(capability, rulebook)
    in_order = (
        *rulebook.stage("core"),
        *(question for question in rulebook.stage("further") if question.id in answered),
        *verdicts.deciding_questions(capability, rulebook),
        *rulebook.called_for(assessment.type.axes, assessment.reach),
        *(question for question in rulebook.stage("readiness") if question.id in answered),
    )
    return tuple({question.id: question for question in in_order}.values())


DESCRIBE: Final = "describe"
"""The step at which a capability is described."""

VERDICT: Final = "verdict"
"""The step at which the verdict is shown, behind the last question."""

NEW: Final = ""
"""The id that stands for a capability that does not exist yet."""


@dataclass(frozen=True, slots=True)
class InterviewPosition:
    """A position of an interview: a capability and a step."""

    capability: str
    """A capability's id, or `NEW`."""
    step: str
    """`DESCRIBE`, a question's id, or `VERDICT`."""


NEW_PAGE: Final = InterviewPosition(NEW, DESCRIBE)
"""The empty page on which another capability is described."""


def position_exists(position: InterviewPosition, project: Project, rulebook: Rulebook) -> bool:
    """Return whether a position exists, whether or not its question is still asked."""
    if position.capability == NEW:
        return position == NEW_PAGE
    capability = project.capability(position.capability)
    if capability is None:
        return False
    known = any(question.id == position.step for question in rulebook.questions)
    known = known or position.step == VERDICT
    return position.step == DESCRIBE or (capability.described and known)


def is_asked_at(position: InterviewPosition, project: Project, rulebook: Rulebook) -> bool:
    """Return whether the question or page at a position is asked, answered or not."""
    if position == NEW_PAGE:
        return True
    capability = project.capability(position.capability)
    return capability is not None and position in positions_of(capability, rulebook)


def positions_of(capability: Capability, rulebook: Rulebook) -> tuple[InterviewPosition, ...]:
    """Return every position of a capability, answered ones included, in their order."""
    steps = [DESCRIBE]
    if capability.described:
        steps += [question.id for question in asked_questions(capability, rulebook)]
        steps += [VERDICT] * has_verdict(capability, rulebook)
    return tuple(InterviewPosition(capability.id, step) for step in steps)


def has_verdict(capability: Capability, rulebook: Rulebook) -> bool:
    """Return whether there is a verdict to show behind the questions: one with some evidence."""
    if not capability.described:
        return False
    return bool(capability.answers) or verdicts.assess(capability, rulebook).verdict is not None


def open_positions(capability: Capability, rulebook: Rulebook) -> Iterator[InterviewPosition]:
    """Yield the positions of a capability that wait for an answer."""
    steps = [DESCRIBE]
    if capability.described:
        steps = [question.id for question in open_questions(capability, rulebook)]
    yield from (InterviewPosition(capability.id, step) for step in steps)


def open_positions_from(
    here: str, project: Project, rulebook: Rulebook
) -> Iterator[InterviewPosition]:
    """Yield every open position, from one capability on and round to those before it.

    Args:
        here: The id of the capability to begin with; any other id means the first one.
        project: Whose capabilities are gone through.
        rulebook: Where the questions come from.
    """
    items = project.capabilities
    start = next((number for number, item in enumerate(items) if item.id == here), 0)
    for item in (*items[start:], *items[:start]):
        yield from open_positions(item, rulebook)


def positions_in_progress(project: Project, rulebook: Rulebook) -> Iterator[InterviewPosition]:
    """Yield the positions that have a draft."""
    for item in project.capabilities:
        if item.draft.name is not None or item.draft.description is not None:
            yield InterviewPosition(item.id, DESCRIBE)
        typed = {question for question, _ in item.draft.of_questions}
        if typed and item.described:
            yield from (
                position for position in open_positions(item, rulebook) if position.step in typed
            )


def position_before(
    position: InterviewPosition | None, project: Project, rulebook: Rulebook
) -> InterviewPosition | None:
    """Return the position before another one in the order of the project, or `None` at its start.

    Args:
        position: A position; a new page, or no position, comes after all others.
        project: Whose capabilities are gone through.
        rulebook: Where the questions come from.
    """
    items = project.capabilities
    ids = [item.id for item in items]
    number = ids.index(position.capability) if position and position.capability in ids else len(ids)
    if position and number < len(items):
        own = positions_of(items[number], rulebook)
        at = own.index(position) if position in own else len(own)
        if at:
            return own[at - 1]
    return positions_of(items[number - 1], rulebook)[-1] if number else None
