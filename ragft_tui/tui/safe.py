"""The one way in which text from people reaches a widget: as inert content, never as markup."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from ragft_tui.core.text import visible

__all__ = ["inert", "show", "show_marked"]


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


def inert(strip: Strip) -> Strip:
    """Return a drawn line of a field without what would turn the text around it.

    The field keeps those characters. They take no room, so that every other one stays where it is.
    """
    if visible(strip.text) == strip.text:
        return strip
    segments = [
        Segment("".join(char for char in text if visible(char) == char), style, control)
        for text, style, control in strip
    ]
    return Strip(segments, strip.cell_length)
