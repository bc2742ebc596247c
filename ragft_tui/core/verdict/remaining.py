"""How many questions are left to ask once one of them is answered.

Another question is left after an answer if some completion of the rest leaves the type to it. What
the rest comes to on an axis is the same for every answer to either of the two; so it is worked out
once for each pair of questions, and not for each answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, compress
from typing import Final, TypeAlias

from ragft_tui.core.rulebook import Question
from ragft_tui.core.verdict.reachable import Budget, BudgetSpentError, ReachableVerdicts, Side

_Pair: TypeAlias = tuple[Question, Question]

_UNKNOWN: Final = ""
"""Stands for the answer "I don't know" among the ids of options."""


def questions_left(
    weighed: ReachableVerdicts, questions: Sequence[Question], budget: Budget
) -> list[float]:
    """Return how many questions are left to ask on average once each of them is answered.

    Args:
        weighed: The capability, as far as it was answered.
        questions: The questions that matter now; no answer makes another one matter.
        budget: What may be looked at; once it is spent, all numbers are zero.
    """
    left: dict[str, int] = defaultdict(int)
    try:
        alone = [_mattering(weighed, side, questions, budget) for side in weighed.sides]
        for pair in combinations(questions, 2):
            leaving: tuple[set[str], ...] = (set(), set())
            for side, mattering in zip(weighed.sides, alone, strict=True):
                found = _leaving(weighed, side, pair, mattering, budget)
                leaving = tuple(map(set.union, leaving, found))
            for question, answers in zip(pair, leaving, strict=True):
                left[question.id] += len(answers)
    except BudgetSpentError:  # some were looked at and some were not, so none can be compared
        return [0.0] * len(questions)
    return [left[question.id] / len(_answers(question)) for question in questions]


def _answers(question: Question) -> set[str]:
    return {_UNKNOWN, *(option.id for option in question.options)}


def _mattering(
    weighed: ReachableVerdicts, side: Side, questions: Sequence[Question], budget: Budget
) -> set[str]:
    """Return the ids of those that can still change whether one axis is needed."""
    return {
        question.id
        for question in questions
        if question.id in side.now and weighed.matters_on(side, question, budget)
    }


def _leaving(
    weighed: ReachableVerdicts, side: Side, pair: _Pair, mattering: set[str], budget: Budget
) -> tuple[set[str], set[str]]:
    """Return after which answers to each of two questions the other still matters on an axis."""
    first, second = pair
    if not {first.id, second.id} <= side.now.keys():  # neither bears on the other
        return (
            _answers(first) if second.id in mattering else set(),
            _answers(second) if first.id in mattering else set(),
        )
    if mattering.isdisjoint((first.id, second.id)):
        return set(), set()
    others = [each for each in weighed.missing if each is not first and each is not second]
    ends = side.ends(weighed.settled(side), others, pair, budget)
    rows, columns = side.effects(first), side.effects(second)
    budget.spend(len(ends) * len(rows) * len(columns))
    of_first, of_second = set[int](), set[int]()
    for end in ends:
        needed = [[side.rules.needs(end + row + column) for column in columns] for row in rows]
        of_first.update(compress(rows, map(_differ, needed)))
        of_second.update(compress(columns, map(_differ, zip(*needed, strict=True))))
    return _with_weight(side, first, of_first), _with_weight(side, second, of_second)


def _differ(needs: Sequence[bool]) -> bool:
    return any(needs) and not all(needs)


def _with_weight(side: Side, question: Question, weights: set[int]) -> set[str]:
    """Return the answers to a question that weigh as much."""
    answers = {option.id for option in question.options if side.weight(question, option) in weights}
    return answers | {_UNKNOWN} if side.weight(question, None) in weights else answers
