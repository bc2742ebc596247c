"""Bars as pictures: the points of each axis beside what is needed, and the counts of the types."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ragft_tui.core.model import VerdictType
from ragft_tui.core.verdict import Score
from ragft_tui.report.ink import OF_THE_PAGE
from ragft_tui.report.sentences import is_needed_anyway
from ragft_tui.report.spots import fill_of
from ragft_tui.report.svg import number, xml
from ragft_tui.report.view import name_of


@lru_cache(maxsize=256)  # many capabilities have the same points
def draw_bar(score: Score, threshold: int) -> str:
    """Return a bar with a mark in its middle, which has to be reached; the points stand beside it.

    An axis that is needed whatever its points is an outline up to the mark, for nothing fills it.

    Args:
        score: What it shows.
        threshold: The points at which an axis is part of a verdict.
    """
    ink = OF_THE_PAGE
    full = number(200 * float(fill_of(score, threshold)))
    colour = ink.verdicts[VerdictType.on({score.axis})]
    look = f'fill="{colour}"'
    if is_needed_anyway(score, threshold):
        look = f'fill="none" stroke="{colour}" stroke-dasharray="4 2"'
    return (
        '<svg class="bar" viewBox="0 0 200 12" aria-hidden="true">'
        f'<rect y="3" width="200" height="6" fill="{ink.line}"/>'
        f'<rect y="3" width="{full}" height="6" {look}/>'
        f'<rect x="99" width="2" height="12" fill="{ink.text}"/></svg>'
    )


def draw_shares(counts: Sequence[tuple[VerdictType | None, int]]) -> str:
    """Return one bar that is divided among the types.

    Args:
        counts: How many capabilities there are of each.
    """
    ink, total = OF_THE_PAGE, sum(count for _, count in counts)
    name = xml(", ".join(f"{name_of(kind)} {count}" for kind, count in counts))
    parts: list[str] = []
    at = 0.0
    for kind, count in counts:
        width = 1000 * count / total
        parts.append(
            f'<rect x="{number(at)}" width="{number(max(width - 3, 1))}" height="14" '
            f'fill="{ink.verdicts[kind]}"/>'
        )
        at += width
    return (
        '<svg class="shares" viewBox="0 0 1000 14" preserveAspectRatio="none" role="img" '
        f'aria-label="{name}">{"".join(parts)}</svg>'
    )
