"""Results about a capability are kept with it: for as long as it lives, and no longer.

The same ones are asked about at each key, also among ten thousand. None of them ever changes, for
an edit makes a new one; so its results go with it, and need neither a size nor clearing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast
from weakref import WeakValueDictionary

from ragft_tui.core.model import Answer, Capability
from ragft_tui.core.rulebook import Rulebook

Result = TypeVar("Result")
_About = Callable[[Capability, Rulebook], Result]

_alive: WeakValueDictionary[tuple[str, str, tuple[Answer, ...]], Capability] = WeakValueDictionary()


def cached(function: _About[Result]) -> _About[Result]:
    """Decorate a pure function to keep what it returns with the capability.

    Of several rulebooks, the last one that was asked for counts.
    """

    @wraps(function)
    def recall(capability: Capability, rulebook: Rulebook) -> Result:
        known = capability.results.get(function)
        if known is not None and known[0] is rulebook:
            return cast("Result", known[1])
        result = function(capability, rulebook)
        if result is not capability:  # which would keep itself alive
            capability.results[function] = (rulebook, result)
        return result

    return recall


@cached
def strip_to_evidence(capability: Capability, rulebook: Rulebook) -> Capability:
    """Return a capability with nothing but what a verdict rests on: no notes, drafts or review.

    All that are equal in it give the same object, and so share its results.
    """
    del rulebook
    return _shared(capability.name, capability.description, capability.answers)


@cached
def strip_to_words(capability: Capability, rulebook: Rulebook) -> Capability:
    """Return a capability with nothing but its name and description, shared likewise."""
    del rulebook
    return _shared(capability.name, capability.description, ())


def _shared(name: str, description: str, answers: tuple[Answer, ...]) -> Capability:
    content = (name, description, answers)
    return _alive.setdefault(content, Capability("", name, description, answers=answers))
