"""All phrases of a lexicon at once: which of them begin at a word, however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ragft_tui.core.rulebook.patterns import GAP, Pattern, Token, denies


class Lexicon:
    """Phrases that are looked for side by side, each of their words a bit of one number.

    A word of the text then takes a few steps for all phrases together, as in the bit-parallel
    search of Baeza-Yates and Gonnet, "A new approach to text searching", 1992.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Take the phrases.

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

    def beginning_at(self, tokens: Sequence[Token], start: int) -> Iterator[tuple[int, int]]:
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
            if denies(word):
                three = two = one = 0
            else:
                three, two, one = waiting & ~found, three & ~found, two & ~found
