"""Whether a text denies what it mentions: "no citations needed", "the tone does not matter"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ragft_tui.core.rules.patterns import Token, denies

__all__ = ["negated"]

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
_CONTRASTS: Final = frozenset({"but", "although", "however", "yet"})
_BEFORE: Final = 4
_AFTER: Final = 5
_LIST: Final = 3


def negated(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the words from `start` to `end` are denied in their clause.

    One negator shortly before them denies, two affirm ("never answers without citing"). After
    them it takes a negated need ("is not required") or a dismissal ("are unnecessary").

    Args:
        tokens: The words of the text.
        start: The first word of what is mentioned.
        end: The word after its last.
    """
    return _denied_before(tokens, start) or _denied_after(tokens, end)


def _denied_before(tokens: Sequence[Token], start: int) -> bool:
    count = 0
    for position in range(start - 1, max(start - _BEFORE - 1, -1), -1):
        if tokens[position + 1][3] and not _in_list(tokens, position + 1):
            break
        if tokens[position][0] in _CONTRASTS:
            break
        count += _negates(tokens, position)
    return count % 2 == 1


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
            rest = following[offset + 1 :]
            return any(later in _NEEDS for later, _, _, _ in rest)
    return False


def _negates(tokens: Sequence[Token], position: int) -> bool:
    word = tokens[position][0]
    following = tokens[position + 1][0] if position + 1 < len(tokens) else ""
    if word in _SUBSTITUTES:
        return following == _SUBSTITUTES[word]
    if word == "not" and following in _EMPHASIS:
        return False
    return word in _HARDLY or denies(word)
