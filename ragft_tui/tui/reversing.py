"""Reversed text in parts of a widget, which Textual draws as if it were not reversed."""

from __future__ import annotations

from textual.style import Style
from textual.widget import Widget


def with_reverse(widget: Widget, style: Style, component_classes: tuple[str, ...]) -> Style:
    """Return the style of a part of a widget, reversed where its text style says so.

    Args:
        widget: The widget.
        style: What `get_visual_style` returns for the part.
        component_classes: The classes of the part.
    """
    parts = [widget.get_component_styles(name).text_style for name in component_classes]
    return style + Style(reverse=True) if any(part.reverse for part in parts) else style
