"""Content that is cut where it does not fit, and says so."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget


class Clipped(Widget):
    """A page of which only as much is shown as fits; a last line tells where the rest is."""

    def __init__(self, rest: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Make an empty page.

        Args:
            rest: What the last line says where something is cut.
            id: Its id.
        """
        super().__init__(id=id)
        self._rest = rest
        self._content = Content("")

    def show(self, content: Content) -> None:
        """Show other content."""
        self._content = content
        self.refresh()

    def render(self) -> Content:
        """Lay out what fits."""
        width, height = self.content_size
        lines = self._content.wrap(width) if width else []
        if len(lines) > height > 0:
            lines = [*lines[: height - 1], Content.styled(self._rest, "$text-muted")]
        return Content("\n").join(lines)
