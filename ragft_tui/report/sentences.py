"""Sentences on points, and on the answers that would change a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from ragft_tui.core.model import VerdictType
from ragft_tui.core.text import capitalize, count_noun
from ragft_tui.core.verdict import Flip, Score

FIRST_STEP: Final = "first step"
MISSING: Final = "missing"
CHANGES: Final = "would change it"
CONTRADICTION: Final = "contradiction"
DECISION: Final = "decision"
"""The labels of what follows from a verdict and is said beside it, the same everywhere."""

COUNTED: Final = "counted by decision, or else by verdict"
"""What stands before counts of the types."""

NO_FLIP: Final = "No single answer would change this verdict"
"""Stands in the place of flips where there are none."""


def describe_points(score: Score, threshold: int) -> str:
    """Return the points of a score beside those it needs, such as `9 points, needs 4`.

    Args:
        score: The score.
        threshold: The points at which an axis is part of the verdict.
    """
    if is_needed_anyway(score, threshold):
        return "needed, whatever its points"
    held = ", but held back" if not score.needed and score.points >= threshold else ""
    return f"{count_noun(score.points, 'point')}, needs {threshold}{held}"


def shorten_points(score: Score, threshold: int) -> str:
    """Return what `describe_points` says in a word or three: `9 of 4`, or `needed`."""
    if is_needed_anyway(score, threshold):
        return "needed"
    return f"{score.points} of {threshold}"


def is_needed_anyway(score: Score, threshold: int) -> bool:
    """Return whether an axis is part of the verdict by a rule, without the points for it."""
    return score.needed and score.points < threshold


def describe_score(score: Score, threshold: int) -> str:
    """Return what an axis has and needs, such as `Knowledge: 9 points, needs 4`.

    Args:
        score: The score.
        threshold: The points at which an axis is part of the verdict.
    """
    return f"{capitalize(score.axis)}: {describe_points(score, threshold)}"


def describe_flip(flip: Flip) -> str:
    """Return a flip as a sentence without its full stop."""
    return _flips([flip], flip.verdict)


def describe_flips(flips: Sequence[Flip]) -> tuple[str, ...]:
    """Return flips as sentences without their full stops, one for each type; one where none is.

    Where further answers would do the same, those that are named are examples, and said to be.
    """
    order = list(VerdictType)
    ranked = sorted(flips, key=lambda flip: order.index(flip.verdict))
    by_type = groupby(ranked, key=lambda flip: flip.verdict)
    grouped = [(list(group), verdict) for verdict, group in by_type]
    told = (_flips(group, kind, examples=group[0].more) for group, kind in grouped)
    return tuple(told) or (NO_FLIP,)


def _flips(flips: Sequence[Flip], verdict: VerdictType, *, examples: bool = False) -> str:
    quoted = [f'"{flip.answer}"' if flip.option.statement else flip.answer for flip in flips]
    *most, last = quoted
    listed = f"{', '.join(most)} or {last}" if most else last
    aside = ", for example," if examples else ""
    return f"{listed}{aside} would make it {verdict.label}"
