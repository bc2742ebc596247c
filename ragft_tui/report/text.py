"""A report as plain text: table and summary, then each verdict with its reasons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ragft_tui.core.text import one_line, uncapitalize
from ragft_tui.report.legend import READING, explain_report
from ragft_tui.report.project_cost_formats import costs_text
from ragft_tui.report.project_costs import costs_anything
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.sentences import describe_score
from ragft_tui.report.summary import summary_sections
from ragft_tui.report.unknowns import describe_unknowns
from ragft_tui.report.verdicts import render_table, render_verdict
from ragft_tui.report.view import CapabilityView

_WIDTH: Final = 100


def render_text(report: ProjectReport) -> Iterable[str]:
    """Yield a report as plain text, in pieces."""
    yield render_table(report.project, report.rulebook, counting=False)
    for section in summary_sections(report.summary, _WIDTH):
        yield "\n".join(("", section.title, *section.lines)) + "\n"
    for number, item in enumerate(report.capabilities, start=1):
        yield f"\n{number}  {one_line(item.name)}\n{render_verdict(item)}{_further(item)}"
    if costs_anything(report.costs):
        yield f"\n{costs_text(report.costs)}"
    terms = (f"  {term}: {means}\n" for term, means in explain_report(report.rulebook.threshold))
    yield f"\n{READING}\n{''.join(terms)}"
    yield f"\n{one_line(report.provenance.sentence)}.\n"


def _further(item: CapabilityView) -> str:
    """Return points, open questions, and how an undecided one comes to a verdict."""
    threshold, scores = item.rulebook.threshold, item.assessment.scores
    lines = [f"  {uncapitalize(describe_score(each, threshold))}\n" for each in scores]
    lines += [f"  open: {one_line(each)}\n" for each in describe_unknowns(item)]
    if item.assessment.verdict is None:
        lines.append(f"  to a verdict: {item.changes[0]}\n")
    return "".join(lines)
