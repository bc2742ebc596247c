"""The summary of the application, as a page to read."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from ragft_tui.core.review import Summary
from ragft_tui.core.text import one_line
from ragft_tui.report.summary import summary_sections
from ragft_tui.tui.inert import show
from ragft_tui.tui.screens.dialogs import ReadDialog

_WIDEST = 80
_FRAME = 6
"""The columns of a dialog around its page: border, padding, and the scroll bar with its gap."""


class SummaryDialog(ReadDialog):
    """Shows a summary, its lines as wide as the dialog is."""

    def __init__(self, name: str, summary: Summary) -> None:
        """Make the page.

        Args:
            name: What the application is called.
            summary: What there is to say about it.
        """
        self._summary = summary
        self._width = _WIDEST
        super().__init__(f"Summary of {one_line(name)}", self._told())

    def on_resize(self) -> None:
        """Lay the lines out anew where they have another width now."""
        width = min(self.size.width, _WIDEST)
        if width != self._width:
            self._width = width
            self.call_after_refresh(self.query_one("_Reader > Static", Static).update, self._told())

    def _told(self) -> Content:
        sections = summary_sections(self._summary, self._width - _FRAME)
        parts = [
            part
            for section in sections
            for part in (show(section.title, "bold"), *map(show, section.lines), Content(""))
        ]
        return Content("\n").join(parts[:-1])
