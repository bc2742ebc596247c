"""Bars of the two axes, with the verdict and the one reason that moved it."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widget import Widget

from ragft_tui.core.verdict import Assessment, Score
from ragft_tui.tui.widgets.content import show

BAR_FULL: Final = "█"
BAR_EMPTY: Final = "░"
_CELLS = 14
_CELLS_NARROW = 8
_ROOMY = 72


class VerdictBars(Widget):
    """How much the evidence asks for each axis, beside the verdict that follows."""

    DEFAULT_CSS = """
    VerdictBars { height: 3; padding: 0 1; border-top: solid $rule; }
    """

    _assessment: Assessment | None = None
    _threshold = 1
    _moved = ""

    def show(
        self, assessment: Assessment | None, threshold: int, before: Assessment | None = None
    ) -> None:
        """Show an assessment.

        Args:
            assessment: What to show; `None` shows nothing.
            threshold: The points at which an axis is part of the verdict: half of a bar.
            before: What was assessed before; the weightiest reason that is new since is shown.
        """
        self._threshold = threshold
        moved = ""
        if assessment is not None:
            old = before.reasons if before else ()
            new = [reason for reason in assessment.reasons if reason not in old]
            moved = (new or list(assessment.reasons))[0].sentence
        if (assessment, moved) != (self._assessment, self._moved):
            self._assessment, self._moved = assessment, moved
            self.refresh()

    def render(self) -> Content:
        """Draw both bars beside the verdict, and the reason below as far as it fits."""
        if self._assessment is None:
            return Content("")
        width = self.content_size.width
        cells = _CELLS if width >= _ROOMY else _CELLS_NARROW
        bars = [
            Content.assemble(_bar(score, self._threshold, cells), "   ")
            for score in (self._assessment.knowledge, self._assessment.behaviour)
        ]
        verdict = show(self._assessment.label, "bold")
        first = Content.assemble(*bars, verdict)
        if first.cell_length > width:
            first = Content.assemble(verdict, "   ", *bars)
        lines = (first, show(self._moved))
        return Content("\n").join([line.truncate(width, ellipsis=True) for line in lines])


def _bar(score: Score, threshold: int, cells: int) -> Content:
    points = max(score.points, threshold if score.needed else 0)
    full = min(max(round(points * cells / (2 * threshold)), 0), cells)
    style = "$primary" if score.needed else "$text-muted"
    return Content.assemble(
        f"{score.axis} ", (BAR_FULL * full, style), (BAR_EMPTY * (cells - full), "$text-muted")
    )
