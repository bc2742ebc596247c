"""The interview as a pure state machine: where it stands, and where each step leads.

Full screen, line by line or from a script, every interview drives this one object. A step returns
a new `Interview`; nothing here waits, draws or saves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ragft_tui.core import edits
from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.model import UNKNOWN, Answer, AnswerValue, Capability, Draft, Project
from ragft_tui.core.questions import asked_questions, open_questions
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import clean

__all__ = ["DESCRIBE", "NEW", "Interview", "Place", "Progress"]

DESCRIBE = "describe"
"""The step at which a capability is described."""

NEW = ""
"""In a place, the capability that does not exist yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an interview can stand."""

    capability: str
    """A capability's id, or `NEW`."""
    step: str
    """`DESCRIBE`, or a question's id."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an interview has come; numbers count from one."""

    capability: int
    capabilities: int
    question: int
    questions: int
    """About how many questions this capability takes, as far as can be told now."""


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview about a project, standing at one place, or at its end."""

    project: Project
    rulebook: Rulebook
    place: Place | None = None
    """Where it stands; `None` at the end."""
    trail: tuple[Place, ...] = ()
    """The places that `back` leads to, the nearest last."""
    ahead: tuple[Place, ...] = ()
    """The places that `back` came from, the nearest last; going on leads there again."""
    skipped: frozenset[Place] = frozenset()
    """The places that were skipped; they come again in the next interview."""
    only: str | None = None
    """The capability that the interview keeps to; all of its questions come up again."""

    @classmethod
    def resume(cls, project: Project, rulebook: Rulebook, place: Place | None = None) -> Interview:
        """Take an interview up where it was left.

        Args:
            project: The project.
            rulebook: Where the questions come from.
            place: Where it was left, if that is known on this machine; otherwise, or where that
                place is gone, it starts at text in progress or at the first open question.
        """
        interview = cls(project, rulebook)
        if place is not None and interview._exists(place):
            return replace(interview, place=place)
        drafted = (
            Place(item.id, DESCRIBE)
            for item in project.capabilities
            if item.draft.name is not None or item.draft.description is not None
        )
        first = next(drafted, None) or next(interview._open_places(), None)
        if first is None and not project.capabilities:
            first = Place(NEW, DESCRIBE)
        return replace(interview, place=first)

    @property
    def capability(self) -> Capability | None:
        """The capability that the interview is at; `None` for a new one and at the end."""
        return self.project.capability(self.place.capability) if self.place else None

    @property
    def question(self) -> Question | None:
        """The question that is asked; `None` while describing and at the end."""
        if self.place is None or self.place.step == DESCRIBE:
            return None
        return self.rulebook.question(self.place.step)

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        ids = [item.id for item in self.project.capabilities]
        capability = self.capability
        if capability is None:
            return Progress(len(ids) + 1, len(ids) + 1, 0, 0)
        asked = [question.id for question in asked_questions(capability, self.rulebook)]
        step = self.place.step if self.place else ""
        number = asked.index(step) + 1 if step in asked else len(asked)
        return Progress(ids.index(capability.id) + 1, len(ids), number, len(asked))

    def describe(self, name: str, description: str) -> Interview:
        """Accept the name and description of the capability, and go on.

        Raises:
            InvalidAnswerError: Where one of them is empty or too long; nothing is changed.
        """
        name, description = (
            edits.checked(name, "the name"),
            edits.checked(description, "the description"),
        )
        name = " ".join(name.split())
        if self.capability is None:
            project, capability_id = edits.add(self.project, name, description)
        else:
            project, capability_id = edits.describe(
                self.project, self.capability.id, name, description
            )
        return replace(self, project=project, place=Place(capability_id, DESCRIBE))._forward()

    def describe_many(self, items: tuple[tuple[str, str], ...]) -> Interview:
        """Add one capability for each pair of name and description, and go to the first of them.

        Raises:
            InvalidAnswerError: Where one of them cannot be taken; nothing is changed.
        """
        project, first = self.project, ""
        if self.capability is not None and not self.capability.name:
            project = edits.remove(project, self.capability.id)
        for name, description in items:
            name_kept = edits.checked(name, "a name in the list")
            project, added = edits.add(project, name_kept, edits.checked(description, "a line"))
            first = first or added
        return replace(self, project=project, place=Place(first, DESCRIBE))._forward()

    def answer(self, value: AnswerValue) -> Interview:
        """Answer the question, with the because that was typed for it, and go on.

        Raises:
            InvalidAnswerError: Where the question does not take the value.
        """
        question, capability = self._asked()
        if not question.accepts(value):
            wanted = (
                f"a whole number of {question.unit}" if question.numeric else "one of the options"
            )
            raise InvalidAnswerError(f"{value} is not {wanted}")
        old = capability.answer(question.id)
        because = dict(capability.draft.because).get(question.id, old.because if old else "")
        given = Answer(question.id, value, clean(because).strip())
        project = edits.answer(self.project, capability.id, given)
        return replace(self, project=project)._forward()

    def unknown(self) -> Interview:
        """Answer "I don't know" and go on."""
        return self.answer(UNKNOWN)

    def because(self, text: str) -> Interview:
        """Say who or what stands behind the answer; stays at the question.

        For a question that is not answered yet the text waits in the draft.
        """
        question, capability = self._asked()
        kept = " ".join(clean(text).split())
        old = capability.answer(question.id)
        if old is None:
            pairs = edits.with_text(capability.draft.because, question.id, kept or None)
            return self.drafted(replace(capability.draft, because=pairs))
        project = edits.answer(self.project, capability.id, replace(old, because=kept))
        return replace(self, project=project)

    def drafted(self, draft: Draft) -> Interview:
        """Keep text in progress with the capability; stays where it is."""
        at = self.place.capability if self.place else NEW
        project, capability_id = edits.drafted(self.project, at, draft)
        step = self.place.step if self.place else DESCRIBE
        return replace(self, project=project, place=Place(capability_id, step))

    def skip(self) -> Interview:
        """Go on without an answer; nothing is written, and the next interview asks again."""
        if self.place is None:
            return self
        return replace(self, skipped=self.skipped | {self.place})._forward()

    def back(self) -> Interview:
        """Go back to the place before; never validates, and stays put at the very beginning."""
        here = self.place
        ahead = (*self.ahead, here) if here else self.ahead
        trail = self.trail
        while trail:
            *rest, place = trail
            trail = tuple(rest)
            if self._exists(place) and place != here:
                return replace(self, place=place, trail=trail, ahead=ahead)
        before = self._before()
        return replace(self, place=before, trail=(), ahead=ahead) if before else self

    def jump(self, place: Place, *, only: bool = False) -> Interview:
        """Go to a place at once.

        Args:
            place: Where to.
            only: Whether to keep to its capability and go through all of its questions.
        """
        trail = (*self.trail, self.place) if self.place else self.trail
        scope = place.capability if only else None
        return replace(self, place=place, trail=trail, ahead=(), only=scope)

    def finish(self) -> Interview:
        """Go to the end."""
        trail = (*self.trail, self.place) if self.place else self.trail
        return replace(self, place=None, trail=trail, ahead=(), only=None)

    def on(self, project: Project) -> Interview:
        """Take up a project that was changed elsewhere, staying where that is possible."""
        moved = replace(self, project=project)
        if self.place is None or moved._exists(self.place):
            return moved
        return replace(Interview.resume(project, self.rulebook), skipped=self.skipped)

    def _asked(self) -> tuple[Question, Capability]:
        question, capability = self.question, self.capability
        if question is None or capability is None:
            raise InvalidAnswerError("no question is asked here")
        return question, capability

    def _exists(self, place: Place) -> bool:
        if place.capability == NEW:
            return place.step == DESCRIBE
        capability = self.project.capability(place.capability)
        if capability is None:
            return False
        known = {question.id for question in self.rulebook.questions}
        return place.step == DESCRIBE or (capability.described and place.step in known)

    def _forward(self) -> Interview:
        """Go on: to where `back` came from, to the next open place, or to a new capability."""
        here = self.place
        trail = (*self.trail, here) if here else self.trail
        ahead = list(self.ahead)
        while ahead:
            place = ahead.pop()
            if self._exists(place) and place.capability == (here.capability if here else None):
                return replace(self, place=place, trail=trail, ahead=tuple(ahead))
        if self.only is not None:
            following = self._following()
            return replace(
                self, place=following, trail=trail, ahead=(), only=self.only if following else None
            )
        place = next(self._open_places(), Place(NEW, DESCRIBE))
        end = here is not None and place == Place(NEW, DESCRIBE) and here == place
        return replace(self, place=None if end else place, trail=trail, ahead=())

    def _open_places(self) -> Iterator[Place]:
        """Yield what is open, from the present capability on and round."""
        items = self.project.capabilities
        ids = [item.id for item in items]
        here = self.place.capability if self.place else NEW
        start = ids.index(here) if here in ids else 0
        for item in (*items[start:], *items[:start]):
            if not item.described:
                steps = [DESCRIBE]
            else:
                steps = [question.id for question in open_questions(item, self.rulebook)]
            yield from (
                place for step in steps if (place := Place(item.id, step)) not in self.skipped
            )

    def _steps(self, capability: Capability) -> list[str]:
        if not capability.described:
            return [DESCRIBE]
        asked = asked_questions(capability, self.rulebook)
        return [DESCRIBE, *(question.id for question in asked)]

    def _following(self) -> Place | None:
        """Return the next step of the capability, answered or not."""
        capability = self.capability
        if capability is None or self.place is None:
            return None
        steps = self._steps(capability)
        at = steps.index(self.place.step) if self.place.step in steps else len(steps)
        return Place(capability.id, steps[at + 1]) if at + 1 < len(steps) else None

    def _before(self) -> Place | None:
        """Return the step before this one in the order of the project."""
        items = self.project.capabilities
        if not items:
            return None
        capability = self.capability
        if capability is None or self.place is None:
            return Place(items[-1].id, self._steps(items[-1])[-1])
        steps = self._steps(capability)
        at = steps.index(self.place.step) if self.place.step in steps else len(steps)
        if at > 0:
            return Place(capability.id, steps[at - 1])
        number = items.index(capability)
        return Place(items[number - 1].id, self._steps(items[number - 1])[-1]) if number else None
