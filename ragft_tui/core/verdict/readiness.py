"""What comes before a verdict can be acted on: the first step, and what is missing."""

from __future__ import annotations

from ragft_tui.core.model import Axis, Capability, Reach, VerdictType
from ragft_tui.core.rulebook import FirstStep, Question, Rulebook
from ragft_tui.core.text import capitalize
from ragft_tui.core.verdict.assessment import assess
from ragft_tui.core.verdict.evidence import describe_answer, gather_evidence
from ragft_tui.core.verdict.rules import first_step


def find_first_step(
    capability: Capability, rulebook: Rulebook, verdict: VerdictType | None = None
) -> FirstStep | None:
    """Return what to do before anything large is built; `None` where the rulebook names nothing.

    Args:
        capability: What was answered about it.
        rulebook: Its first steps.
        verdict: The type that a person put in the place of the verdict.
    """
    assessment = assess(capability, rulebook)
    if verdict is None or verdict is assessment.type:
        return assessment.first_step
    return first_step(gather_evidence(capability, rulebook), verdict, rulebook)


def find_reach(
    capability: Capability, rulebook: Rulebook, verdict: VerdictType | None = None
) -> Reach | None:
    """Return how the knowledge that it needs reaches the model; `None` for not known, or none.

    Args:
        capability: What was answered about it.
        rulebook: Its options say what each answer means for it.
        verdict: The type that a person put in the place of the verdict.
    """
    assessment = assess(capability, rulebook)
    if verdict is None or verdict is assessment.type:
        return assessment.reach
    return gather_evidence(capability, rulebook).reach if Axis.KNOWLEDGE in verdict.axes else None


def describe_missing(
    capability: Capability, rulebook: Rulebook, verdict: VerdictType | None = None
) -> tuple[str, ...]:
    """Return what is missing before the verdict can be acted on; empty if it is ready.

    Each is a sentence without its full stop.

    Args:
        capability: What was answered about it.
        rulebook: Its readiness questions say what each axis calls for.
        verdict: The type that a person put in the place of the verdict.
    """
    axes = (verdict or assess(capability, rulebook).type).axes
    reach = find_reach(capability, rulebook, verdict)
    sentences = (
        _missing(question, capability)
        for question in rulebook.called_for(axes, reach)
        if question.tells_readiness
    )
    return tuple(sentence for sentence in sentences if sentence)


def _missing(question: Question, capability: Capability) -> str:
    answer = capability.answer(question.id)
    option = question.option(answer.value) if answer else None
    if answer is None or option is None:
        return f"Not known yet: {question.not_known or f'the answer to “{question.mention}”'}"
    if not option.missing:
        return ""
    return capitalize(f"{describe_answer(question, answer.value)}; {option.missing}")
