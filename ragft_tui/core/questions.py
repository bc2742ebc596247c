"""Which questions are still worth asking about a capability, and in which order."""

from __future__ import annotations

from ragft_tui.core.assess import assess, verdict_axes
from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook import Question, Rulebook

__all__ = ["asked_questions", "open_questions"]


def open_questions(capability: Capability, rulebook: Rulebook) -> tuple[Question, ...]:
    """Return the unanswered questions that are to be asked, the next one first.

    The core questions come first, then those that can still change the type, then the readiness
    questions that the type calls for.
    """
    core = _unanswered(capability, rulebook.stage("core"))
    return (*core, *_unanswered(capability, _readiness(capability, rulebook)))


def asked_questions(capability: Capability, rulebook: Rulebook) -> tuple[Question, ...]:
    """Return all questions of a capability: the answered ones in their order, then the open."""
    answered = tuple(
        question for question in rulebook.questions if capability.answer(question.id) is not None
    )
    return (*answered, *open_questions(capability, rulebook))


def _unanswered(capability: Capability, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    return tuple(question for question in questions if capability.answer(question.id) is None)


def _readiness(capability: Capability, rulebook: Rulebook) -> tuple[Question, ...]:
    axes = verdict_axes(assess(capability, rulebook).type)
    return tuple(question for question in rulebook.stage("readiness") if question.axis in axes)
