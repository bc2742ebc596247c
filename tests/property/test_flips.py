"""Flips and settlement, held against assessing every completion."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from ragft_tui.core.model import UNKNOWN, Answer, AnswerValue, Axis, Capability, VerdictType
from ragft_tui.core.rulebook import Guard, Option, Question, Rule, Rulebook, Support
from ragft_tui.core.verdict import (
    assess,
    deciding_questions,
    find_flips,
    is_settled,
    possible_types,
)
from ragft_tui.storage.rulebooks import load_rulebook

RULEBOOK = load_rulebook()
DESCRIPTIONS = [
    "",
    "Cites the clause, labels jargon.",
    "Answers questions about our products from the manuals.",
    "The user pastes a text. A small model, in our brand voice.",
]
KEPT = {
    "volatility": {"static", "weekly"},
    "tone": {"preferred", "strict"},
    "source": {"supplied", "live", "both"},
    "private_knowledge": {"small", "large"},
    "baseline": {"nothing", "facts", "both", "cost"},
    "access": {"no", "yes"},
}
"""The questions of a small rulebook with the options that are kept."""

_Rule = TypeVar("_Rule", bound=Rule)


def shrunk() -> Rulebook:
    """Return a rulebook small enough to try every completion, with a guard of each kind."""
    questions = tuple(
        replace(
            question,
            options=tuple(each for each in question.options if each.id in KEPT[question.id]),
        )
        for question in RULEBOOK.questions
        if question.id in KEPT
    )
    known = set(KEPT)

    def kept(rules: tuple[_Rule, ...]) -> tuple[_Rule, ...]:
        return tuple(rule for rule in rules if {*rule.when, *rule.unless} <= known)

    pair = Support(
        id="pair",
        axis=Axis.BEHAVIOUR,
        when={"private_knowledge": ("large",), "source": ("live", "both")},
        unless={"access": ("yes",)},
        says="together they ask for it",
        source="privacy",
    )
    wary = Guard(
        id="wary",
        axis=Axis.KNOWLEDGE,
        when={"access": ("yes",)},
        unless={"source": ("live",), "baseline": ("nothing",)},
        needs_evidence=True,
        says="it stays out",
        source="privacy",
    )
    manner = Guard(
        id="manner",
        axis=Axis.BEHAVIOUR,
        when={"tone": ("strict",), "access": ("yes",)},
        says="it speaks so",
        source="privacy",
    )
    return replace(
        RULEBOOK,
        id="shrunk",
        questions=questions,
        guards=(*kept(RULEBOOK.guards), manner, wary),
        supports=(*kept(RULEBOOK.supports), pair),
        gates=kept(RULEBOOK.gates),
        softeners=(),
        conflicts=(),
        keywords=tuple(k for k in RULEBOOK.keywords if k.subject in {"", *KEPT}),
    )


SMALL = shrunk()


def value_of(question: Question, option: Option) -> AnswerValue:
    return (option.at_least or 0) if question.numeric else option.id


def values(question: Question) -> list[AnswerValue]:
    return [UNKNOWN, *(value_of(question, option) for option in question.options)]


def answers(rulebook: Rulebook) -> st.SearchStrategy[dict[str, AnswerValue]]:
    return st.fixed_dictionaries(
        {}, optional={q.id: st.sampled_from(values(q)) for q in rulebook.questions}
    )


descriptions = st.sampled_from(DESCRIPTIONS)


def capability(given_answers: dict[str, AnswerValue], description: str) -> Capability:
    return Capability(
        "it", "", description, answers=tuple(Answer(q, v) for q, v in given_answers.items())
    )


@cache
def type_of(items: tuple[tuple[str, AnswerValue], ...], description: str) -> VerdictType:
    return assess(capability(dict(items), description), SMALL).type


def completions(given_answers: dict[str, AnswerValue]) -> list[dict[str, AnswerValue]]:
    missing = [question for question in SMALL.questions if question.id not in given_answers]
    return [
        {**given_answers, **dict(zip((q.id for q in missing), some, strict=True))}
        for some in product(*(values(question) for question in missing))
    ]


def types_by_trying(given_answers: dict[str, AnswerValue], description: str) -> set[VerdictType]:
    return {
        type_of(tuple(sorted(completion.items())), description)
        for completion in completions(given_answers)
    }


@settings(max_examples=40)
@given(answers(SMALL), descriptions)
def test_possible_types_are_those_of_all_completions(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    found = possible_types(capability(given_answers, description), SMALL)
    assert found == types_by_trying(given_answers, description)


@settings(max_examples=25)
@given(answers(SMALL), descriptions)
def test_deciding_questions_are_those_that_some_completion_leaves_the_type_to(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    expected = set()
    for question in SMALL.stage("further"):
        if question.id in given_answers:
            continue
        by_rest: dict[tuple[tuple[str, AnswerValue], ...], set[VerdictType]] = {}
        for completion in completions(given_answers):
            rest = tuple(sorted((q, v) for q, v in completion.items() if q != question.id))
            kind = type_of(tuple(sorted(completion.items())), description)
            by_rest.setdefault(rest, set()).add(kind)
        if any(len(kinds) > 1 for kinds in by_rest.values()):
            expected.add(question.id)
    found = deciding_questions(capability(given_answers, description), SMALL)
    assert {question.id for question in found} == expected


@given(answers(RULEBOOK), descriptions, st.data())
def test_stopping_at_settled_gives_the_type_of_any_completion(
    given_answers: dict[str, AnswerValue], description: str, data: st.DataObject
) -> None:
    told = capability(given_answers, description)
    while not is_settled(told, RULEBOOK):
        core = [q for q in RULEBOOK.stage("core") if told.answer(q.id) is None]
        question = core[0] if core else deciding_questions(told, RULEBOOK)[0]
        value = data.draw(st.sampled_from(values(question)))
        told = replace(told, answers=(*told.answers, Answer(question.id, value)))
    stopped = assess(told, RULEBOOK).type
    completion = data.draw(answers(RULEBOOK))
    rest = tuple(Answer(q, v) for q, v in completion.items() if told.answer(q) is None)
    completed = replace(told, answers=(*told.answers, *rest))
    assert assess(completed, RULEBOOK).type is stopped


@given(answers(RULEBOOK), descriptions)
def test_a_flip_leads_where_it_says_and_no_nearer_option_does(
    given_answers: dict[str, AnswerValue], description: str
) -> None:
    told = capability(given_answers, description)
    now = assess(told, RULEBOOK).type
    found = {flip.question.id: flip for flip in find_flips(told, RULEBOOK)}
    for question in RULEBOOK.questions:
        others = {
            option.id: assess(
                capability({**given_answers, question.id: value_of(question, option)}, description),
                RULEBOOK,
            ).type
            for option in question.options
        }
        changing = [name for name, kind in others.items() if kind is not now]
        flip = found.get(question.id)
        assert (flip is None) is (not changing)
        if flip is None:
            continue
        changed = {**given_answers, question.id: flip.option.id}
        assert assess(capability(changed, description), RULEBOOK).type is flip.verdict is not now
        names = [option.id for option in question.options]
        given_value = given_answers.get(question.id)
        current = question.option(given_value) if given_value != UNKNOWN else None
        here = names.index(current.id) if current else -1
        assert abs(names.index(flip.option.id) - here) == min(
            abs(names.index(name) - here) for name in changing
        )
