"""The table of keys, to read outside of the full screen."""

from __future__ import annotations

from typing import Literal

from ragft_tui.tui.key_table import CONTEXTS
from ragft_tui.tui.keymap import keys_of

__all__ = ["KeysFormat", "keys_page"]

KeysFormat = Literal["text", "md"]


def keys_page(output: KeysFormat) -> str:
    """Return every key and what it does, by the places in which it works.

    Args:
        output: `text` for a terminal, `md` for a page.
    """
    return _markdown() if output == "md" else _text()


def _text() -> str:
    parts = []
    for context, title in CONTEXTS.items():
        rows = [f"  {key.all_shown:<22} {key.about}" for key in keys_of(context)]
        parts.append("\n".join([title, *rows, ""]))
    return "\n".join(parts)


def _markdown() -> str:
    parts = ["# Keys\n"]
    for context, title in CONTEXTS.items():
        rows = [f"| {_cell(key.all_shown)} | {_cell(key.about)} |" for key in keys_of(context)]
        head = [f"## {title}", "", "| key | does |", "| --- | --- |"]
        parts.append("\n".join([*head, *rows, ""]))
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")
