"""What the user chose for all commands."""

from __future__ import annotations

from dataclasses import dataclass

from ragft_tui.core.rulebook import Rulebook

__all__ = ["Chosen"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options that stand before the command."""

    theme: str
    """The name of a theme."""
    rulebook: Rulebook | None
    """What to assess by; `None` for the rulebook that a project names."""
