"""The types that a capability can still reach, found without trying every set of answers.

The two axes are weighed apart. Completions that weigh the same on an axis are one, and so are
points that no later answer can bring across the threshold, so few are left to look at. A rulebook
can still be made so that many are; then nothing is ruled out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from functools import lru_cache, reduce
from itertools import product
from math import prod
from operator import or_
from typing import Final

from ragft_tui.core.cache import cached_by, strip_to_evidence, strip_to_words
from ragft_tui.core.model import UNKNOWN, AnswerValue, Axis, Capability, Results, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Option, Question, Rulebook
from ragft_tui.core.verdict.evidence import (
    Reason,
    ReasonKind,
    gather_evidence,
    reasons_heard,
)
from ragft_tui.core.verdict.weights import AxisWeights, axis_weights

_TYPES: Final = {tuple(axis in kind.axes for axis in Axis): kind for kind in VerdictType}
"""The type for each answer to whether knowledge and behaviour are needed."""

_STEPS: Final = 150_000
"""The packaged rulebook takes up to about 13,000 to find the next question."""


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
            BudgetSpentError: If fewer are left.
        """
        self._left -= number
        if self._left < 0:
            raise BudgetSpentError


@dataclass(frozen=True, slots=True)
class Side:
    """What weighs on one axis of a capability."""

    rules: AxisWeights
    total: int
    """All of it together, once anything is answered."""
    silent: int
    """The same as it is: as long as nothing is answered, without words that do not decide alone."""
    now: Mapping[str, int]
    """What each question weighs as it is answered, or by its words while it is not."""
    spoken: Mapping[str, int]
    """What each question weighs while it is not answered, or with "I don't know"."""

    def weight(self, question: Question, option: Option | None) -> int:
        """Return what an answer to a question weighs; `None` for "I don't know"."""
        weights = self.rules.answers[question.id]
        return weights[option.id] if option else self.spoken[question.id]

    def effects(self, question: Question) -> set[int]:
        """Return what the answers to a question can weigh."""
        return {self.spoken[question.id], *self.rules.answers[question.id].values()}

    def ends(
        self, settled: int, missing: Sequence[Question], later: Sequence[Question], budget: Budget
    ) -> set[int]:
        """Return what completions weigh, up to differences that cannot matter.

        Args:
            settled: What weighs whatever is answered.
            missing: The questions to complete; those that do not weigh on the axis are ignored.
            later: The questions whose answers the caller adds.
            budget: What may be looked at.

        Raises:
            BudgetSpentError: If there are more to look at.
        """
        rules = self.rules
        answers = [
            self.effects(question)
            for question in (*missing, *later)
            if question.id in rules.answers
        ]
        budget.spend(sum(map(len, answers)))
        to_take = sum(question.id in rules.answers for question in missing)
        lowest = [rules.points(min(effects)) for effects in answers]
        highest = [rules.points(max(effects)) for effects in answers]
        losing = [reduce(or_, map(rules.ruled_out, effects), 0) for effects in answers]
        ends = {settled}
        for number, effects in enumerate(answers[:to_take], start=1):
            budget.spend(len(ends) * len(effects))
            floor = rules.threshold - sum(highest[number:]) - 1
            ceiling = rules.threshold - sum(lowest[number:])
            certain = ~reduce(or_, losing[number:], 0)
            together = {end + effect for end in ends for effect in effects}
            ends = {rules.merged(weight, floor, ceiling, certain) for weight in together}
        return ends


@dataclass(frozen=True, slots=True, eq=False)
class ReachableVerdicts:
    """The types that a capability can reach, from the weight of its evidence on both axes."""

    sides: tuple[Side, ...]
    """In the order of the axes."""
    chosen: Mapping[str, Option]
    """The known answers."""
    missing: tuple[Question, ...]
    """The questions that weigh and are not answered."""
    doubtful: tuple[Question, ...]
    """Those of which the answer is not known, and no first step will find it out."""
    results: Results = field(default_factory=dict, init=False, repr=False)
    """The cache of `core.cache`, for all capabilities that weigh the same."""

    @property
    def type(self) -> VerdictType:
        """The type as it is."""
        return _TYPES[tuple(side.rules.needs(side.silent) for side in self.sides)]

    def reopened(self) -> ReachableVerdicts:
        """Return what can be reached if the answers that are not known were."""
        return replace(self, missing=(*self.missing, *self.doubtful))

    def types_by_option(self, question: Question) -> tuple[VerdictType, ...]:
        """Return the type with each option of a question, all else as it is."""
        needs = []
        for side in self.sides:
            own = side.rules.answers.get(question.id, {})
            rest = side.total - side.now.get(question.id, 0)
            needs.append(
                [side.rules.needs(rest + own.get(each.id, 0)) for each in question.options]
            )
        return tuple(map(_TYPES.__getitem__, zip(*needs, strict=True)))

    def is_settled(self) -> bool:
        """Return whether every completion of the answers comes to the type as it is."""
        now = self.type
        # One answer that changes it is found at once; that none does takes a look at all together.
        if any(
            kind is not now for question in self.missing for kind in self.types_by_option(question)
        ):
            return False
        return len(self.types(Budget())) == 1

    def types(self, budget: Budget) -> frozenset[VerdictType]:
        """Return every type that some completion of the answers comes to.

        Args:
            budget: What may be looked at; once it is spent, every type is possible.
        """
        shared = [
            question
            for question in self.missing
            if all(question.id in side.now for side in self.sides)
        ]
        rest = [question for question in self.missing if question not in shared]
        try:
            ends = [side.ends(self.settled(side), rest, shared, budget) for side in self.sides]
            weighed = sum(map(len, ends)) + len(shared)
            budget.spend(weighed * prod(len(question.options) + 1 for question in shared))
        except BudgetSpentError:
            return frozenset(VerdictType)
        found = {self.type}
        for options in product(*((None, *question.options) for question in shared)):
            needs = []
            for side, weights in zip(self.sides, ends, strict=True):
                answer = sum(
                    side.rules.answers[question.id][option.id]
                    if option
                    else side.spoken[question.id]
                    for question, option in zip(shared, options, strict=True)
                )
                needs.append({side.rules.needs(weight + answer) for weight in weights})
            found.update(map(_TYPES.__getitem__, product(*needs)))
        return frozenset(found)

    def matters(self, question: Question, budget: Budget) -> bool:
        """Return whether some completion of the others leaves the type to this question.

        Args:
            question: One that is not answered.
            budget: What may be looked at; once it is spent, every question matters.
        """
        with suppress(BudgetSpentError):
            return any(
                self.matters_on(side, question, budget)
                for side in self.sides
                if question.id in side.now
            )
        return True

    def matters_on(self, side: Side, question: Question, budget: Budget) -> bool:
        """Return whether some completion leaves to a question whether an axis is needed.

        Args:
            side: The axis, on which the question weighs.
            question: One that is not answered.
            budget: What may be looked at.

        Raises:
            BudgetSpentError: If there is more to look at.
        """
        others = [other for other in self.missing if other is not question]
        effects = side.effects(question)
        ends = side.ends(self.settled(side), others, [question], budget)
        budget.spend(len(ends) * len(effects))
        needs = side.rules.needs
        return any(len({needs(end + one) for one in effects}) > 1 for end in ends)

    def settled(self, side: Side) -> int:
        """Return what weighs on a side whatever the missing questions are answered."""
        return side.total - sum(side.now.get(question.id, 0) for question in self.missing)


_Said = tuple[tuple[str, Axis | None, int], ...]
"""What words say: for each reason the question that it belongs to, its axis and its points."""

_OPEN: Final = ""
"""Stands in the place of an answer."""
_KEPT: Final = 512
"""Many capabilities weigh the same, above all those that are only described."""


@cached_by(strip_to_evidence)
def reachable_verdicts(capability: Capability, rulebook: Rulebook) -> ReachableVerdicts:
    """Return the verdicts that a capability can reach; those that weigh the same share them.

    Args:
        capability: What to weigh.
        rulebook: The rules to weigh by.
    """
    evidence = gather_evidence(strip_to_words(capability, rulebook), rulebook)
    alone = [reason for reason in evidence.reasons if reason.kind is ReasonKind.WORDS]
    heard = () if evidence.heard.decides else reasons_heard(evidence.heard, rulebook)
    known = {answer.question: answer.value for answer in capability.answers}
    chosen = gather_evidence(capability, rulebook).chosen
    answers = tuple(
        chosen[each.id].id if each.id in chosen else known.get(each.id, _OPEN)
        for each in rulebook.weighed
    )
    return _weigh(answers, _said(alone), _said(heard), rulebook)


def _said(reasons: Iterable[Reason]) -> _Said:
    return tuple((reason.question, reason.axis, reason.points) for reason in reasons)


@lru_cache(_KEPT)
def _weigh(
    answers: tuple[AnswerValue, ...], alone: _Said, heard: _Said, rulebook: Rulebook
) -> ReachableVerdicts:
    """Return what can be reached.

    Args:
        answers: To each question that weighs, the id of an option, `UNKNOWN`, or nothing.
        alone: What words say, as long as nothing is answered.
        heard: What they say besides once anything is.
        rulebook: The rules to weigh by.
    """
    pairs = tuple(zip(rulebook.weighed, answers, strict=True))
    asked = any(answer != _OPEN for answer in answers)
    chosen = {each.id: option for each, answer in pairs if (option := each.option(answer))}
    return ReachableVerdicts(
        tuple(
            _side(axis, rules, chosen, (alone, heard), asked=asked)
            for axis, rules in axis_weights(rulebook).items()
        ),
        chosen,
        tuple(each for each, answer in pairs if answer == _OPEN),
        tuple(each for each, answer in pairs if answer == UNKNOWN and not each.deferrable),
    )


def _side(
    axis: Axis,
    rules: AxisWeights,
    chosen: Mapping[str, Option],
    words: tuple[_Said, _Said],
    *,
    asked: bool,
) -> Side:
    """Return what weighs on an axis.

    Args:
        axis: The axis.
        rules: Its rules.
        chosen: The known answers.
        words: What words say as long as nothing is answered, and what they say besides after that.
        asked: Whether something is answered, if only with "I don't know".
    """

    def said(question: str, reasons: Iterable[tuple[str, Axis | None, int]]) -> int:
        points = [points for about, on, points in reasons if about == question and on is axis]
        return rules.weight(sum(points), asks=any(each > 0 for each in points))

    everything = (*words[0], *words[1])
    spoken = dict(rules.unanswered)
    for question in {about for about, _, _ in everything} & spoken.keys():
        spoken[question] += said(question, everything)
    now = {
        question: rules.answers[question][option.id] if option else weight
        for question, weight in spoken.items()
        for option in (chosen.get(question),)
    }
    answers = sum(now.values())
    total = answers + said("", everything)
    return Side(rules, total, total if asked else answers + said("", words[0]), now, spoken)


class BudgetSpentError(Exception):
    """There are more states than the budget allows."""
