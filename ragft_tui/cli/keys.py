"""The table of keys, to read outside of the full screen."""

from __future__ import annotations

from typing import Literal

from ragft_tui.keys import CONTEXTS, Keymap

KeysFormat = Literal["text", "md"]


def keys_page(output: KeysFormat, keymap: Keymap) -> str:
    """Return every key and what it does, by the places in which it works.

    Args:
        output: `text` for a terminal, `md` for a page.
        keymap: The keys.
    """
    return _markdown(keymap) if output == "md" else _text(keymap)


def id_lines() -> str:
    """Return the id of every action that other keys can be given to, with those it has by itself.

    The settings are not asked: whoever mends them looks here.
    """
    return "".join(
        f"{key.id:<20} {key.labels:<22} {key.tooltip}\n"
        for key in Keymap().keys
        if not key.shows_keys_of and not key.is_family
    )


def _text(keymap: Keymap) -> str:
    parts = []
    for context, title in CONTEXTS.items():
        rows = [f"  {key.labels:<22} {key.tooltip}" for key in keymap.of(context)]
        parts.append("\n".join([title, *rows, ""]))
    return "\n".join(parts)


def _markdown(keymap: Keymap) -> str:
    parts = ["# Keys\n"]
    for context, title in CONTEXTS.items():
        rows = [f"| {_cell(key.labels)} | {_cell(key.tooltip)} |" for key in keymap.of(context)]
        head = [f"## {title}", "", "| key | does |", "| --- | --- |"]
        parts.append("\n".join([*head, *rows, ""]))
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")
