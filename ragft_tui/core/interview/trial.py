"""A trial (what-if): other answers for one capability, without changing the project."""

from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.model import UNKNOWN, Answer, AnswerValue, Capability, Project
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question


@dataclass(frozen=True, slots=True)
class Trial:
    """A capability, and the same with the answers that are tried."""

    capability: Capability
    """As it is in the project."""
    tried: Capability
    """With the answers that are tried."""

    @classmethod
    def of(cls, capability: Capability) -> Trial:
        """Begin with the answers that were given."""
        return cls(capability, capability)

    def choices(self, question: Question) -> tuple[AnswerValue | None, ...]:
        """Return what can be tried: no answer where there is none, every option, "I don't know".

        A number that was answered or is tried stands in the place of its band.
        """
        given = self.capability.answer(question.id)
        numbers = {
            option.id: value
            for value in (given.value if given else None, self.value(question))
            if isinstance(value, int) and (option := question.option(value))
        }
        options = [numbers.get(option.id, option.id) for option in question.options]
        return (*([None] if given is None else []), *options, UNKNOWN)

    def value(self, question: Question) -> AnswerValue | None:
        """Return what is tried; `None` for no answer."""
        answer = self.tried.answer(question.id)
        return None if answer is None else answer.value

    def with_step(self, question: Question, step: int) -> Trial:
        """Return the trial of the choice that many steps away, or of the last one that way."""
        choices = self.choices(question)
        at = choices.index(self.value(question)) + step
        return self.with_value(question, choices[min(max(at, 0), len(choices) - 1)])

    def with_option(self, question: Question, number: int) -> Trial:
        """Return the trial of an option by its number from 1, 0 being "I don't know".

        Raises:
            IndexError: If there is no such option.
        """
        choices = self.choices(question)[-len(question.options) - 1 :]
        if number >= len(choices):
            raise IndexError(number)
        return self.with_value(question, choices[number - 1])

    def with_value(self, question: Question, value: AnswerValue | None) -> Trial:
        """Return the trial of an answer; another one loses who stood behind the present one."""
        kept = [item for item in self.tried.answers if item.question != question.id]
        if value is not None:
            because = self.capability.because(question.id, value)
            kept.append(Answer(question.id, value, because))
        # In the order in which they were given: what is tried and taken back leaves no trace.
        order = {item.question: at for at, item in enumerate(self.capability.answers)}
        kept.sort(key=lambda item: order.get(item.question, len(order)))
        return replace(self, tried=replace(self.tried, answers=tuple(kept)))

    @property
    def changes(self) -> tuple[Answer, ...]:
        """The answers that differ from those that were given."""
        return tuple(
            answer
            for answer in self.tried.answers
            if answer != self.capability.answer(answer.question)
        )

    def applied_to(self, project: Project) -> Project:
        """Return a project with the answers that are tried; its drafts stay."""
        changed = (
            replace(item, answers=self.tried.answers) if item.id == self.tried.id else item
            for item in project.capabilities
        )
        return replace(project, capabilities=tuple(changed))
