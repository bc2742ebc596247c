"""Flips, the answers that would change a verdict, and the questions that can still change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, repeat

from ragft_tui.core.cache import cached, cached_by
from ragft_tui.core.model import Capability, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Option, Question, Rulebook
from ragft_tui.core.verdict.evidence import describe_answer
from ragft_tui.core.verdict.reachable import Budget, ReachableVerdicts, reachable_verdicts
from ragft_tui.core.verdict.remaining import questions_left


@dataclass(frozen=True, slots=True)
class Flip:
    """The nearest answer to one question that would change the type."""

    question: Question
    option: Option
    verdict: VerdictType
    """What the type would become."""
    more: bool = False
    """Whether other answers make it the same type that are no flips, being further away."""

    @property
    def answer(self) -> str:
        """What would be true of the capability, a clause such as `the facts change daily`."""
        return describe_answer(self.question, self.option.id)


@cached_by(reachable_verdicts)
def find_flips(weighed: ReachableVerdicts, rulebook: Rulebook) -> tuple[Flip, ...]:
    """Return, for each question that weighs, the nearest option that would change the type.

    Nearest is the fewest steps away in the order of the options, from the present answer or, where
    there is none, from the first option on. A question that cannot change it alone has no flip; an
    empty result says that no single answer changes the verdict.

    Args:
        weighed: The capability; its answers are changed one at a time.
        rulebook: The rules that give the types.
    """
    now, types = weighed.type, tuple(map(weighed.types_by_option, rulebook.weighed))
    found = map(_nearest, rulebook.weighed, repeat(weighed), types, repeat(now))
    flips = tuple(filter(None, found))
    unnamed = Counter(chain(*types)) - Counter(flip.verdict for flip in flips)
    return tuple(replace(flip, more=flip.verdict in unnamed) for flip in flips)


def possible_types(capability: Capability, rulebook: Rulebook) -> frozenset[VerdictType]:
    """Return every type that answers to the unanswered questions can lead to.

    An answer "I don't know" stays as it is; an unanswered question may be answered so too.

    Args:
        capability: What was answered so far.
        rulebook: The rules that give the types.
    """
    return _possible(reachable_verdicts(capability, rulebook), rulebook)


@cached
def _possible(weighed: ReachableVerdicts, _rulebook: Rulebook) -> frozenset[VerdictType]:
    return weighed.types(Budget())


@cached_by(reachable_verdicts)
def is_settled(weighed: ReachableVerdicts, _rulebook: Rulebook) -> bool:
    """Return whether no unanswered question can change the type any more.

    Args:
        weighed: The capability, as far as it was answered.
    """
    return weighed.is_settled()


@cached_by(reachable_verdicts)
def deciding_questions(weighed: ReachableVerdicts, _rulebook: Rulebook) -> tuple[Question, ...]:
    """Return the unanswered further questions that can still change the type.

    The most decisive come first: those whose answers leave the fewest to ask on average, then
    those with the largest share of answers that change the type at once, then those that can move
    their axis furthest.

    Args:
        weighed: The capability, as far as it was answered.
    """
    budget = Budget()
    if len(weighed.types(budget)) == 1:
        return ()
    found = _open(weighed, budget)
    left = questions_left(weighed, found, budget)
    keys = {
        question.id: (rest, *_decisiveness(question, weighed))
        for question, rest in zip(found, left, strict=True)
    }
    return tuple(sorted(found, key=lambda question: keys[question.id]))


@cached_by(reachable_verdicts)
def mattering_questions(weighed: ReachableVerdicts, rulebook: Rulebook) -> tuple[Question, ...]:
    """Return the same questions in the order of the rulebook: much less work than to order them.

    Args:
        weighed: The capability, as far as it was answered.
        rulebook: The rules that it was weighed by.
    """
    if len(_possible(weighed, rulebook)) == 1:
        return ()
    return tuple(_open(weighed, Budget()))


def _open(weighed: ReachableVerdicts, budget: Budget) -> list[Question]:
    return [
        question
        for question in weighed.missing
        if question.stage == "further" and weighed.matters(question, budget)
    ]


def _decisiveness(question: Question, weighed: ReachableVerdicts) -> tuple[float, int]:
    """Return a sort key, the least for the question whose answers change most at once."""
    now = weighed.type
    changing = sum(kind is not now for kind in weighed.types_by_option(question))
    points = [option.points for option in question.options]
    return (-changing / (len(question.options) + 1), min(points) - max(points))


def _nearest(
    question: Question, weighed: ReachableVerdicts, types: Sequence[VerdictType], now: VerdictType
) -> Flip | None:
    """Return the flip of a question, given the type with each of its options."""
    options = question.options
    current = weighed.chosen.get(question.id)
    here = options.index(current) if current else -1
    changing = [at for at, kind in enumerate(types) if at != here and kind is not now]
    nearest = min(changing, key=lambda at: abs(at - here), default=None)
    return None if nearest is None else Flip(question, options[nearest], types[nearest])
