"""Which questions are still worth asking about a capability, and in which order."""

from __future__ import annotations

from ragft_tui.core.cache import cached, judged
from ragft_tui.core.model import Capability
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
    return _asked(judged(capability, rulebook), rulebook)


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
