"""What would change a verdict, and which questions can still change it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace

import pytest

from ragft_tui.core.model import UNKNOWN, Answer, Capability, VerdictType
from ragft_tui.core.rulebook import Option, Rulebook
from ragft_tui.core.verdict import assess, flips
from ragft_tui.core.verdict.flips import deciding_questions, find_flips, is_settled, possible_types
from ragft_tui.core.verdict.reachable import Budget
from ragft_tui.core.verdict.weights import axis_weights
from ragft_tui.storage.lexicons import load_lexicon
from ragft_tui.storage.rulebooks import load_rulebook
from ragft_tui.storage.toml.validate import validate
from tests.support.heavy import rulebook_of_questions
from tests.support.projects import wordy_rulebook
from tests.support.steps import steps

RULEBOOK = load_rulebook()

Answers = dict[str, str | int]


def capability(answers: Answers, description: str = "") -> Capability:
    given = tuple(Answer(question, value) for question, value in answers.items())
    return Capability("it", "", description, answers=given)


def told(answers: Answers) -> dict[str, str]:
    flips = find_flips(capability(answers), RULEBOOK)
    return {flip.question.id: f"{flip.answer}: {flip.verdict}" for flip in flips}


UNKNOWN_CORE: Answers = {"volatility": UNKNOWN, "citations": UNKNOWN, "tone": UNKNOWN}


@pytest.mark.parametrize(
    ("answers", "question", "sentence"),
    [
        ({}, "volatility", "the facts change monthly or a few times a year: retrieval"),
        ({}, "tone", "it must always write or judge in one particular way: finetuning"),
        (
            {"tone": "strict"},
            "tone",
            "one way of writing is preferred, but lapses are fine: prompting",
        ),
        ({"tone": "strict"}, "citations", "every answer must name a source to check it by: both"),
        ({"tone": "strict"}, "baseline", "a good prompt does it well enough: prompting"),
        ({}, "baseline", "a good prompt gets the facts wrong: retrieval"),
        ({"volatility": "weekly"}, "baseline", "a good prompt gets the manner wrong: both"),
        (
            {"vocabulary": "specialised"},
            "footprint",
            "it must answer within a fraction of a second: finetuning",
        ),
        ({"vocabulary": "specialised"}, "examples", "there are 500 or more examples: finetuning"),
        ({"volatility": "daily"}, "volatility", "the facts change once a year at most: prompting"),
        (
            {"volatility": "weekly", "tone": "strict"},
            "tone",
            "one way of writing is preferred, but lapses are fine: retrieval",
        ),
        (
            {"citations": "required"},
            "source",
            "all the information is sent with the request: prompting",
        ),
        (
            {"tone": "preferred", "vocabulary": "specialised", "volume": 10},
            "volume",
            "there are 500,000 or more requests a month: finetuning",
        ),
        (
            {"tone": "preferred", "vocabulary": "specialised", "volume": 10**6},
            "volume",
            "there are 100,000 to 500,000 requests a month: prompting",
        ),
    ],
)
def test_the_nearest_flip_is_told(answers: Answers, question: str, sentence: str) -> None:
    assert told(answers)[question] == sentence


def test_a_guard_leaves_no_flip_to_a_weaker_question() -> None:
    assert "private_knowledge" not in told({"volatility": "weekly"})


def test_readiness_never_flips() -> None:
    assert "corpus" not in told({"tone": "strict"})


def test_examples_flip_only_what_they_support() -> None:
    assert "examples" not in told({"tone": "preferred"})


def test_two_hard_needs_on_an_axis_leave_no_single_flip_there() -> None:
    found = told({"volatility": "weekly", "citations": "required"})
    assert not {"volatility", "citations", "source"} & set(found)


def test_everything_is_possible_at_the_start() -> None:
    assert possible_types(capability({}), RULEBOOK) == set(VerdictType)


def test_a_guard_excludes_two_types() -> None:
    found = possible_types(capability({"volatility": "weekly"}), RULEBOOK)
    assert found == {VerdictType.RETRIEVAL, VerdictType.BOTH}


def test_it_is_settled_when_nothing_can_change_it() -> None:
    answers: Answers = {
        "volatility": "weekly",
        "citations": "none",
        "tone": "none",
        "format": "free",
        "vocabulary": "general",
    }
    assert not is_settled(capability(answers), RULEBOOK)
    assert is_settled(capability({**answers, "baseline": "not_tried"}), RULEBOOK)


def test_the_words_of_an_open_question_count_until_it_is_answered() -> None:
    weighed = dict.fromkeys((q.id for q in RULEBOOK.weighed if q.id != "footprint"), UNKNOWN)
    answers: Answers = {**weighed, "tone": "none", "format": "free"}
    rulebook = wordy_rulebook()
    assert is_settled(capability(answers), rulebook)
    assert not is_settled(capability(answers, "Reads jargon."), rulebook)
    assert is_settled(capability({**answers, "footprint": "no"}, "Reads jargon."), rulebook)


def test_only_further_questions_that_can_change_the_type_are_deciding() -> None:
    found = [q.id for q in deciding_questions(capability(UNKNOWN_CORE), RULEBOOK)]
    assert {"private_knowledge", "format", "baseline"} <= set(found)
    assert not {"volatility", "corpus"} & set(found)


@pytest.mark.parametrize(
    ("answers", "ids"),
    [
        ({}, "baseline footprint"),
        (
            {"volatility": "monthly"},
            "baseline footprint",
        ),
        (
            {"tone": "preferred"},
            "baseline footprint",
        ),
        ({"tone": "strict"}, "private_knowledge source"),
        (UNKNOWN_CORE, "baseline footprint"),
        (
            {"volatility": "weekly", "citations": "none", "tone": "preferred"},
            "baseline footprint",
        ),
    ],
)
def test_the_most_decisive_questions_come_first(answers: Answers, ids: str) -> None:
    found = [q.id for q in deciding_questions(capability(answers), RULEBOOK)]
    assert found[:2] == ids.split()


def test_among_equals_the_question_that_moves_its_axis_furthest_comes_first() -> None:
    source = next(question for question in RULEBOOK.questions if question.id == "source")
    few, more = (
        replace(
            source,
            id=name,
            options=(Option(id="no", text="No"), Option(id="yes", text="Yes", points=points)),
        )
        for name, points in (("few", 2), ("more", 3))
    )
    rulebook = replace(
        RULEBOOK,
        id="two",
        questions=(few, more),
        guards=(),
        supports=(),
        gates=(),
        softeners=(),
        keywords=(),
    )
    assert [q.id for q in deciding_questions(capability({}), rulebook)] == ["more", "few"]


def test_an_unknown_answer_is_not_asked_again() -> None:
    answers: Answers = {**UNKNOWN_CORE, "format": UNKNOWN}
    assert "format" not in [q.id for q in deciding_questions(capability(answers), RULEBOOK)]


def test_nothing_is_deciding_once_it_is_settled() -> None:
    answers: Answers = {"volatility": "daily", "tone": "strict", "baseline": "no"}
    assert is_settled(capability(answers), RULEBOOK)
    assert deciding_questions(capability(answers), RULEBOOK) == ()


@pytest.mark.parametrize(
    "description",
    [
        "",
        "Cites the clause, labels jargon.",
        "The user pastes a text. A small model, millions of messages, in our brand voice. Cites.",
    ],
)
def test_all_is_looked_at_by_the_packaged_rulebook(
    description: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    budgets: list[Budget] = []

    class Seen(Budget):
        def __init__(self) -> None:
            super().__init__()
            budgets.append(self)

    monkeypatch.setattr(flips, "Budget", Seen)
    anew = RULEBOOK.with_lexicon(load_lexicon)  # for which nothing was worked out yet
    assert deciding_questions(capability({}, f"{description} It is seen."), anew)
    assert budgets
    assert all(budget.is_left for budget in budgets)


def large(questions: int, options: int) -> Rulebook:
    file = rulebook_of_questions(questions, options)
    return validate(tomllib.loads(file.decode()), Rulebook)


@pytest.mark.parametrize("work", [possible_types, deciding_questions, find_flips])
def test_many_questions_of_many_options_take_a_bounded_time(
    work: Callable[[Capability, Rulebook], object],
) -> None:
    rulebook = large(40, 20)
    axis_weights(rulebook)
    assert steps(lambda: work(capability({}, f"for {work}"), rulebook)) < 1_500_000


def test_where_not_all_is_looked_at_every_question_is_still_asked() -> None:
    rulebook = large(40, 20)
    assert len(deciding_questions(capability({}), rulebook)) == 38
    assert possible_types(capability({}), rulebook) == frozenset(VerdictType)


def test_a_flip_says_whether_other_answers_do_the_same_that_are_none() -> None:
    flips = {
        flip.question.id: flip for flip in find_flips(capability({"tone": "strict"}), RULEBOOK)
    }
    assert flips["volatility"].verdict is VerdictType.BOTH
    assert flips["volatility"].more  # weekly is no nearer than monthly, and would do it, too
    other = {flip.verdict: flip.more for flip in flips.values()}
    for kind, more in other.items():
        leads = sum(
            type_of({"tone": "strict", question.id: option.id}) is kind
            for question in RULEBOOK.weighed
            for option in question.options
        )
        named = sum(flip.verdict is kind for flip in flips.values())
        assert more == (leads > named), kind


def type_of(answers: Answers) -> VerdictType:
    return assess(capability(answers), RULEBOOK).type
