"""What was worked out about a capability is remembered as long as the capability lives.

The same ones are asked about at each key, also among ten thousand. None of them ever changes, for
an edit makes a new one; so what is remembered goes with them, and needs no size and no clearing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakValueDictionary, ref

from ragft_tui.core.model import Answer, Capability
from ragft_tui.core.rulebook.model import Rulebook

Result = TypeVar("Result")
_About = Callable[[Capability, Rulebook], Result]
_Content = tuple[str, str, tuple[Answer, ...]]

_alive: WeakValueDictionary[_Content, Capability] = WeakValueDictionary()


def cached(function: _About[Result]) -> _About[Result]:
    """Make a pure function remember what it returned for each capability that lives."""
    # By identity: to compare long texts takes longer than most of what is asked about them.
    known: dict[int, tuple[ref[Capability], Rulebook, Result]] = {}

    @wraps(function)
    def recall(capability: Capability, rulebook: Rulebook) -> Result:
        key = id(capability)
        found = known.get(key)
        if found is not None and found[0]() is capability and found[1] is rulebook:
            return found[2]
        result = function(capability, rulebook)
        if result is not capability:  # which would keep itself alive
            known[key] = (ref(capability, forgetting(key)), rulebook, result)
        return result

    def forgetting(key: int) -> Callable[[ref[Capability]], None]:
        def forget(gone: ref[Capability]) -> None:
            # A cycle may be cleared late, and another have the number by then.
            if (entry := known.get(key)) is not None and entry[0] is gone:
                del known[key]

        return forget

    return recall


@cached
def judged(capability: Capability, rulebook: Rulebook) -> Capability:
    """Return a capability with nothing but what a verdict rests on: notes and drafts are no part.

    All that are equal in it give the same object, and so share what is remembered.
    """
    del rulebook
    return _only(capability.name, capability.description, capability.answers)


@cached
def worded(capability: Capability, rulebook: Rulebook) -> Capability:
    """Return a capability with nothing but its words, in the way of `judged`."""
    del rulebook
    return _only(capability.name, capability.description, ())


def _only(name: str, description: str, answers: tuple[Answer, ...]) -> Capability:
    content = (name, description, answers)
    return _alive.setdefault(content, Capability("", name, description, answers=answers))
