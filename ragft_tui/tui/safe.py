"""The one way in which text from people reaches a widget: as inert content, never as markup."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from ragft_tui.core.text import visible

__all__ = ["show", "show_marked"]


def show(text: str, style: str = "") -> Content:
    """Return text from people as content: no markup, no control characters.

    Args:
        text: Any text that is not a literal of the program.
        style: A Textual style for all of it.
    """
    return Content.styled(visible(text), style) if style else Content(visible(text))


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
