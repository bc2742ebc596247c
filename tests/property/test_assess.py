"""The verdict under any answers: monotone, guarded, honest, and blind to order and letter case."""

from __future__ import annotations

import random

from hypothesis import assume, given
from hypothesis import strategies as st

from ragft_tui.core.model import UNKNOWN, Answer, AnswerValue, Axis, Capability, Strength
from ragft_tui.core.rulebook import Option, Question
from ragft_tui.core.verdict import assess
from ragft_tui.storage.rulebooks import load_rulebook

RULEBOOK = load_rulebook()
WEIGHED = [question for question in RULEBOOK.questions if question.stage != "readiness"]
DESCRIPTIONS = [
    "",
    "Cites the clause.",
    "In our brand voice, on a small model.",
    "Answers questions about our products from the manuals.",
    "The user pastes a text; no citations needed.",
    "Labels jargon by a fixed schema. Prices change daily.",
]


def value_of(question: Question, option: Option) -> AnswerValue:
    return (option.at_least or 0) if question.numeric else option.id


def values(question: Question) -> list[AnswerValue]:
    return [UNKNOWN, *(value_of(question, option) for option in question.options)]


answers = st.fixed_dictionaries(
    {}, optional={q.id: st.sampled_from(values(q)) for q in RULEBOOK.questions}
)
descriptions = st.sampled_from(DESCRIPTIONS)


def capability(given_answers: dict[str, AnswerValue], description: str) -> Capability:
    return Capability(
        "it", "", description, answers=tuple(Answer(q, v) for q, v in given_answers.items())
    )


def gated(given_answers: dict[str, AnswerValue]) -> bool:
    return any(
        all(given_answers.get(question) in options for question, options in gate.when.items())
        for gate in RULEBOOK.gates
    )


@given(answers, descriptions, st.data())
def test_moving_an_ordered_answer_towards_an_axis_never_removes_it(
    given_answers: dict[str, AnswerValue], description: str, data: st.DataObject
) -> None:
    question = data.draw(st.sampled_from([q for q in WEIGHED if q.ordered and q.axis]))
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(question.options) - 1)] * 2)))
    before = {**given_answers, question.id: value_of(question, question.options[low])}
    after = {**given_answers, question.id: value_of(question, question.options[high])}
    assume(gated(before) == gated(after))
    axes = [assess(capability(some, description), RULEBOOK).type.axes for some in (before, after)]
    assert question.axis not in axes[0] or question.axis in axes[1]


@given(answers, descriptions)
def test_a_guard_is_never_outvoted(given_answers: dict[str, AnswerValue], description: str) -> None:
    axes = assess(capability(given_answers, description), RULEBOOK).type.axes
    if given_answers.get("volatility") in {"weekly", "daily", "realtime"}:
        assert Axis.KNOWLEDGE in axes
    if given_answers.get("citations") == "required" and given_answers.get("source") != "supplied":
        assert Axis.KNOWLEDGE in axes
    if given_answers.get("access") == "yes" and given_answers.get("private_knowledge") in {
        "small",
        "large",
    }:
        assert Axis.KNOWLEDGE in axes


@given(answers, descriptions)
def test_what_suffices_alone_suffices_unless_a_gate_holds_it_back(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    assessment = assess(capability(given_answers, description), RULEBOOK)
    if {given_answers.get("tone"), given_answers.get("format")} & {"strict"}:
        assert assessment.behaviour.needed is (given_answers.get("baseline") != "yes")


@given(answers, descriptions, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(
    given_answers: dict[str, AnswerValue], description: str, rng: random.Random
) -> None:
    items = list(given_answers.items())
    rng.shuffle(items)
    one = assess(capability(given_answers, description), RULEBOOK)
    other = assess(capability(dict(items), description), RULEBOOK)
    assert (one.type, one.strength, one.reasons) == (other.type, other.strength, other.reasons)
    assert set(one.contradictions) == set(other.contradictions)


@given(answers, descriptions)
def test_letter_case_does_not_matter(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    one = assess(capability(given_answers, description), RULEBOOK)
    other = assess(capability(given_answers, description.upper()), RULEBOOK)
    assert (one.type, one.strength, one.reasons) == (other.type, other.strength, other.reasons)


@given(st.sets(st.sampled_from([question.id for question in RULEBOOK.questions])))
def test_no_evidence_is_said_to_be_none(unknown: set[str]) -> None:
    assessment = assess(capability(dict.fromkeys(unknown, UNKNOWN), "Does a thing."), RULEBOOK)
    assert assessment.strength is Strength.OPEN
    assert assessment.verdict_label == "undecided"
    assert "no evidence yet" in assessment.reasons[0].sentence


@given(answers, descriptions)
def test_words_alone_are_never_clear(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    assessment = assess(capability(given_answers, description), RULEBOOK)
    if assessment.strength is Strength.CLEAR:
        for score in (assessment.knowledge, assessment.behaviour):
            assert score.firm or not score.needed


@given(answers, descriptions)
def test_every_verdict_has_a_reason_with_a_published_source(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    assessment = assess(capability(given_answers, description), RULEBOOK)
    assert assessment.reasons
    for reason in assessment.reasons:
        assert reason.sentence
        assert RULEBOOK.source(reason.source).url


@given(answers, descriptions)
def test_answers_about_readiness_never_change_the_verdict(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    weighed = {q: v for q, v in given_answers.items() if q not in {"examples", "corpus"}}
    one = assess(capability(given_answers, description), RULEBOOK)
    other = assess(capability(weighed, description), RULEBOOK)
    assert (one.type, one.strength) == (other.type, other.strength)
