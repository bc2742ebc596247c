"""N-grams end with their clause, and the forms of a word are one."""

from __future__ import annotations

import pytest

from ragft_tui.core.lexicon import find_grams, stem_word
from ragft_tui.core.lexicon.grams import index_grams
from ragft_tui.core.words import tokenize


def test_an_ngram_ends_with_its_clause() -> None:
    _, grams = find_grams(tokenize("cites, the source"))
    assert [gram for gram, _, _ in grams] == ["cite", "the", "the sourc", "sourc"]


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        ("source sources sourced sourcing", "sourc"),
        ("policy policies", "policy"),
        ("change changes changed changing", "chang"),
        ("plan plans planned planning", "plan"),
        ("cite cites cited citing", "cite"),
        ("note notes noted", "note"),
        ("paste pastes pasted", "paste"),
        ("past", "past"),
        ("ask asks asked asking", "ask"),
        ("add adds added", "add"),
        ("box boxes boxed", "box"),
        ("pay pays paying", "pay"),
        ("status", "status"),
        ("customer's customer customers", "customer"),
        ("class", "class"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str, stem: str) -> None:
    assert {stem_word(form) for form in forms.split()} == {stem}


def test_only_what_is_wanted_is_found_with_its_denials() -> None:
    wanted = index_grams(["cite the sourc", "!cite", "tone"])
    for text, found in (
        ("It cites the source, in our tone", ["cite the sourc", "tone"]),
        ("It never cites the source", ["!cite"]),
        ("It cites", []),
    ):
        assert [gram for gram, _, _ in find_grams(tokenize(text), wanted)[1]] == found
