"""Differences of two versions of a project, as lines to read."""

from __future__ import annotations

from collections.abc import Iterable

from ragft_tui.core.differences import Difference
from ragft_tui.core.text import one_line

__all__ = ["difference_lines"]


def difference_lines(differences: Iterable[Difference], old: str, new: str) -> list[str]:
    """Return a line for each side of each difference, under the field that differs.

    Args:
        differences: What differs.
        old: What the old version is called, such as "mine".
        new: What the new version is called.
    """
    lines: list[str] = []
    for item in differences:
        lines.append(one_line(f"{item.capability or 'project'}: {item.field or 'all of it'}"))
        sides = ((old, item.old), (new, item.new))
        lines += [f"  {side}: {one_line(text) if text else '(nothing)'}" for side, text in sides]
    return lines
