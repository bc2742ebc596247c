"""Suggestions: options that words imply, with how likely they do, and the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.model import UNKNOWN
from ragft_tui.core.rulebook import Keyword
from ragft_tui.core.verdict import assess, suggest_answer
from ragft_tui.storage.lexicons import load_lexicon
from tests.support.projects import described, packaged_rulebook

RULEBOOK = packaged_rulebook()
VOICE = "Writes every reply to a customer in our brand voice, as our own writers would."


@pytest.mark.parametrize(
    ("description", "question", "option"),
    [
        (VOICE, "tone", "strict"),
        ("Summarises the e-mail thread that the user pastes in.", "source", "supplied"),
        ("Gives every ticket exactly one of our 140 codes, nothing else.", "format", "strict"),
    ],
)
def test_an_option_is_suggested_with_its_words(
    description: str, question: str, option: str
) -> None:
    capability = described("It", description)
    found = suggest_answer(capability, RULEBOOK.question(question), RULEBOOK)
    assert found is not None
    assert (found.question.id, found.option.id) == (question, option)
    target = load_lexicon().target(question, option)
    assert target is not None
    assert target.threshold is not None
    assert found.confidence is not None
    assert target.threshold <= found.confidence < 1
    assert all(quote in description for quote in found.quotes)


def test_options_that_are_told_only_together_suggest_the_likeliest_of_them() -> None:
    notes = "Answers questions about the release notes, which the product teams keep up to date."
    found = suggest_answer(described("It", notes), RULEBOOK.question("volatility"), RULEBOOK)
    assert found is not None
    assert [each.id for each in found.together] == ["weekly", "daily", "realtime"]
    assert found.option in found.together


@pytest.mark.parametrize("value", ["none", "strict", UNKNOWN])
def test_an_answered_question_has_no_suggestion(value: str) -> None:
    capability = described("It", VOICE, tone=value)
    assert suggest_answer(capability, RULEBOOK.question("tone"), RULEBOOK) is None


def test_keywords_of_a_house_come_before_what_was_learned() -> None:
    ours = Keyword(
        words=("brand voice",), says="ours", source="manning", subject="tone", suggests="preferred"
    )
    rulebook = replace(RULEBOOK, keywords=(ours,)).with_lexicon(load_lexicon)
    found = suggest_answer(described("It", VOICE), rulebook.question("tone"), rulebook)
    assert found is not None
    assert (found.option.id, found.confidence, found.quotes) == (
        "preferred",
        None,
        ("brand voice",),
    )


def test_the_words_that_count_are_marked_once_and_in_order() -> None:
    assessment = assess(described("Replies", VOICE), RULEBOOK)
    assert assessment.spans
    ends = [0, *(end for _, end in assessment.spans)]
    for before, (start, end) in zip(ends, assessment.spans, strict=False):
        assert before <= start < end <= len(VOICE)
