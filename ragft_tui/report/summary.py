"""The summary of an application, as lines under headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from rich.cells import cell_len

from ragft_tui.core.model import Reach, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import Beginning, Group, Member, Remark, Step, StepKind, Summary
from ragft_tui.core.text import capitalize, count_noun, one_line
from ragft_tui.report.columns import cut
from ragft_tui.report.sentences import COUNTED, MISSING
from ragft_tui.report.view import (
    BEING_DESCRIBED,
    REACH_LABELS,
    REVIEW_LABELS,
    name_of,
    sign_of,
)

NAMED: Final = 8
"""The most capabilities named in one place; more are counted."""
_NAME_WIDTH: Final = 40
_VERDICT_WIDTH: Final = 13

BEGINNINGS: Final = "First, before anything large is built"
"""The heading of the first steps."""
NEXT: Final = "Next"
"""The heading of what is to be done besides."""
CONTRADICTIONS: Final = "Contradictions"
STALE: Final = "Stale decisions"

STEP_LABELS: Final = {
    StepKind.DESCRIBE: "Finish describing",
    StepKind.ANSWER: "Answer questions, for there is no evidence yet",
    StepKind.CLEAR_UP: "Clear up what contradicts itself",
    StepKind.DECIDE_ANEW: "Decide anew, for the verdict has changed",
    StepKind.DECIDE: "Accept or override the verdict",
    StepKind.COLLECT: "Prepare what is not ready",
}
"""Each step as an instruction."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    title: str
    lines: tuple[str, ...]
    types: tuple[VerdictType | None, ...] = ()
    """The types that its first lines count, one a line."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Something that several capabilities may share, in words."""

    title: str
    """The heading of those that need it."""
    thing: str
    """What is shared."""
    alike: str
    """What the same answers alone say."""
    not_known: str
    """Stands for the answers where there are none."""
    not_asked: str
    """Stands for them where they ask for nothing that could be shared."""

    def sentence(self, group: Group) -> str:
        """Return what the members of a group share; an empty text for one, or where nobody knows.

        Args:
            group: The group.
        """
        if len(group.members) == 1 or not group.answers:
            return ""
        if group.same:
            titles = " and ".join(title.lower() for title in group.unknown)
            condition = f" if they have the same {titles}" if titles else ""
            return f"They share one {self.thing}{condition}."
        way_out = " and the ".join(group.nameable)
        advice = f": name the {way_out} to say so" if way_out else ""
        return f"{self.alike}, which is not yet the same {self.thing}{advice}."


INDEX: Final = Sharing(
    f"Retrieval {REACH_LABELS[Reach.SEARCH]}: one index for one source with the same access rules",
    "index",
    "The same kind of source",
    "The source is not known",
    "No answer says that something is to be looked up",
)
LIVE: Final = Sharing(
    f"Retrieval {REACH_LABELS[Reach.CALL]}: live systems, which need no index",
    "system",
    "The same kind of source",
    "The system is not known",
    "No answer says that something is to be looked up",
)
UNREACHED: Final = Sharing(
    f"Retrieval {REACH_LABELS[None]}",
    "source",
    "The same kind of source",
    "The source is not known",
    "No answer says that something is to be looked up",
)
ADAPTER: Final = Sharing(
    "Fine-tuning: one adapter for one voice and form",
    "adapter",
    "The same style",
    "Neither tone nor format is known",
    "No answer asks for one voice or form",
)


def shared_things(found: Summary) -> tuple[tuple[Sharing, tuple[Group, ...]], ...]:
    """Return what capabilities may share, each with the groups of those that need it."""
    return (
        (INDEX, found.indexes),
        (LIVE, found.calls),
        (UNREACHED, found.unreached),
        (ADAPTER, found.adapters),
    )


def summary_sections(found: Summary, width: int) -> tuple[Section, ...]:
    """Return the sections of a summary; empty ones are left out.

    Args:
        found: The summary.
        width: The most columns of a line, as far as it can be broken.
    """
    counted = tuple(_counts(found, width))
    sections = (
        Section(
            _total(found),
            (*(line for line, _ in counted), *_decisions(found, width)),
            tuple(verdict for _, verdict in counted),
        ),
        Section(BEGINNINGS, tuple(_beginnings(found.beginnings, width))),
        Section(NEXT, tuple(_steps(found.steps, width))),
        *(
            Section(sharing.title, tuple(_groups(groups, sharing, width)))
            for sharing, groups in shared_things(found)
        ),
        Section(capitalize(MISSING), tuple(_remarks(found.not_ready, width))),
        Section(CONTRADICTIONS, tuple(_remarks(found.contradictions, width))),
        Section(STALE, tuple(_remarks(found.stale, width))),
    )
    return tuple(section for section in sections if section.lines)


def _total(found: Summary) -> str:
    total = count_noun(found.total, "capability", "capabilities")
    return f"{total}, {COUNTED}" if found.total else total


def verdict_counts(found: Summary) -> Iterable[tuple[VerdictType | None, int, str]]:
    """Yield each type with its count, and the counts by strength, such as `2 clear`."""
    for verdict, group in groupby(found.verdicts, lambda each: each[0]):
        counts = [(strength, count) for _, strength, count in group]
        words = [f"{count:,} {strength or 'by override'}" for strength, count in counts]
        by_strength = ", ".join(words) if verdict else ""
        yield verdict, sum(count for _, count in counts), by_strength


def _counts(found: Summary, width: int) -> Iterable[tuple[str, VerdictType | None]]:
    """Yield the lines that count the types, each with its type."""
    for verdict, total, by_strength in verdict_counts(found):
        name = f"{sign_of(verdict)} {name_of(verdict)}"
        start = f"  {name:<{_VERDICT_WIDTH}}{total:>4,}  "
        for line in _flow(start, by_strength.split(", "), width):
            yield line.rstrip(), verdict


def _decisions(found: Summary, width: int) -> Iterable[str]:
    if not found.total:
        yield "  Nothing is described yet, so there is nothing to sum up."
    if found.reviews:
        words = [f"{count:,} {REVIEW_LABELS[state]}" for state, count in found.reviews]
        yield from _flow("  decisions: ", words, width)


def _beginnings(beginnings: Sequence[Beginning], width: int) -> Iterable[str]:
    for number, each in enumerate(beginnings, start=1):
        yield from _flow(f"  {number}  ", one_line(each.step.says).split(), width, between="")
        yield from _flow("     ", _names(each.members), width)


def _steps(steps: Sequence[Step], width: int) -> Iterable[str]:
    for number, step in enumerate(steps, start=1):
        yield f"  {number}  {STEP_LABELS[step.kind]}"
        yield from _flow("     ", _names(step.members), width)


def _groups(groups: Sequence[Group], sharing: Sharing, width: int) -> Iterable[str]:
    for group in groups:
        yield from _flow("  ", describe_group(group, sharing), width, between=";")
        yield from _flow("     ", _names(group.members), width)
        if sentence := sharing.sentence(group):
            yield from _flow("     ", one_line(sentence).split(), width, between="")


def describe_group(group: Group, sharing: Sharing) -> list[str]:
    """Return what the members of a group have in common, one answer an entry.

    Args:
        group: The group.
        sharing: Its words where no answer is known.
    """
    if not group.answers:
        return [sharing.not_asked if group.unasked else sharing.not_known]
    unknown = [f"{title}: not known yet" for title in group.unknown]
    return [one_line(text) for text in (*map(": ".join, group.answers), *unknown)]


def _remarks(remarks: Sequence[Remark], width: int) -> Iterable[str]:
    for remark in remarks:
        for sentence in remark.sentences:
            line = f"{member_name(remark.member)}: {one_line(sentence)}"
            yield from _flow("  ", line.split(), width, between="")


def _names(members: Sequence[Member]) -> list[str]:
    names = [member_name(member) for member in members[:NAMED]]
    more = len(members) - len(names)
    return [*names, f"and {more:,} more"] if more else names


def member_name(member: Member) -> str:
    """Return the number and the name of a capability, cut to a width."""
    name = cut(one_line(member.name) or BEING_DESCRIBED, _NAME_WIDTH)
    return f"{member.number} {name}"


def _flow(start: str, items: Sequence[str], width: int, between: str = ",") -> Iterable[str]:
    """Yield items side by side, wrapped and indented under the first one.

    Args:
        start: The beginning of the first line; the others are indented as far.
        items: The items.
        width: The most columns of a line; a longer item stays whole.
        between: What separates the items, besides a space.
    """
    line = start
    for number, item in enumerate(items, start=1):
        text = f"{item}{between}" if number < len(items) else item
        if line.strip() and line != start and cell_len(line) + 1 + cell_len(text) > width:
            yield line
            line = " " * len(start)
        line += text if line in {start, " " * len(start)} else f" {text}"
    yield line
