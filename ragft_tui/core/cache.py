"""A cache of results about a capability, which lives as long as the capability itself.

The same ones are asked about at each key, also among ten thousand. None of them ever changes, for
an edit makes a new one; so its results go with it, and need neither a size nor clearing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, Protocol, TypeVar, cast
from weakref import WeakValueDictionary

from ragft_tui.core.model import Answer, Capability, Results
from ragft_tui.core.rulebook import Rulebook


class Subject(Protocol):
    """What results are about: a capability, or a part of what is known of one."""

    @property
    def results(self) -> Results:
        """Those that are known, by the function."""


About = TypeVar("About", bound=Subject)
Result = TypeVar("Result")

_ITSELF: Final = object()
"""Stands for a subject among its own results, where it would keep itself alive."""
_alive: WeakValueDictionary[tuple[str, str, tuple[Answer, ...]], Capability] = WeakValueDictionary()


def cached(function: Callable[[About, Rulebook], Result]) -> Callable[[About, Rulebook], Result]:
    """Decorate a pure function so that its result is computed once for a subject and a rulebook.

    Only the result for the rulebook that was used last is kept.
    """

    @wraps(function)
    def recall(about: About, rulebook: Rulebook) -> Result:
        known = about.results.get(function)
        if known is not None and known[0] is rulebook:
            return cast("Result", about if known[1] is _ITSELF else known[1])
        result = function(about, rulebook)
        about.results[function] = (rulebook, _ITSELF if result is about else result)
        return result

    return recall


def cached_by(
    part: Callable[[Capability, Rulebook], About],
) -> Callable[[Callable[[About, Rulebook], Result]], Callable[[Capability, Rulebook], Result]]:
    """Decorate a pure function that asks for a part of the capability only, as `cached` does.

    Args:
        part: Returns that part, the same object for all capabilities that are equal in it; they
            share the result.
    """

    def decorate(
        function: Callable[[About, Rulebook], Result],
    ) -> Callable[[Capability, Rulebook], Result]:
        known = cached(function)

        @wraps(function)
        def recall(capability: Capability, rulebook: Rulebook) -> Result:
            return known(part(capability, rulebook), rulebook)

        return recall

    return decorate


@cached
def strip_to_evidence(capability: Capability, _rulebook: Rulebook) -> Capability:
    """Return the capability without what no verdict rests on: id, notes, drafts and review.

    Capabilities that are equal in the rest give the same object, and so share its results.
    """
    return _shared(capability.name, capability.description, capability.answers)


@cached
def strip_to_words(capability: Capability, _rulebook: Rulebook) -> Capability:
    """Return the capability with its name and description only; the object is shared as above."""
    return _shared(capability.name, capability.description, ())


def _shared(name: str, description: str, answers: tuple[Answer, ...]) -> Capability:
    content = (name, description, answers)
    return _alive.setdefault(content, Capability("", name, description, answers=answers))
