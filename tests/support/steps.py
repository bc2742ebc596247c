"""Costs counted in steps of the interpreter: the same each time, on any machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import TraceFunction

__all__ = ["CountedText", "assert_linear", "steps"]


def steps(work: Callable[[], object]) -> int:
    """Return how many lines, calls and returns of Python some work takes."""
    taken = 0

    def trace(_frame: FrameType, _event: str, _value: object) -> TraceFunction:
        nonlocal taken
        taken += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken


def assert_linear(prepared: Callable[[int], Callable[[], object]], size: int) -> None:
    """Check that work on twice as much takes no more than twice as many steps.

    Args:
        prepared: Returns the work to do on an input of a size; making the input is not counted.
        size: The smaller of two sizes, so large that what is done once does not count.
    """
    once, twice = steps(prepared(size)), steps(prepared(2 * size))
    assert twice < 2.2 * once, f"{once:,} steps for {size:,}, and {twice:,} for twice as much"


class CountedText(str):
    """A text that counts how often one of its kind is compared, also within C."""

    __slots__ = ()
    compared = 0

    def __eq__(self, other: object) -> bool:
        CountedText.compared += 1
        return str.__eq__(self, other)

    def __hash__(self) -> int:
        return str.__hash__(self)
