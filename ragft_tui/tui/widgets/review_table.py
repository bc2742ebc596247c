"""The table of the review: its heading, its rows, its list, and the field for the filter."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.core.review import Order
from ragft_tui.core.text import one_line
from ragft_tui.report.view import CapabilityView
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.text_fields import TextLine

_NUMBER: Final = 4
_SHORTEST_NAME: Final = 12
_LONGEST_NAME: Final = 60
_ROOMY: Final = 64
_OTHER_COLUMNS: Final = 48
_OTHER_COLUMNS_NARROW: Final = 32


class ReviewHeading(Widget):
    """The heading of the table, in the columns of its rows; with an arrow for their order."""

    order = reactive(Order.FILE)
    backwards = reactive(default=False)

    def render(self) -> Content:
        """Draw the heading."""
        return review_heading(self.content_size.width, self.order, backwards=self.backwards)


class ReviewList(LineList):
    """A list whose rows its screen can mark."""

    BINDINGS = bindings("marks")


class FilterLine(TextLine):
    """A field for a filter; Enter keeps it, and Escape empties it."""

    BINDINGS = bindings("filter")

    def action_clear(self) -> None:
        """Go back to everything."""
        self.value = ""
        self.post_message(self.Submitted(self, ""))


def review_heading(width: int, order: Order, *, backwards: bool = False) -> Content:
    """Return the heading of the review's table, for rows of that width.

    Args:
        width: That of a row.
        order: What the rows are sorted by; an arrow beside the column shows it.
        backwards: Whether they begin with the last.
    """
    arrow = "↑" if backwards else "↓"
    unsorted = order is Order.FILE and not backwards

    def label(column: str, by: Order) -> str:
        return f"{column}{arrow}" if by is order and not unsorted else column

    roomy = _roomy(width)
    last = label("Review", Order.REVIEW)
    if order is Order.OPEN or (order is Order.STRENGTH and not roomy):
        word = order.split()[0]
        last = label(f"Review, {word}" if roomy else word.capitalize(), order)
    columns = (
        f"{label(' #', Order.FILE):<{_NUMBER}}",
        f"{label('Capability', Order.NAME):<{_room(width)}} ",
        f"{label('Verdict', Order.VERDICT):<11} ",
        f"{label('Strength', Order.STRENGTH):<9} " if roomy else "",
        last,
    )
    return Content("".join(columns)).truncate(width, ellipsis=True)


def review_row(
    number: int, item: CapabilityView, width: int, *, total: int = 0, marked: bool = False
) -> Content:
    """Return one row of the review's table, the name as wide as the width allows.

    Args:
        number: That of the capability in the project.
        item: The capability.
        width: That of the row.
        total: How many capabilities there are, whose numbers are to be as wide.
        marked: Whether it is marked.
    """
    numbered = f"{number:>{max(len(str(total)), 2)}}{'*' if marked else ' '} "
    room = _room(width) + _NUMBER - len(numbered)
    name = show(one_line(item.name)).truncate(room, ellipsis=True, pad=True)
    strength = f"{item.strength:<9} " if _roomy(width) else ""
    open_questions = f" ({count} open)" if (count := item.open_count) else ""
    verdict = f" {item.verdict:<11} {strength}{item.review_label}{open_questions}"
    return Content.assemble(numbered, name, verdict)


def _roomy(width: int) -> bool:
    return width >= _ROOMY


def _room(width: int) -> int:
    """Return the columns for names: what the others leave, within bounds."""
    others = _OTHER_COLUMNS if _roomy(width) else _OTHER_COLUMNS_NARROW
    return min(max(width - others, _SHORTEST_NAME), _LONGEST_NAME)
