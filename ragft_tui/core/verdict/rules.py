"""The rules of a rulebook that hold, given the answers: guards, supports, gates and the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, TypeVar

from ragft_tui.core.model import Axis, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import FirstStep, Guard, Option, Question, Rule, Rulebook
from ragft_tui.core.verdict.evidence import Evidence, Reason, ReasonKind, describe_answer
from ragft_tui.core.verdict.heard import Heard
from ragft_tui.core.verdict.keywords import Match

_Chosen = Mapping[str, Option]
_Rule = TypeVar("_Rule", bound=Rule)

_SURE: Final = 0.9
"""The probability from which on words contradict an answer."""


@dataclass(frozen=True, slots=True)
class AppliedRules:
    """What the rules add to the evidence."""

    reasons: tuple[Reason, ...]
    """The evidence, in which the answers that a guard rests on speak with its voice."""
    guarded: frozenset[Axis]
    """The axes for which a guard stands."""
    supported: frozenset[Axis]
    """The axes for which answers suffice together."""
    gates: tuple[Reason, ...]
    """The gates that stand; one without an axis holds back both."""
    softeners: tuple[Reason, ...]
    contradictions: tuple[str, ...]

    def gated(self, axis: Axis) -> bool:
        """Return whether a gate holds an axis back."""
        return any(gate.axis in {None, axis} for gate in self.gates)


def apply_rules(evidence: Evidence, rulebook: Rulebook) -> AppliedRules:
    """Apply the rules of a rulebook to the evidence."""
    stands = _standing(evidence.chosen, rulebook)
    guards = [guard for guard in stands(rulebook.guards) if _has_evidence(guard, evidence)]
    supports = stands(rulebook.supports)
    together = (
        _reason(support, support.axis, ReasonKind.SUPPORT, evidence, rulebook)
        for support in supports
    )
    return AppliedRules(
        (*_with_guards(guards, evidence, rulebook), *together),
        frozenset(guard.axis for guard in guards),
        frozenset(support.axis for support in supports),
        tuple(
            _reason(gate, gate.axis, ReasonKind.GATE, evidence, rulebook)
            for gate in stands(rulebook.gates)
        ),
        tuple(
            _reason(rule, rule.axis, ReasonKind.SOFTENER, evidence, rulebook)
            for rule in stands(rulebook.softeners)
        ),
        (
            *_contradictions(evidence, rulebook),
            *(rule.says for rule in stands(rulebook.conflicts)),
        ),
    )


def first_step(evidence: Evidence, verdict: VerdictType, rulebook: Rulebook) -> FirstStep | None:
    """Return what to do before anything large is built; `None` where the rulebook names nothing."""
    stands = _standing(evidence.chosen, rulebook)
    return next((step for step in stands(rulebook.first_steps) if verdict in step.types), None)


@dataclass(frozen=True, slots=True)
class _Conditions:
    """Which rules each answer leaves standing, one bit a rule."""

    bits: Mapping[tuple[type[Rule], str], int]
    """The bit of each rule, by its kind and id."""
    kept: Mapping[str, Mapping[str, int]]
    """For each question and option, the bits of the rules that can stand with it; for an empty one,
    with no answer."""


@lru_cache(maxsize=8)
def _conditions(rulebook: Rulebook) -> _Conditions:
    rules = [rule for table in rulebook.rules.values() for rule in table]
    bits = [(1 << number, rule) for number, rule in enumerate(rules)]
    kept = {
        question.id: {
            option: sum(bit for bit, rule in bits if rule.allows(question.id, option))
            for option in ("", *(each.id for each in question.options))
        }
        for question in rulebook.questions
    }
    return _Conditions({(type(rule), rule.id): bit for bit, rule in bits}, kept)


def _standing(chosen: _Chosen, rulebook: Rulebook) -> Callable[[Iterable[_Rule]], list[_Rule]]:
    """Return what picks those rules of a table that stand with some answers."""
    conditions = _conditions(rulebook)
    standing = -1
    for question, kept in conditions.kept.items():
        standing &= kept[chosen[question].id if question in chosen else ""]

    def stands(rules: Iterable[_Rule]) -> list[_Rule]:
        return [rule for rule in rules if conditions.bits[type(rule), rule.id] & standing]

    return stands


def _has_evidence(guard: Guard, evidence: Evidence) -> bool:
    return not guard.needs_evidence or any(
        reason.axis is guard.axis and reason.points > 0 for reason in evidence.reasons
    )


def _with_guards(
    guards: Iterable[Guard], evidence: Evidence, rulebook: Rulebook
) -> tuple[Reason, ...]:
    """Return the reasons; an answer that a guard rests on gives the reason of the guard."""
    reasons = list(evidence.reasons)
    places = {
        reason.question: place
        for place, reason in enumerate(reasons)
        if reason.kind is ReasonKind.ANSWER
    }
    for guard in guards:
        place = places.pop(next(iter(guard.when)), None) if len(guard.when) == 1 else None
        if place is None:
            reasons.append(_reason(guard, guard.axis, ReasonKind.GUARD, evidence, rulebook))
        else:
            reasons[place] = replace(
                reasons[place],
                kind=ReasonKind.GUARD,
                says=guard.says,
                source=guard.source,
                firm=True,
            )
    return tuple(reasons)


def _reason(
    rule: Rule, axis: Axis | None, kind: ReasonKind, evidence: Evidence, rulebook: Rulebook
) -> Reason:
    observed = ", and ".join(
        describe_answer(rulebook.question(question), evidence.chosen[question].id)
        for question in rule.when
    )
    firm = kind in {ReasonKind.GUARD, ReasonKind.SUPPORT}
    return Reason(kind, axis, 0, observed, rule.says, rule.source, firm=firm)


def _contradictions(evidence: Evidence, rulebook: Rulebook) -> tuple[str, ...]:
    """Return sentences for words that contradict an answer."""
    spoken: dict[str, list[Match]] = {}
    for match in evidence.matches:
        if match.keyword.points >= rulebook.threshold:
            spoken.setdefault(match.keyword.subject, []).append(match)
    found = [
        *(
            _contradiction(question, option, spoken[question], rulebook)
            for question, option in evidence.chosen.items()
            if question in spoken
        ),
        *(
            _unheard(rulebook.question(question), option, evidence.heard)
            for question, option in evidence.chosen.items()
        ),
    ]
    return tuple(filter(None, found))


def _contradiction(
    question: str, option: Option, found: Sequence[Match], rulebook: Rulebook
) -> str:
    """Return how words contradict an answer; empty unless they would suffice alone."""
    affirmed = [match.text for match in found if not match.negated]
    denied = [match.text for match in found if match.negated]
    answer = _answer(rulebook.question(question), option)
    if affirmed and option.points <= 0:
        return f'the description says "{affirmed[0]}", which contradicts {answer}'
    if denied and not affirmed and option.sufficient:
        return f'the description denies "{denied[0]}", which contradicts {answer}'
    return ""


def _answer(question: Question, option: Option) -> str:
    that = "that " if option.statement else ""
    return f"the answer {that}{describe_answer(question, option.id)}"


def _unheard(question: Question, option: Option, heard: Heard) -> str:
    """Return how what the lexicon is sure of contradicts an answer that asks for nothing."""
    if option.points > 0 or heard.scores is None:
        return ""
    for other in question.options:
        target = heard.scores.lexicon.target(question.id, other.id) if other.sufficient else None
        if target and heard.scores.suggested(target) and heard.scores.probability(target) >= _SURE:
            quotes = heard.quotes(target)
            return (
                f'the description says "{quotes[0]}", which contradicts {_answer(question, option)}'
                if quotes
                else ""
            )
    return ""
