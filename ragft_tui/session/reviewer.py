"""The reviewer, who decides: the name that was chosen, else that of git, else the login name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.core.text import is_blank, one_line
from ragft_tui.storage.git import GitError, GitTooLargeError, ask_git
from ragft_tui.storage.saving.lock_holder import login_name
from ragft_tui.storage.settings import ASK

WHO_DECIDES: Final = "Who decides?"
WHO_DECIDES_HINT: Final = (
    "Your name is written beside the decisions and notes of this session; it is not kept in the "
    "settings."
)

LONGEST_NAME: Final = 120
"""The most characters of a name; a configuration of git may hold anything."""

_NAME: Final = ("config", "--get", "user.name")
_MOST: Final = 4096
"""The most bytes that are read of what git prints."""
_PATIENCE: Final = 1.0
"""The seconds that git may take; on a slow file server the login name has to do."""


class Reviewer:
    """Who decides; the name is looked up when it is first shown or written, not before."""

    def __init__(self, by: str = "", directory: Path | None = None) -> None:
        """Start with what the settings say.

        Args:
            by: A name, `ask`, or an empty text.
            directory: The directory of the project, where git may have another name.
        """
        self._is_asked = by == ASK
        self._name = None if self._is_asked else _clean(by) or None
        self._directory = directory

    @property
    def must_be_asked(self) -> bool:
        """Whether the user has to say who decides, and did not yet."""
        return self._is_asked and self._name is None

    @property
    def name(self) -> str:
        """The name; empty if nobody knows it, or the user did not say it yet."""
        if self._name is None and not self._is_asked:
            self._name = _name_in_git(self._directory) or login_name()
        return self._name or ""

    @property
    def signature(self) -> str:
        """The name as it is written beside a decision.

        Raises:
            InvalidAnswerError: If the user has to be asked first.
        """
        if self.must_be_asked:
            raise InvalidAnswerError("nobody has said who decides yet", advice="give a name first")
        return self.name

    def set_name(self, typed: str) -> None:
        """Set who decides for the rest of the session.

        Raises:
            UsageError: If nothing was typed.
        """
        name = _clean(typed)
        if not name:
            raise UsageError("a name is needed")
        self._name = name


def _name_in_git(directory: Path | None) -> str:
    """Return the name that git would put under a commit, or an empty text."""
    try:
        output = ask_git(*_NAME, most=_MOST, patience=_PATIENCE, directory=directory)
    except GitTooLargeError as error:
        output = error.beginning
    except GitError:
        return ""
    return _clean(output.decode(errors="replace"))


def _clean(name: str) -> str:
    return "" if is_blank(name) else one_line(name.strip())[:LONGEST_NAME].strip()
