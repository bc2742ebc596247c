"""The summary of an application, as lines under headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rich.cells import cell_len, set_cell_size

from ragft_tui.core.model import Reach
from ragft_tui.core.review import Beginning, Group, Member, Remark, Step, StepKind, Summary
from ragft_tui.core.text import one_line
from ragft_tui.report.view import BEING_DESCRIBED, REACH_LABELS

NAMED: Final = 8
"""The most capabilities named in one place; more are counted."""
_NAME_WIDTH: Final = 40
_VERDICT_WIDTH: Final = 11

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


def summary_sections(found: Summary, width: int) -> tuple[Section, ...]:
    """Return the sections of a summary; empty ones are left out.

    Args:
        found: The summary.
        width: The most columns of a line, as far as it can be broken.
    """
    noun = "capability" if found.total == 1 else "capabilities"
    sections = (
        Section(f"{found.total:,} {noun}", tuple(_counts(found, width))),
        Section("First, before anything is built", tuple(_beginnings(found.beginnings, width))),
        Section("Next", tuple(_steps(found.steps, width))),
        Section(
            f"Retrieval {REACH_LABELS[Reach.SEARCH]}: from the same source they may share an index",
            tuple(_groups(found.indexes, "The source is not known", width)),
        ),
        Section(
            f"Retrieval {REACH_LABELS[Reach.CALL]}: the same live system may serve several",
            tuple(_groups(found.calls, "The system is not known", width)),
        ),
        Section(
            f"Retrieval {REACH_LABELS[None]}",
            tuple(_groups(found.unreached, "The source is not known", width)),
        ),
        Section(
            "Fine-tuning: of the same tone and format they may share an adapter",
            tuple(_groups(found.adapters, "Neither is known", width)),
        ),
        Section("Not ready", tuple(_remarks(found.not_ready, width))),
        Section("Contradictions", tuple(_remarks(found.contradictions, width))),
        Section("Stale decisions", tuple(_remarks(found.stale, width))),
    )
    return tuple(section for section in sections if section.lines)


def verdict_counts(found: Summary) -> Iterable[tuple[str, int, str]]:
    """Yield each verdict with its count, and the counts by strength, such as `2 clear`."""
    for verdict, group in groupby(found.verdicts, lambda each: each[0]):
        counts = [(strength, count) for _, strength, count in group]
        words = [f"{count:,} {strength or 'by override'}" for strength, count in counts]
        by_strength = "" if verdict == "undecided" else ", ".join(words)
        yield verdict, sum(count for _, count in counts), by_strength


def _counts(found: Summary, width: int) -> Iterable[str]:
    if not found.total:
        yield "  Nothing is described yet, so there is nothing to sum up."
    for verdict, total, by_strength in verdict_counts(found):
        yield f"  {verdict:<{_VERDICT_WIDTH}}{total:>4,}  {by_strength}".rstrip()
    if found.reviews:
        words = [f"{count:,} {state.value}" for state, count in found.reviews]
        yield from _flow("  review: ", words, width)


def _beginnings(beginnings: Sequence[Beginning], width: int) -> Iterable[str]:
    for each in beginnings:
        yield from _flow("  ", one_line(each.step.says).split(), width, between="")
        yield from _flow("     ", _names(each.members), width)


def _steps(steps: Sequence[Step], width: int) -> Iterable[str]:
    for number, step in enumerate(steps, start=1):
        yield f"  {number}  {STEP_LABELS[step.kind]}"
        yield from _flow("     ", _names(step.members), width)


def _groups(groups: Sequence[Group], unknown: str, width: int) -> Iterable[str]:
    for group in groups:
        words = [one_line(f"{title}: {answer}") for title, answer in group.answers]
        yield from _flow("  ", words or [unknown], width, between=";")
        yield from _flow("     ", _names(group.members), width)


def _remarks(remarks: Sequence[Remark], width: int) -> Iterable[str]:
    for remark in remarks:
        for sentence in remark.sentences:
            line = f"{_name(remark.member)}: {one_line(sentence)}"
            yield from _flow("  ", line.split(), width, between="")


def _names(members: Sequence[Member]) -> list[str]:
    names = [_name(member) for member in members[:NAMED]]
    more = len(members) - len(names)
    return [*names, f"and {more:,} more"] if more else names


def _name(member: Member) -> str:
    name = one_line(member.name) or BEING_DESCRIBED
    if cell_len(name) > _NAME_WIDTH:
        name = f"{set_cell_size(name, _NAME_WIDTH - 1).rstrip()}…"
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
