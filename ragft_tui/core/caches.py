"""What the core remembers of the capabilities that it has seen, and how to forget it."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.assess import _assess
from ragft_tui.core.flips import _deciding_questions, _flips, _possible_types
from ragft_tui.core.keywords import find_keywords
from ragft_tui.core.prospects import prospect
from ragft_tui.core.questions import _asked

__all__ = ["forget_capabilities"]

_CACHED: Final = (
    find_keywords,
    prospect,
    _asked,
    _assess,
    _deciding_questions,
    _flips,
    _possible_types,
)


def forget_capabilities() -> None:
    """Forget what was worked out about capabilities, and so free their texts.

    For a batch: thousands of long descriptions that never come again would fill the memory.
    """
    for cached in _CACHED:
        cached.cache_clear()
