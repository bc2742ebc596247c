"""Words and phrases of the lexicon in a text: whole words, inflected, with negation and spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ragft_tui.core.negation import negated
from ragft_tui.core.patterns import GAP, Pattern, Token, parse, span, tokens_of
from ragft_tui.core.rulebook import Keyword, Rulebook

__all__ = ["Match", "find_keywords"]


@dataclass(frozen=True, slots=True)
class Match:
    """One place in a text where the lexicon speaks."""

    keyword: Keyword
    start: int
    """Index of the first character."""
    end: int
    """Index after the last character."""
    text: str
    """The words as they stand in the text."""
    negated: bool
    """Whether the text denies them, as in "no citations needed"."""


_Index = dict[str, list[tuple[Pattern, Keyword]]]
"""The patterns of a lexicon by the forms of their first word, the longest pattern first."""


@lru_cache(maxsize=512)
def find_keywords(text: str, rulebook: Rulebook) -> tuple[Match, ...]:
    """Find what the lexicon of a rulebook says about a text, in the order of the text.

    Where phrases overlap, the one that starts first wins, among these the one with most words.
    The cost grows with the text and not with the lexicon: a phrase is looked at only where its
    first word stands.

    Args:
        text: A name or description, in any letter case.
        rulebook: Its keywords are looked for.
    """
    index = _index(rulebook)
    tokens = tokens_of(text)
    matches: list[Match] = []
    position = 0
    while position < len(tokens):
        phrases = index.get(tokens[position][0])
        found = _longest(phrases, tokens, position) if phrases else None
        if found is None:
            position += 1
            continue
        keyword, length = found
        end = position + length
        first, last = tokens[position][1], tokens[end - 1][2]
        denied = negated(tokens, position, end)
        matches.append(Match(keyword, first, last, text[first:last], denied))
        position = end
    return tuple(matches)


@lru_cache(maxsize=8)
def _index(rulebook: Rulebook) -> _Index:
    index: _Index = {}
    for keyword in rulebook.keywords:
        for phrase in keyword.words:
            pattern = parse(phrase)
            for form in pattern[0]:
                index.setdefault(form, []).append((pattern, keyword))
    for phrases in index.values():
        phrases.sort(key=lambda entry: -sum(place is not GAP for place in entry[0]))
    return index


def _longest(
    phrases: Sequence[tuple[Pattern, Keyword]], tokens: Sequence[Token], position: int
) -> tuple[Keyword, int] | None:
    for pattern, keyword in phrases:
        length = span(pattern, tokens, position)
        if length:
            return keyword, length
    return None
