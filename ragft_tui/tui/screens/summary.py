"""The summary of the application, from which the costs are a key away."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, Final

from textual.content import Content

from ragft_tui.core.review import Summary
from ragft_tui.report.summary import Section, summary_sections
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.dialogs import ReadDialog
from ragft_tui.tui.screens.costs import CostsScreen
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.verdict import verdict_style

_WIDEST: Final = 75
"""The columns of the page in a dialog that is as wide as dialogs get."""


class SummaryDialog(ReadDialog):
    """The application as a whole, to read."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("summary", "reader", "dialog")
    BINDINGS = bindings("summary")

    def __init__(self, name: str, summary: Summary) -> None:
        """Make the dialog.

        Args:
            name: The name of the application.
            summary: The application as a whole.
        """
        super().__init__(f"Summary of {name}", partial(summary_page, summary))

    def action_costs(self) -> None:
        """Show what the decisions cost, in the place of the summary."""
        self.app.switch_screen(CostsScreen())


def summary_page(summary: Summary, width: int) -> Content:
    """Return a summary as a page to read.

    Args:
        summary: The summary.
        width: The columns of the page; zero where they are not known yet.
    """
    # A column stays free beside the scroll bar.
    sections = summary_sections(summary, (width or _WIDEST) - 1)
    parts = [
        part
        for section in sections
        for part in (show(section.title, "bold"), *_section_lines(section), Content(""))
    ]
    return Content("\n").join(parts[:-1])


def _section_lines(section: Section) -> Iterator[Content]:
    """Yield the lines of a section, those that count a type in its colour."""
    for at, line in enumerate(section.lines):
        style = verdict_style(section.types[at]) if at < len(section.types) else ""
        yield show(line, style)
