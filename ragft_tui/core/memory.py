"""What was worked out about capabilities is remembered: the same one is asked about at each key."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Final, ParamSpec, TypeVar, cast

__all__ = ["forget_capabilities", "remembered"]

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_CAPABILITIES: Final = 4096
"""How many results each function keeps: a project of a thousand capabilities fits well."""

_FORGET: Final[list[Callable[[], None]]] = []


def remembered(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Make a pure function of hashable arguments remember its results."""
    cached = lru_cache(maxsize=_CAPABILITIES)(function)
    _FORGET.append(cached.cache_clear)
    return cast("Callable[Parameters, Result]", update_wrapper(cached, function))


def forget_capabilities() -> None:
    """Forget everything that is remembered, and so free the texts.

    For a batch: thousands of long descriptions that never come again would fill the memory.
    """
    for forget in _FORGET:
        forget()
