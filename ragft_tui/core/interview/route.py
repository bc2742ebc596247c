"""The steps of an interview: which questions are still asked, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ragft_tui.core.cache import cached, strip_to_evidence
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.rulebook.model import Question, Rulebook
from ragft_tui.core.verdict.assess import assess, verdict_axes
from ragft_tui.core.verdict.flips import deciding_questions


def open_questions(capability: Capability, rulebook: Rulebook) -> tuple[Question, ...]:
    """Return the unanswered questions that are to be asked, the next one first.

    The core questions come first, then those that can still change the type, then the readiness
    questions that the type calls for.
    """
    return tuple(
        question
        for question in asked_questions(capability, rulebook)
        if capability.answer(question.id) is None
    )


def asked_questions(capability: Capability, rulebook: Rulebook) -> tuple[Question, ...]:
    """Return all questions of a capability, stage by stage, in the order of the interview.

    Among the further questions the answered ones come first, so that a question keeps its number
    when it is answered.
    """
    return _asked(strip_to_evidence(capability, rulebook), rulebook)


# What is open is looked for at each key, also among a thousand capabilities.
@cached
def _asked(capability: Capability, rulebook: Rulebook) -> tuple[Question, ...]:
    answered = {answer.question for answer in capability.answers}
    axes = verdict_axes(assess(capability, rulebook).type)
    return (
        *rulebook.stage("core"),
        *(question for question in rulebook.stage("further") if question.id in answered),
        *deciding_questions(capability, rulebook),
        *(
            question
            for question in rulebook.stage("readiness")
            if question.id in answered or question.axis in axes
        ),
    )


DESCRIBE: Final = "describe"
"""The step at which a capability is described."""

NEW: Final = ""
"""In a place, the capability that does not exist yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an interview can stand."""

    capability: str
    """A capability's id, or `NEW`."""
    step: str
    """`DESCRIBE`, or a question's id."""


NEW_PAGE: Final = Place(NEW, DESCRIBE)
"""The empty page on which another capability is described."""


def exists(place: Place, project: Project, rulebook: Rulebook) -> bool:
    """Return whether an interview can stand at a place, be it worth asking there or not."""
    if place.capability == NEW:
        return place == NEW_PAGE
    capability = project.capability(place.capability)
    if capability is None:
        return False
    known = any(question.id == place.step for question in rulebook.questions)
    return place.step == DESCRIBE or (capability.described and known)


def asked_at(place: Place, project: Project, rulebook: Rulebook) -> bool:
    """Return whether there is something to ask at a place, answered or not."""
    if place == NEW_PAGE:
        return True
    capability = project.capability(place.capability)
    return capability is not None and place in steps(capability, rulebook)


def steps(capability: Capability, rulebook: Rulebook) -> tuple[Place, ...]:
    """Return every place of a capability, answered ones included, in their order."""
    asked = asked_questions(capability, rulebook) if capability.described else ()
    return tuple(Place(capability.id, step) for step in (DESCRIBE, *(item.id for item in asked)))


def open_in(capability: Capability, rulebook: Rulebook) -> Iterator[Place]:
    """Yield the places of a capability that wait for an answer."""
    if not capability.described:
        yield Place(capability.id, DESCRIBE)
        return
    for question in open_questions(capability, rulebook):
        yield Place(capability.id, question.id)


def open_around(here: str, project: Project, rulebook: Rulebook) -> Iterator[Place]:
    """Yield every open place, from one capability on and round to those before it.

    Args:
        here: The id of the capability to begin with; any other id means the first one.
        project: Whose capabilities are gone through.
        rulebook: Where the questions come from.
    """
    items = project.capabilities
    start = next((number for number, item in enumerate(items) if item.id == here), 0)
    for item in (*items[start:], *items[:start]):
        yield from open_in(item, rulebook)


def begun(project: Project, rulebook: Rulebook) -> Iterator[Place]:
    """Yield the places that have text in progress."""
    for item in project.capabilities:
        if item.draft.name is not None or item.draft.description is not None:
            yield Place(item.id, DESCRIBE)
        typed = {question for question, _ in (*item.draft.because, *item.draft.answers)}
        if typed and item.described:
            yield from (place for place in open_in(item, rulebook) if place.step in typed)


def before(place: Place | None, project: Project, rulebook: Rulebook) -> Place | None:
    """Return the place before another one in the order of the project, or `None` at its beginning.

    Args:
        place: A place; a new page, or no place, comes after all others.
        project: Whose capabilities are gone through.
        rulebook: Where the questions come from.
    """
    items = project.capabilities
    numbers = (number for number, item in enumerate(items) if place and item.id == place.capability)
    number = next(numbers, len(items))
    if place and number < len(items):
        own = steps(items[number], rulebook)
        at = own.index(place) if place in own else len(own)
        if at:
            return own[at - 1]
    return steps(items[number - 1], rulebook)[-1] if number else None
