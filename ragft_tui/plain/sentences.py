"""Sentences on answers, verdicts and capabilities, the list, the map and the summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ragft_tui.core.model import UNKNOWN, Capability, Project, VerdictType
from ragft_tui.core.review import Member, Summary, summarize
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import capitalize, count_noun, one_line
from ragft_tui.core.verdict import Assessment, Suggestion
from ragft_tui.plain.answers import EXACT, id_as_words
from ragft_tui.report.sentences import (
    CHANGES,
    CONTRADICTION,
    DECISION,
    FIRST_STEP,
    MISSING,
    describe_score,
)
from ragft_tui.report.suggestions import describe_suggestion
from ragft_tui.report.summary import (
    NAMED,
    STEP_LABELS,
    describe_group,
    shared_things,
    verdict_counts,
)
from ragft_tui.report.verdict_card import SAID_BY, VerdictCard
from ragft_tui.report.view import (
    BEING_DESCRIBED,
    DONT_KNOW,
    REVIEW_LABELS,
    CapabilityView,
    full_label,
    name_of,
    view_answer,
)
from ragft_tui.session.listing import Listing

_QUOTES: Final = '""'
"""The quotation marks before and after; every keyboard has them, and every screen reader."""


def quote(text: str) -> str:
    """Return a text from people on one line in quotes."""
    return f'"{one_line(text)}"'


def render_options(
    question: Question, suggested: Suggestion | None, *, more: bool
) -> Iterable[str]:
    """Yield the options of a question with their numbers.

    Args:
        question: The question.
        suggested: The option that the description implies; its line says so.
        more: Whether to add what sets each apart.
    """
    if question.numeric:
        unit = one_line(question.unit)
        yield f"An exact number of {unit} is typed behind {EXACT}, as in {EXACT}1200."
    for number, option in enumerate(question.options, start=1):
        text, word = one_line(option.text), id_as_words(option.id)
        typed = "" if text.casefold() == word.casefold() else f" ({word})"
        chosen = suggested if suggested and option is suggested.option else None
        by = f", suggested by {describe_suggestion(chosen, _QUOTES)}" if chosen else ""
        yield f"{number}. {text}{typed}{by}"
        if more and option.hint:
            yield f"   {one_line(option.hint)}"
        if more and option.example:
            yield f"   Such as: {one_line(option.example)}"
    yield f"0. {DONT_KNOW} ({UNKNOWN})"


def render_verdict(
    assessment: Assessment, rulebook: Rulebook, before: Assessment | None
) -> Iterable[str]:
    """Yield the verdict so far, the points of both axes where they are new, and a new reason.

    Args:
        assessment: The assessment.
        rulebook: Its threshold says what counts.
        before: The assessment that was written last; `None` for none.
    """
    if assessment == before:
        yield f"Verdict still: {assessment.label}."
        return
    same = before is not None and assessment.scores == before.scores
    points = [f" {describe_score(score, rulebook.threshold)}." for score in assessment.scores]
    text = "" if same else "".join(points)
    yield f"Verdict so far: {full_label(assessment)}.{text}"
    for reason in assessment.told_after(before):
        yield f"Reason: {one_line(reason.sentence)}."


def render_row(number: int, capability: Capability, rulebook: Rulebook) -> str:
    """Return a capability in a line: number, name, verdict, decision, open questions."""
    item = CapabilityView(capability, rulebook)
    if not capability.described:
        return f"{number}. {one_line(item.name)}: not described yet"
    parts = [item.effective_label, REVIEW_LABELS[item.state]]
    if count := item.open_count:
        parts.append(f"{count_noun(count, 'question')} open")
    return f"{number}. {one_line(item.name)}: {'; '.join(parts)}"


def render_capability(capability: Capability, rulebook: Rulebook) -> Iterable[str]:
    """Yield all there is to say about a capability."""
    item = CapabilityView(capability, rulebook)
    yield one_line(item.name)
    yield capability.description
    yield f"Verdict: {full_label(item.assessment)}."
    if review := item.review_sentence:
        yield f"{capitalize(DECISION)}: {one_line(review)}."
    yield from render_reasons(item)
    yield from (f"{capitalize(MISSING)}: {one_line(what)}." for what in item.missing)
    still = [answer.question.title for answer in item.answers if not answer.answer]
    for answer in item.answers:
        because = f", because {one_line(answer.because)}" if answer.because else ""
        if answer.answer:
            yield f"{one_line(answer.question.title)}: {one_line(answer.text)}{because}."
    if still:
        yield f"Open: {', '.join(one_line(title) for title in still)}."
    if capability.notes:
        yield f"{item.note_label}: {capability.notes}"
    yield render_sources(item)


def render_card(card: VerdictCard) -> Iterable[str]:
    """Yield the lines of a verdict at the end of the interview of a capability."""
    yield ""
    reach = f", {card.reach}" if card.reach else ""
    yield f"{one_line(card.item.name)}: {card.title}{reach}."
    for label, sentences in card.rows:
        between = "; " if label == SAID_BY else " "
        yield f"{label}: {between.join(sentences)}"


def describe_decision(capability: Capability, decision: str) -> str:
    """Return a sentence on a decision that was just made, with who made it.

    Args:
        capability: The capability as it is now.
        decision: What was decided, a clause.
    """
    review = capability.review
    by = f", by {one_line(review.by)}" if review and review.by else ""
    return f"{one_line(capability.name)}: {decision}{by}."


def render_answers(capability: Capability, rulebook: Rulebook) -> Iterable[str]:
    """Yield a line for each question of the rulebook, with its answer and who stands behind it."""
    for question in rulebook.questions:
        view = view_answer(capability, question)
        because = f" (because: {one_line(view.because)})" if view.because else ""
        yield f"{one_line(question.title)}: {view.text}{because}."


def render_in_short(item: CapabilityView) -> Iterable[str]:
    """Yield what follows a verdict that was named: the knowledge, the first step, a reason."""
    if item.reach:
        yield f"Knowledge {item.reach}."
    yield from _render_first_step(item)
    yield f"Reason: {one_line(item.assessment.reasons[0].sentence)}."


def _render_first_step(item: CapabilityView) -> Iterable[str]:
    """Yield what to do before anything large is built, if the rulebook says so."""
    if item.first_step:
        yield f"{capitalize(FIRST_STEP)}: {one_line(item.first_step.says)}"


def render_reasons(item: CapabilityView) -> Iterable[str]:
    """Yield the first step of a verdict, its reasons, and what would change it."""
    yield from _render_first_step(item)
    for each in item.reasons:
        reason = each.reason
        because = f" (because {one_line(reason.because)})" if reason.because else ""
        yield f"Reason, {each.label}: {one_line(reason.sentence)}{because}."
    for clash in item.assessment.contradictions:
        yield f"{capitalize(CONTRADICTION)}: {one_line(clash)}."
    yield from (f"{capitalize(CHANGES)}: {one_line(flip)}." for flip in item.flip_labels)


def render_sources(item: CapabilityView) -> str:
    """Return the publications that the reasons rest on, each once."""
    sources = dict.fromkeys(
        f"{one_line(each.source.title)}, {one_line(each.source.url)}" for each in item.reasons
    )
    return f"Published sources: {'; '.join(sources)}"


def render_listing(listing: Listing, rulebook: Rulebook, most: int | None) -> Iterable[str]:
    """Yield a line for each capability that is listed.

    Args:
        listing: What is listed.
        rulebook: What capabilities are assessed by.
        most: The most that are written, and more are counted; `None` for all.
    """
    shown = listing.numbered
    if listing.terms:
        yield f"{len(shown)} fit the filter {quote(listing.terms)}."
    for number, item in list(shown.items())[:most]:
        mark = "; marked" if item.id in listing.marked else ""
        yield f"{render_row(number, item, rulebook)}{mark}"
    if most is not None and len(shown) > most:
        yield f'And {len(shown) - most:,} more: "list" tells all, "filter TERMS" fewer.'


def render_map(items: Mapping[int, Capability], rulebook: Rulebook) -> Iterable[str]:
    """Yield who stands in which region, and then each with its points.

    Args:
        items: What to tell, by the numbers of the review.
        rulebook: The rules that place them.
    """
    views = {number: CapabilityView(item, rulebook) for number, item in items.items()}
    for region in (*VerdictType, None):
        numbers = [str(number) for number, each in views.items() if each.effective is region]
        if numbers:
            yield f"{name_of(region)}: {', '.join(numbers)}"
    for number, each in views.items():
        scores = each.assessment.scores
        told = [describe_score(score, rulebook.threshold) for score in scores]
        told += [one_line(reason.sentence) for reason in each.assessment.held_back]
        yield f"{number}. {one_line(each.name)}: {each.effective_name}. {'. '.join(told)}."


def render_summary(project: Project, rulebook: Rulebook) -> Iterable[str]:
    """Yield the summary of a project."""
    found = summarize(project, rulebook)
    yield f"{count_noun(found.total, 'capability', 'capabilities')}."
    for verdict, total, parts in verdict_counts(found):
        of_these = f", of these {parts}" if parts else ""
        yield f"{name_of(verdict)}: {total:,}{of_these}."
    if found.reviews:
        counts = (f"{count:,} {REVIEW_LABELS[state]}" for state, count in found.reviews)
        yield f"Decisions: {', '.join(counts)}."
    first = capitalize(FIRST_STEP)
    for number, each in enumerate(found.beginnings, start=1):
        yield f"{first}, {number}: {one_line(each.step.says)} {_names(each.members)}."
    for number, step in enumerate(found.steps, start=1):
        yield f"To do, {number}: {STEP_LABELS[step.kind]}: {_names(step.members)}."
    yield from _render_sharing(found)
    for what, remarks in (
        (capitalize(MISSING), found.not_ready),
        (capitalize(CONTRADICTION), found.contradictions),
        ("To be decided anew", found.stale),
    ):
        for remark in remarks:
            for sentence in remark.sentences:
                yield f"{what}, {_name(remark.member)}: {one_line(sentence)}."


def _render_sharing(found: Summary) -> Iterable[str]:
    """Yield what capabilities may share, and who."""
    for sharing, groups in shared_things(found):
        if groups:
            yield f"{sharing.title}."
        for group in groups:
            words = f"{'; '.join(describe_group(group, sharing))}: {_names(group.members)}."
            yield f"{words} {one_line(sharing.sentence(group))}".rstrip()


def _names(members: Sequence[Member]) -> str:
    names = [_name(member) for member in members[:NAMED]]
    more = len(members) - len(names)
    return ", ".join([*names, f"and {more:,} more"] if more else names)


def _name(member: Member) -> str:
    return f"{member.number} {one_line(member.name) or BEING_DESCRIBED}"
