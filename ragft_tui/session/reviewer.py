"""Who decides in reviews: the name that was chosen, else the one git knows, else the login name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.text import is_blank, one_line
from ragft_tui.storage.git import GitError, GitTooLargeError, ask_git
from ragft_tui.storage.saving.lock_holder import login_name
from ragft_tui.storage.settings import ASK

LONGEST_NAME: Final = 120
"""Characters of a name that are kept; a configuration of git may hold anything."""

_NAME: Final = ("config", "--get", "user.name")
_MOST: Final = 4096
"""Bytes that are read of what git prints."""
_PATIENCE: Final = 1.0
"""Seconds that git may take; on a slow file server the login name has to do."""


class Reviewer:
    """Who decides; the name is looked up when it is first shown or written, not before."""

    def __init__(self, by: str = "", directory: Path | None = None) -> None:
        """Take what was chosen.

        Args:
            by: A name, `ask`, or an empty text.
            directory: Where the project is, for git may have another name there.
        """
        self._asks = by == ASK
        self._name = None if self._asks else _cleaned(by) or None
        self._directory = directory

    @property
    def must_be_asked(self) -> bool:
        """Whether nobody has said yet who decides in this session."""
        return self._asks and self._name is None

    @property
    def name(self) -> str:
        """The name; empty where nobody knows it, or has not said it yet."""
        if self._name is None and not self._asks:
            self._name = _name_of_git(self._directory) or login_name()
        return self._name or ""

    @property
    def signature(self) -> str:
        """The name as it is put to a decision.

        Raises:
            InvalidAnswerError: Where it must be asked for first.
        """
        if self.must_be_asked:
            raise InvalidAnswerError("nobody has said yet who decides", advice="say it first")
        return self.name

    def tell(self, name: str) -> str:
        """Take the name of who decides for the rest of the session, and return it.

        Args:
            name: As it was typed; an empty one tells nothing.
        """
        self._name = _cleaned(name) or self._name
        return self._name or ""


def _name_of_git(directory: Path | None) -> str:
    """Return the name that git would put under a commit, or an empty text."""
    try:
        told = ask_git(*_NAME, most=_MOST, patience=_PATIENCE, directory=directory)
    except GitTooLargeError as error:
        told = error.beginning
    except GitError:
        return ""
    return _cleaned(told.decode(errors="replace"))


def _cleaned(name: str) -> str:
    return "" if is_blank(name) else one_line(name.strip())[:LONGEST_NAME].strip()
