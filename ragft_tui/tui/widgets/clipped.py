"""Content that is cut to the room there is: a page, and the capability that is asked about."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_ELLIPSIS: Final = "…"


class Clipped(Widget):
    """A page of which only as much is shown as fits; the last line says where the rest is."""

    content = reactive(Content(""), always_update=True)
    """The whole page."""

    def __init__(self, rest: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Make an empty page.

        Args:
            rest: The last line where something is cut.
            id: Its id.
        """
        super().__init__(id=id)
        self._rest = rest

    def render(self) -> Content:
        """Lay out what fits."""
        width, height = self.content_size
        lines = self.content.wrap(width) if width else []
        if len(lines) > height > 0:
            lines = [*lines[: height - 1], Content.styled(self._rest, "$text-muted")]
        return Content("\n").join(lines)


class Head(Widget):
    """A heading of one line over a text, which ends in an ellipsis where it does not fit."""

    DEFAULT_CSS = """
    Head { height: auto; max-height: 3; padding: 0 1; margin-bottom: 1; }
    """

    heading = reactive(Content(""), layout=True, always_update=True)
    """The first line."""
    text = reactive(Content(""), layout=True, always_update=True)
    """What stands below it."""

    def render(self) -> Content:
        """Lay out as many lines of the text as fit below the heading."""
        width = self.content_size.width or self.container_size.width
        lines = self.text.wrap(width) if width else []
        room = int(self.styles.max_height.value) - 1 if self.styles.max_height else len(lines)
        shown = lines[:room]
        if len(lines) > room > 0:
            shown[-1] = Content.assemble(shown[-1].truncate(max(width - 1, 0)), _ELLIPSIS)
        return Content("\n").join([self.heading.truncate(width, ellipsis=True), *shown])
