"""A lexicon scores what a text implies, and shows by which words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from ragft_tui.core.lexicon import Lexicon, Target
from tests.support.lexicon import CITED, FAST, LEXICON
from tests.support.steps import assert_linear


def cues(text: str, target: Target = CITED) -> list[tuple[str, float]]:
    return quoted(LEXICON, text, target)


def quoted(lexicon: Lexicon, text: str, target: Target = CITED) -> list[tuple[str, float]]:
    scores = lexicon.score(text)
    [words] = scores.words
    return [
        (text[words[first][1] : words[last][2]], weight)
        for _, first, last, weight in scores.cues(target)
    ]


def test_words_raise_the_probability_of_what_they_imply() -> None:
    with_them, without = LEXICON.score("Cites the source"), LEXICON.score("Greets the guest")
    assert with_them.probability(CITED) > 0.9
    assert without.probability(CITED) < 0.2
    assert with_them.suggested(CITED)
    assert not without.suggested(CITED)


def test_what_is_denied_has_weights_of_its_own() -> None:
    assert cues("It never cites") == [("cites", -1.5)]
    assert not LEXICON.score("It never cites").suggested(CITED)


def test_the_strongest_words_come_first_and_do_not_overlap() -> None:
    assert cues("An opinion that cites the source") == [
        ("cites", 2.5),
        ("source", 1.2),
        ("opinion", -0.9),
        ("the", 0.1),
    ]


def test_words_within_others_add_to_their_weight() -> None:
    weights = {**LEXICON.weights, "cite the sourc": {0: 40}}
    strong = replace(LEXICON, weights=weights)
    text = "Cites the source"
    assert quoted(strong, text) == [("Cites the source", 7.8)]


def test_an_ngram_counts_once_where_it_stands_first() -> None:
    once, twice = LEXICON.score("cites"), LEXICON.score("cites", "it cites")
    assert once.probability(CITED) == twice.probability(CITED)
    assert [cue[:3] for cue in twice.cues(CITED)] == [(0, 0, 0)]


def test_what_words_do_not_tell_well_enough_is_never_suggested() -> None:
    scores = LEXICON.score("today")
    assert scores.probability(FAST) > 0.8
    assert not scores.suggested(FAST)


def test_the_words_of_a_target_are_told_from_most_for_to_most_against() -> None:
    assert LEXICON.strongest(FAST) == [("today", 3.0), ("source", 0.2)]
    assert LEXICON.strongest(CITED)[-2:] == [("opinion", -0.9), ("!cite", -1.5)]


def test_a_target_is_found_by_its_question_and_options() -> None:
    assert LEXICON.target("volatility", "weekly", "daily") is FAST
    assert LEXICON.target("volatility", "weekly") is None
    assert LEXICON.target("tone", "strict") is None


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.org/cite/today for it",
        "mail today@example.org about it",
        "open /srv/cite/source then",
        "call `cite(source)` first",
    ],
)
def test_addresses_paths_and_code_are_no_words(text: str) -> None:
    assert not cues(text)
    assert not cues(text, FAST)


@pytest.mark.parametrize("text", ["Beantwortet Fragen zum Tarif nie", "回答客户的问题"])
def test_another_language_is_said_and_not_scored(text: str) -> None:
    scores = LEXICON.score(text)
    assert scores.foreign
    assert scores.probability(FAST) == 0
    assert not scores.suggested(CITED)


@pytest.mark.parametrize("text", ["", "x", "FAQ bot", "?!", "Café menu"])
def test_a_text_of_few_words_is_not_foreign(text: str) -> None:
    scores = LEXICON.score(text)
    assert not scores.foreign
    assert not scores.suggested(CITED)


@pytest.mark.parametrize("piece", ["cites the source ", "not ", "without ", "a", "http://a "])
def test_the_cost_is_linear_in_the_text(piece: str) -> None:
    assert_linear(lambda size: partial(LEXICON.score, piece * size), 500)
