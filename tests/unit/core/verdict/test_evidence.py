"""What counts as evidence, and how much words weigh."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.model import UNKNOWN, Answer, AnswerValue, Axis, Capability
from ragft_tui.core.verdict.evidence import (
    Reason,
    ReasonKind,
    describe_answer,
    gather_evidence,
)
from tests.support.projects import wordy_rulebook

RULEBOOK = wordy_rulebook()


def reasons(description: str = "", **answers: str | int) -> list[Reason]:
    given = tuple(Answer(question, value) for question, value in answers.items())
    return list(gather_evidence(Capability("it", "", description, answers=given), RULEBOOK).reasons)


def points(found: list[Reason], axis: Axis) -> int:
    return sum(reason.points for reason in found if reason.axis is axis)


def test_an_answer_is_a_reason_in_words() -> None:
    (reason,) = reasons(tone="strict")
    assert reason.sentence.startswith("It must always write or judge in one particular way; such ")
    assert (reason.kind, reason.axis) == (ReasonKind.ANSWER, Axis.BEHAVIOUR)


def test_an_option_counts_on_an_axis_of_its_own() -> None:
    axes = [reason.axis for value in ("facts", "manner") for reason in reasons(baseline=value)]
    assert axes == [Axis.KNOWLEDGE, Axis.BEHAVIOUR]


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        (2_000_000, "there are 2,000,000 requests a month"),
        ("high", "there are 500,000 or more requests a month"),
        (UNKNOWN, 'Volume: "unknown"'),
    ],
)
def test_a_number_is_said_in_figures_and_a_band_in_its_words(
    value: AnswerValue, phrase: str
) -> None:
    assert describe_answer(RULEBOOK.question("volume"), value) == phrase


def test_an_answer_is_observed_in_words() -> None:
    assert (
        reasons(private_knowledge="small")[0].evidence
        == "it needs a little knowledge, which can be sent along every time"
    )


def test_unknown_and_foreign_answers_are_no_reasons() -> None:
    assert reasons(tone=UNKNOWN, citations="perhaps", colour="blue") == []


def test_an_answer_about_readiness_weighs_on_no_axis() -> None:
    assert reasons(examples=5, corpus="none") == []


def test_words_on_one_question_weigh_no_more_than_its_strongest_answer() -> None:
    text = "A dialect full of jargon, slang, shorthand and acronyms in a niche field."
    assert points(reasons(text), Axis.BEHAVIOUR) == 2


def test_words_on_one_question_share_their_limit() -> None:
    text = "Cites, quotes the clause, links to its source, grounded, verifiable."
    assert points(reasons(text), Axis.KNOWLEDGE) == RULEBOOK.words_limit


def test_what_is_left_of_the_limit_goes_to_the_next_words() -> None:
    first, second, third = (
        replace(RULEBOOK.keywords[0], words=(word,), subject="citations", points=2, suggests="")
        for word in ("apples", "pears", "plums")
    )
    rulebook = replace(RULEBOOK, id="fruit", keywords=(first, second, third))
    item = Capability("it", "", "Apples, pears and plums.")
    found = gather_evidence(item, rulebook).reasons
    assert [reason.points for reason in found] == [2, 2]


def test_the_same_words_twice_are_one_reason() -> None:
    assert len(reasons("Cites. Cites. CITES.")) == 1


def test_negated_words_are_no_reason() -> None:
    assert reasons("It never cites.") == []


def test_words_can_speak_against_an_axis() -> None:
    assert points(reasons("The user pastes the text."), Axis.KNOWLEDGE) < 0


def test_words_of_the_name_count_like_those_of_the_description() -> None:
    named = gather_evidence(Capability("it", "Cites the clause"), RULEBOOK)
    described = gather_evidence(Capability("it", "", "Cites the clause"), RULEBOOK)
    assert named.reasons == described.reasons
    assert named.matches == described.matches


def test_words_that_are_quoted_no_more_are_compared_no_more() -> None:
    keyword = replace(RULEBOOK.keywords[0], words=("a * b",))
    rulebook = replace(RULEBOOK, id="with a gap", keywords=(keyword,))
    text = " ".join(f"a x{number} b" for number in range(5_000))
    found = gather_evidence(Capability("it", "", text), rulebook)
    (reason,) = found.reasons
    assert reason.evidence == '"a x0 b", "a x1 b", "a x2 b", "a x3 b"'
    assert len(found.matches) == 5_000
