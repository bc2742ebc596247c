"""Whether a text denies what it mentions: "no citations needed", "the tone does not matter"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ragft_tui.core.rulebook.patterns import Token, denies

_HARDLY: Final = frozenset({"nobody", "none", "nothing", "rarely", "hardly", "seldom"})
"""Words that deny what follows, though not within a phrase."""
_NEED: Final = (
    "need needed needs require required necessary matter matters important relevant asked wanted "
    "expected critical crucial"
)
_SUBSTITUTES: Final = {"instead": "of", "rather": "than", "free": "of", "regardless": "of"}
"""Words that negate what follows where the second one stands after them."""
_NEEDS: Final = frozenset(_NEED.split())
_DISMISSALS: Final = frozenset({"unnecessary", "irrelevant", "unimportant", "needless", "optional"})
_EMPHASIS: Final = frozenset({"only", "just", "merely", "simply"})
_WITHOUT: Final = frozenset({"without", "w/o"})
_NO: Final = frozenset({"no", "nothing"})
_NO_LESS: Final = frozenset({"longer", "later", "less", "fewer", "matter"})
"""Behind a `no`, words of another meaning: "cites no fewer than three sources"."""
_CONTRASTS: Final = frozenset({"but", "although", "however", "yet"})
_JOINS: Final = _CONTRASTS | {"and", "or", "nor"}
_BEFORE: Final = 4
_AFTER: Final = 5
_LIST: Final = 3


def negated(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the words from `start` to `end` are denied in their clause.

    A negator shortly before them denies ("no citations"), but for `without` where something is
    denied already ("never answers without citing"). Right after them a `no` does ("cites no
    source"), and further on a negated need ("is not required") or a dismissal ("are unnecessary").

    Args:
        tokens: The words of the text.
        start: The first word of what is mentioned.
        end: The word after its last.
    """
    return _denied_before(tokens, start) or _denied_after(tokens, end)


def _denied_before(tokens: Sequence[Token], start: int) -> bool:
    for position in range(start - 1, max(start - _BEFORE - 1, -1), -1):
        if tokens[position + 1][3] and not _in_list(tokens, position + 1):
            return False
        if tokens[position][0] in _CONTRASTS:
            return False
        if _negates(tokens, position):
            return not (tokens[position][0] in _WITHOUT and _is_denied(tokens, position))
    return False


def _is_denied(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether something before a word denies it, in the same part of its clause."""
    while position and not tokens[position][3]:
        position -= 1
        if tokens[position][0] in _JOINS:
            return False
        if _negates(tokens, position):
            return True
    return False


def _in_list(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a clause is a member of a list such as "no tone, style or format"."""
    return any(word in {"or", "nor"} for word, _, _, _ in tokens[position : position + _LIST])


def _denied_after(tokens: Sequence[Token], end: int) -> bool:
    following = tokens[end : end + _AFTER]
    for offset, (word, _, _, opens) in enumerate(following):
        if opens or word in _CONTRASTS:
            return False
        if word in _DISMISSALS:
            return not (offset and _negates(tokens, end + offset - 1))
        if _negates(tokens, end + offset):
            rest = [later for later, _, _, _ in following[offset + 1 :]]
            if not offset and word in _NO:
                return not _NO_LESS.intersection(rest[:1])
            return not _NEEDS.isdisjoint(rest)
    return False


def _negates(tokens: Sequence[Token], position: int) -> bool:
    word = tokens[position][0]
    following = tokens[position + 1][0] if position + 1 < len(tokens) else ""
    if word in _SUBSTITUTES:
        return following == _SUBSTITUTES[word]
    if word == "not" and following in _EMPHASIS:
        return False
    return word in _HARDLY or denies(word)
