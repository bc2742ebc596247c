"""An import in words: how a file was read, what each row would change, and the preview as text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from ragft_tui.core.errors import Position
from ragft_tui.core.importing import CHANGING, Candidate, Format, PlanRow, RowState, Source, Unread
from ragft_tui.core.model import Capability
from ragft_tui.core.review import diff_capabilities
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import as_sentence, count_noun, one_line
from ragft_tui.report.columns import cut

FORMAT_NAMES: Final[dict[Format, str]] = {
    "csv": "table",
    "jsonl": "JSON lines",
    "json": "objects (JSON or YAML)",
    "list": "list",
    "lines": "one capability a line",
    "openapi": "OpenAPI description",
    "tools": "tool manifest",
    "project": "project",
}
"""What the formats are called."""

_SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LONGEST: Final = 60
"""Columns of a description in the preview."""


def separator_name(separator: str) -> str:
    """Return what a separator of cells is called."""
    return _SEPARATORS.get(separator, f'"{separator}"')


def describe_source(source: Source) -> str:
    """Return how a file was read, such as `table, cp1252, semicolons, header in the first row`."""
    header = {True: "header in the first row", False: "no header", None: ""}[source.header]
    separator = separator_name(source.separator) if source.separator else ""
    parts = (FORMAT_NAMES[source.format], source.encoding, separator, header)
    return one_line(", ".join(filter(None, parts)))


def describe_mapping(source: Source) -> str:
    """Return what the columns of a table were read as, such as `Summary as name`."""
    pairs = dict.fromkeys(f"{column} as {field}" for column, field in source.mapping)
    return one_line(", ".join(pairs))


def describe_unread(unread: Unread, name: str = "") -> str:
    """Return where a row stands that was not taken, and why.

    Args:
        unread: The row.
        name: The file that it stands in; empty where there is only one.
    """
    position = str(Position(unread.line, unread.column or None))
    return one_line(": ".join(filter(None, (name, position, unread.why))))


def describe_row(row: PlanRow, rulebook: Rulebook) -> tuple[str, ...]:
    """Return what a row brings or changes, field by field, and what is odd about it.

    Args:
        row: The row.
        rulebook: Gives the words for questions and options.
    """
    lines = []
    if row.before is None:
        bare = Capability(row.after.id, row.after.name, row.after.description)
        brought = diff_capabilities(bare, row.after, rulebook)
        lines += [f"{one_line(each.field)}: {one_line(each.new)}" for each in brought]
    elif row.state is RowState.CHANGED:
        lines += [
            f"{one_line(each.field)}: {one_line(each.old) or '(empty)'} → {one_line(each.new)}"
            for each in diff_capabilities(row.before, row.after, rulebook)
        ]
    return (*lines, *_oddities(row))


def _oddities(row: PlanRow) -> Iterator[str]:
    if row.repeats is not None:
        yield f"It says the same as line {row.repeats.line}."
    if row.shares_id_with is not None:
        line = row.shares_id_with.line
        yield f"Line {line} has its id, too, so it gets another: {row.after.id}."
    if row.keeps_decision:
        yield "It brings another decision; the one that was made here stays."


def count_extras(row: PlanRow) -> str:
    """Return what a new row brings beside name and description, such as `3 answers, notes`."""
    item = row.after
    if row.before is not None:
        return ""
    answers = count_noun(len(item.answers), "answer") if item.answers else ""
    notes = "notes" if item.notes.strip() else ""
    decision = f"{item.review.decision}" if item.review else ""
    return ", ".join(filter(None, (answers, notes, decision)))


def describe_briefly(candidate: Candidate) -> str:
    """Return a description on one line; an empty text where it says no more than the name."""
    text = one_line(candidate.description)
    return "" if text.rstrip(" .") == one_line(candidate.name).rstrip(" .") else text


def render_preview(
    rows: Sequence[PlanRow], ticked: Collection[int], rulebook: Rulebook, *, most: int | None = None
) -> Iterator[str]:
    """Yield the rows of a plan that are more than the same, each with what it changes, as lines.

    Args:
        rows: The rows.
        ticked: The indices of those that are taken in.
        rulebook: Gives the words for questions and options.
        most: How many rows are shown; `None` for all.
    """
    told = [at for at, row in enumerate(rows) if row.state in CHANGING or row.keeps_decision]
    for at in told[:most]:
        yield render_row(at + 1, rows[at], ticked=at in ticked)
        is_new = rows[at].state is RowState.NEW
        about = _oddities(rows[at]) if is_new else describe_row(rows[at], rulebook)
        yield from (f"   {line}" for line in about)
    if most is not None and len(told) > most:
        yield f"... and {len(told) - most:,} more rows"


def render_row(number: int, row: PlanRow, *, ticked: bool) -> str:
    """Return a row as one line: its number, what it does, name and beginning of the description.

    Args:
        number: The number of the row.
        row: The row.
        ticked: Whether it is taken in; one that changes nothing need not be.
    """
    left_out = "" if ticked or row.state is RowState.SAME else ", left out"
    name, description = one_line(row.candidate.name), describe_briefly(row.candidate)
    about = f": {cut(description, _LONGEST)}" if description else ""
    extras = f" ({extras})" if (extras := count_extras(row)) else ""
    return f"{number}. {row.state}{left_out}: {name}{extras}{about}"


def render_unread(unread: Iterable[tuple[str, Unread]], *, several: bool) -> Iterator[str]:
    """Yield a line for each row that was not read.

    Args:
        unread: Pairs of file and row.
        several: Whether several files were read, so that each line names its own.
    """
    for name, each in unread:
        yield f"not read: {describe_unread(each, name if several else '')}"


def describe_notes(source: Source) -> tuple[str, ...]:
    """Return what a person should know of how a file was read, in sentences."""
    return tuple(as_sentence(one_line(note)) for note in source.notes)
