"""What answers weigh on an axis, each as one integer: to weigh many together is to add them up.

On an axis an answer does two things only. It adds points, which stand in the highest bits, with
their sign. And it rules out guards, supports and gates; below the points, each of them has a field
that counts the answers which do, and one more field counts what asks for the axis.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from ragft_tui.core.model import Axis
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Gate, Guard, Rule, Rulebook, Support


@dataclass(frozen=True)
class AxisWeights:
    """One axis of a rulebook, ready to weigh many completions.

    Of a field that counts anything, the highest bit is set once `carry` is added. These bits say
    which rules are ruled out; all masks consist of them.
    """

    threshold: int
    shift: int
    """The bits below the points."""
    width: int
    """The bits of a field."""
    carry: int
    """All bits of all fields but the highest of each."""
    asked: int
    """The bit of the field that counts what asks for the axis."""
    guards: int
    """The bits of guards that stand alone."""
    wary: int
    """The bits of guards that need other evidence."""
    supports: int
    """The bits of supports."""
    gates: int
    """The bits of gates."""
    answers: Mapping[str, Mapping[str, int]]
    """The weight of each option of each question that matters on this axis."""
    unanswered: Mapping[str, int]
    """The weight of each of these questions while it is not answered, without any words."""

    def weight(self, points: int, *, asks: bool) -> int:
        """Return the weight of evidence that rules out nothing.

        Args:
            points: Its points.
            asks: Whether some of it asks for the axis.
        """
        return (points << self.shift) + asks

    def points(self, weight: int) -> int:
        """Return the points of a weight."""
        return weight >> self.shift

    def ruled_out(self, weight: int) -> int:
        """Return the bits of the rules that something in a weight rules out."""
        return weight + self.carry & self._all

    def needs(self, weight: int) -> bool:
        """Return whether the axis is part of the verdict under all the evidence together."""
        counted = weight + self.carry
        alive = ~counted
        if alive & self.guards or (counted & self.asked and alive & self.wary):
            return True
        enough = weight >> self.shift >= self.threshold or alive & self.supports
        return bool(enough and not alive & self.gates)

    def merged(self, weight: int, floor: int, ceiling: int, certain: int) -> int:
        """Return one weight for all that come to the same whatever is answered from here on.

        Args:
            weight: What was answered so far weighs.
            floor: Fewer points than that change nothing.
            ceiling: No more points are needed than that.
            certain: The bits of rules that no later answer bears on.
        """
        counted = weight + self.carry & self._all
        alive, points = ~counted, weight >> self.shift
        if holding := alive & self.guards & certain:
            return self._packed(ceiling, self._all & ~holding)
        if (holding := alive & self.gates & certain) and not alive & (self.guards | self.wary):
            return self._packed(floor, self._all & ~holding & ~self.asked)
        if points >= ceiling or alive & self.supports & certain:
            return self._packed(ceiling, counted | self.supports)
        return self._packed(max(floor, points), counted)

    @cached_property
    def _all(self) -> int:
        """The bits of all fields."""
        return self.asked | self.guards | self.wary | self.supports | self.gates

    def _packed(self, points: int, counted: int) -> int:
        """Return a weight in which each of some fields counts one."""
        return (points << self.shift) + (counted >> self.width - 1)


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
    weighed = [
        question for question in rulebook.weighed if axis in question.axes or question.id in named
    ]
    # A field counts each question once, and words that belong to none; its highest bit stays free.
    width = (len(weighed) + 1).bit_length() + 1
    ones = [1 << width * number for number in range(len(rules) + 1)]
    """What one adds to each field: the first is that of what asks for the axis."""
    highest = [one << width - 1 for one in ones]
    shift = width * len(ones)

    def bits(kind: type[Rule], *, wary: bool = False) -> int:
        return sum(
            bit
            for bit, rule in zip(highest[1:], rules, strict=True)
            if isinstance(rule, kind) and wary == (isinstance(rule, Guard) and rule.needs_evidence)
        )

    def ruled_out(question: str, option: str) -> int:
        each = zip(ones[1:], rules, strict=True)
        return sum(one for one, rule in each if not rule.allows(question, option))

    return AxisWeights(
        rulebook.threshold,
        shift,
        width,
        sum(bit - one for bit, one in zip(highest, ones, strict=True)),
        highest[0],
        bits(Guard),
        bits(Guard, wary=True),
        bits(Support),
        bits(Gate),
        {
            question.id: {
                option.id: (points << shift) + (points > 0) + ruled_out(question.id, option.id)
                for option in question.options
                for points in (option.points if question.axis_of(option) is axis else 0,)
            }
            for question in weighed
        },
        {question.id: ruled_out(question.id, "") for question in weighed},
    )
