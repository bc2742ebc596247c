"""What plain mode says of capabilities, questions and verdicts: sentences, and no drawing."""

from __future__ import annotations

from collections.abc import Iterable

from ragft_tui.core.model import AnswerValue, Capability, VerdictType
from ragft_tui.core.rules.rulebook import Question, Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict.assess import Assessment, Score
from ragft_tui.core.verdict.flips import flips
from ragft_tui.core.verdict.suggest import Suggestion
from ragft_tui.report.view import CapabilityView, view

__all__ = [
    "answer_words",
    "capability_line",
    "capability_lines",
    "option_lines",
    "quoted",
    "reason_lines",
    "region_lines",
    "verdict_lines",
]

_DONT_KNOW = "I don't know"


def quoted(text: str) -> str:
    """Return a text from people on one line in quotes."""
    return f'"{one_line(text)}"'


def answer_words(question: Question, value: AnswerValue) -> str:
    """Return an answer in the words of its question."""
    if isinstance(value, int):
        return f"{value:,} {question.unit}"
    option = question.option(value)
    return one_line(option.text) if option else _DONT_KNOW


def option_lines(question: Question, suggested: Suggestion | None, *, more: bool) -> Iterable[str]:
    """Yield the options of a question with their numbers.

    Args:
        question: The question.
        suggested: The option that the description implies.
        more: Whether to tell what sets each apart.
    """
    if question.numeric:
        yield f"A whole number of {question.unit}."
        return
    for number, option in enumerate(question.options, start=1):
        by = ""
        if suggested and option is suggested.option:
            by = f" (suggested by {quoted(suggested.words)})"
        yield f"{number}. {one_line(option.text)}{by}"
        if more and option.hint:
            yield f"   {one_line(option.hint)}"
        if more and option.example:
            yield f"   Such as: {one_line(option.example)}"
    yield f"0. {_DONT_KNOW}"


def verdict_lines(
    assessment: Assessment, rulebook: Rulebook, before: Assessment | None
) -> Iterable[str]:
    """Yield the verdict so far with the points of both axes, and the reason that is new.

    Args:
        assessment: What to tell.
        rulebook: Its threshold says what counts.
        before: What was told last; where that is the same, it is told in short.
    """
    if assessment == before:
        yield f"Verdict still: {assessment.words}."
        return
    scores = (assessment.knowledge, assessment.behaviour)
    told = "; ".join(_score(score, rulebook.threshold) for score in scores)
    yield f"Verdict so far: {assessment.words}. {told[:1].upper()}{told[1:]}."
    old = before.reasons if before else ()
    new = [reason for reason in assessment.reasons if reason not in old]
    yield f"Reason: {one_line((new or list(assessment.reasons))[0].sentence)}."


def _score(score: Score, threshold: int) -> str:
    points = f"{score.points} point{'s' if abs(score.points) != 1 else ''}"
    if not score.needed:
        return f"{score.axis} {score.points} of {threshold} points"
    if score.points < threshold:
        return f"{score.axis} is a hard need"
    return f"{score.axis} counts, with {points}"


def capability_line(number: int, capability: Capability, rulebook: Rulebook) -> str:
    """Return a capability in a line: number, name, verdict, review, open questions."""
    item = view(capability, rulebook)
    if not capability.described:
        return f"{number}. {one_line(item.name)}: not described yet"
    parts = [item.assessment.words, f"review {item.review_words}"]
    if item.open:
        parts.append(f"{item.open} question{'s' if item.open > 1 else ''} open")
    return f"{number}. {one_line(item.name)}: {'; '.join(parts)}"


def capability_lines(capability: Capability, rulebook: Rulebook) -> Iterable[str]:
    """Yield all there is to say about a capability."""
    item = view(capability, rulebook)
    yield one_line(item.name)
    yield capability.description
    yield f"Verdict: {item.assessment.words}."
    yield from reason_lines(item)
    yield from (f"Not ready: {one_line(what)}." for what in item.missing)
    for answer in item.answers:
        because = f", because {one_line(answer.because)}" if answer.because else ""
        yield f"{one_line(answer.title)}: {one_line(answer.value)}{because}."
    if item.review_line:
        yield f"Review: {one_line(item.review_line)}."
    if capability.notes:
        yield f"Note: {capability.notes}"


def reason_lines(item: CapabilityView) -> Iterable[str]:
    """Yield the reasons of a verdict with their sources, and what would change it."""
    for reason in item.reasons:
        because = f" (because {one_line(reason.because)})" if reason.because else ""
        yield f"Reason, {reason.label}: {one_line(reason.sentence)}{because}."
        yield f"   Source: {one_line(reason.source)}, {one_line(reason.url)}"
    for clash in item.assessment.contradictions:
        yield f"Contradiction: {one_line(clash)}."
    found = flips(item.capability, item.rulebook)
    for flip in found:
        yield f"Would change it: {one_line(flip.answer)} makes it {flip.verdict}."
    if not found:
        yield "No single answer changes this."


def region_lines(verdicts: Iterable[tuple[int, Assessment]]) -> Iterable[str]:
    """Yield who stands in which region of the map, those without evidence apart.

    Args:
        verdicts: Numbers and verdicts, in the order to tell them.
    """
    regions: dict[str, list[str]] = {}
    for number, verdict in verdicts:
        regions.setdefault(verdict.shown, []).append(str(number))
    for region in (*(kind.value for kind in VerdictType), "undecided"):
        if region in regions:
            yield f"{region}: {', '.join(regions[region])}"
