"""A report as Markdown, for a pull request or a wiki: a table, then all of each capability."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ragft_tui.core.review import Summary
from ragft_tui.core.rulebook import Source
from ragft_tui.core.text import capitalize, count_noun, one_line
from ragft_tui.report.agenda import AgendaItem, agenda_of
from ragft_tui.report.columns import cut
from ragft_tui.report.legend import READING, explain_report
from ragft_tui.report.markdown_text import md_line, md_link, md_paragraphs, md_row
from ragft_tui.report.project_cost_formats import costs_markdown
from ragft_tui.report.project_costs import costs_anything
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.sentences import COUNTED, FIRST_STEP, MISSING, describe_score
from ragft_tui.report.split import describe_split
from ragft_tui.report.unknowns import describe_unknowns
from ragft_tui.report.view import (
    BEING_DESCRIBED,
    REVIEW_LABELS,
    AnswerView,
    CapabilityView,
    ReasonView,
    name_of,
    sign_of,
)

_NOTHING: Final = "–"
_NAME_WIDTH: Final = 40
"""The most columns of a name in a list of many."""
_HEADINGS: Final = ("#", "Capability", "Verdict", "Decision", "Strength", capitalize(FIRST_STEP))


def render_markdown(report: ProjectReport) -> Iterable[str]:
    """Yield a report as Markdown, in pieces."""
    title = md_line(report.name) or "Without a name"
    yield f"# {title}\n\n"
    if report.description:
        yield f"{md_paragraphs(report.description)}\n\n"
    items = report.capabilities
    if not items:
        yield "Nothing is described yet.\n\n"
    else:
        yield f"{_counts(report)}\n\n"
        rows = [_row(number, item) for number, item in enumerate(items, start=1)]
        yield "\n".join([md_row(_HEADINGS), md_row(["---"] * len(_HEADINGS)), *rows]) + "\n\n"
        yield "\n\n".join(_whole(report.summary)) + "\n\n"
    for number, item in enumerate(items, start=1):
        yield "\n\n".join(_section(number, item)) + "\n\n"
    if costs_anything(report.costs):
        yield f"{costs_markdown(report.costs)}\n"
    yield f"## {READING}\n\n{_terms(report.rulebook.threshold)}\n\n"
    yield f"---\n\n{md_line(report.provenance.sentence)}.\n"


def _counts(report: ProjectReport) -> str:
    total = count_noun(len(report.capabilities), "capability", "capabilities")
    states = (f"{count:,} {REVIEW_LABELS[state]}" for state, count in report.summary.reviews)
    split = describe_split(report.counts)
    return f"{total}, {COUNTED}: {split}. Decisions: {', '.join(states)}."


def _terms(threshold: int) -> str:
    terms = explain_report(threshold)
    return "\n".join(f"- **{md_line(term)}:** {md_line(means)}" for term, means in terms)


def _whole(found: Summary) -> Iterable[str]:
    """Yield the blocks about the application as a whole."""
    yield "## What comes next"
    for part in agenda_of(found):
        yield f"**{part.title}**"
        marks = (f"{at}." if part.in_order else "-" for at in range(1, len(part.entries) + 1))
        yield "\n".join(map(_need, marks, part.entries))


def _need(mark: str, each: AgendaItem) -> str:
    names = (cut(one_line(member.name), _NAME_WIDTH) for member in each.members)
    members = zip((member.number for member in each.members), names, strict=True)
    who = ", ".join(f"{number} {md_line(name or BEING_DESCRIBED)}" for number, name in members)
    return " ".join(filter(None, (mark, f"{md_line(each.says)} *{who}*", md_line(each.so))))


def _row(number: int, item: CapabilityView) -> str:
    first = item.first_step
    step = _begin(first.says) if first else ""
    cells = (item.name, _verdict(item), item.decided_label, item.strength, step)
    return md_row([str(number), *(md_line(cell or "") or _NOTHING for cell in cells)])


def _begin(says: str) -> str:
    """Return a first step without what depends on its outcome, for a narrow column."""
    return says.partition(";")[0].removesuffix(".")


def _verdict(item: CapabilityView) -> str:
    verdict = item.assessment.verdict
    return f"{sign_of(verdict)} {name_of(verdict)}"


def _section(number: int, item: CapabilityView) -> Iterable[str]:
    """Yield the blocks about a capability."""
    capability = item.capability
    yield f"## {number}. {md_line(item.name)}"
    if capability.description:
        yield md_paragraphs(capability.description)
    yield "\n".join(_facts(item))
    yield from _list("Answers", map(_answer, item.answered))
    yield from _list("Reasons", map(_reason, item.reasons))
    yield from _list("Contradictions", map(md_line, item.contradictions))
    yield from _list("Open questions", map(md_line, describe_unknowns(item)))
    yield from _list(item.changes_title, map(md_line, item.changes))
    yield from _list(capitalize(MISSING), map(md_line, item.missing))
    if capability.notes:
        note = "\n".join(f"> {line}" for line in md_paragraphs(capability.notes).split("\n"))
        yield f"**{md_line(item.note_label)}**"
        yield note


def _facts(item: CapabilityView) -> Iterable[str]:
    """Yield the lines of what counts, was decided, and comes first."""
    for label, text in item.outcome:
        yield f"- **{label}:** {md_line(text)}"
    threshold = item.rulebook.threshold
    points = [describe_score(each, threshold) for each in item.assessment.scores]
    yield f"- **Points:** {'; '.join(points)}"
    if first := item.first_step:
        yield f"- **{capitalize(FIRST_STEP)}:** {md_line(first.says)} {_cite(first.source)}"


def _answer(each: AnswerView) -> str:
    text = f"{md_line(each.question.text)} **{md_line(each.text)}**"
    return f"{text}, because: {md_line(each.because)}" if each.because else text


def _reason(each: ReasonView) -> str:
    because = f" (because: {each.reason.because})" if each.reason.because else ""
    text = md_line(f"{each.label}: {each.reason.sentence}{because}")
    return f"{text} {_cite(each.source)}"


def _list(title: str, entries: Iterable[str]) -> Iterable[str]:
    """Yield a title and a list, or nothing without entries."""
    lines = [f"- {entry}" for entry in entries]
    if lines:
        yield f"**{title}**"
        yield "\n".join(lines)


def _cite(source: Source) -> str:
    return f"({md_link(source.title, source.url)})"
