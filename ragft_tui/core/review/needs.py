"""What the decisions of a project call for: indexes, adapters and prompts, each counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from typing import Final

from ragft_tui.core.decision import decided_type, effective_type
from ragft_tui.core.model import Axis, Capability, Project, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.review.summary import Group, Member, Summary, summarize
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.verdict import ReasonKind, assess

_MONTHS: Final = 12
ROUNDS: Final[Mapping[str, Fraction]] = {
    "static": Fraction(0),
    "monthly": Fraction(1),
    "weekly": Fraction(52, _MONTHS),
    "daily": Fraction(365, _MONTHS),
    "realtime": Fraction(365 * 24, _MONTHS),
}
"""How often a month documents change, by the answer on volatility. An index follows what changes by
the minute once an hour. Without an answer, once a month."""
_UNANSWERED: Final = ROUNDS["monthly"]


class NeedKind(StrEnum):
    """What a decision calls for."""

    INDEX = "index"
    """Knowledge by search."""
    MAYBE_INDEX = "maybe index"
    """Knowledge, by search or by call: not known yet."""
    CALL = "call"
    """Knowledge by call, which needs no index."""
    ADAPTER = "adapter"
    """Behaviour trained into weights."""
    PROMPT = "prompt"
    """Neither: a prompt."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are: one where all of them are the same, or each its own."""

    low: int
    expected: int
    high: int


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often a month documents change, added up over the indexes."""

    low: Fraction = Fraction(0)
    expected: Fraction = Fraction(0)
    high: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Requests:
    """How many requests a month there are."""

    unanswered: int = 0
    """Capabilities that nobody gave a number for: each has the queries of the inputs."""
    given: int = 0
    """The sum of the numbers that were given as answers."""

    def per_month(self, queries: int) -> int:
        """Return the requests a month.

        Args:
            queries: Those of a capability without a number of its own.
        """
        return self.unanswered * queries + self.given


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that one or several capabilities call for."""

    kind: NeedKind
    group: Group
    """The capabilities, with what they have in common."""
    count: Count
    """How many of it: one where names say that it is the same; else as many as capabilities, and
    at the low end one, for they may turn out to be the same."""
    rounds: Rounds = Rounds()
    """Of an index."""
    requests: Requests = Requests()
    """Of what adds to prompts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """What could be left out first of a capability that needs both."""

    member: Member
    axis: Axis
    """The half that could be left out."""
    kept_is_must: bool
    """Whether the other half is a must, so that nothing outvotes it."""
    points: int
    """The points of the half that could be left out."""
    kept_points: int
    """The points of the other half."""
    alone: bool
    """Whether nobody else needs what it would be left out of, so that all of that is saved."""


@dataclass(frozen=True, slots=True)
class Needs:
    """All that the decisions of a project call for."""

    needs: tuple[Need, ...]
    spares: tuple[Spare, ...]
    undecided: int
    """Capabilities without a verdict, which call for nothing yet."""
    counted: int
    """Capabilities that call for something."""
    alike: tuple[int, ...] = ()
    """For each need the index of the first one that costs the same, of hundreds only a few."""

    def of(self, *kinds: NeedKind) -> tuple[Need, ...]:
        """Return the needs of some kinds."""
        return tuple(need for need in self.needs if need.kind in kinds)

    @property
    def retrieves(self) -> bool:
        """Whether an index is called for."""
        return bool(self.of(NeedKind.INDEX, NeedKind.MAYBE_INDEX))

    @property
    def trains(self) -> bool:
        """Whether something is fine-tuned."""
        return bool(self.of(NeedKind.ADAPTER))


def find_needs(project: Project, rulebook: Rulebook, *, decided_only: bool = False) -> Needs:
    """Return what the decisions of a project call for, else its verdicts.

    Args:
        project: The project.
        rulebook: What its capabilities are assessed by.
        decided_only: Whether to leave out those that nobody decided on.
    """
    by_number = {
        number: item
        for number, item in enumerate(project.capabilities, start=1)
        if not decided_only or decided_type(item, rulebook)
    }
    summary = summarize(project, rulebook)
    needs = tuple(_needs(summary, by_number, rulebook))
    types = {number: effective_type(item, rulebook) for number, item in by_number.items()}
    undecided = sum(kind is None for kind in types.values())
    return Needs(
        needs,
        tuple(_spares(needs, by_number, types, rulebook)),
        undecided,
        len(types) - undecided,
        tuple(_alike(needs)),
    )


def _alike(needs: Iterable[Need]) -> Iterator[int]:
    first: dict[tuple[object, ...], int] = {}
    for index, need in enumerate(needs):
        yield first.setdefault((need.kind, need.count, need.rounds, need.requests), index)


def _needs(
    summary: Summary, by_number: Mapping[int, Capability], rulebook: Rulebook
) -> Iterator[Need]:
    groups = (
        (NeedKind.INDEX, summary.indexes),
        (NeedKind.MAYBE_INDEX, summary.unreached),
        (NeedKind.CALL, summary.calls),
        (NeedKind.ADAPTER, summary.adapters),
    )
    for kind, found in groups:
        for group in found:
            members = tuple(each for each in group.members if each.number in by_number)
            if members:
                items = [by_number[each.number] for each in members]
                yield _need(kind, replace(group, members=members), items)
    prompts = {
        number: item
        for number, item in by_number.items()
        if effective_type(item, rulebook) is VerdictType.PROMPTING
    }
    if prompts:
        members = tuple(Member(number, item.name) for number, item in prompts.items())
        yield _need(NeedKind.PROMPT, Group((), members, same=True), prompts.values())


def _need(kind: NeedKind, group: Group, items: Iterable[Capability]) -> Need:
    found = list(items)
    most = 1 if group.same else len(found)
    least = 0 if kind is NeedKind.MAYBE_INDEX else 1
    rounds = Rounds()
    if kind in {NeedKind.INDEX, NeedKind.MAYBE_INDEX}:
        each = [_rounds(item) for item in found]
        fastest = max(each)
        several = fastest if group.same else sum(each, Fraction(0))
        rounds = Rounds(fastest * least, several, several)
    asked = Requests() if kind is NeedKind.ADAPTER else _requests(found)
    count = Count(least, most, most)
    return Need(kind=kind, group=group, count=count, rounds=rounds, requests=asked)


def _rounds(item: Capability) -> Fraction:
    answer = item.answer("volatility")
    return ROUNDS.get(str(answer.value), _UNANSWERED) if answer else _UNANSWERED


def _requests(items: Iterable[Capability]) -> Requests:
    answers = [item.answer("volume") for item in items]
    given = [each.value for each in answers if each and isinstance(each.value, int)]
    return Requests(len(answers) - len(given), sum(given))


def _spares(
    needs: Iterable[Need],
    by_number: Mapping[int, Capability],
    types: Mapping[int, VerdictType | None],
    rulebook: Rulebook,
) -> Iterator[Spare]:
    """Yield what could be left out first of those that need both: the half that rests on less."""
    sharing: Counter[tuple[Axis, int]] = Counter()
    for need in needs:
        axis = Axis.BEHAVIOUR if need.kind is NeedKind.ADAPTER else Axis.KNOWLEDGE
        for member in need.group.members:
            others = len(need.group.members) - 1 if need.group.same else 0
            sharing[axis, member.number] += others
    for number, item in by_number.items():
        if types[number] is not VerdictType.BOTH:
            continue
        found = assess(item, rulebook)
        musts = {each.axis for each in found.reasons if each.kind is ReasonKind.GUARD}
        # Where both rest on as much, what trains goes: a prompt can stand in for it.
        order = sorted(
            found.scores,
            key=lambda each: (each.needed, each.axis in musts, each.points, each.axis.value),
        )
        spared, kept = order
        yield Spare(
            member=Member(number, item.name),
            axis=spared.axis,
            kept_is_must=kept.axis in musts and spared.axis not in musts,
            points=spared.points,
            kept_points=kept.points,
            alone=not sharing[spared.axis, number],
        )
