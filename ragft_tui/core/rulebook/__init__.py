"""Rulebooks: the data that turns evidence into points, read and checked."""

from ragft_tui.core.rulebook.aliases import resolve_aliases
from ragft_tui.core.rulebook.checks import check_rulebook
from ragft_tui.core.rulebook.compact import pack_rulebook, unpack_rulebook
from ragft_tui.core.rulebook.extension import Extension, find_lost_options, find_repeated_ids
from ragft_tui.core.rulebook.model import (
    LARGEST_NUMBER,
    Option,
    Question,
    Rulebook,
    Source,
    describe_edition,
)
from ragft_tui.core.rulebook.rules import (
    Conditions,
    Conflict,
    FirstStep,
    Gate,
    Guard,
    Keyword,
    Learned,
    Rule,
    Softener,
    Support,
)

__all__ = [
    "LARGEST_NUMBER",
    "Conditions",
    "Conflict",
    "Extension",
    "FirstStep",
    "Gate",
    "Guard",
    "Keyword",
    "Learned",
    "Option",
    "Question",
    "Rule",
    "Rulebook",
    "Softener",
    "Source",
    "Support",
    "check_rulebook",
    "describe_edition",
    "find_lost_options",
    "find_repeated_ids",
    "pack_rulebook",
    "resolve_aliases",
    "unpack_rulebook",
]
