"""The keymap of one run of the program, which bindings, hint line, help and palette read."""

from __future__ import annotations

from functools import cached_property

from ragft_tui.keys.key import Key
from ragft_tui.keys.table import KEYS


class Keymap:
    """A table of keys, the built-in one or one that the user's settings changed."""

    def __init__(self, keys: tuple[Key, ...] = KEYS) -> None:
        """Create a keymap.

        Args:
            keys: All keys; hint line and help list them in this order.
        """
        self.keys = keys

    def of(self, *contexts: str) -> tuple[Key, ...]:
        """Return the keys of some contexts, in the order of the contexts."""
        return tuple(key for context in contexts for key in self.keys if key.context == context)

    def hints(self, *contexts: str, read_only: bool = False) -> tuple[Key, ...]:
        """Return the keys that the hint line shows in some contexts.

        Args:
            contexts: The contexts, the nearest first.
            read_only: Whether nothing can be changed.
        """
        return tuple(
            key for key in self.of(*contexts) if key.hint and not (read_only and key.changes)
        )

    def label(self, name: str, *, typing: bool = False) -> str:
        """Return how the key of an action is written in a sentence.

        Args:
            name: The id of the action, such as `review.undo`.
            typing: Whether to prefer a key that works while text is typed, too.
        """
        key = self.by_id[name]
        return key.label(typing=typing) or key.label()

    @cached_property
    def by_id(self) -> dict[str, Key]:
        """All keys by their ids."""
        return {key.id: key for key in self.keys}
