"""The application as a whole: what its capabilities share, what is missing, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from ragft_tui.core.decision import ReviewState, effective_type, review_state
from ragft_tui.core.model import (
    Axis,
    Capability,
    Project,
    Reach,
    Strength,
    VerdictType,
)
from ragft_tui.core.records import dataclass
from ragft_tui.core.review.filter import fold
from ragft_tui.core.rulebook import FirstStep, Question, Rulebook
from ragft_tui.core.verdict import assess, describe_missing, find_first_step, find_reach

_SHARES_SOURCE: Final = ("source",)
"""The questions whose answers make an index, or a live system, fit for several capabilities."""
_WITHIN_SOURCE: Final = ("access",)
"""The questions that divide even one source: an index must show nobody what is not theirs."""
_SHARES_ADAPTER: Final = ("tone", "format")
"""The questions whose answers make an adapter fit for several capabilities."""


@dataclass(frozen=True, slots=True)
class Member:
    """The number and name of a capability in a summary."""

    number: int
    """Its number in the table, from 1."""
    name: str
    """As far as it is typed; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Group:
    """Capabilities with the same answers to the questions that matter for sharing.

    The same answer is not yet the same thing: two collections are two, and so are two voices. Only
    a name beside the answer says that it is one.
    """

    answers: tuple[tuple[str, str], ...]
    """Pairs of a question's title and the name beside its answer, or else the words of the answer;
    empty where none is known."""
    members: tuple[Member, ...]
    same: bool = False
    """Whether names say that it is the same thing for all of them."""
    nameable: tuple[str, ...] = ()
    """What is still to be named before that can be said, such as `voice`."""
    unknown: tuple[str, ...] = ()
    """The titles of the questions of which no answer is known."""
    unasked: bool = False
    """Whether the known answers ask for nothing that could be shared, so that none is listed."""


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
    verdicts: tuple[tuple[VerdictType | None, Strength | None, int], ...]
    """What counts, strength, and how many; undecided ones last, and nothing of which there is none.
    An override that holds counts as its type, and has no strength."""
    reviews: tuple[tuple[ReviewState, int], ...]
    beginnings: tuple[Beginning, ...]
    """What to do before anything large is built, for those of which there is a verdict."""
    indexes: tuple[Group, ...]
    """Those whose knowledge is found by search, by source and access rules; what is got by call as
    well is also among the calls."""
    calls: tuple[Group, ...]
    """Those whose knowledge is got by a call, in the same way."""
    unreached: tuple[Group, ...]
    """Those that need knowledge, by search or by call: not known yet."""
    adapters: tuple[Group, ...]
    """Those that fine-tuning is part of, by voice and form."""
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
    counts: VerdictType | None
    """The type that counts; `None` for undecided."""

    @property
    def holds(self) -> VerdictType:
        return self.counts or VerdictType.PROMPTING


def summarize(project: Project, rulebook: Rulebook) -> Summary:
    """Return the summary of a project."""
    items = [
        _Item(
            Member(number, capability.name_so_far),
            capability,
            review_state(capability, rulebook),
            effective_type(capability, rulebook),
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
        _groups(reached[Reach.SEARCH], _SHARES_SOURCE, rulebook, _WITHIN_SOURCE),
        _groups(reached[Reach.CALL], _SHARES_SOURCE, rulebook, _WITHIN_SOURCE),
        _groups(reached[None], _SHARES_SOURCE, rulebook),
        _groups(
            [item for item in items if Axis.BEHAVIOUR in item.holds.axes], _SHARES_ADAPTER, rulebook
        ),
        not_ready,
        contradictions,
        stale,
        _steps(items, not_ready, contradictions),
    )


def _verdicts(
    items: list[_Item], rulebook: Rulebook
) -> tuple[tuple[VerdictType | None, Strength | None, int], ...]:
    counts = Counter((item.counts, _strength(item, rulebook)) for item in items)
    return tuple(
        (verdict, strength, counts[verdict, strength])
        for verdict in (*VerdictType, None)
        for strength in (*Strength, None)
        if counts[verdict, strength]
    )


def _strength(item: _Item, rulebook: Rulebook) -> Strength | None:
    if item.state is ReviewState.OVERRIDDEN:
        return None
    return assess(item.capability, rulebook).strength


def _since(item: _Item, rulebook: Rulebook) -> tuple[str, ...]:
    review = item.capability.review
    if review is None or item.state is not ReviewState.STALE:
        return ()
    now = assess(item.capability, rulebook).verdict_label
    return (f"{review.decision} when the verdict was {review.judged.label}; it is {now} now",)


def _remarks(found: Iterable[tuple[_Item, tuple[str, ...]]]) -> tuple[Remark, ...]:
    return tuple(Remark(item.member, words) for item, words in found if words)


def _beginnings(items: list[_Item], rulebook: Rulebook) -> tuple[Beginning, ...]:
    """Return the first steps of verdicts, in the order of the rulebook."""
    found: dict[str, list[Member]] = {}
    for item in items:
        step = find_first_step(item.capability, rulebook, item.holds)
        if step and item.counts is not None:
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
    items: list[_Item], shared: tuple[str, ...], rulebook: Rulebook, within: tuple[str, ...] = ()
) -> tuple[Group, ...]:
    """Return capabilities by their answers and the names beside them, the largest group first.

    What is not known is a group of its own, and the last one.

    Args:
        items: The capabilities.
        shared: The questions that say what is shared.
        rulebook: Has them, or not.
        within: The questions that divide even what is the same by those.
    """
    asked = [question for question in rulebook.questions if question.id in (*shared, *within)]
    found: dict[tuple[object, ...], Group] = {}
    for item in items:
        one = _group(item, asked, shared)
        texts = (fold(text) for pair in one.answers for text in pair)
        key = (one.same, one.nameable, one.unknown, one.unasked, *texts)
        before = found.get(key)
        found[key] = replace(before, members=(*before.members, *one.members)) if before else one
    return tuple(sorted(found.values(), key=lambda each: (not each.answers, -len(each.members))))


def _group(item: _Item, asked: Sequence[Question], shared: tuple[str, ...]) -> Group:
    """Return the group of one capability."""
    known = [
        (question, option, item.capability.name_of(question.id))
        for question in asked
        if (answer := item.capability.answer(question.id))
        if (option := question.option(answer.value))
    ]
    answered = {question.id for question, _, _ in known}
    nameable = [each for each in known if each[0].takes_name(each[1].id)]
    asking = {question.id for question, _, _ in nameable if question.id in shared}
    if not asking:
        return Group((), (item.member,), unasked=not answered.isdisjoint(shared))
    # What suffices alone is what it is about; beside it, a mere preference need not be named.
    firm = [each for each in nameable if each[1].sufficient] or nameable
    unnamed = tuple(question.nameable for question, _, name in firm if not name)
    answers = tuple(
        (question.title, name if name and question.takes_name(option.id) else option.text)
        for question, option, name in known
        if question.id in asking or question.id not in shared
    )
    unknown = tuple(question.title for question in asked if question.id not in answered)
    return Group(answers, (item.member,), bool(firm) and not unnamed, unnamed, unknown)


def _steps(
    items: list[_Item],
    not_ready: tuple[Remark, ...],
    contradictions: tuple[Remark, ...],
) -> tuple[Step, ...]:
    """Return what to do, each capability under the first thing that it waits for.

    What is missing before a verdict can be acted on is told for those that are decided.
    """
    clashing = {remark.member for remark in contradictions}
    lacking = {remark.member for remark in not_ready}

    def waits_for(item: _Item) -> StepKind | None:
        waits = {
            StepKind.DESCRIBE: not item.capability.described,
            StepKind.ANSWER: item.counts is None,
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
