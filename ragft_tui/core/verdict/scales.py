"""One axis of a rulebook made ready for weighing: what each answer adds, and which rules it keeps.

On an axis an answer does two things only: it adds points, and it decides which guards and gates
can still hold. Both are kept as numbers here, so that many completions are weighed quickly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ragft_tui.core.model import Axis
from ragft_tui.core.rulebook.model import Rulebook

Weight = tuple[int, bool, int]
"""Points, whether some evidence asks for the axis, and the rules that can hold, one bit each."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis of a rulebook."""

    threshold: int
    guards: int
    """The bits of guards that stand alone."""
    wary: int
    """The bits of guards that need other evidence."""
    gates: int
    """The bits of gates."""
    answers: Mapping[str, Mapping[str, Weight]]
    """The weight of each option of each question that matters on this axis."""
    unanswered: Mapping[str, int]
    """The rules that can hold while a question is not answered."""

    def needs(self, weight: Weight) -> bool:
        """Tell whether the axis is part of the verdict under all the evidence together."""
        points, positive, alive = weight
        if alive & self.guards or (positive and alive & self.wary):
            return True
        return points >= self.threshold and not alive & self.gates


def added(first: Weight, second: Weight) -> Weight:
    """Return what two pieces of evidence weigh together."""
    return first[0] + second[0], first[1] or second[1], first[2] & second[2]


@lru_cache(maxsize=8)
def scales(rulebook: Rulebook) -> dict[Axis, Scale]:
    """Return both axes of a rulebook."""
    return {axis: _scale(axis, rulebook) for axis in Axis}


def _scale(axis: Axis, rulebook: Rulebook) -> Scale:
    guards = [guard for guard in rulebook.guards if guard.axis is axis]
    gates = [gate for gate in rulebook.gates if gate.axis in {None, axis}]
    rules = [(guard.when, guard.unless) for guard in guards] + [(gate.when, {}) for gate in gates]
    named = {question for when, unless in rules for question in (*when, *unless)}

    def kept(question: str, option: str) -> int:
        bits = 0
        for bit, (when, unless) in enumerate(rules):
            fits = question not in when or option in when[question]
            if fits and option not in unless.get(question, ()):
                bits |= 1 << bit
        return bits

    weighed = [
        question
        for question in rulebook.questions
        if question.stage != "readiness" and (question.axis is axis or question.id in named)
    ]
    return Scale(
        rulebook.threshold,
        sum(1 << bit for bit, guard in enumerate(guards) if not guard.needs_evidence),
        sum(1 << bit for bit, guard in enumerate(guards) if guard.needs_evidence),
        sum(1 << (len(guards) + bit) for bit in range(len(gates))),
        {
            question.id: {
                option.id: (points, points > 0, kept(question.id, option.id))
                for option in question.options
                for points in (option.points if question.axis is axis else 0,)
            }
            for question in weighed
        },
        {question.id: kept(question.id, "") for question in weighed},
    )
