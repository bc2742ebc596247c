"""Phrases of keywords: how they are written, and which of them begin at each word of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from ragft_tui.core.words import NUMBER, NUMBERS, WORD, Token, fold_word, is_denial

GAP: Final[frozenset[str]] = frozenset()
"""The element of a pattern that stands for a few words of any kind."""

Pattern = tuple[frozenset[str], ...]
"""For each place the words that fit it, or `GAP`."""

_VOWELS: Final = "aeiou"
_SHORTEST_INFLECTED: Final = 3


def split_phrase(phrase: str) -> list[str]:
    """Return the parts of a phrase; each stands for a word, or for a gap of a few words."""
    return phrase.replace("-", " ").split()


@lru_cache(maxsize=8192)
def parse_phrase(phrase: str) -> Pattern:
    """Read a pattern.

    Args:
        phrase: The pattern as it stands in a rulebook.

    Raises:
        ValueError: If it has no words, or starts or ends with a gap.
    """
    places: list[frozenset[str]] = []
    for part in split_phrase(phrase):
        if part == "*":
            places.append(GAP)
            continue
        choices = [_forms(choice) for choice in part.split("|")]
        places.append(frozenset[str]().union(*choices))
    if not places or GAP in {places[0], places[-1]}:
        raise ValueError("a phrase starts and ends with a word")
    return tuple(places)


def inflect(word: str) -> frozenset[str]:
    """Return a word with its regular English endings: plural, past, progressive, possessive.

    Some of them are no words; they do no harm, for no text holds them.

    Args:
        word: A base form in lower case.
    """
    if len(word) < _SHORTEST_INFLECTED or not (word.isascii() and word.isalpha()):
        return frozenset({word})
    forms = {word, *(word + ending for ending in ("s", "ed", "ing", "'s"))}
    last, before = word[-1], word[-2]
    if last in "sxz" or word.endswith(("ch", "sh")):
        forms.add(word + "es")
    if last == "e":
        forms |= {word + "d", word[:-1] + "ing"}
    elif last == "y" and before not in _VOWELS:
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    elif last not in _VOWELS + "wxy" and before in _VOWELS:
        forms |= {word + last + "ed", word + last + "ing"}
    return frozenset(forms)


def _forms(choice: str) -> frozenset[str]:
    if choice == NUMBER:
        return NUMBERS
    words = WORD.findall(choice)
    if len(words) != 1 or choice.removeprefix("=") != words[0]:
        raise ValueError(f'"{choice}" is not a word')
    word = fold_word(words[0])
    return frozenset({word}) if choice.startswith("=") else inflect(word)


class PhraseIndex:
    """Phrases that are looked for side by side, each of their words a bit of one number.

    A word of the text then takes a few steps for all phrases together, as in the bit-parallel
    search of Baeza-Yates and Gonnet, "A new approach to text searching", 1992.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Index the phrases.

        Args:
            patterns: The phrases, the one that is preferred to all others first.
        """
        self._begins: dict[str, int] = {}
        """For each word the bits of the phrases that begin with it."""
        self._fits: dict[str, int] = {}
        """For each word the bits of all places that it fits."""
        self._leaps = 0
        """The bits of the words before which a few others may stand."""
        self._ends = 0
        """The bits of the last words."""
        self._phrase: dict[int, int] = {}
        """Which phrase each of these ends, by the number of the bit."""
        bit = 0
        for number, pattern in enumerate(patterns):
            for form in pattern[0]:
                self._begins[form] = self._begins.get(form, 0) | 1 << bit
            for before, place in zip((None, *pattern), pattern, strict=False):
                if place is GAP:
                    continue
                if before is GAP:
                    self._leaps |= 1 << bit
                for form in place:
                    self._fits[form] = self._fits.get(form, 0) | 1 << bit
                bit += 1
            self._ends |= 1 << bit - 1
            self._phrase[bit - 1] = number

    def begins_with(self, word: str) -> bool:
        """Return whether any phrase begins with a word; most words begin none."""
        return word in self._begins

    def matches_at(self, tokens: Sequence[Token], start: int) -> Iterator[tuple[int, int]]:
        """Yield where phrases end that begin at a word, each end with the phrase preferred there.

        Args:
            tokens: The words of the text.
            start: The word.
        """
        found = self._begins.get(tokens[start][0], 0)
        # Those that wait for a word while others stand before it: three, two or one of them more.
        three = two = one = 0
        for end in range(start + 1, len(tokens) + 1):
            if ended := found & self._ends:
                yield end, self._phrase[(ended & -ended).bit_length() - 1]
            following = (found & ~self._ends) << 1
            nearest, waiting = following & ~self._leaps, following & self._leaps
            wanted = nearest | waiting | three | two | one
            if not wanted or end == len(tokens) or tokens[end][3]:
                return
            word = tokens[end][0]
            found = wanted & self._fits.get(word, 0)
            if is_denial(word):
                three = two = one = 0
            else:
                three, two, one = waiting & ~found, three & ~found, two & ~found
