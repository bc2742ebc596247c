"""The whole application in lines: the map of the two axes, and the summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ragft_tui.core.model import Capability, Project
from ragft_tui.core.review.decision import ReviewState
from ragft_tui.core.review.summary import Group, Member, Remark, Summary, summarize
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict.assess import Score, assess
from ragft_tui.plain.words import region_lines
from ragft_tui.report.summary import NAMED, TO_DO, verdict_counts


def map_lines(items: Mapping[int, Capability], rulebook: Rulebook) -> Iterable[str]:
    """Yield who stands in which region, and then each with its points.

    Args:
        items: What to tell, by the numbers of the review.
        rulebook: The rules that place them.
    """
    verdicts = {number: assess(item, rulebook) for number, item in items.items()}
    yield from region_lines(verdicts.items())
    for number, verdict in verdicts.items():
        scores = (verdict.knowledge, verdict.behaviour)
        told = ", ".join(_score(score, rulebook.threshold) for score in scores)
        name = one_line(items[number].name) or "(being described)"
        yield f"{number}. {name}: {told}; {verdict.verdict_label}."


def _score(score: Score, threshold: int) -> str:
    hard = ", a hard need" if score.needed and score.points < threshold else ""
    return f"{score.axis} {score.points}{hard}"


def summary_lines(project: Project, rulebook: Rulebook) -> Iterable[str]:
    """Yield the summary of a project."""
    found = summarize(project, rulebook)
    noun = "capability" if found.total == 1 else "capabilities"
    yield f"{found.total:,} {noun}."
    yield from _counts(found)
    for number, step in enumerate(found.steps, start=1):
        yield f"To do, {number}: {TO_DO[step.kind]}: {_names(step.members)}."
    yield from _groups("May share an index", found.indexes, "the source is not known")
    yield from _groups("May share an adapter", found.adapters, "tone and format are not known")
    yield from _remarks("Not ready", found.not_ready)
    yield from _remarks("Contradiction", found.contradictions)
    yield from _remarks("To be decided anew", found.stale)


def _counts(found: Summary) -> Iterable[str]:
    for verdict, total, parts in verdict_counts(found):
        of_these = f", of these {parts}" if parts else ""
        yield f"{verdict}: {total:,}{of_these}."
    spoken = {ReviewState.NONE: "not decided", ReviewState.STALE: "to be decided anew"}
    if found.reviews:
        told = (f"{count:,} {spoken.get(state, state.value)}" for state, count in found.reviews)
        yield f"Decisions: {', '.join(told)}."


def _groups(what: str, groups: Sequence[Group], unknown: str) -> Iterable[str]:
    for group in groups:
        shared = "; ".join(one_line(f"{title}: {answer}") for title, answer in group.answers)
        yield f"{what}, {shared or unknown}: {_names(group.members)}."


def _remarks(what: str, remarks: Sequence[Remark]) -> Iterable[str]:
    for remark in remarks:
        for words in remark.sentences:
            yield f"{what}, {_name(remark.member)}: {one_line(words)}."


def _names(members: Sequence[Member]) -> str:
    names = [_name(member) for member in members[:NAMED]]
    more = len(members) - len(names)
    return ", ".join([*names, f"and {more:,} more"] if more else names)


def _name(member: Member) -> str:
    return f"{member.number} {one_line(member.name) or '(being described)'}"
