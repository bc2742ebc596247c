"""What is missing before a verdict can be acted on."""

from __future__ import annotations

from ragft_tui.core.model import Capability, VerdictType
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.verdict.assessment import assess
from ragft_tui.core.verdict.evidence import describe_answer


def describe_missing(
    capability: Capability, rulebook: Rulebook, verdict: VerdictType | None = None
) -> tuple[str, ...]:
    """Return phrases for what is missing before the verdict can be acted on; empty if it is ready.

    Args:
        capability: What was answered about it.
        rulebook: Its readiness questions say what each axis calls for.
        verdict: The type that a person put in the place of the verdict.
    """
    axes = (verdict or assess(capability, rulebook).type).axes
    sentences = (
        _missing(question, capability)
        for question in rulebook.called_for(axes)
        if any(option.missing for option in question.options)
    )
    return tuple(sentence for sentence in sentences if sentence)


def _missing(question: Question, capability: Capability) -> str:
    answer = capability.answer(question.id)
    option = question.option(answer.value) if answer else None
    if answer is None or option is None:
        return f"{question.title.lower()} not known yet"
    if not option.missing:
        return ""
    if isinstance(answer.value, int):
        unit = question.unit if answer.value != 1 else question.unit.removesuffix("s")
        return f"{answer.value:,} {unit}; {option.missing}"
    return f"{describe_answer(question, answer.value)}; {option.missing}"
