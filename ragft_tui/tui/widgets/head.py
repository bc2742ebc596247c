"""The capability that a question is about, in a few lines."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from ragft_tui.core.model import Capability
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Assessment
from ragft_tui.tui.glyphs import ELLIPSIS
from ragft_tui.tui.inert import show
from ragft_tui.tui.reading import marked


class Head(Widget):
    """Name and description, the words of the lexicon underlined; what does not fit is told so."""

    DEFAULT_CSS = """
    Head { height: auto; max-height: 3; padding: 0 1; margin-bottom: 1; }
    """
    _capability: Capability | None = None
    _assessment: Assessment | None = None

    def show(self, capability: Capability, assessment: Assessment) -> None:
        """Show a capability.

        Args:
            capability: The capability.
            assessment: Tells the words to underline.
        """
        if (capability, assessment) != (self._capability, self._assessment):
            self._capability, self._assessment = capability, assessment
            self.refresh(layout=True)

    def render(self) -> Content:
        """Lay out as many lines of the description as fit below the name."""
        if self._capability is None or self._assessment is None:
            return Content("")
        width = self.content_size.width or self.container_size.width
        name = show(one_line(self._capability.name), "bold").truncate(width, ellipsis=True)
        text = marked(self._capability.description, self._assessment.matches)
        lines = text.wrap(width) if width else []
        room = int(self.styles.max_height.value) - 1 if self.styles.max_height else len(lines)
        shown = lines[:room]
        if len(lines) > room > 0:
            shown[-1] = Content.assemble(shown[-1].truncate(max(width - 1, 0)), ELLIPSIS)
        return Content("\n").join([name, *shown])
