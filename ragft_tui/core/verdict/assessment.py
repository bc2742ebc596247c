"""The assessment: a capability and a rulebook make a verdict with its reasons.

Two axes are scored apart. An axis is part of the verdict when a guard stands for it, or when its
points reach the rulebook's threshold or answers suffice together, and no gate holds it back. Both
axes make `both`, neither makes `prompting`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ragft_tui.core.cache import cached_by, strip_to_evidence
from ragft_tui.core.model import Axis, Capability, Reach, Strength, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import FirstStep, Rulebook
from ragft_tui.core.verdict.evidence import Evidence, Reason, ReasonKind, gather_evidence
from ragft_tui.core.verdict.reachable import ReachableVerdicts, reachable_verdicts
from ragft_tui.core.verdict.rules import AppliedRules, apply_rules, first_step
from ragft_tui.core.verdict.strength import Score, strength_of
from ragft_tui.core.verdict.suggestions import find_spans

_FIRMNESS: Final = {kind: rank for rank, kind in enumerate(ReasonKind)}


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
    reach: Reach | None
    """How the knowledge that it needs reaches the model; `None` for not known, or none."""
    first_step: FirstStep | None
    """What to do before anything large is built."""
    name_spans: tuple[tuple[int, int], ...]
    """Where the words in the name that count start and end, in their order."""
    spans: tuple[tuple[int, int], ...]
    """The same in the description."""
    foreign: bool
    """Whether name and description are in a language that the lexicon does not know."""

    @property
    def scores(self) -> tuple[Score, Score]:
        """The scores on both axes, in their order."""
        return self.knowledge, self.behaviour

    @property
    def held_back(self) -> tuple[Reason, ...]:
        """The reasons why an axis that is over the line is no part of the verdict."""
        return tuple(reason for reason in self.reasons if reason.held)

    def told_after(self, before: Assessment | None) -> tuple[Reason, ...]:
        """Return the reasons to tell where there is no room for all.

        First those why an axis over the line is no part of the verdict, then the weightiest that is
        new; where that is outweighed, behind the one that the verdict rests on first.

        Args:
            before: What was assessed before; `None` for nothing.
        """
        old = before.reasons if before else ()
        newest = next((each for each in self.reasons if each not in old), self.reasons[0])
        rests_on = self.reasons[:1] if newest.outweighed else ()
        return tuple(dict.fromkeys((*self.held_back, *rests_on, newest)))

    @property
    def verdict(self) -> VerdictType | None:
        """The type; `None` for undecided, where there is no evidence to speak of."""
        return None if self.strength is Strength.OPEN else self.type

    @property
    def verdict_label(self) -> str:
        """The verdict in a word; one that has no evidence is "undecided"."""
        return "undecided" if self.strength is Strength.OPEN else self.type.label

    @property
    def label(self) -> str:
        """The verdict with its strength, such as `fine-tuning, clear`; or `undecided`."""
        if self.strength is Strength.OPEN:
            return self.verdict_label
        return f"{self.type.label}, {self.strength}"


@cached_by(strip_to_evidence)
def assess(capability: Capability, rulebook: Rulebook) -> Assessment:
    """Assess a capability by a rulebook; drafts, notes and reviews have no part in it."""
    evidence = gather_evidence(capability, rulebook)
    rules = apply_rules(evidence, rulebook)
    scores = {axis: _score(axis, rules, rulebook) for axis in Axis}
    needed = frozenset(axis for axis, score in scores.items() if score.needed)
    verdict = VerdictType.on(needed)
    softeners = tuple(rule for rule in rules.softeners if rule.axis in needed)
    gates = tuple(_gates(rules, scores.values(), rulebook))
    reasons = sorted(
        (*rules.reasons, *gates, *softeners),
        key=lambda reason: _precedence(reason, needed),
    )
    strength = strength_of(
        rules,
        scores.values(),
        (*gates, *softeners),
        asked=evidence.heard.decides
        or any(
            question.id in evidence.chosen
            for question in rulebook.weighed
            if not question.tells_readiness
        ),
        settled=lambda: _stays(capability, rulebook),
    )
    if not needed:
        reasons += _nothing(reasons, strength, evidence, rulebook)
    name_spans, spans = find_spans(capability, rulebook)
    return Assessment(
        verdict,
        strength,
        scores[Axis.KNOWLEDGE],
        scores[Axis.BEHAVIOUR],
        tuple(reasons),
        rules.contradictions,
        evidence.reach if Axis.KNOWLEDGE in needed else None,
        first_step(evidence, verdict, rulebook),
        name_spans,
        spans,
        evidence.heard.foreign,
    )


@cached_by(reachable_verdicts)
def _stays(weighed: ReachableVerdicts, _rulebook: Rulebook) -> bool:
    """Return whether no question that is open, or of which no answer is known, changes the type."""
    return weighed.reopened().is_settled()


def _score(axis: Axis, rules: AppliedRules, rulebook: Rulebook) -> Score:
    mine = [reason for reason in rules.reasons if reason.axis is axis]
    points = sum(reason.points for reason in mine)
    enough = points >= rulebook.threshold or axis in rules.supported
    needed = axis in rules.guarded or (enough and not rules.gated(axis))
    return Score(axis, points, any(reason.firm for reason in mine), needed)


def _gates(rules: AppliedRules, scores: Iterable[Score], rulebook: Rulebook) -> Iterator[Reason]:
    """Yield the gates, each with the axes over the threshold that it is the first to hold back.

    One that a must outweighs on an axis holds nothing back there.
    """
    needed = {score.axis for score in scores if score.needed}
    over = [
        score.axis for score in scores if not score.needed and score.points >= rulebook.threshold
    ]
    for gate in rules.gates:
        held = tuple(axis for axis in over if gate.axis in {None, axis})
        over = [axis for axis in over if axis not in held]
        outweighed = bool(needed) and gate.axis in {None, *needed}
        yield replace(gate, held=held, outweighed=outweighed)


def _precedence(reason: Reason, needed: frozenset[Axis]) -> tuple[bool, int, int, str]:
    """Return a sort key: last those that the verdict does not rest on.

    They speak of another axis, or are gates that are outweighed. A gate that holds back an axis
    which is over the line is none of them: it says why it is.
    """
    elsewhere = reason.outweighed or (reason.axis is not None and reason.axis not in needed)
    aside = bool(needed) and elsewhere and not reason.held
    return (aside, _FIRMNESS[reason.kind], -abs(reason.points), reason.sentence)


def _nothing(
    reasons: list[Reason], strength: Strength, evidence: Evidence, rulebook: Rulebook
) -> list[Reason]:
    """Return the reason for neither axis, where no gate on both has given one."""
    if any(reason.kind is ReasonKind.GATE and reason.axis is None for reason in reasons):
        return []
    little = "too little evidence yet" if strength is Strength.OPEN else ""
    observed = little if reasons or evidence.chosen else "no evidence yet"
    if evidence.heard.foreign and strength is Strength.OPEN:
        observed = "the description is not in English, so its words do not count"
    says, source = rulebook.nothing_says, rulebook.nothing_source
    return [Reason(ReasonKind.NOTHING, None, 0, observed, says, source)]
