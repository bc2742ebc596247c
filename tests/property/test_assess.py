"""The verdict under any answers: monotone, guarded, honest, and blind to order and letter case."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from ragft_tui.core.model import (
    UNKNOWN,
    Answer,
    AnswerValue,
    Axis,
    Capability,
    Strength,
    VerdictType,
)
from ragft_tui.core.rulebook import Option, Question, Support
from ragft_tui.core.verdict import Reason, assess, find_first_step
from ragft_tui.core.verdict.evidence import gather_evidence
from ragft_tui.core.verdict.rules import AppliedRules, apply_rules
from ragft_tui.storage.rulebooks import load_rulebook

RULEBOOK = load_rulebook()
WEIGHED = RULEBOOK.weighed
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
    numbers = (option.at_least for option in question.options if option.at_least is not None)
    return [UNKNOWN, *(option.id for option in question.options), *numbers]


answers = st.fixed_dictionaries(
    {}, optional={q.id: st.sampled_from(values(q)) for q in RULEBOOK.questions}
)
descriptions = st.sampled_from(DESCRIPTIONS)


def capability(given_answers: dict[str, AnswerValue], description: str) -> Capability:
    return Capability(
        "it", "", description, answers=tuple(Answer(q, v) for q, v in given_answers.items())
    )


def rules(given_answers: dict[str, AnswerValue], description: str) -> AppliedRules:
    return apply_rules(gather_evidence(capability(given_answers, description), RULEBOOK), RULEBOOK)


@given(answers, descriptions, st.data())
def test_moving_an_ordered_answer_towards_an_axis_never_removes_it(
    given_answers: dict[str, AnswerValue], description: str, data: st.DataObject
) -> None:
    question = data.draw(st.sampled_from([q for q in WEIGHED if q.ordered and q.axis]))
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(question.options) - 1)] * 2)))
    before = {**given_answers, question.id: value_of(question, question.options[low])}
    after = {**given_answers, question.id: value_of(question, question.options[high])}
    assert question.axis is not None
    gated = [rules(some, description).gated(question.axis) for some in (before, after)]
    assume(gated[0] or not gated[1])
    axes = [assess(capability(some, description), RULEBOOK).type.axes for some in (before, after)]
    assert question.axis not in axes[0] or question.axis in axes[1]


@given(answers, descriptions, st.sampled_from(RULEBOOK.supports), st.data())
def test_answers_that_suffice_together_do_so_unless_a_gate_holds_them_back(
    given_answers: dict[str, AnswerValue], description: str, support: Support, data: st.DataObject
) -> None:
    enough = {question: data.draw(st.sampled_from(some)) for question, some in support.when.items()}
    told = {**given_answers, **enough}
    assert not support.unless
    applied = rules(told, description)
    assert support.axis in applied.supported
    needed = support.axis in assess(capability(told, description), RULEBOOK).type.axes
    held_back = applied.gated(support.axis) and support.axis not in applied.guarded
    assert needed is not held_back


QUIET = {question.id: question.options[0].id for question in WEIGHED}
FIRM: list[dict[str, AnswerValue]] = [
    {},
    {"baseline": "nothing"},
    {"tone": "strict"},
    {"vocabulary": "specialised", "volume": "high", "baseline": "unclear"},
    {"volatility": "daily", "source": "live", "private_knowledge": "large"},
    {"volatility": "daily", "source": "both", "private_knowledge": "large", "tone": "strict"},
]


@given(st.sampled_from(FIRM), st.sets(st.sampled_from(sorted(QUIET))), descriptions, st.data())
def test_a_clear_verdict_stays_whatever_else_is_found_out(
    firm: dict[str, AnswerValue], left_open: set[str], description: str, data: st.DataObject
) -> None:
    given_answers = {q: v for q, v in {**QUIET, **firm}.items() if q not in left_open}
    given_answers |= {q: UNKNOWN for q in left_open if data.draw(st.booleans())}
    before = assess(capability(given_answers, description), RULEBOOK)
    assume(before.strength is Strength.CLEAR)
    found_out = {
        question.id: data.draw(st.sampled_from(values(question)))
        for question in WEIGHED
        if question.id not in given_answers
        or (given_answers[question.id] == UNKNOWN and not question.deferrable)
    }
    after = assess(capability({**given_answers, **found_out}, description), RULEBOOK)
    assert after.type is before.type


@given(answers, descriptions, st.sampled_from(VerdictType))
def test_every_verdict_has_a_first_step_also_one_that_a_person_gave(
    given_answers: dict[str, AnswerValue], description: str, decision: VerdictType
) -> None:
    item = capability(given_answers, description)
    for verdict in (None, decision):
        step = find_first_step(item, RULEBOOK, verdict)
        assert step is not None
        assert (verdict or assess(item, RULEBOOK).type) in step.types


@given(answers, descriptions)
def test_a_guard_is_never_outvoted(given_answers: dict[str, AnswerValue], description: str) -> None:
    axes = assess(capability(given_answers, description), RULEBOOK).type.axes
    if given_answers.get("volatility") in {"weekly", "daily", "realtime"}:
        assert Axis.KNOWLEDGE in axes
    if given_answers.get("citations") == "required" and given_answers.get("source") != "supplied":
        assert Axis.KNOWLEDGE in axes
    if given_answers.get("source") != "supplied" and (
        given_answers.get("access") == "yes"
        and given_answers.get("private_knowledge") in {"small", "large"}
    ):
        assert Axis.KNOWLEDGE in axes


@given(answers, descriptions)
def test_what_suffices_alone_suffices_unless_a_gate_holds_it_back(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    assessment = assess(capability(given_answers, description), RULEBOOK)
    if {given_answers.get("tone"), given_answers.get("format")} & {"strict"}:
        held_back = rules(given_answers, description).gated(Axis.BEHAVIOUR)
        assert assessment.behaviour.needed is not held_back


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


def folded(reasons: Iterable[Reason]) -> list[Reason]:
    """Return reasons with the words that they quote in lower case."""
    return [replace(reason, evidence=reason.evidence.casefold()) for reason in reasons]


@given(answers, descriptions)
def test_letter_case_does_not_matter(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    one = assess(capability(given_answers, description), RULEBOOK)
    other = assess(capability(given_answers, description.upper()), RULEBOOK)
    assert (one.type, one.strength) == (other.type, other.strength)
    assert folded(one.reasons) == folded(other.reasons)


@given(st.sets(st.sampled_from([question.id for question in RULEBOOK.questions])))
def test_no_evidence_is_said_to_be_none(unknown: set[str]) -> None:
    assessment = assess(capability(dict.fromkeys(unknown, UNKNOWN), "Does a thing."), RULEBOOK)
    assert assessment.strength is Strength.OPEN
    assert assessment.verdict_label == "undecided"
    assert "No evidence yet" in assessment.reasons[0].sentence


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
    weighed = {q: v for q, v in given_answers.items() if q != "corpus"}
    one = assess(capability(given_answers, description), RULEBOOK)
    other = assess(capability(weighed, description), RULEBOOK)
    assert (one.type, one.strength) == (other.type, other.strength)
