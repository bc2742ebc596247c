"""Filters: any text is a filter or one typed problem, told inertly and with its place."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.review import FilterError, parse_filter
from tests.support.hostile import controls_in
from tests.support.projects import described, packaged_rulebook

__all__ = ["SEEDS", "fuzz"]

_ITEMS: Final = (
    described("Refunds", "Quotes the policy.", volatility="weekly", citations="required"),
    described("Voice", "Sounds like us.", tone="strict", examples=12),
)

SEEDS: Final = (
    b'verdict:both,retrieval -stale "quoted phrase" refund',
    b"volatility:weekly tone:unknown,open pending unready marked review:none",
    b'-"a" -b - "',
)
"""Filters to begin with."""


def fuzz(data: bytes) -> None:
    """Read a filter, and ask it about some capabilities."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        found = parse_filter(text, packaged_rulebook())
    except FilterError as error:
        problem = error
    else:
        for item in _ITEMS:
            found.matches(item)
        return
    assert 1 <= problem.column <= len(text) + 1
    assert not controls_in(problem.sentence)
