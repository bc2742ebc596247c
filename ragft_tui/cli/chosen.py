"""What the user chose for all commands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ragft_tui.core.rules.rulebook import Rulebook

__all__ = ["Chosen"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options that stand before the command."""

    theme: str = "dark"
    """The name of a theme."""
    rulebook_file: Path | None = None
    """The rulebook to assess by."""
    read_only: bool = False
    """Whether projects are only looked at."""

    def rulebook(self) -> Rulebook | None:
        """Return the rulebook that was chosen; `None` leaves the choice to the project.

        Raises:
            RagftError: Where it cannot be read.
        """
        return self.rulebook_or_packaged() if self.rulebook_file else None

    def rulebook_or_packaged(self) -> Rulebook:
        """Return the rulebook that was chosen, or the packaged one.

        Raises:
            RagftError: Where it cannot be read.
        """
        from ragft_tui.store.rulebooks import load_rulebook

        return load_rulebook(self.rulebook_file)
