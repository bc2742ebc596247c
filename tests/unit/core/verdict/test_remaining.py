"""How many questions are left after an answer, held against giving each of its answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.model import UNKNOWN, Answer, Capability
from ragft_tui.core.rulebook import Question
from ragft_tui.core.verdict import mattering_questions
from ragft_tui.core.verdict.reachable import Budget, BudgetSpentError, reachable_verdicts
from ragft_tui.core.verdict.remaining import questions_left
from ragft_tui.storage.rulebooks import load_rulebook

RULEBOOK = load_rulebook()


def described(description: str = "", **answers: str) -> Capability:
    given = tuple(Answer(question, value) for question, value in answers.items())
    return Capability("it", "", description, answers=given)


def left_after(capability: Capability, question: Question) -> float:
    """Return how many are left after an answer on average, by giving each of them."""
    values = [UNKNOWN, *(option.id for option in question.options)]
    counts = [
        len(
            mattering_questions(
                replace(capability, answers=(*capability.answers, Answer(question.id, value))),
                RULEBOOK,
            )
        )
        for value in values
    ]
    return sum(counts) / len(values)


@pytest.mark.parametrize(
    "capability",
    [
        described(),
        described("Cites the clause, labels jargon."),
        described("The user pastes a text. A small model, millions of messages, in our voice."),
        described(tone="strict"),
        described("Answers from the manuals.", volatility="weekly", baseline=UNKNOWN),
        described(volatility="static", citations="none", tone="preferred"),
    ],
    ids=lambda each: f"{each.description[:8]} {len(each.answers)}",
)
def test_as_many_are_left_as_matter_after_each_answer(capability: Capability) -> None:
    questions = mattering_questions(capability, RULEBOOK)
    assert questions
    weighed = reachable_verdicts(capability, RULEBOOK)
    found = questions_left(weighed, questions, Budget())
    assert found == pytest.approx([left_after(capability, each) for each in questions])


def test_where_not_all_can_be_looked_at_none_is_told_from_another() -> None:
    class Spent(Budget):
        def spend(self, number: int) -> None:
            raise BudgetSpentError

    capability = described()
    questions = mattering_questions(capability, RULEBOOK)
    weighed = reachable_verdicts(capability, RULEBOOK)
    assert questions_left(weighed, questions, Spent()) == [0.0] * len(questions)
