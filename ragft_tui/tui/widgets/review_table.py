"""The table of the review: its heading, its rows, its list, and the field for the filter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.core.decision import ReviewState
from ragft_tui.core.model import Capability
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import Order
from ragft_tui.core.text import one_line
from ragft_tui.report.view import CapabilityView, name_of
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.text_fields import TextLine
from ragft_tui.tui.widgets.verdict import verdict_content, verdict_style

_ROOMY: Final = 72
"""From so many columns on there is room for strengths and notes, and between the columns."""
_NARROW: Final = 54
_SHORTEST_NAME: Final = 11
_COMMON_NAME: Final = 22
_VERDICT: Final = len("▲ fine-tuning, lean")
_VERDICT_NARROW: Final = len("▲ fine-tuning")
_DECISION: Final = len("10 questions open")
_LONGEST_DECISION: Final = 30
_NOTE: Final = len("Note")
_WIDEST_GAP: Final = 6
_CARET: Final = 2
"""The columns before a row, which has the mark of the marked one."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the columns of the table are."""

    number: int
    name: int
    verdict: int
    decision: int
    note: int
    gap: int
    """The blanks before each of the last three."""

    @classmethod
    def of(cls, width: int, total: int = 0, longest: int = 0) -> Columns:
        """Return the columns for rows of that width.

        Args:
            width: That of a row.
            total: How many capabilities there are, whose numbers are to be as wide.
            longest: The columns of the longest name; shorter ones leave room for the others.
        """
        number = max(len(str(total)), 2) + 2
        roomy = width >= _ROOMY
        verdict = _VERDICT if roomy else _VERDICT_NARROW
        note = _NOTE if roomy else 1 if width >= _NARROW else 0
        gap = 2 if roomy else 1
        room = width - number - verdict - note - gap * (3 if note else 2)
        name = max(min(room - _DECISION, max(longest, _COMMON_NAME)), _SHORTEST_NAME)
        decision = max(min(room - name, _LONGEST_DECISION), 0)
        spare = (room - name - decision) // 3
        return cls(number, name, verdict, decision, note, gap + min(max(spare, 0), _WIDEST_GAP - 2))

    @property
    def roomy(self) -> bool:
        """Whether strengths have room beside the verdicts."""
        return self.verdict == _VERDICT


class ReviewHeading(Widget):
    """The heading of the table, in the columns of its rows; with an arrow for their order."""

    order = reactive(Order.FILE)
    backwards = reactive(default=False)
    total = reactive(0)
    """How many capabilities there are."""
    longest = reactive(0)
    """The columns of the longest name."""

    def render(self) -> Content:
        """Draw the heading."""
        columns = Columns.of(self.content_size.width, self.total, self.longest)
        return review_heading(columns, self.order, backwards=self.backwards)


class ReviewList(LineList):
    """A list whose rows its screen can mark."""

    # A bar for scrolling that comes and goes would move the columns away from their heading.
    DEFAULT_CSS = "ReviewList { scrollbar-gutter: stable; scrollbar-size-horizontal: 0; }"
    BINDINGS = bindings("marks")

    total = 0
    """How many capabilities there are."""
    longest = 0
    """The columns of the longest name."""

    @property
    def columns(self) -> Columns:
        """The widths of the columns of its rows."""
        width = self.scrollable_content_region.width - _CARET
        return Columns.of(width, self.total, self.longest)

    def mark_width(self, width: int) -> int:
        """Return the columns up to the verdict: it keeps its colour where it is marked, too."""
        return min(_CARET + self.columns.number + self.columns.name, width)


class FilterLine(TextLine):
    """A field for a filter; Enter keeps it, and Escape empties it."""

    BINDINGS = bindings("filter")

    def action_clear(self) -> None:
        """Go back to everything."""
        self.value = ""
        self.post_message(self.Submitted(self, ""))


def review_heading(columns: Columns, order: Order, *, backwards: bool = False) -> Content:
    """Return the heading of the review's table.

    Args:
        columns: The widths of its columns.
        order: What the rows are sorted by; an arrow beside the column shows it.
        backwards: Whether they begin with the last.
    """
    arrow = "↑" if backwards else "↓"
    unsorted = order is Order.FILE and not backwards

    def label(column: str, by: Order) -> str:
        return f"{column}{arrow}" if by is order and not unsorted else column

    title = "Decision" if columns.decision > len("Decision") else "State"
    verdict, decision = label("Verdict", Order.VERDICT), label(title, Order.REVIEW)
    if order is Order.STRENGTH:
        verdict = label("Verdict, strength" if columns.roomy else "Strength", order)
    if order is Order.OPEN:
        decision = label(f"{title}, open" if columns.roomy else "Open", order)
    numbers = label(f"{'#':>{columns.number - 2}}", Order.FILE)
    return _row(
        columns,
        Content(numbers),
        Content(label("Capability", Order.NAME)),
        Content(verdict),
        Content(decision),
        Content("Note" if columns.roomy else ""),
    )


def review_row(
    number: int, item: CapabilityView, columns: Columns, *, marked: bool = False
) -> Content:
    """Return one row of the review's table.

    Args:
        number: That of the capability in the project.
        item: The capability.
        columns: The widths of its columns.
        marked: Whether it is marked.
    """
    verdict = item.assessment.verdict
    return _row(
        columns,
        Content(f"{number:>{columns.number - 2}}{'*' if marked else ' '}"),
        show(one_line(item.name)),
        verdict_content(verdict, item.short_label if columns.roomy else name_of(verdict)),
        show(item.decision_label, _decision_style(item)),
        Content(item.note_mark),
    )


def longest_name(items: Iterable[Capability]) -> int:
    """Return the columns of the longest name, for the widths of the columns."""
    return max((cell_len(one_line(item.name)) for item in items), default=0)


def _row(columns: Columns, *cells: Content) -> Content:
    gap = " " * columns.gap
    widths = (columns.number, columns.name, columns.verdict, columns.decision, columns.note)
    fitted = [
        cell.truncate(width, ellipsis=True, pad=True)
        for cell, width in zip(cells, widths, strict=True)
    ]
    number, name, *others = fitted
    parts = (part for each in others if each for part in (gap, each))
    return Content.assemble(number, name, *parts)


def _decision_style(item: CapabilityView) -> str:
    match item.state:
        case ReviewState.OVERRIDDEN:
            return verdict_style(item.decision)
        case ReviewState.STALE:
            return "$text-warning"
        case ReviewState.NONE:
            return "$text-muted"
    return ""
