"""The map of the review: its capabilities in the regions of the two axes, one of them selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content

from ragft_tui.core.text import one_line
from ragft_tui.report.legend import MAP_NOTE, Term, explain_map, explain_types
from ragft_tui.report.map import points_of
from ragft_tui.report.view import CapabilityView
from ragft_tui.session.review import numbers
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets.capability_map import CapabilityMap
from ragft_tui.tui.widgets.content import Static, show
from ragft_tui.tui.widgets.verdict import verdict_content


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
        yield CapabilityMap(id="map")
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
        items, rulebook = self.session.project.capabilities, self.session.rulebook
        views = (CapabilityView(item, rulebook) for item in items if item.id in self._ids)
        note = f" · {MAP_NOTE}" if any(view.overrides for view in views) else ""
        return f"{one_line(self.session.project.name)} · map{part}{note}"

    def legend(self) -> tuple[Term, ...]:
        """Return how the map is read."""
        return (*explain_map(), *explain_types())

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
        number = numbers(self.session.project)
        items = {
            number[item.id]: CapabilityView(item, self.session.rulebook)
            for item in self.session.project.capabilities
            if item.id in self._ids
        }
        item = items[number[capability_id]]
        self.query_one("#selected", Static).content = Content.assemble(
            f"{number[capability_id]}  ",
            show(one_line(item.name), "bold"),
            "   ",
            verdict_content(item.effective, item.effective_label),
            show("" if item.overrides else f"   {item.decision_label}"),
        )
        picture = self.query_one(CapabilityMap)
        picture.show(points_of(items))
        picture.selected = number[capability_id]
