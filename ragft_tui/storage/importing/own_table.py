"""The CSV of our own reports, read back: all that a project file says of a capability."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from ragft_tui.core.errors import (
    ROOT,
    InvalidAnswerError,
    RagftError,
    UsageError,
    raise_problems,
    unknown_name,
)
from ragft_tui.core.formulas import undisarm
from ragft_tui.core.interview import parse_answer
from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.patterns import pattern
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.storage.importing.entry import Entry
from ragft_tui.storage.project import CapabilityTable, decode_capability
from ragft_tui.storage.toml.validate import validate

_MARKS: Final = frozenset({"id", "name", "description", "counts_as", "decision.judged"})
"""Columns that no other table has together."""
_PLAIN: Final = ("id", "name", "description", "notes", "notes_by")
_REVIEW: Final = ("type", "because", "by", "judged", "rulebook")
_DATE: Final = pattern(r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})")
"""A date as Excel writes it in German and many other languages."""
_OBJECT: Final = "an object"
OWN_TABLE: Final = "It is a report of this program, so all that it says of a project is read."
"""What a person should know of such a table."""


def is_own_table(columns: Collection[str]) -> bool:
    """Return whether the columns of a table are those of our own reports."""
    return set(columns) >= _MARKS


def own_entry(entry: Entry, rulebook: Rulebook) -> Entry:
    """Return the entry of a row of our own CSV with its whole capability.

    Args:
        entry: The row as any table has it.
        rulebook: Gives the questions and options that answers may name.
    """
    if entry.problems:
        return entry
    try:
        capability = own_capability(dict(entry.columns), rulebook)
    except RagftError as error:
        return replace(entry, pairs=(), problems=error.problems)
    return replace(entry, capability=capability)


def own_capability(cells: Mapping[str, str], rulebook: Rulebook) -> Capability:
    """Return the capability in a row of our own CSV.

    Args:
        cells: The cells that have a value, by their columns, as they stand in the file.
        rulebook: Gives the questions and options that answers may name.

    Raises:
        ProblemsError: With every problem; its location is the column.
    """
    texts = {column: undisarm(cell) for column, cell in cells.items()}
    problems: list[RagftError] = []
    if not texts.get("name", "").strip():
        problems.append(UsageError("is not described yet", location=ROOT / "name"))
    table: dict[str, object] = {key: texts[key] for key in _PLAIN if key in texts}
    table["answers"] = dict(_answers(texts, rulebook, problems))
    for group in ("because", "named"):
        table[group] = dict(_under(group, texts))
    try:
        if review := _review(texts):
            table["review"] = review
        shape = validate(table, CapabilityTable, table=_OBJECT)
        capability = decode_capability(shape, rulebook, mapping=_OBJECT)
    except RagftError as error:
        problems += error.problems
    raise_problems(iter(problems))
    return capability


def _under(group: str, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the questions of a group of columns, each with its cell."""
    for column, text in texts.items():
        head, _, question = column.partition(".")
        if head == group and question:
            yield question, text


def _answers(
    texts: Mapping[str, str], rulebook: Rulebook, problems: list[RagftError]
) -> Iterator[tuple[str, AnswerValue]]:
    """Yield questions and answers, and collect the problems of others."""
    questions = {each.id: each for each in rulebook.questions}
    for key, text in _under("answer", texts):
        location = ROOT / f"answer.{key}"
        try:
            if key not in questions:
                raise unknown_name("question", key, questions, location)
            if (value := parse_answer(questions[key], text)) is not None:
                yield key, value
        except InvalidAnswerError as error:
            problems.append(error.placed(location=location))
        except UsageError as error:
            problems.append(error)


def _review(texts: Mapping[str, str]) -> dict[str, object]:
    """Return the table of the decision; an empty one where there is none.

    Raises:
        UsageError: If its day is none.
    """
    decision = texts.get("decision", "").strip()
    if not decision:
        return {}
    given = {key: texts[f"decision.{key}"] for key in _REVIEW if texts.get(f"decision.{key}")}
    return {"decision": decision, "on": _day(texts.get("decision.on", "")), **given}


def _day(text: str) -> date:
    found = _DATE.fullmatch(text.strip())
    try:
        if found:
            return date(*(int(found[part]) for part in ("year", "month", "day")))
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            f'"{text[:20]}" is not a day', location=ROOT / "decision.on", advice="write 2026-11-22"
        ) from None
