"""A report as plain text: the table, then each verdict with its reasons and sources."""

from __future__ import annotations

from collections.abc import Iterable

from ragft_tui.core.text import one_line
from ragft_tui.report.project_cost_formats import costs_text
from ragft_tui.report.project_costs import costs_anything
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.verdicts import render_table, render_verdict


def render_text(report: ProjectReport) -> Iterable[str]:
    """Yield a report as plain text, in pieces."""
    yield render_table(report.project, report.rulebook, counting=False)
    for number, item in enumerate(report.capabilities, start=1):
        yield f"\n{number}  {one_line(item.name)}\n{render_verdict(item)}"
    costs = f"\n{costs_text(report.costs)}" if costs_anything(report.costs) else ""
    yield f"{costs}\n{one_line(report.provenance.sentence)}.\n"
