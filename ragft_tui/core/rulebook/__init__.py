"""Rulebooks: the data that turns evidence into points, read and checked."""

from ragft_tui.core.rulebook.checks import check_rulebook, find_repeated_ids
from ragft_tui.core.rulebook.model import (
    LARGEST_NUMBER,
    Conditions,
    Conflict,
    Extension,
    Gate,
    Guard,
    Keyword,
    Option,
    Question,
    Rulebook,
    Softener,
    Source,
)

__all__ = [
    "LARGEST_NUMBER",
    "Conditions",
    "Conflict",
    "Extension",
    "Gate",
    "Guard",
    "Keyword",
    "Option",
    "Question",
    "Rulebook",
    "Softener",
    "Source",
    "check_rulebook",
    "find_repeated_ids",
]
