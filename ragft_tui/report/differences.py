"""Differences between two versions of a project as text, Markdown, JSON, or lines by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final, Literal

from ragft_tui.core.review import Difference
from ragft_tui.core.text import clean, one_line
from ragft_tui.report.batch import render_json

DifferenceFormat = Literal["text", "md", "json"]

_Differences = Sequence[Difference]
_MARKED: Final = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def difference_lines(differences: _Differences, old: str, new: str) -> list[str]:
    """Return the differences as lines, each field followed by a line for either side.

    Args:
        differences: The differences.
        old: The name of the old version, such as "mine".
        new: The name of the new version.
    """
    lines: list[str] = []
    for item in differences:
        lines.append(one_line(f"{item.capability or 'project'}: {item.field or 'all of it'}"))
        sides = ((old, item.old), (new, item.new))
        lines += [f"  {side}: {one_line(text) if text else '(nothing)'}" for side, text in sides]
    return lines


def render_differences(differences: _Differences, output: DifferenceFormat) -> str:
    """Return a report of differences, each line ended.

    Args:
        differences: The differences, in order.
        output: `text`, `md` or `json`.
    """
    return _FORMATS[output](differences)


def _text(differences: _Differences) -> str:
    lines: list[str] = []
    for (name, _), group in groupby(differences, lambda item: (item.capability, item.id)):
        lines += ["", one_line(name or "project")]
        for item in group:
            lines += _field_lines(item)
    return "\n".join([*lines[1:], "", _summary(differences), ""]).lstrip("\n")


def _field_lines(item: Difference) -> list[str]:
    if not item.field:
        sign, text = ("+", item.new) if item.new else ("-", item.old)
        return [f"  {sign} {'added' if sign == '+' else 'removed'}: {one_line(text)}"]
    head = f"  {item.field}"
    if len(item.old) + len(item.new) <= _SHORT:
        return [f"{head}: {_side(item.old)} -> {_side(item.new)}"]
    return [head, f"    - {_side(item.old)}", f"    + {_side(item.new)}"]


_SHORT: Final = 60


def _side(text: str) -> str:
    return one_line(text) if text else "(nothing)"


def _summary(differences: _Differences) -> str:
    whole = [item for item in differences if item.id and not item.field]
    added = sum(bool(item.new) for item in whole)
    changed = len({item.id for item in differences if item.id and item.field})
    counts = ((changed, "changed"), (added, "added"), (len(whole) - added, "removed"))
    parts = [f"{count} {word}" for count, word in counts if count]
    if not differences:
        return "No differences."
    return f"Capabilities: {', '.join(parts)}." if parts else "Only the project itself changed."


def _markdown(differences: _Differences) -> str:
    if not differences:
        return "No differences.\n"
    rows = [
        f"| {_cell(item.capability or 'project')} | {_cell(item.field or 'all of it')} "
        f"| {_cell(item.old)} | {_cell(item.new)} |"
        for item in differences
    ]
    head = ["| Capability | Field | Old | New |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, "", _summary(differences), ""])


def _cell(text: str) -> str:
    return _MARKED.sub(r"\\\1", one_line(text)) if text else "–"


def _json(differences: _Differences) -> str:
    found = [
        {
            "capability": item.id or None,
            "name": clean(item.capability),
            "field": item.field or None,
            "old": clean(item.old) or None,
            "new": clean(item.new) or None,
        }
        for item in differences
    ]
    return render_json({"differences": found}) + "\n"


_FORMATS: Final[Mapping[DifferenceFormat, Callable[[_Differences], str]]] = {
    "text": _text,
    "md": _markdown,
    "json": _json,
}
