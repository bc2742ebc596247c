"""Text from people as inert content, and the static widget that takes nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.core.text import visible

_PICTURES: Final = "\u2190-\u2bff\U0001f000-\U0001faff"
# Rich gives a letter behind a joiner no room, but only pictures are joined into one.
_VAIN_JOINER: Final = re.compile(f"(?<![{_PICTURES}\ufe0f])\u200d|\u200d(?![{_PICTURES}])")


class Static(Widget):
    """A widget that shows content; Textual's own also takes text, and reads it as markup."""

    DEFAULT_CSS = "Static { height: auto; }"

    content = reactive(Content(""), layout=True, always_update=True)
    """What is shown; two contents are equal where only their styles differ."""

    def __init__(
        self,
        content: Content = Content(""),  # noqa: B008 - it never changes
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        """Make a widget.

        Args:
            content: What is shown.
            id: Its id.
            classes: Its classes for styles.
        """
        super().__init__(id=id, classes=classes)
        self.set_reactive(Static.content, content)

    def render(self) -> Content:
        """Return the content."""
        return self.content


def show(text: str, style: str = "") -> Content:
    """Return text from people as content: no markup, no control characters.

    Args:
        text: Any text that is not a literal of the program.
        style: A Textual style for all of it.
    """
    shown = _VAIN_JOINER.sub("", visible(text))
    return Content.styled(shown, style) if style else Content(shown)


def show_marked(text: str, spans: Iterable[tuple[int, int]], style: str) -> Content:
    """Return text from people with some of its spans in a style.

    Args:
        text: Any text that is not a literal of the program.
        spans: Pairs of start and end in `text`, rising and apart.
        style: The Textual style of the spans.
    """
    parts: list[Content] = []
    position = 0
    for start, end in spans:
        parts += [show(text[position:start]), show(text[start:end], style)]
        position = end
    return Content("").join([*parts, show(text[position:])])
