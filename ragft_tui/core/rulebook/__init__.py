"""Rulebooks: the data that turns evidence into points, read and checked."""

from typing import TYPE_CHECKING

from ragft_tui.core.lazy import lazy_names

if TYPE_CHECKING:
    from ragft_tui.core.rulebook.aliases import resolve_aliases as resolve_aliases
    from ragft_tui.core.rulebook.checks import check_rulebook as check_rulebook
    from ragft_tui.core.rulebook.compact import pack_rulebook as pack_rulebook
    from ragft_tui.core.rulebook.compact import unpack_rulebook as unpack_rulebook
    from ragft_tui.core.rulebook.extension import Extension as Extension
    from ragft_tui.core.rulebook.extension import find_lost_options as find_lost_options
    from ragft_tui.core.rulebook.extension import find_repeated_ids as find_repeated_ids
    from ragft_tui.core.rulebook.model import LARGEST_NUMBER as LARGEST_NUMBER
    from ragft_tui.core.rulebook.model import Option as Option
    from ragft_tui.core.rulebook.model import Question as Question
    from ragft_tui.core.rulebook.model import Rulebook as Rulebook
    from ragft_tui.core.rulebook.model import Source as Source
    from ragft_tui.core.rulebook.model import describe_edition as describe_edition
    from ragft_tui.core.rulebook.rules import Conditions as Conditions
    from ragft_tui.core.rulebook.rules import Conflict as Conflict
    from ragft_tui.core.rulebook.rules import FirstStep as FirstStep
    from ragft_tui.core.rulebook.rules import Gate as Gate
    from ragft_tui.core.rulebook.rules import Guard as Guard
    from ragft_tui.core.rulebook.rules import Keyword as Keyword
    from ragft_tui.core.rulebook.rules import Learned as Learned
    from ragft_tui.core.rulebook.rules import Rule as Rule
    from ragft_tui.core.rulebook.rules import Softener as Softener
    from ragft_tui.core.rulebook.rules import Support as Support
else:
    __getattr__ = lazy_names(
        __name__,
        {
            ".aliases": "resolve_aliases",
            ".checks": "check_rulebook",
            ".compact": "pack_rulebook unpack_rulebook",
            ".extension": "Extension find_lost_options find_repeated_ids",
            ".model": "LARGEST_NUMBER Option Question Rulebook Source describe_edition",
            ".rules": (
                "Conditions Conflict FirstStep Gate Guard Keyword Learned Rule Softener Support"
            ),
        },
    )
