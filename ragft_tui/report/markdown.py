"""A report as Markdown, for a pull request or a wiki: a table, then all of each capability."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ragft_tui.core.rulebook import Source
from ragft_tui.report.escapes import escape_line, escape_lines
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.view import AnswerView, CapabilityView, ReasonView, name_of, sign_of

_NOTHING: Final = "–"
_HEADINGS: Final = ("#", "Capability", "Verdict", "Decision", "Strength", "First step")


def render_markdown(report: ProjectReport) -> Iterable[str]:
    """Yield a report as Markdown, in pieces."""
    title = escape_line(report.name) or "Without a name"
    yield f"# {title}\n\n"
    if report.description:
        yield f"{_paragraphs(report.description)}\n\n"
    items = report.capabilities
    if not items:
        yield "Nothing is described yet.\n\n"
    else:
        yield f"{_counts(report)}\n\n"
        rows = [_row(number, item) for number, item in enumerate(items, start=1)]
        yield "\n".join([_line(_HEADINGS), _line(["---"] * len(_HEADINGS)), *rows]) + "\n\n"
    for number, item in enumerate(items, start=1):
        yield "\n\n".join(_section(number, item)) + "\n\n"
    yield f"---\n\n{escape_line(report.provenance.sentence)}.\n"


def _counts(report: ProjectReport) -> str:
    total = len(report.capabilities)
    noun = "capability" if total == 1 else "capabilities"
    parts = ", ".join(f"{count:,} {name_of(kind)}" for kind, count in report.counts)
    return f"{total:,} {noun}: {parts}."


def _row(number: int, item: CapabilityView) -> str:
    first = item.first_step
    cells = (item.name, _verdict(item), item.decision_label, item.strength, first and first.says)
    return _line([str(number), *(escape_line(cell or "") or _NOTHING for cell in cells)])


def _verdict(item: CapabilityView) -> str:
    verdict = item.assessment.verdict
    return f"{sign_of(verdict)} {name_of(verdict)}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _section(number: int, item: CapabilityView) -> Iterable[str]:
    """Yield the blocks about a capability."""
    capability = item.capability
    yield f"## {number}. {escape_line(item.name)}"
    if capability.description:
        yield _paragraphs(capability.description)
    yield "\n".join(_facts(item))
    yield from _list("Answers", map(_answer, item.all_answers))
    yield from _list("Reasons", map(_reason, item.reasons))
    clashes = map(escape_line, item.assessment.contradictions)
    yield from _list("Contradictions", clashes)
    if item.assessment.verdict:
        yield from _list("What would change the verdict", map(escape_line, item.flip_labels))
    yield from _list("Not ready yet", map(escape_line, item.missing))
    if capability.notes:
        note = "\n".join(f"> {line}" for line in _paragraphs(capability.notes).split("\n"))
        yield f"**{escape_line(item.note_label)}**"
        yield note


def _facts(item: CapabilityView) -> Iterable[str]:
    """Yield the lines of what counts, was decided, and comes first."""
    yield f"- **Verdict:** {escape_line(item.full_label)}"
    decision = escape_line(item.review_sentence) or "none yet"
    yield f"- **Decision:** {decision}"
    if first := item.first_step:
        yield f"- **First step:** {escape_line(first.says)} {_link(first.source)}"


def _answer(each: AnswerView) -> str:
    text = f"{escape_line(each.question.text)} **{escape_line(each.text)}**"
    return f"{text}, because: {escape_line(each.because)}" if each.because else text


def _reason(each: ReasonView) -> str:
    because = f" (because: {each.reason.because})" if each.reason.because else ""
    text = escape_line(f"{each.label}: {each.reason.sentence}{because}")
    return f"{text} {_link(each.source)}"


def _list(title: str, entries: Iterable[str]) -> Iterable[str]:
    """Yield a title and a list, or nothing without entries."""
    lines = [f"- {entry}" for entry in entries]
    if lines:
        yield f"**{title}**"
        yield "\n".join(lines)


def _link(source: Source) -> str:
    """Return a link to a publication; its title alone where the address is none of the web."""
    title, url = escape_line(source.title), "".join(source.url.split())
    if not url.startswith(("https://", "http://")):
        return f"({title})"
    return f"([{title}](<{url.translate(_IN_ADDRESS)}>))"


_IN_ADDRESS: Final = {ord(sign): f"%{ord(sign):02X}" for sign in '<>\\"`|'}


def _paragraphs(text: str) -> str:
    """Return text with its lines and its empty lines."""
    lines = escape_lines(text)
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return "\n".join(f"{line}\\" if line and behind else line for line, behind in pairs)
