"""The packaged lexicon on any text: spans are right, results repeat, names are not looked into."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.errors import LexiconError
from ragft_tui.core.lexicon import find_grams, format_lexicon, parse_lexicon
from ragft_tui.core.words import tokenize
from ragft_tui.storage.lexicons import load_lexicon
from tests.support import lexicon
from tests.support.steps import assert_linear

LEXICON = load_lexicon()
TABLE = format_lexicon(lexicon.LEXICON)
PIECES = """
    it cites our brand voice tone current up-to-date daily changes never no not without but fixed
    format small model documents handbook answers questions about needed and or the of in , . ( )
    https://a.example/cites /srv/cites cites@a.example `cites()`
"""

sentences = st.lists(st.sampled_from(PIECES.split()), max_size=30).map(" ".join)
texts = st.one_of(sentences, st.text(max_size=200))
names = st.sampled_from(["https://a.example/", "www.a.example/", "/srv/", "x@a.example/", "C:\\"])
words = st.sampled_from(["cites", "current", "daily", "brand", "format", "schema", "weekly"])


@given(texts, texts)
def test_words_that_carry_a_score_stand_in_the_texts_and_do_not_overlap(a: str, b: str) -> None:
    scores = LEXICON.score(a, b)
    for target in LEXICON.targets:
        assert 0 <= scores.probability(target) <= 1
        cues = scores.cues(target)
        weights = [abs(weight) for *_, weight in cues]
        assert weights == sorted(weights, reverse=True)
        spans = sorted(cue[:3] for cue in cues)
        assert all(first <= last < len(scores.words[text]) for text, first, last in spans)
        assert all(one[0] < two[0] or one[2] < two[1] for one, two in pairwise(spans))
        assert scores.supporting(target) == sorted(cue for cue in cues if cue[3] > 0)


@given(texts)
def test_scores_repeat(text: str) -> None:
    assert LEXICON.score(text) == LEXICON.score(text)


@given(sentences)
def test_letter_case_does_not_matter(text: str) -> None:
    grams = [
        [gram for gram, _, _ in find_grams(tokenize(form))[1]] for form in (text, text.upper())
    ]
    assert grams[0] == grams[1] or "/" in text or "@" in text


@given(names, st.lists(words, min_size=1, max_size=4))
def test_names_are_not_looked_into(name: str, inside: list[str]) -> None:
    assert find_grams(tokenize(name + "/".join(inside))) == ([], [])


@pytest.mark.parametrize("word", ["cites ", "not ", "w", "daily, ", "/a ", "without a source "])
def test_a_field_full_of_one_word_costs_no_more_than_its_length(word: str) -> None:
    assert_linear(lambda size: partial(LEXICON.score, (word * size)[:size]), 4_000)


@given(st.data())
def test_a_damaged_table_is_refused_or_scores_like_any(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(TABLE) - 1))
    piece = data.draw(st.sampled_from(["", "9", "-", "\t", "\n", "\0", "99999", "|", "é"]))
    try:
        found = parse_lexicon(TABLE[:at] + piece + TABLE[at + 1 :])
    except LexiconError:
        return
    scores = found.score("It cites the source of what is new today, and has no opinion")
    for target in found.targets:
        assert 0 <= scores.probability(target) <= 1
        assert all(first <= last for _, first, last, _ in scores.cues(target))
