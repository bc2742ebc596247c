"""Keywords: phrases of a rulebook found in a text, denied or not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ragft_tui.core.cache import cached_by, strip_to_words
from ragft_tui.core.model import Capability
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Keyword, Rulebook
from ragft_tui.core.rulebook.phrases import GAP, Pattern, PhraseIndex, parse_phrase
from ragft_tui.core.words import Token, is_denied_after, is_denied_before, tokenize


@dataclass(frozen=True, slots=True)
class Match:
    """One keyword found in a text."""

    keyword: Keyword
    start: int
    """Index of the first character."""
    end: int
    """Index after the last character."""
    text: str
    """The words as they stand in the text."""
    negated: bool
    """Whether the text denies them, as in "no citations needed"."""


def find_keywords(text: str, rulebook: Rulebook) -> tuple[Match, ...]:
    """Return the keywords of a rulebook in a text, in the order of the text.

    Where phrases overlap, the one with most words wins, then the one that counts most, then the
    longest, then the first. The cost grows with the text and hardly with the rulebook: all phrases
    are looked for at once.

    Args:
        text: A name or description, in any letter case.
        rulebook: Its keywords are looked for.
    """
    tokens = tokenize(text)
    index = _index(rulebook)
    taken = bytearray(len(tokens))
    matches: list[Match] = []
    for start, end, phrase in _by_precedence(tokens, index):
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\x01" * (end - start)
        first, last = tokens[start][1], tokens[end - 1][2]
        denied = is_denied_before(tokens, start) or is_denied_after(tokens, end)
        matches.append(Match(phrase.keyword, first, last, text[first:last], denied))
    return tuple(sorted(matches, key=lambda match: match.start))


@cached_by(strip_to_words)
def find_matches(capability: Capability, rulebook: Rulebook) -> tuple[tuple[Match, ...], ...]:
    """Return the keywords in the name of a capability, and those in its description."""
    texts = (capability.name, capability.description)
    return tuple(find_keywords(text, rulebook) for text in texts)


@dataclass(frozen=True, slots=True)
class _Phrase:
    pattern: Pattern
    rank: tuple[int, int]
    """Less for more words, gaps not counted, and among equals for more points."""
    keyword: Keyword


@dataclass(frozen=True, slots=True)
class _Index:
    phrases: tuple[_Phrase, ...]
    """In the order of their ranks."""
    finder: PhraseIndex


def _by_precedence(tokens: Sequence[Token], index: _Index) -> list[tuple[int, int, _Phrase]]:
    """Return the first word of each candidate, the one after its last, and the phrase."""
    found = [
        (start, end, index.phrases[number])
        for start, (word, _, _, _) in enumerate(tokens)
        if index.finder.begins_with(word)
        for end, number in index.finder.matches_at(tokens, start)
    ]
    return sorted(found, key=lambda each: (each[2].rank, each[0] - each[1]))


@lru_cache(maxsize=8)
def _index(rulebook: Rulebook) -> _Index:
    phrases = []
    for keyword in rulebook.keywords:
        for words in keyword.words:
            pattern = parse_phrase(words)
            rank = (-sum(place is not GAP for place in pattern), -abs(keyword.points))
            phrases.append(_Phrase(pattern, rank, keyword))
    phrases.sort(key=lambda phrase: phrase.rank)
    return _Index(tuple(phrases), PhraseIndex(phrase.pattern for phrase in phrases))
