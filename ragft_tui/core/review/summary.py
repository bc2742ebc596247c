"""The application as a whole: what its capabilities share, what is missing, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ragft_tui.core.model import (
    UNKNOWN,
    Axis,
    Capability,
    Project,
    Reach,
    Strength,
    VerdictType,
)
from ragft_tui.core.review.decision import ReviewState, effective_type, review_state
from ragft_tui.core.rulebook import FirstStep, Rulebook
from ragft_tui.core.verdict import assess, describe_missing, find_first_step, find_reach

_SHARES_SOURCE: Final = ("source",)
"""The questions whose answers make an index, or a call, fit for several capabilities."""
_SHARES_ADAPTER: Final = ("tone", "format")
"""The questions whose answers make an adapter fit for several capabilities."""


@dataclass(frozen=True, slots=True)
class Member:
    """The number and name of a capability in a summary."""

    number: int
    """Its number in the table, from 1."""
    name: str
    """Empty where it is still being described."""


@dataclass(frozen=True, slots=True)
class Group:
    """Capabilities with the same answers to the questions that matter for sharing."""

    answers: tuple[tuple[str, str], ...]
    """Pairs of a question's title and the words of its answer; empty where none is known."""
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Sentences about one capability."""

    member: Member
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A first step, and the capabilities that begin with it."""

    step: FirstStep
    members: tuple[Member, ...]


class StepKind(StrEnum):
    """What there is to do, in the order in which it unblocks the rest."""

    DESCRIBE = "describe"
    ANSWER = "answer"
    CLEAR_UP = "clear up"
    DECIDE_ANEW = "decide anew"
    DECIDE = "decide"
    COLLECT = "collect"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and for which capabilities."""

    kind: StepKind
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary of an application as a whole."""

    total: int
    verdicts: tuple[tuple[str, Strength | None, int], ...]
    """Verdict, strength, and how many; undecided ones last, and nothing of which there is none. An
    override that holds counts as its type, and has no strength."""
    reviews: tuple[tuple[ReviewState, int], ...]
    beginnings: tuple[Beginning, ...]
    """What to do before anything is built, for those of which there is a verdict."""
    indexes: tuple[Group, ...]
    """Those whose knowledge is found by search, in groups that may share an index; what is got by
    call as well is also among the calls."""
    calls: tuple[Group, ...]
    """Those whose knowledge is got by a call, in groups that may share it."""
    unreached: tuple[Group, ...]
    """Those that need knowledge, by search or by call: not known yet."""
    adapters: tuple[Group, ...]
    """Those that fine-tuning is part of, in groups that may share an adapter."""
    not_ready: tuple[Remark, ...]
    contradictions: tuple[Remark, ...]
    stale: tuple[Remark, ...]
    """What was judged, and what the verdict is now."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    member: Member
    capability: Capability
    state: ReviewState
    holds: VerdictType


def summarize(project: Project, rulebook: Rulebook) -> Summary:
    """Return the summary of a project."""
    items = [
        _Item(
            Member(number, capability.name),
            capability,
            review_state(capability, rulebook),
            effective_type(capability, rulebook) or VerdictType.PROMPTING,
        )
        for number, capability in enumerate(project.capabilities, start=1)
    ]
    not_ready = _remarks(
        (item, describe_missing(item.capability, rulebook, item.holds)) for item in items
    )
    contradictions = _remarks(
        (item, assess(item.capability, rulebook).contradictions) for item in items
    )
    stale = _remarks((item, _since(item, rulebook)) for item in items)
    states = Counter(item.state for item in items)
    reached = _by_reach(items, rulebook)
    return Summary(
        len(items),
        _verdicts(items, rulebook),
        tuple((state, states[state]) for state in ReviewState if states[state]),
        _beginnings(items, rulebook),
        _groups(reached[Reach.SEARCH], _SHARES_SOURCE, rulebook),
        _groups(reached[Reach.CALL], _SHARES_SOURCE, rulebook),
        _groups(reached[None], _SHARES_SOURCE, rulebook),
        _groups(
            [item for item in items if Axis.BEHAVIOUR in item.holds.axes], _SHARES_ADAPTER, rulebook
        ),
        not_ready,
        contradictions,
        stale,
        _steps(items, not_ready, contradictions, rulebook),
    )


def _verdicts(
    items: list[_Item], rulebook: Rulebook
) -> tuple[tuple[str, Strength | None, int], ...]:
    found = [_counted(item, rulebook) for item in items]
    counts = Counter(found)
    order = [
        *((verdict.value, strength) for verdict in VerdictType for strength in (*Strength, None)),
        *((verdict, strength) for verdict, strength in found if strength is Strength.OPEN),
    ]
    return tuple(
        (verdict, strength, counts[verdict, strength])
        for verdict, strength in dict.fromkeys(order)
        if counts[verdict, strength]
    )


def _counted(item: _Item, rulebook: Rulebook) -> tuple[str, Strength | None]:
    if item.state is ReviewState.OVERRIDDEN:
        return item.holds.value, None
    verdict = assess(item.capability, rulebook)
    return verdict.verdict_label, verdict.strength


def _undecided(item: _Item, rulebook: Rulebook) -> bool:
    """Return whether there is neither evidence for a verdict nor a decision in its place."""
    strength = assess(item.capability, rulebook).strength
    return strength is Strength.OPEN and item.state is not ReviewState.OVERRIDDEN


def _since(item: _Item, rulebook: Rulebook) -> tuple[str, ...]:
    review = item.capability.review
    if review is None or item.state is not ReviewState.STALE:
        return ()
    now = assess(item.capability, rulebook).verdict_label
    return (f"{review.decision} when the verdict was {review.judged.value}; it is {now} now",)


def _remarks(found: Iterable[tuple[_Item, tuple[str, ...]]]) -> tuple[Remark, ...]:
    return tuple(Remark(item.member, words) for item, words in found if words)


def _beginnings(items: list[_Item], rulebook: Rulebook) -> tuple[Beginning, ...]:
    """Return the first steps of verdicts, in the order of the rulebook."""
    found: dict[str, list[Member]] = {}
    for item in items:
        step = find_first_step(item.capability, rulebook, item.holds)
        if step and not _undecided(item, rulebook):
            found.setdefault(step.id, []).append(item.member)
    return tuple(
        Beginning(step, tuple(found[step.id])) for step in rulebook.first_steps if step.id in found
    )


def _by_reach(items: list[_Item], rulebook: Rulebook) -> dict[Reach | None, list[_Item]]:
    """Return those that knowledge is part of by search, by call, and where it is not known."""
    found: dict[Reach | None, list[_Item]] = {Reach.SEARCH: [], Reach.CALL: [], None: []}
    for item in items:
        if Axis.KNOWLEDGE in item.holds.axes:
            reach = find_reach(item.capability, rulebook, item.holds)
            ways = (Reach.SEARCH, Reach.CALL) if reach is Reach.BOTH else (reach,)
            for way in ways:
                found[way].append(item)
    return found


def _groups(
    items: list[_Item], questions: tuple[str, ...], rulebook: Rulebook
) -> tuple[Group, ...]:
    """Return capabilities by their answers, the largest group first.

    What is not known is a group of its own, and the last one.
    """
    found: dict[tuple[tuple[str, str], ...], list[Member]] = {}
    for item in items:
        found.setdefault(_known(item.capability, questions, rulebook), []).append(item.member)
    groups = [Group(answers, tuple(members)) for answers, members in found.items()]
    return tuple(sorted(groups, key=lambda group: (not group.answers, -len(group.members))))


def _known(
    capability: Capability, questions: tuple[str, ...], rulebook: Rulebook
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (question.title, option.text)
        for question in rulebook.questions
        if question.id in questions
        if (answer := capability.answer(question.id)) and answer.value != UNKNOWN
        if (option := question.option(answer.value))
    )


def _steps(
    items: list[_Item],
    not_ready: tuple[Remark, ...],
    contradictions: tuple[Remark, ...],
    rulebook: Rulebook,
) -> tuple[Step, ...]:
    """Return what to do, each capability under the first thing that it waits for.

    What is missing before a verdict can be acted on is told for those that are decided.
    """
    clashing = {remark.member for remark in contradictions}
    lacking = {remark.member for remark in not_ready}

    def waits_for(item: _Item) -> StepKind | None:
        waits = {
            StepKind.DESCRIBE: not item.capability.described,
            StepKind.ANSWER: _undecided(item, rulebook),
            StepKind.CLEAR_UP: item.member in clashing and item.state.pending,
            StepKind.DECIDE_ANEW: item.state is ReviewState.STALE,
            StepKind.DECIDE: item.state.pending,
            StepKind.COLLECT: item.member in lacking,
        }
        return next((kind for kind in StepKind if waits[kind]), None)

    found: dict[StepKind | None, list[Member]] = {}
    for item in items:
        found.setdefault(waits_for(item), []).append(item.member)
    return tuple(Step(kind, tuple(found[kind])) for kind in StepKind if kind in found)
