"""What is still to be found out about a capability: questions without an answer that says it."""

from __future__ import annotations

from ragft_tui.core.model import UNKNOWN, Capability
from ragft_tui.core.rulebook import Question
from ragft_tui.report.view import CapabilityView


def describe_unknowns(item: CapabilityView) -> tuple[str, ...]:
    """Return the open questions, then those that were answered with "I don't know".

    Args:
        item: The capability.
    """
    questions = item.rulebook.questions
    not_known = [each.text for each in questions if _is_unknown(item.capability, each)]
    return (*(each.text for each in item.open), *(f"{text} (not known)" for text in not_known))


def _is_unknown(capability: Capability, question: Question) -> bool:
    answer = capability.answer(question.id)
    return answer is not None and answer.value == UNKNOWN
