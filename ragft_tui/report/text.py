"""A report as plain text: the table, then each verdict with its reasons and sources."""

from __future__ import annotations

from collections.abc import Iterable

from ragft_tui.core.text import one_line
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.unknowns import describe_unknowns
from ragft_tui.report.verdicts import render_table, render_verdict
from ragft_tui.report.view import CapabilityView


def render_text(report: ProjectReport) -> Iterable[str]:
    """Yield a report as plain text, in pieces."""
    yield render_table(report.project, report.rulebook, counting=False)
    for number, item in enumerate(report.capabilities, start=1):
        yield f"\n{number}  {one_line(item.name)}\n{render_verdict(item)}{_open(item)}"
    yield f"\n{one_line(report.provenance.sentence)}.\n"


def _open(item: CapabilityView) -> str:
    """Return which questions are open, and how an undecided one comes to a verdict."""
    lines = [f"  open: {one_line(each)}\n" for each in describe_unknowns(item)]
    if item.assessment.verdict is None:
        lines.append(f"  to a verdict: {item.changes[0]}\n")
    return "".join(lines)
