"""The map of the review: its capabilities in cells of the two axes, one of them selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from ragft_tui.core.text import one_line
from ragft_tui.report.map import Frame, MapPicture, render_map
from ragft_tui.report.view import CapabilityView
from ragft_tui.session.review import numbers
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets import Static, show

_SMALLEST = (20, 8)


class _Map(Widget):
    """The picture, as large as there is room for."""

    draw: Callable[[Frame], MapPicture] | None = None

    def render(self) -> Content:
        """Draw it, the selected cell reversed."""
        if self.draw is None:
            return Content("")
        width, height = self.content_size
        picture = self.draw(Frame(max(width, _SMALLEST[0]), max(height, _SMALLEST[1])))
        lines = [Content(line) for line in picture.lines]
        if picture.mark:
            line, start, end = picture.mark
            lines[line] = lines[line].stylize("reverse", start, end)
        return Content("\n").join(lines)


class MapScreen(Page):
    """The capabilities of the review's table on the map; there is one selection for both."""

    CSS_PATH = "map.tcss"
    BINDINGS = bindings("map")
    CONTEXTS = ("map",)

    def __init__(
        self, capability_ids: Sequence[str], selected: str, select: Callable[[str], None]
    ) -> None:
        """Make the map.

        Args:
            capability_ids: What the table shows, in its order.
            selected: The id of the selected one.
            select: Selects another one in the table.
        """
        super().__init__()
        self._ids = tuple(capability_ids)
        self._selected = selected
        self._select = select

    def compose_body(self) -> ComposeResult:
        """Yield the picture, and a line for the selected capability."""
        yield _Map(id="map")
        yield Static(id="selected")

    def on_screen_resume(self) -> None:
        """Draw the project as it is now: another version may have come in from the disk."""
        found = numbers(self.session.project)
        self._ids = tuple(key for key in self._ids if key in found)
        if not self._ids:
            self.dismiss()
            return
        self._go_to(self._selected if self._selected in found else self._ids[0])
        self.refresh_lines()

    def describe_position(self) -> str:
        """Return the project, and how much of it is on the map."""
        total = len(self.session.project.capabilities)
        part = f", {len(self._ids)} of {total} shown" if len(self._ids) < total else ""
        return f"{one_line(self.session.project.name)} · map{part}"

    def action_move(self, by: int) -> None:
        """Select another capability, so many places on in the order of the table."""
        at = self._ids.index(self._selected) + by
        self._go_to(self._ids[min(max(at, 0), len(self._ids) - 1)])

    def action_select(self, index: int) -> None:
        """Select the capability at a place in the order of the table."""
        self._go_to(self._ids[index])

    def _go_to(self, capability_id: str) -> None:
        if capability_id != self._selected:
            self._selected = capability_id
            self._select(capability_id)
        number = numbers(self.session.project)[capability_id]
        capability = self.session.project.capabilities[number - 1]
        item = CapabilityView(capability, self.session.rulebook)
        self.query_one("#selected", Static).content = Content.assemble(
            f"{number}  ",
            show(one_line(item.name), "bold"),
            "   ",
            (item.assessment.label, "$primary"),
            f"   review {item.review_label}",
        )
        picture = self.query_one(_Map)
        picture.draw = self._draw
        picture.refresh()

    def _draw(self, frame: Frame) -> MapPicture:
        session = self.session
        number = numbers(session.project)
        verdicts = {
            number[item.id]: session.assess(item)
            for item in session.project.capabilities
            if item.id in self._ids
        }
        return render_map(verdicts, session.rulebook.threshold, frame, number[self._selected])
