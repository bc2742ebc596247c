"""N-grams: the words of a text without their endings, one to three together, denied or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from ragft_tui.core.words import Token, find_denied

LONGEST: Final = 3
"""The most words of an n-gram."""
DENIED: Final = "!"
"""What an n-gram begins with that its clause denies."""

_SHORTEST_STEMMED: Final = 4
_SHORTEST_IES: Final = 5
_SHORTEST_STEM: Final = 3
_PASTE: Final = frozenset({"paste", "pastes", "pasted", "pasting"})
"""Forms of a word that says much, and whose stem would be another word, "past"."""
_VOWELS: Final = frozenset("aeiouy")
_KEPT_DOUBLE: Final = "lsezf"
_NO_SILENT_E: Final = "aeiouwxy"

Gram = tuple[str, int, int]
"""An n-gram, and the indexes of its first and last word."""


Wanted = Mapping[str, object]
"""N-grams to look for, such as `index_grams` returns them: each with something true, and what only
begins longer ones with something false."""


def index_grams(grams: Iterable[str]) -> Wanted:
    """Return n-grams so that a text is searched for them fast: most of its words begin none."""
    wanted: dict[str, bool] = {}
    for gram in grams:
        words = gram.removeprefix(DENIED).split(" ")
        for count in range(1, len(words) + 1):
            wanted.setdefault(" ".join(words[:count]), False)
        wanted[gram] = True
    return wanted


def find_grams(
    tokens: Sequence[Token], wanted: Wanted | None = None
) -> tuple[list[str], list[Gram]]:
    """Return the stems of the words of a text, and its n-grams within clauses, in its order.

    One that its clause denies begins with `!`. Addresses, paths and code are in none.

    Args:
        tokens: The words of a name or description.
        wanted: The n-grams to return, `None` for all.
    """
    stems = [stem_word(token[0]) for token in tokens]
    # What can stand behind another word in an n-gram; at the end nothing does.
    behind = ["" if token[3] else stem for token, stem in zip(tokens, stems, strict=True)]
    behind += [""] * LONGEST
    denied_from, denied_to = find_denied(tokens)
    grams: list[Gram] = []
    for first, stem in enumerate(stems):
        gram, last = stem, first
        while gram:
            found, is_wanted = gram, wanted is None or wanted.get(gram)
            if is_wanted is None:
                break
            if first in denied_from or last in denied_to:
                found = f"{DENIED}{gram}"
                is_wanted = wanted is None or wanted.get(found)
            if is_wanted:
                grams.append((found, first, last))
            last += 1
            if last == first + LONGEST or not behind[last]:
                break
            gram = f"{gram} {behind[last]}"
    return [stem for stem in stems if stem], grams


@lru_cache(maxsize=16384)
def stem_word(word: str) -> str:
    """Return a word without its regular English endings, so that its forms are one.

    A stem need not be a word, and must not be another one: "notes" is "note", not "not".

    Args:
        word: A word in lower case.
    """
    if len(word) < _SHORTEST_STEMMED or not word.isascii():
        return word
    if word in _PASTE:
        return "paste"
    word = word.removesuffix("'s")
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > _SHORTEST_IES else word
    if word.endswith(("xes", "ches", "shes", "sses", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    else:
        for ending in ("ing", "ed", "ly"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _SHORTEST_STEM and not _VOWELS.isdisjoint(stem):
                word = _restored(stem) if ending != "ly" else stem
                break
    silent = word.endswith("e") and len(word) > _SHORTEST_STEMMED
    return word[:-1] if silent else word


def _restored(stem: str) -> str:
    """Return a stem as it was before its ending: "plann" was "plan", and "cit" was "cite"."""
    last, before = stem[-1], stem[-2]
    if len(stem) > _SHORTEST_STEM:
        return stem[:-1] if last == before and last not in _KEPT_DOUBLE else stem
    return stem + "e" if before in _VOWELS and last not in _NO_SILENT_E else stem
