"""All phrases of an index are found as each of them is found alone."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.rulebook.phrases import GAP, Pattern, PhraseIndex, parse_phrase
from ragft_tui.core.words import Token, is_denial, tokenize

WORDS = ["aa", "bb", "cc", "not"]
CHOICES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True).map("|".join)
PHRASES = st.lists(st.one_of(CHOICES, st.just("*")), min_size=1, max_size=5).map(
    lambda parts: " ".join(["aa", *parts, "bb"])
)
TEXTS = st.lists(st.sampled_from([*WORDS, "aa.", "bb,"]), max_size=25).map(" ".join)


def length_alone(pattern: Pattern, tokens: Sequence[Token], start: int) -> int:
    """Return how many words a pattern fits, word by word; 0 for none."""
    if tokens[start][0] not in pattern[0]:
        return 0
    position, spare = start + 1, 0
    for place in pattern[1:]:
        if place is GAP:
            spare = 3
            continue
        while True:
            if position >= len(tokens) or tokens[position][3]:
                return 0
            if tokens[position][0] in place:
                break
            if not spare or is_denial(tokens[position][0]):
                return 0
            spare -= 1
            position += 1
        position, spare = position + 1, 0
    return position - start


@given(st.lists(PHRASES, min_size=1, max_size=8), TEXTS)
def test_each_phrase_ends_where_it_ends_alone(phrases: list[str], text: str) -> None:
    patterns, tokens = [parse_phrase(phrase) for phrase in phrases], tokenize(text)
    index = PhraseIndex(patterns)
    for start in range(len(tokens)):
        alone: dict[int, int] = {}
        for number, pattern in enumerate(patterns):
            if length := length_alone(pattern, tokens, start):
                alone.setdefault(start + length, number)
        assert dict(index.matches_at(tokens, start)) == alone


def test_of_phrases_that_end_together_the_first_is_found() -> None:
    index = PhraseIndex([parse_phrase("aa * cc"), parse_phrase("aa bb cc"), parse_phrase("aa")])
    assert list(index.matches_at(tokenize("aa bb cc"), 0)) == [(1, 2), (3, 0)]
