"""Verdicts as plain text for terminals and pipes: a table, or one with its reasons."""

from __future__ import annotations

import io

from ragft_tui.core.model import Project
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.view import CapabilityView, view_project

_NAME_WIDTH = 40


def render_table(project: Project, rulebook: Rulebook) -> str:
    """Return one line a capability: number, name, verdict, strength, review, open questions."""
    # Rich measures wide and combining characters; it is imported only where a table is printed.
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, title=Text(one_line(project.name)))
    table.title_justify = "left"
    table.add_column("#", justify="right")
    table.add_column("Capability", max_width=_NAME_WIDTH, no_wrap=True, overflow="ellipsis")
    for heading in ("Verdict", "Strength", "Review", "Open"):
        table.add_column(heading)
    for number, item in enumerate(view_project(project, rulebook), start=1):
        cells = (str(number), one_line(item.name), item.verdict, item.strength, item.state)
        table.add_row(*(Text(cell) for cell in cells), Text(str(item.open_count or "-")))
    printed = io.StringIO()
    console = Console(file=printed, width=100, color_system=None, force_terminal=False)
    console.print(table)
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines()).strip("\n") + "\n"


def render_verdict(item: CapabilityView) -> str:
    """Return the verdict on one capability with its reasons and their sources."""
    lines = [item.assessment.label]
    if review := item.review_sentence:
        lines.append(f"  review: {one_line(review)}")
    for each in item.reasons:
        reason, source = each.reason, each.source
        because = f" (because: {reason.because})" if reason.because else ""
        lines.append(f"  {each.label}: {one_line(reason.sentence + because)}")
        lines.append(f"    source: {one_line(f'{source.title}, {source.url}')}")
    lines += [f"  contradiction: {one_line(clash)}" for clash in item.assessment.contradictions]
    lines += [f"  not ready: {one_line(what)}" for what in item.readiness]
    lines += [f"  would change it: {one_line(flip)}" for flip in item.flip_labels]
    if item.capability.notes:
        lines.append(f"  note: {one_line(item.capability.notes)}")
    return "\n".join(lines) + "\n"
