"""Suggested answers: always an answer, the same each time, and nothing until accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.model import Answer, Capability
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.verdict import assess, suggest_answer
from tests.support.projects import packaged_rulebook, small_rulebook, texts

WORDS = (
    *("daily", "cite the source", "brand voice", "friendly", "json", "millions of requests"),
    *("no", "not", "without", "never", "but", "need not", ",", ".", "personal data", "pasted"),
    *("static", "manuals", "live system", "taxonomy", "prototype", "quote", "jargon"),
)
sentences = st.lists(st.sampled_from(WORDS) | texts, max_size=12).map(" ".join)


@pytest.mark.parametrize("rulebook", [packaged_rulebook(), small_rulebook()], ids=lambda r: r.id)
@given(name=sentences, description=sentences, data=st.data())
def test_a_suggestion_is_an_answer_and_counts_for_nothing(
    rulebook: Rulebook, name: str, description: str, data: st.DataObject
) -> None:
    given_answers = tuple(
        Answer(question.id, question.options[0].id)
        for question in rulebook.questions
        if not question.numeric and data.draw(st.booleans())
    )
    capability = Capability("a", name, description, answers=given_answers)
    before = assess(capability, rulebook)
    for question in rulebook.questions:
        found = suggest_answer(capability, question, rulebook)
        assert found == suggest_answer(capability, question, rulebook)
        if found is None:
            continue
        assert capability.answer(question.id) is None
        assert question.accepts(found.option.id)
        assert found.option in question.options
        assert found.quotes
        for quote in found.quotes:
            assert quote in " ".join(name.split()) or quote in " ".join(description.split())
        more = replace(capability, answers=(*given_answers, Answer(question.id, found.option.id)))
        assert suggest_answer(more, question, rulebook) is None
    assert assess(capability, rulebook) == before
