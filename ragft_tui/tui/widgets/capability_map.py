"""The map of the review as a widget: names in the colours of their types, one of them reversed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from ragft_tui.report.map import Frame, Kind, Piece, render_map
from ragft_tui.report.view import CapabilityView
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.verdict import verdict_style

_SMALLEST: Final = 24, 8


class CapabilityMap(Widget):
    """The map, as large as there is room for."""

    _items: Mapping[int, CapabilityView] | None = None
    _selected = 0

    def show(self, items: Mapping[int, CapabilityView], selected: int) -> None:
        """Show capabilities.

        Args:
            items: The capabilities, by their numbers in the table.
            selected: The number of the one to mark; 0 for none.
        """
        self._items, self._selected = items, selected
        self.refresh()

    def render(self) -> Content:
        """Draw the map."""
        if self._items is None:
            return Content("")
        width, height = self.content_size
        frame = Frame(max(width, _SMALLEST[0]), max(height, _SMALLEST[1]))
        picture = render_map(self._items, frame, self._selected)
        return Content("\n").join(map(_line, picture.lines))


def _line(pieces: Sequence[Piece]) -> Content:
    parts: list[Content] = []
    used = 0
    for piece in pieces:
        parts += [Content(" " * (piece.start - used)), show(piece.text, _style(piece))]
        used = piece.start + cell_len(piece.text)
    return Content("").join(parts)


def _style(piece: Piece) -> str:
    match piece.kind:
        case Kind.AXIS:
            return "$text-muted"
        case Kind.MARKED:
            # With a colour of the terminal it would be that behind whatever its ground is.
            return "reverse"
        case Kind.TITLE:
            return f"bold {verdict_style(piece.type)}"
    return verdict_style(piece.type)
