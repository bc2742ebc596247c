"""What plain mode says of capabilities, questions and verdicts: sentences, and no drawing."""

from __future__ import annotations

from collections.abc import Iterable

from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability, VerdictType
from ragft_tui.core.review.decision import ReviewState
from ragft_tui.core.rulebook.model import Question, Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict.assess import Assessment, Score
from ragft_tui.core.verdict.suggest import Suggestion
from ragft_tui.plain.answers import spoken
from ragft_tui.report.view import CapabilityView
from ragft_tui.session.listing import Listing

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
        yield f"A whole number of {question.unit}, or {UNKNOWN}."
        return
    for number, option in enumerate(question.options, start=1):
        text, word = one_line(option.text), spoken(option.id)
        typed = "" if text.casefold() == word.casefold() else f" ({word})"
        by = ""
        if suggested and option is suggested.option:
            by = f", suggested by {quoted(suggested.quote)}"
        yield f"{number}. {text}{typed}{by}"
        if more and option.hint:
            yield f"   {one_line(option.hint)}"
        if more and option.example:
            yield f"   Such as: {one_line(option.example)}"
    yield f"0. {_DONT_KNOW} ({UNKNOWN})"


def verdict_lines(
    assessment: Assessment, rulebook: Rulebook, before: Assessment | None
) -> Iterable[str]:
    """Yield the verdict so far, the points of both axes where they are new, and a new reason.

    Args:
        assessment: What to tell.
        rulebook: Its threshold says what counts.
        before: What was told last; where that is the same, it is told in short.
    """
    if assessment == before:
        yield f"Verdict still: {assessment.label}."
        return
    scores = (assessment.knowledge, assessment.behaviour)
    same = before is not None and scores == (before.knowledge, before.behaviour)
    told = "" if same else f" {' '.join(_scores(scores, rulebook.threshold))}"
    yield f"Verdict so far: {assessment.label}.{told}"
    old = before.reasons if before else ()
    new = [reason for reason in assessment.reasons if reason not in old]
    yield f"Reason: {one_line((new or list(assessment.reasons))[0].sentence)}."


def _scores(scores: Iterable[Score], threshold: int) -> Iterable[str]:
    """Yield a sentence an axis; the first one that speaks of points says how many are needed."""
    needed = f", {threshold} are needed"
    for score in scores:
        axis = score.axis.capitalize()
        if score.needed and score.points < threshold:
            yield f"{axis} is a hard need: yes."
            continue
        noun = " point" if score.points == 1 else " points"
        held = ", but something holds it back" if score.points >= threshold else ""
        told = f"{axis} {score.points}{noun if needed else ''}{needed}"
        yield f"{told}: yes." if score.needed else f"{told}{held}: no."
        needed = ""


def review_words(item: CapabilityView) -> str:
    """Return where the decision on a capability stands."""
    decided = {ReviewState.NONE.value: "not decided", ReviewState.STALE.value: "to be decided anew"}
    return decided.get(item.review_label, item.review_label)


def capability_line(number: int, capability: Capability, rulebook: Rulebook) -> str:
    """Return a capability in a line: number, name, verdict, decision, open questions."""
    item = CapabilityView(capability, rulebook)
    if not capability.described:
        return f"{number}. {one_line(item.name)}: not described yet"
    parts = [item.assessment.label, review_words(item)]
    if count := item.open_count:
        parts.append(f"{count} question{'s' if count > 1 else ''} open")
    return f"{number}. {one_line(item.name)}: {'; '.join(parts)}"


def capability_lines(capability: Capability, rulebook: Rulebook) -> Iterable[str]:
    """Yield all there is to say about a capability."""
    item = CapabilityView(capability, rulebook)
    yield one_line(item.name)
    yield capability.description
    yield f"Verdict: {item.assessment.label}."
    yield from _reason_lines(item)
    yield from (f"Not ready: {one_line(what)}." for what in item.readiness)
    still = [answer.question.title for answer in item.answers if not answer.answer]
    for answer in item.answers:
        because = f", because {one_line(answer.because)}" if answer.because else ""
        if answer.answer:
            yield f"{one_line(answer.question.title)}: {one_line(answer.text)}{because}."
    if still:
        yield f"Open: {', '.join(one_line(title) for title in still)}."
    if review := item.review_sentence:
        yield f"Decision: {one_line(review)}."
    if capability.notes:
        yield f"Note: {capability.notes}"
    yield _sources(item)


def reason_lines(item: CapabilityView) -> Iterable[str]:
    """Yield the reasons of a verdict, what would change it, and who published the rules."""
    yield from _reason_lines(item)
    yield _sources(item)


def _reason_lines(item: CapabilityView) -> Iterable[str]:
    for each in item.reasons:
        reason = each.reason
        because = f" (because {one_line(reason.because)})" if reason.because else ""
        yield f"Reason, {each.label}: {one_line(reason.sentence)}{because}."
    for clash in item.assessment.contradictions:
        yield f"Contradiction: {one_line(clash)}."
    told = "; ".join(f"{one_line(flip.answer)} makes it {flip.verdict}" for flip in item.flips)
    yield f"Would change it: {told}." if told else "No single answer changes this."


def _sources(item: CapabilityView) -> str:
    """Return the publications that the reasons rest on, each once."""
    told = dict.fromkeys(
        f"{one_line(each.source.title)}, {one_line(each.source.url)}" for each in item.reasons
    )
    return f"Published sources: {'; '.join(told)}"


def region_lines(verdicts: Iterable[tuple[int, Assessment]]) -> Iterable[str]:
    """Yield who stands in which region of the map, those without evidence apart.

    Args:
        verdicts: Numbers and verdicts, in the order to tell them.
    """
    regions: dict[str, list[str]] = {}
    for number, verdict in verdicts:
        regions.setdefault(verdict.verdict_label, []).append(str(number))
    for region in (*(kind.value for kind in VerdictType), "undecided"):
        if region in regions:
            yield f"{region}: {', '.join(regions[region])}"


def listing_lines(listing: Listing, rulebook: Rulebook, most: int | None) -> Iterable[str]:
    """Yield a line for each capability that is listed.

    Args:
        listing: What is listed.
        rulebook: What capabilities are assessed by.
        most: How many are told, and more are counted; `None` for all.
    """
    shown = listing.numbered
    if listing.terms:
        yield f"{len(shown)} fit the filter {quoted(listing.terms)}."
    for number in list(shown)[:most]:
        yield capability_line(number, shown[number], rulebook)
    if most is not None and len(shown) > most:
        yield f'And {len(shown) - most:,} more: "list" tells all, "filter TERMS" fewer.'
