"""Which types a capability can still come to: all completions of its answers, without trying all.

The two axes are weighed apart. On each, an answer does two things only: it adds points, and it
decides which rules can still hold. Completions that agree in both are one state, and points that
no later answer can bring across the threshold are one state too, so few states remain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from ragft_tui.core.assess import verdict_type
from ragft_tui.core.evidence import Kind, gather
from ragft_tui.core.model import Axis, Capability, VerdictType
from ragft_tui.core.rulebook import Option, Question, Rulebook

__all__ = ["Prospect", "prospect"]


@dataclass(frozen=True, slots=True)
class _Effect:
    """What one answer, or none, does on one axis."""

    points: int
    positive: bool
    """Whether it is evidence that the axis is needed."""
    keeps: int
    """The rules that can still hold, one bit each."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the answers so far come to on one axis."""

    points: int
    positive: bool
    alive: int

    def after(self, effect: _Effect) -> _State:
        """Return the state after one more answer."""
        return _State(
            self.points + effect.points,
            self.positive or effect.positive,
            self.alive & effect.keeps,
        )


@dataclass(frozen=True, slots=True)
class _Scale:
    """One axis of a rulebook, made ready for weighing."""

    threshold: int
    guards: int
    """The bits of guards that stand alone."""
    wary: int
    """The bits of guards that need other evidence."""
    gates: int
    answered: Mapping[str, Mapping[str, _Effect]]
    """The effect of each option of each question that matters on this axis."""
    silent: Mapping[str, int]
    """The rules that can hold without an answer to a question."""

    def needs(self, state: _State) -> bool:
        """Tell whether the axis is part of the verdict."""
        if state.alive & self.guards or (state.positive and state.alive & self.wary):
            return True
        return state.points >= self.threshold and not state.alive & self.gates


@dataclass(frozen=True, slots=True)
class Prospect:
    """The answers of one capability as they weigh on both axes."""

    rulebook: Rulebook
    scales: Mapping[Axis, _Scale]
    start: Mapping[Axis, _State]
    """What counts whatever is answered."""
    chosen: Mapping[str, Option]
    """The known answers."""
    missing: tuple[Question, ...]
    """The questions that weigh and are not answered; "I don't know" is an answer."""
    unanswered: Mapping[Axis, Mapping[str, _Effect]]
    """The effect of no answer to a question: its words count."""

    def type(self, changes: Mapping[str, Option]) -> VerdictType:
        """Return the type with some answers changed and everything else as it is."""
        chosen = {**self.chosen, **changes}
        return verdict_type(
            frozenset(
                axis for axis, scale in self.scales.items() if scale.needs(self._now(axis, chosen))
            )
        )

    def types(self) -> frozenset[VerdictType]:
        """Return every type that some completion of the answers comes to."""
        both = [
            question
            for question in self.missing
            if all(question.id in scale.answered for scale in self.scales.values())
        ]
        rest = [question for question in self.missing if question not in both]
        found: set[VerdictType] = set()
        for options in product(*((None, *question.options) for question in both)):
            fixed = dict(zip(both, options, strict=True))
            outcomes = [self._outcomes(axis, rest, fixed) for axis in self.scales]
            found.update(
                verdict_type(
                    frozenset(axis for axis, need in zip(Axis, needs, strict=True) if need)
                )
                for needs in product(*outcomes)
            )
        return frozenset(found)

    def matters(self, question: Question) -> bool:
        """Tell whether some completion leaves the type to the answer to this question."""
        others = [other for other in self.missing if other is not question]
        for axis, scale in self.scales.items():
            if question.id not in scale.answered:
                continue
            effects = self._effects(axis, question)
            last = [list(effects)]
            for state in self._states(axis, others, {}, last):
                if len({scale.needs(state.after(effect)) for effect in effects}) > 1:
                    return True
        return False

    def _now(self, axis: Axis, chosen: Mapping[str, Option]) -> _State:
        scale, state = self.scales[axis], self.start[axis]
        for question, effects in scale.answered.items():
            option = chosen.get(question)
            effect = effects[option.id] if option else self.unanswered[axis][question]
            state = state.after(effect)
        return state

    def _effects(self, axis: Axis, question: Question) -> set[_Effect]:
        answered = self.scales[axis].answered[question.id].values()
        return {self.unanswered[axis][question.id], *answered}

    def _outcomes(
        self, axis: Axis, rest: list[Question], fixed: Mapping[Question, Option | None]
    ) -> set[bool]:
        needs = self.scales[axis].needs
        return {needs(state) for state in self._states(axis, rest, fixed, [])}

    def _states(
        self,
        axis: Axis,
        missing: Iterable[Question],
        fixed: Mapping[Question, Option | None],
        last: list[list[_Effect]],
    ) -> set[_State]:
        """Return the states that completions lead to, up to differences that cannot matter.

        Args:
            axis: The axis to weigh on.
            missing: The questions to complete.
            fixed: Answers to some of the others; the questions that are in neither are left out
                where they are missing, and count as they are where they are answered.
            last: Effects that will still be added by the caller.
        """
        scale = self.scales[axis]
        state = self.start[axis]
        for question, effects in scale.answered.items():
            if question in self.chosen:
                state = state.after(effects[self.chosen[question].id])
            elif all(question != other.id for other in self.missing):
                state = state.after(self.unanswered[axis][question])
        for other, option in fixed.items():
            effect = (
                scale.answered[other.id][option.id] if option else self.unanswered[axis][other.id]
            )
            state = state.after(effect)
        steps = [
            list(self._effects(axis, question))
            for question in missing
            if question.id in scale.answered
        ]
        states = {state}
        for number, effects in enumerate(steps, start=1):
            ahead = [*steps[number:], *last]
            lowest = sum(min(effect.points for effect in step) for step in ahead)
            highest = sum(max(effect.points for effect in step) for step in ahead)
            floor, ceiling = scale.threshold - highest - 1, scale.threshold - lowest
            states = {
                _State(max(floor, min(ceiling, after.points)), after.positive, after.alive)
                for before in states
                for effect in effects
                for after in (before.after(effect),)
            }
        return states


@lru_cache(maxsize=1024)
def prospect(capability: Capability, rulebook: Rulebook) -> Prospect:
    """Weigh a capability; drafts, notes and reviews have no part in it.

    Args:
        capability: What to weigh.
        rulebook: The rules to weigh by.
    """
    evidence = gather(capability, rulebook)
    spoken = gather(Capability("", capability.name, capability.description), rulebook)
    scales = _scales(rulebook)
    said = {
        (axis, question): [
            reason.points
            for reason in spoken.reasons
            if reason.kind is Kind.WORDS and reason.axis is axis and reason.question == question
        ]
        for axis in Axis
        for question in ("", *(item.id for item in rulebook.questions))
    }
    return Prospect(
        rulebook,
        scales,
        {
            axis: _State(sum(points), any(point > 0 for point in points), -1)
            for axis in Axis
            for points in (said[axis, ""],)
        },
        evidence.chosen,
        tuple(
            question
            for question in rulebook.questions
            if question.stage != "readiness" and capability.answer(question.id) is None
        ),
        {
            axis: {
                question: _Effect(
                    sum(said[axis, question]),
                    any(point > 0 for point in said[axis, question]),
                    keeps,
                )
                for question, keeps in scales[axis].silent.items()
            }
            for axis in Axis
        },
    )


@lru_cache(maxsize=8)
def _scales(rulebook: Rulebook) -> dict[Axis, _Scale]:
    return {axis: _scale(axis, rulebook) for axis in Axis}


def _scale(axis: Axis, rulebook: Rulebook) -> _Scale:
    guards = [guard for guard in rulebook.guards if guard.axis is axis]
    gates = [gate for gate in rulebook.gates if gate.axis in {None, axis}]
    whens = [rule.when for rule in (*guards, *gates)]
    unlesses = [*(guard.unless for guard in guards), *({} for _ in gates)]
    named = {question for conditions in (*whens, *unlesses) for question in conditions}

    def keeps(question: str, option: str | None) -> int:
        kept = 0
        for bit, (when, unless) in enumerate(zip(whens, unlesses, strict=True)):
            lost = question in when and option not in when[question]
            excepted = option is not None and option in unless.get(question, ())
            kept |= 0 if lost or excepted else 1 << bit
        return kept

    weighed = [
        question
        for question in rulebook.questions
        if question.stage != "readiness" and (question.axis is axis or question.id in named)
    ]
    return _Scale(
        rulebook.threshold,
        sum(1 << bit for bit, guard in enumerate(guards) if not guard.needs_evidence),
        sum(1 << bit for bit, guard in enumerate(guards) if guard.needs_evidence),
        sum(1 << (len(guards) + bit) for bit in range(len(gates))),
        {
            question.id: {
                option.id: _effect(option, question, axis, keeps(question.id, option.id))
                for option in question.options
            }
            for question in weighed
        },
        {question.id: keeps(question.id, None) for question in weighed},
    )


def _effect(option: Option, question: Question, axis: Axis, keeps: int) -> _Effect:
    points = option.points if question.axis is axis else 0
    return _Effect(points, points > 0, keeps)
