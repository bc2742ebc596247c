"""The table of keys made ready: bindings, hint line, help and palette read it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ragft_tui.tui.key_table import KEYS, Key

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = ["bindings", "hints", "keys_of"]


def keys_of(*contexts: str) -> tuple[Key, ...]:
    """Return the keys of some contexts, in the order of the contexts."""
    return tuple(key for context in contexts for key in KEYS if key.context == context)


def bindings(*contexts: str) -> list[Binding]:
    """Return the Textual bindings of some contexts."""
    # The table alone is printed by a command without a screen, which needs no Textual.
    from textual.binding import Binding

    return [
        Binding(
            name,
            key.action.format(key=name),
            key.words,
            show=False,
            priority=key.always,
            id=key.id,
            tooltip=key.about,
        )
        for key in keys_of(*contexts)
        if key.action != "noop"
        for name in key.keys
    ]


def hints(*contexts: str, looking: bool = False) -> tuple[Key, ...]:
    """Return the keys that the hint line tells in some contexts.

    Args:
        contexts: The contexts, the nearest first.
        looking: Whether nothing can be changed.
    """
    return tuple(key for key in keys_of(*contexts) if key.hint and not (looking and key.changes))
