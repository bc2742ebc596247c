"""What an application needs as a whole, as lists under titles: for pages and documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragft_tui.core.records import dataclass
from ragft_tui.core.review import Member, Remark, Summary
from ragft_tui.core.text import capitalize
from ragft_tui.report.sentences import MISSING
from ragft_tui.report.summary import (
    BEGINNINGS,
    CONTRADICTIONS,
    NEXT,
    STALE,
    STEP_LABELS,
    describe_group,
    shared_things,
)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing that is needed, and by which capabilities."""

    says: str
    members: tuple[Member, ...]
    so: str = ""
    """What follows from it, a sentence; may be empty."""


@dataclass(frozen=True, slots=True)
class AgendaPart:
    """AgendaPart of one kind; there is at least one."""

    title: str
    entries: tuple[AgendaItem, ...]
    in_order: bool = False
    """Whether the first one is to be done first."""


def agenda_of(found: Summary) -> tuple[AgendaPart, ...]:
    """Return what an application needs as a whole; what is empty is left out.

    Args:
        found: The summary of the application.
    """
    beginnings = (AgendaItem(each.step.says, each.members) for each in found.beginnings)
    steps = (AgendaItem(STEP_LABELS[each.kind], each.members) for each in found.steps)
    parts = (
        AgendaPart(BEGINNINGS, tuple(beginnings), in_order=True),
        AgendaPart(NEXT, tuple(steps), in_order=True),
        *_shared(found),
        AgendaPart(capitalize(MISSING), _remarks(found.not_ready)),
        AgendaPart(CONTRADICTIONS, _remarks(found.contradictions)),
        AgendaPart(STALE, _remarks(found.stale)),
    )
    return tuple(part for part in parts if part.entries)


def _shared(found: Summary) -> Iterator[AgendaPart]:
    for sharing, groups in shared_things(found):
        entries = (
            AgendaItem(
                "; ".join(describe_group(group, sharing)), group.members, sharing.sentence(group)
            )
            for group in groups
        )
        yield AgendaPart(sharing.title, tuple(entries))


def _remarks(remarks: Sequence[Remark]) -> tuple[AgendaItem, ...]:
    """Return each sentence once, with all of whom it is true."""
    found: dict[str, list[Member]] = {}
    for remark in remarks:
        for sentence in remark.sentences:
            found.setdefault(capitalize(sentence), []).append(remark.member)
    return tuple(AgendaItem(says, tuple(members)) for says, members in found.items())
