"""Messages that cross from one part of the interface to another."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from ragft_tui.storage.saving.saver import SaveState


@dataclass
class SaveChanged(Message):
    """The saver thread began, finished or failed to save."""

    state: SaveState

    def can_replace(self, message: Message) -> bool:
        """Only the newest state matters."""
        return isinstance(message, SaveChanged)
