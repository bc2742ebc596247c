from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.interview.route import (
    asked_questions,
    open_questions,
    unanswered_questions,
)
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability, Draft
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.verdict import is_settled
from tests.support.projects import described, packaged_rulebook, small_rulebook
from tests.support.thousand import different

SMALL = small_rulebook()
PACKAGED = packaged_rulebook()
VAGUE = described("One", volatility=UNKNOWN, citations=UNKNOWN, tone=UNKNOWN)


def opened(capability: Capability, rulebook: Rulebook = SMALL) -> list[str]:
    return [question.id for question in open_questions(capability, rulebook)]


def asked(capability: Capability, rulebook: Rulebook = SMALL) -> list[str]:
    return [question.id for question in asked_questions(capability, rulebook)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["volatility", "citations", "tone"]),
        ({"citations": "none"}, ["volatility", "tone"]),
        ({"citations": UNKNOWN}, ["volatility", "tone"]),
        ({"tone": "strict"}, ["volatility", "citations", "examples"]),
        ({"tone": "strict", "examples": 0}, ["volatility", "citations"]),
        ({"volatility": "weekly", "citations": "none", "tone": "none"}, []),
        ({"volatility": "weekly", "citations": "none", "tone": "strict"}, ["examples"]),
    ],
)
def test_the_core_is_open_first_then_what_the_type_calls_for(
    answers: dict[str, AnswerValue], expected: list[str]
) -> None:
    assert opened(described("One", **answers)) == expected


def test_what_was_answered_is_among_what_is_asked_even_where_it_is_pointless_now() -> None:
    item = described("One", tone="none", examples=12)
    assert asked(item) == ["volatility", "citations", "tone", "examples"]
    assert opened(item) == ["volatility", "citations"]


def test_further_questions_come_between_the_core_and_readiness() -> None:
    stages = [question.stage for question in asked_questions(VAGUE, PACKAGED)]
    assert stages == sorted(stages)
    assert set(stages) >= {"core", "further"}


def test_further_questions_end_where_the_type_is_settled() -> None:
    item, count = VAGUE, 0
    while further := [q for q in open_questions(item, PACKAGED) if q.stage == "further"]:
        assert not is_settled(item, PACKAGED)
        item = described(
            "One",
            **{answer.question: answer.value for answer in item.answers},
            **{further[0].id: UNKNOWN},
        )
        count += 1
    assert is_settled(item, PACKAGED)
    assert count > 1


def test_a_question_keeps_its_number_when_it_is_answered() -> None:
    item, number = VAGUE, len(VAGUE.answers)
    while still := opened(item, PACKAGED):
        assert asked(item, PACKAGED)[number] == still[0]
        given = {answer.question: answer.value for answer in item.answers}
        item = described("One", **given, **{still[0]: UNKNOWN})
        number += 1
    assert number > len(VAGUE.answers)


def test_texts_in_progress_and_notes_make_no_difference() -> None:
    busy = replace(VAGUE, id="other", notes="A note.", draft=Draft(description="half"))
    assert asked(busy, PACKAGED) == asked(VAGUE, PACKAGED)


def test_the_words_of_the_description_count() -> None:
    spoken = replace(VAGUE, description="Every reply is in our brand voice and tone, always.")
    spoken = replace(spoken, answers=())
    settled = {"vocabulary": "general", "format": "free"}
    assert "examples" in opened(replace(spoken, answers=described("", **settled).answers), PACKAGED)
    assert "examples" not in opened(described("One", **settled), PACKAGED)


@pytest.mark.parametrize(
    ("source", "asked"),
    [("collection", True), ("both", True), ("live", False), (UNKNOWN, True)],
)
def test_the_state_of_the_texts_is_asked_unless_knowledge_comes_by_a_call_alone(
    source: str, *, asked: bool
) -> None:
    capability = described("Orders", citations="required", source=source)
    ids = {question.id for question in asked_questions(capability, packaged_rulebook())}
    assert ("corpus" in ids) is asked


def test_what_is_unanswered_is_what_is_open_in_the_order_of_the_rulebook() -> None:
    for item in (described("Nothing"), *different(PACKAGED, 60).capabilities):
        found = unanswered_questions(item, PACKAGED)
        assert {each.id for each in found} == {each.id for each in open_questions(item, PACKAGED)}
        assert list(found) == sorted(found, key=PACKAGED.questions.index)
