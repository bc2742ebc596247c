"""A report as Markdown, for a pull request or a wiki: a table, then all of each capability."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ragft_tui.core.rulebook import Source
from ragft_tui.core.text import count_noun
from ragft_tui.report.markdown_text import md_line, md_link, md_paragraphs, md_row
from ragft_tui.report.project_cost_formats import costs_markdown
from ragft_tui.report.project_costs import costs_anything
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.split import describe_split
from ragft_tui.report.view import AnswerView, CapabilityView, ReasonView, name_of, sign_of

_NOTHING: Final = "–"
_HEADINGS: Final = ("#", "Capability", "Verdict", "Decision", "Strength", "First step")


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
    for number, item in enumerate(items, start=1):
        yield "\n\n".join(_section(number, item)) + "\n\n"
    costs = f"{costs_markdown(report.costs)}\n" if costs_anything(report.costs) else ""
    yield f"{costs}---\n\n{md_line(report.provenance.sentence)}.\n"


def _counts(report: ProjectReport) -> str:
    total = count_noun(len(report.capabilities), "capability", "capabilities")
    return f"{total}: {describe_split(report.counts)}."


def _row(number: int, item: CapabilityView) -> str:
    first = item.first_step
    cells = (item.name, _verdict(item), item.decided_label, item.strength, first and first.says)
    return md_row([str(number), *(md_line(cell or "") or _NOTHING for cell in cells)])


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
    clashes = map(md_line, item.assessment.contradictions)
    yield from _list("Contradictions", clashes)
    if item.assessment.verdict:
        yield from _list("What would change the verdict", map(md_line, item.flip_labels))
    yield from _list("Not ready yet", map(md_line, item.missing))
    if capability.notes:
        note = "\n".join(f"> {line}" for line in md_paragraphs(capability.notes).split("\n"))
        yield f"**{md_line(item.note_label)}**"
        yield note


def _facts(item: CapabilityView) -> Iterable[str]:
    """Yield the lines of what counts, was decided, and comes first."""
    yield f"- **Verdict:** {md_line(item.full_label)}"
    decision = md_line(item.review_sentence) or "none yet"
    yield f"- **Decision:** {decision}"
    if first := item.first_step:
        yield f"- **First step:** {md_line(first.says)} {_cite(first.source)}"


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
