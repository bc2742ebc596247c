"""Records to classify, one at a time: JSON lines, CSV, or one description a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Final, Literal

from ragft_tui.core.errors import ProblemsError, RagftError, UsageError
from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.rules.places import numbered
from ragft_tui.core.rules.rulebook import Question, Rulebook
from ragft_tui.core.strict import read
from ragft_tui.core.text import slug
from ragft_tui.store.csv_rows import read_rows
from ragft_tui.store.lines import Line, read_lines
from ragft_tui.store.meaning import capability_of
from ragft_tui.store.schema import CapabilityTable

__all__ = ["BadRecord", "Record", "RecordFormat", "read_records"]

RecordFormat = Literal["jsonl", "csv", "txt"]

Fields = Mapping[str, object]

_NAMED: Final = ("name", "title", "description")
"""The fields of which one must say what the capability is."""
_NAME_READ: Final = 200
_OBJECT: Final = "an object"
"""What JSON calls a table; CSV has none."""
_LONGEST_NUMBER: Final = 40


@dataclass(frozen=True, slots=True)
class Record:
    """A record that could be read."""

    line: int
    """The number of its line, from one."""
    capability: Capability


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that could not be read, and why."""

    line: int
    problems: tuple[RagftError, ...]


def read_records(
    stream: BinaryIO, kind: RecordFormat, rulebook: Rulebook
) -> Iterator[Record | BadRecord]:
    """Read records one by one, in memory that does not grow with their number.

    A record has `id`, `name` (or `title`), `description` and `answers`, a table of question and
    value; in CSV each question is a column. Other fields are passed over, and so are blank lines
    and fields that are empty or null. A record without id takes one from its name or its line.

    Args:
        stream: The bytes of the file.
        kind: How the records are written.
        rulebook: Gives the questions and options that answers may name.
    """
    lines = read_lines(stream)
    if kind == "csv":
        yield from _csv(lines, rulebook)
        return
    parse = _json if kind == "jsonl" else _description
    for line in lines:
        if line.fault:
            yield BadRecord(line.number, (line.fault,))
        elif line.text.strip():
            yield _record(line.number, partial(parse, line), rulebook)


def _record(number: int, parse: Callable[[], Fields], rulebook: Rulebook) -> Record | BadRecord:
    try:
        return Record(number, _capability(parse(), number, rulebook))
    except ProblemsError as error:
        return BadRecord(number, tuple(_placed(problem) for problem in error.problems))
    except RagftError as error:
        return BadRecord(number, (error,))


def _capability(fields: Fields, number: int, rulebook: Rulebook) -> Capability:
    given = {key: value for key, value in fields.items() if not _absent(value)}
    if not any(key in given for key in _NAMED):
        raise UsageError("has neither name nor description", advice="say what it does")
    name = given.get("name", given.get("title", ""))
    answers = given.get("answers", {})
    if isinstance(answers, dict):
        answers = {key: value for key, value in answers.items() if value is not None}
    table = {
        "id": given.get("id", _id(name, number)),
        "name": name,
        "description": given.get("description", ""),
        "answers": answers,
    }
    return capability_of(read(table, CapabilityTable, table=_OBJECT), rulebook, mapping=_OBJECT)


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _id(name: object, number: int) -> str:
    return slug(name[:_NAME_READ]) if isinstance(name, str) and name else f"line-{number}"


def _placed(problem: RagftError) -> RagftError:
    """Return a problem whose place starts with a field."""
    where = problem.where.removeprefix("record.")
    return UsageError(problem.what, where=where, advice=problem.advice)


def _json(line: Line) -> Fields:
    try:
        fields = json.loads(line.text.rstrip("\r\n"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:]
        raise UsageError(
            f"is not JSON: {message}",
            where=f"column {error.colno}",
            advice="write one whole object on one line",
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise UsageError("a number is too long", advice="shorten it") from error
    except RecursionError as error:
        raise UsageError("lists or objects are nested too deeply", advice="flatten it") from error
    if not isinstance(fields, dict):
        raise UsageError(
            "is not a JSON object", advice='write one object a line, such as {"description": "..."}'
        )
    return fields


def _once(pairs: Sequence[tuple[str, object]]) -> Fields:
    """Return an object; of two fields of one name nobody knows which is meant."""
    fields: dict[str, object] = {}
    for key, value in pairs:
        if key in fields:
            raise UsageError(f'"{key[:60]}" stands twice in one object', advice="remove one")
        fields[key] = value
    return fields


def _description(line: Line) -> Fields:
    return {"description": line.text.strip()}


def _csv(lines: Iterator[Line], rulebook: Rulebook) -> Iterator[Record | BadRecord]:
    questions = {question.id: question for question in rulebook.questions}
    known = {key.casefold(): key for key in ("id", *_NAMED, *questions)}
    rows = read_rows(lines)
    header = next(rows, None)
    if header is None:
        return
    columns = [known.get(cell.strip().casefold(), "") for cell in header.cells]
    if problems := (header.fault,) if header.fault else tuple(_header_problems(columns)):
        yield BadRecord(header.number, problems)
        return
    for row in rows:
        if row.fault:
            yield BadRecord(row.number, (row.fault,))
        else:
            yield _record(row.number, partial(_of_cells, columns, row.cells, questions), rulebook)


def _header_problems(columns: Sequence[str]) -> Iterator[RagftError]:
    """Yield what keeps every record from being read."""
    if not any(column in _NAMED for column in columns):
        yield UsageError(
            "no column is a name or description",
            advice="name the columns in the first row, with commas between: id,name,description",
        )
    for number, column in enumerate(columns, start=1):
        if column and column in columns[: number - 1]:
            first = columns.index(column) + 1
            yield UsageError(
                f"is column {first} already",
                where=numbered("columns", number, column),
                advice="remove one",
            )


def _of_cells(
    columns: Sequence[str], cells: Sequence[str], questions: Mapping[str, Question]
) -> Fields:
    """Return the fields of a row: cells of questions are answers, empty ones are none."""
    missing = len(columns) - len(cells)
    if missing > 0 or any(cell.strip() for cell in cells[len(columns) :]):
        raise UsageError(
            f"has {len(cells)} cells, and the first row has {len(columns)}",
            advice="write empty cells as well, and quotes around text with a comma",
        )
    texts = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if column}
    answers = {
        column: _answer(questions[column], text)
        for column, text in texts.items()
        if column in questions and text
    }
    return {**texts, "answers": answers}


def _answer(question: Question, text: str) -> AnswerValue:
    is_number = question.numeric and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else text
