"""The interview as a pure state machine: where it stands, and where each step leads.

Full screen, line by line or from a script, every interview drives this one object. A step returns
a new `Interview`; nothing here waits, draws or saves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import edits
from ragft_tui.core.interview.progress import Progress
from ragft_tui.core.interview.route import (
    DESCRIBE,
    NEW,
    NEW_PAGE,
    VERDICT,
    InterviewPosition,
    has_verdict,
    is_asked_at,
    open_positions,
    open_positions_from,
    position_before,
    position_exists,
    positions_in_progress,
)
from ragft_tui.core.interview.values import invalid_answer
from ragft_tui.core.model import AnswerValue, Capability, Draft, Project
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question, Rulebook

# Undo keeps an interview for each change, and each keeps its trail.
_LONGEST_TRAIL: Final = 200


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview about a project, at one position or at its end."""

    project: Project
    rulebook: Rulebook
    position: InterviewPosition | None = None
    """Where it stands; `None` at the end."""
    trail: tuple[InterviewPosition, ...] = ()
    """The positions that `back` leads to, the nearest last."""
    ahead: tuple[InterviewPosition, ...] = ()
    """The positions that going on leads to before it looks for others, the nearest last."""
    skipped: frozenset[InterviewPosition] = frozenset()
    """The positions that were skipped; they come again in the next interview."""
    only: bool = False
    """Whether it ends with the capability it is at."""
    told: tuple[str, Progress] | None = None
    """The capability that the last step was taken at, and how far that had come before the step."""

    @classmethod
    def resume(
        cls, project: Project, rulebook: Rulebook, position: InterviewPosition | None = None
    ) -> Interview:
        """Resume an interview where it was left.

        Args:
            project: The project.
            rulebook: Where the questions come from.
            position: Where it was left, if that is known on this machine; otherwise, or where that
                position is gone, it starts at text in progress or at the first open question. Where
                nothing is open either, it is at its end.
        """
        if position == NEW_PAGE:
            nameless = (item.id for item in project.capabilities if not item.name)
            position = InterviewPosition(next(nameless, NEW), DESCRIBE)
        if position is None or not position_exists(position, project, rulebook):
            new = () if project.capabilities else (NEW_PAGE,)
            waiting = chain(
                positions_in_progress(project, rulebook),
                open_positions_from(NEW, project, rulebook),
                new,
            )
            position = next(waiting, None)
        return cls(project, rulebook, position)

    @property
    def capability(self) -> Capability | None:
        """The capability that the interview is at; `None` for a new one and at the end."""
        return self.project.capability(self.position.capability) if self.position else None

    @property
    def question(self) -> Question | None:
        """The question that is asked; `None` at a page, at a verdict and at the end."""
        if self.position is None or self.position.step in {DESCRIBE, VERDICT}:
            return None
        return self.rulebook.question(self.position.step)

    @property
    def at_verdict(self) -> bool:
        """Whether the verdict on the capability is shown."""
        return self.position is not None and self.position.step == VERDICT

    @property
    def place(self) -> tuple[int, int]:
        """The number of the capability, from one, and how many there are."""
        items, capability = self.project.capabilities, self.capability
        if capability is None:
            number = len(items) + (self.position is not None)
            return number, number
        number = next(at for at, item in enumerate(items, start=1) if item is capability)
        return number, len(items)

    @property
    def progress(self) -> Progress:
        """How many questions the capability still takes, as far as can be told now."""
        capability = self.capability
        if self.position is None or capability is None:
            return Progress()
        positions = (
            position
            for position in open_positions(capability, self.rulebook)
            if position == self.position or position not in self.skipped
        )
        waiting = [each.step for each in positions if each.step != DESCRIBE]
        told = self.told[1] if self.told and self.told[0] == capability.id else None
        questions = tuple(map(self.rulebook.question, waiting))
        return told.after(questions) if told else Progress.of(questions)

    def describe(self, name: str, description: str) -> Interview:
        """Accept the name and description of the capability, and go on.

        Raises:
            InvalidAnswerError: If one of them is empty or too long; nothing is changed.
        """
        name = edits.check_line(name, "the name")
        description = edits.check_text(description, "the description")
        old = self.capability
        if old is None:
            project, new_id = edits.add(self.project, name, description)
        else:
            project, new_id = edits.describe(self.project, old.id, name, description)
        position = InterviewPosition(new_id, DESCRIBE)
        changed = old is None or (old.name, old.description) != (name, description)
        interview = self._unseen(new_id) if changed else self
        return _onward(replace(interview, project=project, position=position))

    def imported(self, project: Project, first: str) -> Interview:
        """Go to what is asked first about a capability that was added.

        Args:
            project: The project with all that was added.
            first: The id of the capability.
        """
        position = InterviewPosition(first, DESCRIBE)
        return _onward(replace(self, project=project, position=position))

    def answer(self, value: AnswerValue, because: str | None = None) -> Interview:
        """Answer the question and go on.

        Args:
            value: The answer.
            because: Who or what stands behind it, as `edits.answer` takes it.

        Raises:
            InvalidAnswerError: If the question does not take the value, or the because is too
                long; nothing is changed.
        """
        question, capability = self._asked()
        if not question.accepts(value):
            raise invalid_answer(question, value)
        project = edits.answer(self.project, capability.id, question.id, value, because)
        return _onward(replace(self._unseen(capability.id), project=project, told=self._telling))

    def because(self, text: str, value: AnswerValue | None = None) -> Interview:
        """Set the because of the answer; stay at the question.

        For an answer that is not given yet the text waits in the draft.

        Args:
            text: Who or what.
            value: The answer that is meant; left out, the one that was given.

        Raises:
            InvalidAnswerError: If the text is too long; nothing is changed.
        """
        question, capability = self._asked()
        kept = edits.check_because(text)
        project = edits.set_because(self.project, capability.id, question.id, kept, value)
        return replace(self, project=project)

    def drafted(self, draft: Draft) -> Interview:
        """Set the draft of the capability; stay at the position."""
        here = self.position or NEW_PAGE
        project, capability_id = edits.set_draft(self.project, here.capability, draft)
        position = InterviewPosition(capability_id, here.step)
        return replace(
            self, project=project, position=position, skipped=self.skipped - {here, position}
        )

    def skip(self) -> Interview:
        """Go on without an answer; nothing is written, and the next interview asks again."""
        if self.position is None:
            return self
        if self.at_verdict:
            return self.leave_capability()
        skipped = self.skipped | {self.position}
        return _onward(replace(self, skipped=skipped, told=self._telling))

    def back(self) -> Interview:
        """Go back to the position before; never validates, and stays put at the very beginning."""
        trail, project, rulebook = self.trail, self.project, self.rulebook
        while trail and (
            trail[-1] == self.position or not position_exists(trail[-1], project, rulebook)
        ):
            trail = trail[:-1]
        position = trail[-1] if trail else position_before(self.position, project, rulebook)
        if position is None:
            return self
        # The verdict comes again by itself, behind all that is open by then.
        returns = self.position is not None and not self.at_verdict
        ahead = (*self.ahead, self.position) if returns and self.position else self.ahead
        skipped = self.skipped - ({position} if position.step == VERDICT else frozenset())
        return replace(self, position=position, trail=trail[:-1], ahead=ahead, skipped=skipped)

    def jump(self, position: InterviewPosition) -> Interview:
        """Go to a position at once; stays put where there is no such position."""
        if not position_exists(position, self.project, self.rulebook):
            return self
        stays = self.position is not None and self.position.capability == position.capability
        return replace(
            self,
            position=position,
            trail=_longer(self.trail, self.position),
            ahead=(),
            only=self.only and stays,
        )

    def leave_capability(self) -> Interview:
        """Leave the rest of the capability for later; nothing is written, as with `skip`.

        Its verdict comes first, where there is one to show.
        """
        capability = self.capability
        if capability is None:
            return self.skip()
        skipped = self.skipped | frozenset(open_positions(capability, self.rulebook))
        if self.at_verdict:
            skipped |= {InterviewPosition(capability.id, VERDICT)}
        ahead = tuple(position for position in self.ahead if position.capability != capability.id)
        return _onward(replace(self, skipped=skipped, ahead=ahead))

    def finish(self) -> Interview:
        """Go to the end."""
        return replace(self, position=None, trail=_longer(self.trail, self.position), ahead=())

    def on(self, project: Project) -> Interview:
        """Return the interview about a changed project, at the same position if it can."""
        moved = replace(self, project=project)
        if self.position is None or position_exists(self.position, project, self.rulebook):
            return moved
        position = Interview.resume(project, self.rulebook).position
        return replace(moved, position=position, only=False)

    @property
    def _telling(self) -> tuple[str, Progress] | None:
        return (self.position.capability, self.progress) if self.position else None

    def _unseen(self, capability_id: str) -> Interview:
        """Return the interview to which the verdict on a capability is new."""
        return replace(self, skipped=self.skipped - {InterviewPosition(capability_id, VERDICT)})

    def _asked(self) -> tuple[Question, Capability]:
        question, capability = self.question, self.capability
        if question is None or capability is None:
            raise InvalidAnswerError("no question is asked here")
        return question, capability


def _onward(interview: Interview) -> Interview:
    """Go on from where an interview stands.

    First to the rest of what lies ahead in this capability, then to what is open in it, then to its
    verdict, then to what lies ahead elsewhere, then to the next open position; where none is left,
    to a new page, and from there to the end.
    """
    here, ahead = interview.position, interview.ahead
    project, rulebook = interview.project, interview.rulebook
    while ahead and (ahead[-1] == here or not is_asked_at(ahead[-1], project, rulebook)):
        ahead = ahead[:-1]
    own = here.capability if here else NEW
    position: InterviewPosition | None = None
    if not (ahead and ahead[-1].capability == own):
        position = _rest_of(own, interview)
    if position is None and ahead:
        position, ahead = ahead[-1], ahead[:-1]
    if position is None and not interview.only:
        position = _unskipped(open_positions_from(own, project, rulebook), interview)
        if position is None and here != NEW_PAGE:
            position = NEW_PAGE
    trail = _longer(interview.trail, here)
    return replace(interview, position=position, trail=trail, ahead=ahead)


def _rest_of(capability_id: str, interview: Interview) -> InterviewPosition | None:
    """Return what comes next in a capability: an open question, or else its verdict."""
    capability = interview.project.capability(capability_id)
    if capability is None:
        return None
    positions = open_positions(capability, interview.rulebook)
    if has_verdict(capability, interview.rulebook):
        positions = chain(positions, [InterviewPosition(capability.id, VERDICT)])
    return _unskipped(positions, interview)


def _unskipped(
    positions: Iterator[InterviewPosition], interview: Interview
) -> InterviewPosition | None:
    return next((position for position in positions if position not in interview.skipped), None)


def _longer(
    trail: tuple[InterviewPosition, ...], position: InterviewPosition | None
) -> tuple[InterviewPosition, ...]:
    return (*trail, position)[-_LONGEST_TRAIL:] if position else trail
