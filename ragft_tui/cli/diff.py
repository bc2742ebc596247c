"""The command `diff`: what differs between two versions of a project, as text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final, Literal

import click

from ragft_tui.cli.context import RunContext, format_option
from ragft_tui.cli.errors import report_lexicon
from ragft_tui.core.review import Difference, diff_projects
from ragft_tui.core.text import clean, one_line
from ragft_tui.report.markdown_text import md_line
from ragft_tui.report.verdicts import render_json
from ragft_tui.storage.git import read_version
from ragft_tui.storage.project import decode_project

DifferenceFormat = Literal["text", "md", "json"]

_Differences = Sequence[Difference]
_PROJECT: Final = "The project"
_WHOLE: Final = "the whole capability"
_SHORT: Final = 60
"""The most characters of both sides on one line."""


@click.command()
@click.argument("old")
@click.argument("new")
@format_option("text", "md", "json")
@click.option("--exit-code", is_flag=True, help="Exit with status 1 if they differ.")
@click.pass_obj
def diff(run: RunContext, old: str, new: str, output: DifferenceFormat, *, exit_code: bool) -> int:
    """Show which answers, verdicts and decisions differ between OLD and NEW.

    Each is a project file, or REVISION:PATH as git keeps it, such as HEAD:app.toml.
    """
    rulebook = run.rulebook()
    (before, one), (after, other) = (
        decode_project(data, path, rulebook) for data, path in map(read_version, (old, new))
    )
    # The same one for both: what was worked out by equal ones is looked up by comparing them.
    rules = (one, one if other == one else other)
    found = diff_projects(before, after, rules, words=None if output == "json" else other)
    click.echo(render_differences(found, output), nl=False)
    report_lexicon(other)
    return 1 if found and exit_code else 0


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
        lines += ["", one_line(name or _PROJECT)]
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
        f"| {' | '.join(map(_cell, (item.capability or _PROJECT, item.field or _WHOLE)))} "
        f"| {_cell(item.old)} | {_cell(item.new)} |"
        for item in differences
    ]
    head = ["| Capability | Field | Old | New |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, "", _summary(differences), ""])


def _cell(text: str) -> str:
    return md_line(text) if text else "–"


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
