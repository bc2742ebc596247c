"""One thing that keys can do: what it is called, where it works, and how its keys are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ragft_tui.keys.names import FIELD_KEYS, is_text, shown

TEXT_CONTEXTS: Final = ("describe", "because", "filter", "text", "field")
"""The contexts in which all letters are text."""


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys can do."""

    id: str
    """Context and name, such as `review.accept`."""
    keys: tuple[str, ...]
    """The keys in Textual's spelling, the one to show first."""
    action: str
    """The action, which the widget or screen of the context carries out."""
    words: str
    """What it does, in a word or two for the hint line."""
    about: str
    """What it does, in a sentence for help and palette."""
    hint: bool = True
    """Whether the hint line tells it."""
    label: str = ""
    """How the keys are written, where the first one does not say it."""
    changes: bool = False
    """Whether it changes the project, which a session that only looks does not."""
    way_out: bool = False
    """Whether one of its keys must work also while text is typed."""
    follows: tuple[str, ...] = ()
    """The ids whose keys it tells; it has none of its own."""

    @property
    def is_family(self) -> bool:
        """Whether each of its keys means something else, as digits do."""
        return "{key" in self.action

    @property
    def context(self) -> str:
        """The context, such as `review`."""
        return self.id.partition(".")[0]

    def shown(self, *, typing: bool = False) -> str:
        """Return how the key is written in the hint line.

        Args:
            typing: Whether letters are text now, so that only other keys work.

        Returns:
            An empty text where no key of it works.
        """
        if self.label and not typing:
            return self.label
        usable = [key for key in self.keys if not (typing and self._is_taken(key))]
        return shown(usable[0]) if usable else ""

    @property
    def all_shown(self) -> str:
        """All keys, as help writes them."""
        return self.label or ", ".join(shown(key) for key in self.keys)

    def _is_taken(self, key: str) -> bool:
        """Tell whether a field for text takes a key before this one could."""
        return is_text(key) or (key in FIELD_KEYS and self.context not in TEXT_CONTEXTS)
