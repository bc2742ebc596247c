"""The assessment: a capability and a rulebook make a verdict with its reasons.

Two axes are scored apart. An axis is part of the verdict when a guard stands for it, or when its
points reach the rulebook's threshold and no gate holds it back. Both axes make `both`, neither
makes `prompting`: the types are the corners of a square and not places on a slider.
"""

from __future__ import annotations

from dataclasses import dataclass

from ragft_tui.core.cache import cached_by, strip_to_evidence
from ragft_tui.core.model import Axis, Capability, Strength, VerdictType
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.verdict.evidence import Evidence, Reason, ReasonKind, gather_evidence
from ragft_tui.core.verdict.keywords import Match
from ragft_tui.core.verdict.rules import AppliedRules, apply_rules


@dataclass(frozen=True, slots=True)
class Score:
    """How much the evidence asks for one axis."""

    axis: Axis
    points: int
    firm: bool
    """Whether a guard or an answer that suffices alone stands for it."""
    needed: bool
    """Whether it is part of the verdict."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on one capability, never without its reasons."""

    type: VerdictType
    strength: Strength
    knowledge: Score
    behaviour: Score
    reasons: tuple[Reason, ...]
    """Those of the verdict's own axes first, among them the weightiest; at least one."""
    contradictions: tuple[str, ...]
    """Pieces of evidence that deny one another, in words."""
    name_matches: tuple[Match, ...]
    """The words of the lexicon in the name."""
    matches: tuple[Match, ...]
    """The words of the lexicon in the description."""

    @property
    def verdict_label(self) -> str:
        """The verdict in a word; one that has no evidence is "undecided"."""
        return "undecided" if self.strength is Strength.OPEN else self.type.value

    @property
    def label(self) -> str:
        """The verdict with its strength, such as `retrieval, clear`; or `undecided`."""
        if self.strength is Strength.OPEN:
            return self.verdict_label
        return f"{self.type}, {self.strength}"


@cached_by(strip_to_evidence)
def assess(capability: Capability, rulebook: Rulebook) -> Assessment:
    """Assess a capability by a rulebook; drafts, notes and reviews have no part in it."""
    evidence = gather_evidence(capability, rulebook)
    rules = apply_rules(evidence, rulebook)
    scores = {axis: _score(axis, rules, rulebook) for axis in Axis}
    needed = frozenset(axis for axis, score in scores.items() if score.needed)
    softeners = tuple(rule for rule in rules.softeners if rule.axis in needed)
    reasons = sorted(
        (*rules.reasons, *rules.gates, *softeners),
        key=lambda reason: _precedence(reason, needed),
    )
    if needed:
        strength = _strength_of_need(rules, scores, softened=bool(softeners))
    else:
        strength = _strength_of_none(evidence, rules, rulebook)
        reasons += _nothing(reasons, strength, rulebook)
    return Assessment(
        verdict_type(needed),
        strength,
        scores[Axis.KNOWLEDGE],
        scores[Axis.BEHAVIOUR],
        tuple(reasons),
        rules.contradictions,
        evidence.name_matches,
        evidence.matches,
    )


def verdict_axes(verdict: VerdictType) -> frozenset[Axis]:
    """Return the axes that a verdict rests on."""
    return _AXES[verdict]


def verdict_type(axes: frozenset[Axis]) -> VerdictType:
    """Return the verdict that rests on these axes."""
    return next(verdict for verdict, needed in _AXES.items() if needed == axes)


_AXES = {
    VerdictType.RETRIEVAL: frozenset({Axis.KNOWLEDGE}),
    VerdictType.FINETUNING: frozenset({Axis.BEHAVIOUR}),
    VerdictType.BOTH: frozenset(Axis),
    VerdictType.PROMPTING: frozenset[Axis](),
}


def _score(axis: Axis, rules: AppliedRules, rulebook: Rulebook) -> Score:
    mine = [reason for reason in rules.reasons if reason.axis is axis]
    points = sum(reason.points for reason in mine)
    guarded = axis in rules.guarded
    reached = points >= rulebook.threshold and not rules.gated(axis)
    return Score(axis, points, any(reason.firm for reason in mine), guarded or reached)


def _strength_of_need(
    rules: AppliedRules, scores: dict[Axis, Score], *, softened: bool
) -> Strength:
    """Return how firm the evidence for a verdict with at least one axis is."""
    against = (
        softened
        or bool(rules.contradictions)
        or any(score.firm and not score.needed for score in scores.values())
        or any(rules.gated(axis) for axis, score in scores.items() if score.needed)
        or any(
            reason.points < 0 and reason.axis and scores[reason.axis].needed
            for reason in rules.reasons
        )
    )
    firm = all(score.firm for score in scores.values() if score.needed)
    return Strength.CLEAR if firm and not against else Strength.LEAN


def _strength_of_none(evidence: Evidence, rules: AppliedRules, rulebook: Rulebook) -> Strength:
    """Return how firm the evidence is that neither axis is needed.

    It is clear when a gate that holds back both says so, or when every question whose answer could
    bring an axis in alone is answered; in either case nothing firm may speak against it. Words
    that ask for too little are no evidence of no need.
    """
    against = rules.contradictions or any(reason.firm for reason in rules.reasons)
    closed = any(gate.axis is None for gate in rules.gates) or all(
        question.id in evidence.chosen
        for question in rulebook.questions
        if any(option.sufficient for option in question.options)
    )
    if closed and not against:
        return Strength.CLEAR
    asked = any(
        question.id in evidence.chosen
        for question in rulebook.questions
        if question.stage != "readiness"
    )
    denied = any(
        reason.kind is ReasonKind.WORDS and (reason.points < 0 or reason.axis is None)
        for reason in rules.reasons
    )
    return Strength.LEAN if asked or denied else Strength.OPEN


def _precedence(reason: Reason, needed: frozenset[Axis]) -> tuple[bool, int, int, str]:
    """Return a sort key: last those that speak of an axis that the verdict does not rest on."""
    aside = bool(needed) and reason.axis is not None and reason.axis not in needed
    return (aside, list(ReasonKind).index(reason.kind), -abs(reason.points), reason.sentence)


def _nothing(reasons: list[Reason], strength: Strength, rulebook: Rulebook) -> list[Reason]:
    """Return the reason for neither axis, where no gate on both has given one."""
    if any(reason.kind is ReasonKind.GATE and reason.axis is None for reason in reasons):
        return []
    little = "too little evidence yet" if strength is Strength.OPEN else ""
    evidence = little if reasons else "no evidence yet"
    says, source = rulebook.nothing_says, rulebook.nothing_source
    return [Reason(ReasonKind.NOTHING, None, 0, evidence, says, source)]
