"""One action that keys trigger: its keys, its context, and its labels for hint line and help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ragft_tui.keys.names import FIELD_KEYS, is_text, render_key

TEXT_CONTEXTS: Final = ("describe", "because", "filter", "text", "field")
"""The contexts in which all letters are text."""


@dataclass(frozen=True, slots=True)
class Key:
    """One action that keys trigger, described as Textual's `Binding` describes one."""

    id: str
    """Context and name, such as `review.accept`."""
    keys: tuple[str, ...]
    """The keys in Textual's spelling, the one to show first."""
    action: str
    """The action of the widget or screen that has the context."""
    description: str
    """What it does, in a word or two for the hint line."""
    tooltip: str
    """What it does, in a sentence for help and palette."""
    hint: bool = True
    """Whether the hint line shows it."""
    key_display: str | None = None
    """How the keys are written where the first one does not stand for all."""
    changes: bool = False
    """Whether it changes the project, which a read-only session does not."""
    way_out: bool = False
    """Whether one of its keys must work while text is typed, too."""
    shows_keys_of: tuple[str, ...] = ()
    """The ids whose keys it shows; it has none of its own."""

    @property
    def is_family(self) -> bool:
        """Whether each of its keys means something else, as digits do."""
        return "{key" in self.action

    @property
    def context(self) -> str:
        """The context, such as `review`."""
        return self.id.partition(".")[0]

    def label(self, *, typing: bool = False) -> str:
        """Return how the key is written in the hint line.

        Args:
            typing: Whether letters are text now, so that only other keys work.

        Returns:
            The label; an empty text where none of its keys works.
        """
        if self.key_display and not typing:
            return self.key_display
        usable = [key for key in self.keys if not (typing and self._is_shadowed(key))]
        return render_key(usable[0]) if usable else ""

    @property
    def labels(self) -> str:
        """All keys, as help writes them."""
        return self.key_display or ", ".join(render_key(key) for key in self.keys)

    def _is_shadowed(self, key: str) -> bool:
        """Return whether a text field takes a key before this action can."""
        return is_text(key) or (key in FIELD_KEYS and self.context not in TEXT_CONTEXTS)
