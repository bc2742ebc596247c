"""The places of an interview, and the order in which they follow one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ragft_tui.core.interview.questions import asked_questions, open_questions
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.rulebook.model import Rulebook

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
    """Tell whether an interview can stand at a place, be it worth asking there or not."""
    if place.capability == NEW:
        return place == NEW_PAGE
    capability = project.capability(place.capability)
    if capability is None:
        return False
    known = any(question.id == place.step for question in rulebook.questions)
    return place.step == DESCRIBE or (capability.described and known)


def asked_at(place: Place, project: Project, rulebook: Rulebook) -> bool:
    """Tell whether there is something to ask at a place, answered or not."""
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
