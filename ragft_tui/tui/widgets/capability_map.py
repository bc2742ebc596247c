"""The map of the review as a widget: names in the colours of their types, one of them reversed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.report.map import Frame, Kind, Piece, render_map
from ragft_tui.report.map_labels import Point
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.verdict import verdict_style

_SMALLEST: Final = 24, 8


class CapabilityMap(Widget):
    """The map, as large as there is room for."""

    _points: tuple[Point, ...] = ()
    selected = reactive(0)
    """The number of the one to mark; 0 for none."""

    def show(self, points: tuple[Point, ...]) -> None:
        """Show capabilities."""
        if points != self._points:
            self._points = points
            self.refresh()

    def render(self) -> Content:
        """Draw the map."""
        width, height = self.content_size
        frame = Frame(max(width, _SMALLEST[0]), max(height, _SMALLEST[1]))
        picture = render_map(self._points, frame, self.selected)
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
