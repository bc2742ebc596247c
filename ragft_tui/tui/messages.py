"""The messages that cross from one part of the full screen to another; `app.py` handles them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from textual.message import Message

from ragft_tui.core.records import dataclass
from ragft_tui.storage.saving.lock import HeldError


class ShowHome(Message):
    """Close the project and show the list of sessions."""


@dataclass
class ShowScreen(Message):
    """Show the interview or the review."""

    name: Literal["interview", "review"] | None = None
    """Which of them; `None` for the one that the session was left at."""


@dataclass
class OpenProject(Message):
    """Open a project file, and show it."""

    path: Path
    create: bool = False
    """Whether one that is missing is created."""
    read_only_reason: str | None = None
    """Why it is only looked at; `None` where it is to be written."""


@dataclass
class AskAboutUse(Message):
    """Ask what to do with a project file that another session writes."""

    error: HeldError


class SaveChanged(Message):
    """The saver began, finished or failed to save; the session's status says which."""

    def can_replace(self, message: Message) -> bool:
        """Return whether one message stands for both."""
        return isinstance(message, SaveChanged)


@dataclass
class Notice(Message):
    """Show a sentence in the hint line of the page or dialog."""

    text: str


@dataclass
class ListPasted(Message):
    """Several lines were pasted into an empty field; nothing was inserted yet."""

    text: str
