"""Words and phrases of the lexicon in a text: whole words, inflected, with negation and spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ragft_tui.core.cache import cached, worded
from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook.lexicon import Lexicon
from ragft_tui.core.rulebook.model import Keyword, Rulebook
from ragft_tui.core.rulebook.patterns import GAP, Pattern, Token, parse, tokens_of
from ragft_tui.core.verdict.negation import negated


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


def find_keywords(text: str, rulebook: Rulebook) -> tuple[Match, ...]:
    """Find what the lexicon of a rulebook says about a text, in the order of the text.

    Where phrases overlap, the one with most words wins, then the one that counts most, then the
    longest, then the first. The cost grows with the text and hardly with the lexicon: all phrases
    are looked for at once.

    Args:
        text: A name or description, in any letter case.
        rulebook: Its keywords are looked for.
    """
    tokens = tokens_of(text)
    index = _index(rulebook)
    taken = bytearray(len(tokens))
    matches: list[Match] = []
    for start, end, phrase in _by_precedence(tokens, index):
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\x01" * (end - start)
        first, last = tokens[start][1], tokens[end - 1][2]
        denied = negated(tokens, start, end)
        matches.append(Match(phrase.keyword, first, last, text[first:last], denied))
    return tuple(sorted(matches, key=lambda match: match.start))


def matches_in(capability: Capability, rulebook: Rulebook) -> tuple[tuple[Match, ...], ...]:
    """Return what the lexicon says about the name of a capability, and about its description."""
    return _matches_in(worded(capability, rulebook), rulebook)


@cached
def _matches_in(capability: Capability, rulebook: Rulebook) -> tuple[tuple[Match, ...], ...]:
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
    lexicon: Lexicon


def _by_precedence(tokens: Sequence[Token], index: _Index) -> Iterator[tuple[int, int, _Phrase]]:
    """Yield the first word of each candidate, the one after its last, and the phrase."""
    found: dict[tuple[tuple[int, int], int], list[tuple[int, int, _Phrase]]] = {}
    for start in range(len(tokens)):
        for end, number in index.lexicon.beginning_at(tokens, start):
            phrase = index.phrases[number]
            found.setdefault((phrase.rank, start - end), []).append((start, end, phrase))
    for key in sorted(found):
        yield from found[key]


@lru_cache(maxsize=8)
def _index(rulebook: Rulebook) -> _Index:
    phrases = []
    for keyword in rulebook.keywords:
        for words in keyword.words:
            pattern = parse(words)
            rank = (-sum(place is not GAP for place in pattern), -abs(keyword.points))
            phrases.append(_Phrase(pattern, rank, keyword))
    phrases.sort(key=lambda phrase: phrase.rank)
    return _Index(tuple(phrases), Lexicon(phrase.pattern for phrase in phrases))
