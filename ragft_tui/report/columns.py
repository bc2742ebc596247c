"""Texts in a number of columns, which wide characters take two of."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def cut(text: str, width: int) -> str:
    """Return a text in at most so many columns, with an ellipsis where something is left out."""
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, width - 1).rstrip()}…"
