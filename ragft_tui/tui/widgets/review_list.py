"""The table of the review with its heading, and the field that narrows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.core.review import Order
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.reading import review_heading
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.text_fields import TextLine


class ReviewHeading(Widget):
    """The heading of the table, in the columns of its rows; it tells what they are sorted by."""

    order = reactive(Order.FILE)
    backwards = reactive(default=False)

    def render(self) -> Content:
        """Draw the heading."""
        return review_heading(self.content_size.width, self.order, backwards=self.backwards)


class ReviewList(LineList):
    """A list whose rows can be marked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("marks")]

    @dataclass
    class Marked(Message):
        """A row, or all of them, are to be marked, or not any more."""

        index: int | None
        """The row; `None` for all."""

    def action_mark(self) -> None:
        """Ask for the mark of the row; whoever fills the list goes on to the next."""
        self.post_message(self.Marked(self.cursor))

    def action_mark_all(self) -> None:
        """Mark all rows, or none."""
        self.post_message(self.Marked(None))


class FilterLine(TextLine):
    """A field for a filter; Enter keeps it, and Escape empties it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("filter")]

    def action_clear(self) -> None:
        """Go back to everything."""
        self.value = ""
        self.post_message(self.Submitted(self, ""))
