"""The types that a capability can still reach, found without trying every set of answers.

The two axes are weighed apart. Completions that weigh the same on an axis are one, and so are
points that no later answer can bring across the threshold, so few are left to look at. A rulebook
can still be made so that many are; then nothing is ruled out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from itertools import accumulate, product
from math import prod
from operator import or_
from typing import Final

from ragft_tui.core.cache import strip_to_words
from ragft_tui.core.model import UNKNOWN, Axis, Capability, VerdictType
from ragft_tui.core.rulebook import Gate, Guard, Option, Question, Rule, Rulebook, Support
from ragft_tui.core.verdict.evidence import (
    Reason,
    ReasonKind,
    gather_evidence,
    is_asked,
    reasons_heard,
)

Weight = tuple[int, bool, int]
"""Points, whether some evidence asks for the axis, and the rules that can hold, one bit each."""


@dataclass(frozen=True, slots=True)
class AxisWeights:
    """One axis of a rulebook, ready to weigh many completions.

    On an axis an answer does two things only: it adds points, and it decides which guards,
    supports and gates can still hold. Both are numbers here.
    """

    threshold: int
    guards: int
    """The bits of guards that stand alone."""
    wary: int
    """The bits of guards that need other evidence."""
    supports: int
    """The bits of supports."""
    gates: int
    """The bits of gates."""
    answers: Mapping[str, Mapping[str, Weight]]
    """The weight of each option of each question that matters on this axis."""
    unanswered: Mapping[str, int]
    """The rules that can hold while a question is not answered."""

    def needs(self, weight: Weight) -> bool:
        """Return whether the axis is part of the verdict under all the evidence together."""
        points, positive, alive = weight
        if alive & self.guards or (positive and alive & self.wary):
            return True
        return (points >= self.threshold or alive & self.supports > 0) and not alive & self.gates

    def merged(self, weight: Weight, floor: int, ceiling: int, certain: int) -> Weight:
        """Return one weight for all that come to the same whatever is answered from here on.

        Args:
            weight: What was answered so far weighs.
            floor: Fewer points than that change nothing.
            ceiling: No more points are needed than that.
            certain: The bits of rules that no later answer bears on.
        """
        points, positive, alive = weight
        if alive & self.guards & certain:
            return ceiling, True, alive & self.guards & certain
        if alive & self.gates & certain and not alive & (self.guards | self.wary):
            return floor, False, alive & self.gates & certain
        if points >= ceiling or alive & self.supports & certain:
            return ceiling, positive, alive & ~self.supports
        return max(floor, points), positive, alive


def add_weights(first: Weight, second: Weight) -> Weight:
    """Return what two pieces of evidence weigh together."""
    return first[0] + second[0], first[1] or second[1], first[2] & second[2]


@lru_cache(maxsize=8)
def axis_weights(rulebook: Rulebook) -> dict[Axis, AxisWeights]:
    """Return both axes of a rulebook."""
    return {axis: _weights_of(axis, rulebook) for axis in Axis}


def _weights_of(axis: Axis, rulebook: Rulebook) -> AxisWeights:
    weighing: tuple[Guard | Support | Gate, ...] = (
        *rulebook.guards,
        *rulebook.supports,
        *rulebook.gates,
    )
    rules = [rule for rule in weighing if rule.axis in {None, axis}]
    named = {question for rule in rules for question in (*rule.when, *rule.unless)}

    def bits(kind: type[Rule], *, wary: bool = False) -> int:
        return sum(
            1 << bit
            for bit, rule in enumerate(rules)
            if isinstance(rule, kind) and wary == (isinstance(rule, Guard) and rule.needs_evidence)
        )

    def kept(question: str, option: str) -> int:
        return sum(
            1 << bit
            for bit, rule in enumerate(rules)
            if option in rule.when.get(question, (option,))
            and option not in rule.unless.get(question, ())
        )

    weighed = [
        question for question in rulebook.weighed if axis in question.axes or question.id in named
    ]
    return AxisWeights(
        rulebook.threshold,
        bits(Guard),
        bits(Guard, wary=True),
        bits(Support),
        bits(Gate),
        {
            question.id: {
                option.id: (points, points > 0, kept(question.id, option.id))
                for option in question.options
                for points in (option.points if question.axis_of(option) is axis else 0,)
            }
            for question in weighed
        },
        {question.id: kept(question.id, "") for question in weighed},
    )


_ALL_RULES: Final = -1
_NO_WEIGHT: Final[Weight] = (0, False, _ALL_RULES)

_STEPS: Final = 150_000
"""The packaged rulebook takes up to 94,110 to find the next question."""


class Budget:
    """How many states may be looked at to answer one question about a capability."""

    def __init__(self) -> None:
        """Begin with all of them."""
        self._left = _STEPS

    @property
    def is_left(self) -> bool:
        """Whether no more was asked for than there was."""
        return self._left >= 0

    def spend(self, number: int) -> None:
        """Take states off the budget.

        Args:
            number: How many states are to be looked at.

        Raises:
            _BudgetSpentError: If fewer are left.
        """
        self._left -= number
        if self._left < 0:
            raise _BudgetSpentError


@dataclass(frozen=True, slots=True)
class ReachableVerdicts:
    """The types that one capability can reach, from the weight of its evidence on both axes."""

    axes: Mapping[Axis, AxisWeights]
    constant: Mapping[Axis, Weight]
    """What weighs whatever is answered: words that belong to no question."""
    spoken: Mapping[Axis, Mapping[str, Weight]]
    """What weighs while a question is not answered, or with "I don't know": its words."""
    alone: Mapping[Axis, Weight]
    """The same as long as nothing is answered: without words that do not decide alone."""
    asked: bool
    """Whether something is answered, if only with "I don't know"."""
    chosen: Mapping[str, Option]
    """The known answers."""
    missing: tuple[Question, ...]
    """The questions that weigh and are not answered."""
    doubtful: tuple[Question, ...]
    """Those of which the answer is not known, and no first step will find it out."""

    def reopened(self) -> ReachableVerdicts:
        """Return what can be reached if the answers that are not known were."""
        return replace(self, missing=(*self.missing, *self.doubtful))

    def type(self, changed: Mapping[str, Option]) -> VerdictType:
        """Return the type with some answers changed and everything else as it is.

        Args:
            changed: The options that take the place of answers, or of none.
        """
        chosen = {**self.chosen, **changed}
        constant = self.constant if self.asked or changed else self.alone
        return VerdictType.on(
            frozenset(
                axis
                for axis, rules in self.axes.items()
                if rules.needs(self._given(axis, rules.answers, chosen, constant[axis]))
            )
        )

    def types_by_option(self, questions: Iterable[Question]) -> Iterator[tuple[VerdictType, ...]]:
        """Yield for each question the types with each of its options, all else as it is.

        What all other questions weigh is added up for all of them at once.
        """
        sides = [(axis, rules, *self._all_but_each(axis)) for axis, rules in self.axes.items()]
        for question in questions:
            found: list[set[Axis]] = [set() for _ in question.options]
            for axis, rules, others, total in sides:
                own, rest = rules.answers.get(question.id, {}), others.get(question.id, total)
                for needed, option in zip(found, question.options, strict=True):
                    if rules.needs(add_weights(rest, own.get(option.id, _NO_WEIGHT))):
                        needed.add(axis)
            yield tuple(map(VerdictType.on, found))

    def _all_but_each(self, axis: Axis) -> tuple[dict[str, Weight], Weight]:
        """Return for each question what all others weigh on an axis, and what all of them do."""
        questions = list(self.axes[axis].answers)
        weights = [self._given(axis, [each], self.chosen, _NO_WEIGHT) for each in questions]
        before = list(accumulate(weights, add_weights, initial=self.constant[axis]))
        behind = list(accumulate(reversed(weights), add_weights, initial=_NO_WEIGHT))[-2::-1]
        others = map(add_weights, before, behind)
        return dict(zip(questions, others, strict=True)), before[-1]

    def after(self, question: Question, option: Option | None) -> ReachableVerdicts:
        """Return what can be reached with one more answer; `None` for "I don't know"."""
        chosen = {**self.chosen, question.id: option} if option else self.chosen
        missing = tuple(other for other in self.missing if other is not question)
        return replace(self, chosen=chosen, missing=missing)

    def types(self, budget: Budget) -> frozenset[VerdictType]:
        """Return every type that some completion of the answers comes to.

        Args:
            budget: What may be looked at; once it is spent, every type is possible.
        """
        shared = [
            question
            for question in self.missing
            if all(question.id in rules.answers for rules in self.axes.values())
        ]
        rest = [question for question in self.missing if question not in shared]
        try:
            ends = {axis: self._ends(axis, rest, shared, budget) for axis in self.axes}
            weighed = sum(len(weights) for weights in ends.values()) + len(shared)
            budget.spend(weighed * prod(len(question.options) + 1 for question in shared))
        except _BudgetSpentError:
            return frozenset(VerdictType)
        found: set[frozenset[Axis]] = set()
        for options in product(*((None, *question.options) for question in shared)):
            sides = []
            for axis, weights in ends.items():
                ids = (question.id for question in shared)
                answer = self._total(axis, zip(ids, options, strict=True), _NO_WEIGHT)
                needs = {self.axes[axis].needs(add_weights(weight, answer)) for weight in weights}
                sides.append([{axis} if need else set() for need in needs])
            found.update(frozenset(one | other) for one, other in product(*sides))
        return frozenset({*map(VerdictType.on, found), self.type({})})

    def matters(self, question: Question, budget: Budget) -> bool:
        """Return whether some completion of the others leaves the type to this question.

        Args:
            question: One that is not answered.
            budget: What may be looked at; once it is spent, every question matters.
        """
        others = [other for other in self.missing if other is not question]
        with suppress(_BudgetSpentError):
            for axis, rules in self.axes.items():
                if question.id not in rules.answers:
                    continue
                effects = self._effects(axis, question)
                ends = self._ends(axis, others, [question], budget)
                budget.spend(len(ends) * len(effects))
                if any(
                    len({rules.needs(add_weights(end, one)) for one in effects}) > 1 for end in ends
                ):
                    return True
            return False
        return True

    def _given(
        self, axis: Axis, questions: Iterable[str], chosen: Mapping[str, Option], constant: Weight
    ) -> Weight:
        answers = ((question, chosen.get(question)) for question in questions)
        return self._total(axis, answers, constant)

    def _total(
        self, axis: Axis, answers: Iterable[tuple[str, Option | None]], total: Weight
    ) -> Weight:
        """Return what questions with their answers weigh on an axis, on top of a total."""
        weights, spoken = self.axes[axis].answers, self.spoken[axis]
        points, positive, alive = total
        for question, option in answers:  # as `add_weights` does, without a call for each
            more, asks, keeps = weights[question][option.id] if option else spoken[question]
            points, positive, alive = points + more, positive or asks, alive & keeps
        return points, positive, alive

    def _effects(self, axis: Axis, question: Question) -> set[Weight]:
        return {self.spoken[axis][question.id], *self.axes[axis].answers[question.id].values()}

    def _ends(
        self, axis: Axis, missing: Sequence[Question], later: Sequence[Question], budget: Budget
    ) -> set[Weight]:
        """Return what completions weigh, up to differences that cannot matter.

        Args:
            axis: The axis to weigh on.
            missing: The questions to complete; those that do not weigh on the axis are ignored.
            later: The questions whose answers the caller adds.
            budget: What may be looked at.

        Raises:
            _BudgetSpentError: If there are more to look at.
        """
        rules = self.axes[axis]
        open_still = {question.id for question in self.missing}
        settled = [question for question in rules.answers if question not in open_still]
        answers = [
            self._effects(axis, question)
            for question in (*missing, *later)
            if question.id in rules.answers
        ]
        budget.spend(sum(map(len, answers)))
        to_take = sum(question.id in rules.answers for question in missing)
        lowest = [min(effect[0] for effect in effects) for effects in answers]
        highest = [max(effect[0] for effect in effects) for effects in answers]
        losing = [reduce(or_, (~effect[2] for effect in effects), 0) for effects in answers]
        ends = {self._given(axis, settled, self.chosen, self.constant[axis])}
        for number, effects in enumerate(answers[:to_take], start=1):
            budget.spend(len(ends) * len(effects))
            floor = rules.threshold - sum(highest[number:]) - 1
            ceiling = rules.threshold - sum(lowest[number:])
            certain = ~reduce(or_, losing[number:], 0)
            together = {
                (points + more, positive or asks, alive & keeps)
                for points, positive, alive in ends
                for more, asks, keeps in effects
            }
            ends = {rules.merged(weight, floor, ceiling, certain) for weight in together}
        return ends


@lru_cache(maxsize=1)  # it is large, and what it is asked for comes in a row
def reachable_verdicts(capability: Capability, rulebook: Rulebook) -> ReachableVerdicts:
    """Return the verdicts that a capability can reach.

    Args:
        capability: What to weigh.
        rulebook: The rules to weigh by.
    """
    evidence = gather_evidence(strip_to_words(capability, rulebook), rulebook)
    alone = [reason for reason in evidence.reasons if reason.kind is ReasonKind.WORDS]
    heard = () if evidence.heard.decides else reasons_heard(evidence.heard, rulebook)
    words = [*alone, *heard]
    both = axis_weights(rulebook)
    return ReachableVerdicts(
        both,
        {axis: _said(words, "", axis, _ALL_RULES) for axis in Axis},
        {
            axis: {
                question: _said(words, question, axis, keeps)
                for question, keeps in both[axis].unanswered.items()
            }
            for axis in Axis
        },
        {axis: _said(alone, "", axis, _ALL_RULES) for axis in Axis},
        is_asked(capability, rulebook),
        gather_evidence(capability, rulebook).chosen,
        tuple(each for each in rulebook.weighed if capability.answer(each.id) is None),
        tuple(
            each
            for each in rulebook.weighed
            if not each.deferrable
            and (answer := capability.answer(each.id))
            and answer.value == UNKNOWN
        ),
    )


class _BudgetSpentError(Exception):
    """There are more states than the budget allows."""


def _said(words: Iterable[Reason], question: str, axis: Axis, keeps: int) -> Weight:
    points = [
        reason.points for reason in words if reason.question == question and reason.axis is axis
    ]
    return sum(points), any(point > 0 for point in points), keeps
