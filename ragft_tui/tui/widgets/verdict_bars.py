"""Bars of the two axes with the mark to be reached, the verdict, and the one reason that moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from ragft_tui.core.text import as_sentence, one_line
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.verdict import axis_style, verdict_content

if TYPE_CHECKING:
    from ragft_tui.core.verdict import Assessment, Score

BAR_FULL: Final = "━"
BAR_EMPTY: Final = "─"
BAR_MARK: Final = "┃"
_MOST_CELLS: Final = 24
_FEWEST_CELLS: Final = 5
_GAP: Final = "   "


class VerdictBars(Widget):
    """How much the evidence asks for each axis, and below it the verdict that follows."""

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
            before: What was assessed before; the weightiest reason that is new since is shown,
                behind those for which an axis with a full bar is no part of the verdict.
        """
        self._threshold = threshold
        moved = ""
        if assessment is not None:
            told = assessment.told_after(before)
            moved = " ".join(as_sentence(one_line(reason.sentence)) for reason in told)
        if (assessment, moved) != (self._assessment, self._moved):
            height = self._height(self.content_size.width)
            self._assessment, self._moved = assessment, moved
            self.refresh(layout=height != self._height(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of bars, verdict and reason."""
        del container, viewport
        return self._height(width)

    def _height(self, width: int) -> int:
        return 1 + max(len(self._sentence(width)), 1)

    def render(self) -> Content:
        """Draw both bars, and below them the verdict with the reason as far as it fits.

        Where there is but one line, the verdict has it.
        """
        assessment = self._assessment
        if assessment is None:
            return Content("")
        width, height = self.content_size
        lines = self._sentence(width)
        if height > 1:
            scores = assessment.scores
            room = (width - len(_GAP)) // len(scores)
            bars = [_bar(score, self._threshold, room) for score in scores]
            lines = [Content(_GAP).join(bars).truncate(width, ellipsis=True), *lines]
        if len(lines) > height > 0:
            rest = Content(" ").join(lines[height - 1 :])
            lines = [*lines[: height - 1], rest.truncate(width, ellipsis=True)]
        return Content("\n").join(lines)

    def _sentence(self, width: int) -> list[Content]:
        """Return the lines of the verdict and the reason."""
        assessment = self._assessment
        if assessment is None or not width:
            return []
        verdict = verdict_content(assessment.verdict, assessment.label).stylize("bold")
        reason = show(self._moved)
        return Content.assemble(verdict, _GAP, reason).wrap(width)


def _bar(score: Score, threshold: int, room: int) -> Content:
    """Return a bar with its points, which a hard need does not have to have; no bar without room.

    Args:
        score: The score of an axis.
        threshold: The points at which the mark stands, in the middle.
        room: The columns that there are.
    """
    from ragft_tui.report.sentences import shorten_points  # nothing has points at the start

    points = max(score.points, 0)
    is_hard = score.needed and points < threshold
    tail = f" {shorten_points(score, threshold)}"
    cells = min(room - len(f"{score.axis} {tail}"), _MOST_CELLS)
    if cells < _FEWEST_CELLS:
        return Content(f"{score.axis}{tail}").truncate(room, pad=True)
    before = cells // 2
    full = before if is_hard else min(round(points * before / threshold), cells - 1)
    style = axis_style(score.axis) if score.needed else "$text-muted"
    drawn = [
        (BAR_FULL * min(full, before), style),
        (BAR_EMPTY * (before - min(full, before)), "$text-muted"),
        (BAR_MARK, style if score.needed else ""),
        (BAR_FULL * max(full - before, 0), style),
        (BAR_EMPTY * (cells - 1 - max(full, before)), "$text-muted"),
    ]
    return Content.assemble(f"{score.axis} ", *drawn, tail).truncate(room, pad=True)
