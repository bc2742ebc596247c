"""A list of rows that draws only what is visible, and digits that choose among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import ClassVar, Final

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from ragft_tui.core.records import dataclass
from ragft_tui.tui.bindings import bindings

CARET: Final = "›"
"""Stands before the marked row, so that its colour is not its only mark."""


def add_reverse(widget: Widget, style: Style, component_classes: tuple[str, ...]) -> Style:
    """Return the style of a part of a widget, reversed where its text style says so.

    Textual does not draw it. To report upstream: "get_visual_style drops text-style: reverse of
    component classes".

    Args:
        widget: The widget.
        style: What `get_visual_style` returns for the part.
        component_classes: The classes of the part.
    """
    parts = [widget.get_component_styles(name).text_style for name in component_classes]
    return style + Style(reverse=True) if any(part.reverse for part in parts) else style


class LineList(ScrollView, can_focus=True):
    """A list with a cursor; options, sessions, capabilities and reasons are all shown by it."""

    DEFAULT_CSS = """
    LineList {
        height: auto;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        .line-list--cursor {
            text-style: $block-cursor-blurred-text-style;
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
        }
        &:focus .line-list--cursor {
            text-style: $block-cursor-text-style;
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor"}
    BINDINGS = bindings("list")

    cursor = var(0, init=False)
    """The index of the marked row; -1 where none is marked yet."""

    @dataclass
    class Moved(Message):
        """Another row is marked."""

        index: int

    @dataclass
    class Selected(Message):
        """The marked row was selected."""

        index: int
        """-1 where none is marked yet."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Make an empty list."""
        super().__init__(id=id)
        self._count = 0
        self._starts: Sequence[int] = range(1)
        self._row: Callable[[int], Content] = lambda _: Content("")

    def fill(
        self,
        count: int,
        row: Callable[[int], Content],
        cursor: int = 0,
        heights: Sequence[int] | None = None,
    ) -> None:
        """Show other rows.

        Args:
            count: How many rows there are.
            row: Makes the content of one row; called only for rows that are drawn.
            cursor: The row to mark, or -1 for none yet; no message is sent for it.
            heights: The lines of each row, whose content has as many; `None` for one each.
        """
        starts = range(count + 1) if heights is None else [*accumulate(heights, initial=0)]
        grown = starts[-1] != self._starts[-1]
        self._count, self._row, self._starts = count, row, starts
        self.virtual_size = Size(self.size.width, starts[-1])
        self.set_reactive(LineList.cursor, min(max(cursor, -1), count - 1))
        self._show_cursor()
        self.refresh(layout=grown)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of all rows, which is the height that `auto` asks for."""
        del container, viewport, width
        return self._starts[-1]

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row, where there is one."""
        return min(max(cursor, 0), self._count - 1)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two rows, and post the message."""
        if old != new:
            for row in (old, new):
                self._refresh_row(row)
            self._show_cursor()
            self.post_message(self.Moved(new))

    def on_resize(self) -> None:
        """Keep the marked row in view."""
        self.virtual_size = Size(self.size.width, self._starts[-1])
        self._show_cursor()

    def render_line(self, y: int) -> Strip:
        """Draw one visible row."""
        line = y + self.scroll_offset.y
        index = bisect_right(self._starts, line) - 1
        width = self.scrollable_content_region.width
        if index >= self._count or not width:
            return Strip.blank(width, self.rich_style)
        marked, part = index == self.cursor, line - self._starts[index]
        row = self._row(index)
        if self._starts[index + 1] - self._starts[index] > 1:
            row = row.split("\n", allow_blank=True)[part]
        row = Content.assemble(CARET if marked and not part else " ", " ", row)
        row = row.truncate(width, ellipsis=True, pad=True)
        if marked:
            # Colours of its own would be drawn on the colour of the mark, where nobody reads them.
            start = row.truncate(self.mark_width(width)).plain
            row = Content.assemble((start, self._cursor_style()), row[len(start) :])
        return Visual.to_strips(self, row, width, 1, self.visual_style)[0]

    def mark_width(self, width: int) -> int:
        """Return how many columns of the marked row have the colour of the mark.

        Args:
            width: The columns of a row.
        """
        return width

    def _cursor_style(self) -> Style:
        part = ("line-list--cursor",)
        return add_reverse(self, self.get_visual_style(*part), part)

    def action_move(self, by: int) -> None:
        """Mark the row that is so many below."""
        self.cursor += by

    def action_first(self) -> None:
        """Mark the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Mark the last row."""
        self.cursor = self._count - 1

    def action_page_up(self) -> None:
        """Go up by what is visible."""
        self.cursor -= max(self.size.height - 1, 1)

    def action_page_down(self) -> None:
        """Go down by what is visible."""
        self.cursor += max(self.size.height - 1, 1)

    def action_select(self) -> None:
        """Select the marked row, if there is any."""
        if self._count:
            self.post_message(self.Selected(self.cursor))

    def _refresh_row(self, index: int) -> None:
        if 0 <= index < self._count:
            for line in range(self._starts[index], self._starts[index + 1]):
                self.refresh_line(line)

    def _show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if height <= 0 or not 0 <= self.cursor < self._count:
            return
        top, first = self.scroll_offset.y, self._starts[self.cursor]
        last = min(self._starts[self.cursor + 1], first + height) - 1
        if not top <= first <= last < top + height:
            y = first if first < top else last - height + 1
            self.scroll_to(y=y, animate=False, immediate=True, force=True)


class DigitEntry:
    """Joins digits to a number as long as what they marked stays marked; no time is measured."""

    def __init__(self) -> None:
        """Begin with no digit."""
        self._number = 0
        self._marked: object = None

    def enter(self, digit: str, highest: int, marked: object) -> int:
        """Return the number that a digit makes with those before it, or else by itself.

        Args:
            digit: The digit.
            highest: The largest number that means something.
            marked: What is marked now.
        """
        joined = self._number * 10 + int(digit)
        continues = self._number and marked == self._marked
        self._number = joined if continues and joined <= highest else int(digit)
        return self._number

    def settle(self, marked: object) -> None:
        """Note what the number so far has marked."""
        self._marked = marked

    def shorten(self, number: int) -> int:
        """Return a number without its last digit; the next digit goes on from there."""
        self._number = number // 10
        return self._number
