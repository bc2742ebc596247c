"""Records to classify, one at a time: JSON lines, CSV, or one description a line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Final, Literal

import msgspec

from ragft_tui.core.errors import ProblemsError, RagftError, UsageError
from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.strict import read
from ragft_tui.core.text import slug
from ragft_tui.store.meaning import capability_of
from ragft_tui.store.schema import CapabilityTable

__all__ = ["BadRecord", "Record", "RecordFormat", "read_records"]

RecordFormat = Literal["jsonl", "csv", "txt"]

Fields = dict[str, object]

LINE_BYTES: Final = 1024 * 1024
"""The longest line that is read; a longer one is a bad record."""


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


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    fault: str = ""
    """Why the line cannot be read, where it cannot."""


def read_records(
    stream: BinaryIO, kind: RecordFormat, rulebook: Rulebook
) -> Iterator[Record | BadRecord]:
    """Read records one by one, in memory that does not grow with their number.

    A record has `id`, `name` (or `title`), `description` and `answers`, a table of question and
    value; in CSV each question is a column. Other fields are passed over.

    Args:
        stream: The bytes of the file.
        kind: How the records are written.
        rulebook: Gives the questions and options that answers may name.
    """
    lines = _lines(stream)
    if kind == "csv":
        yield from _csv(lines, rulebook)
        return
    for line in lines:
        if line.text.strip() or line.fault:
            parse = _json if kind == "jsonl" else _description
            yield _record(line, partial(parse, line.text), rulebook)


def _lines(stream: BinaryIO) -> Iterator[_Line]:
    number = 0
    while raw := stream.readline(LINE_BYTES):
        number += 1
        fault = ""
        if not raw.endswith(b"\n") and len(raw) == LINE_BYTES:
            fault = f"is longer than {LINE_BYTES:,} bytes"
            while (rest := stream.readline(LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace")
        if not fault and "\ufffd" in text and "\ufffd".encode() not in raw:
            fault = "is not UTF-8 text"
        yield _Line(number, text, fault)


def _record(line: _Line, parse: Callable[[], Fields], rulebook: Rulebook) -> Record | BadRecord:
    try:
        if line.fault:
            raise UsageError(line.fault)
        return Record(line.number, _capability(parse(), line.number, rulebook))
    except ProblemsError as error:
        return BadRecord(line.number, error.problems)
    except RagftError as error:
        return BadRecord(line.number, (error,))


def _capability(fields: Fields, number: int, rulebook: Rulebook) -> Capability:
    name = fields.get("name", fields.get("title", ""))
    table = {
        "id": fields.get("id")
        or (slug(name) if isinstance(name, str) and name else f"line-{number}"),
        "name": name,
        "description": fields.get("description", ""),
        "answers": fields.get("answers", {}),
    }
    capability = capability_of(read(table, CapabilityTable), rulebook)
    if not (capability.name.strip() or capability.description.strip()):
        raise UsageError("has neither name nor description", advice="say what it does")
    return capability


def _json(text: str) -> Fields:
    try:
        fields = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UsageError(f"is not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise UsageError("is not a JSON object", advice='write {"description": "..."}')
    return fields


def _description(text: str) -> Fields:
    return {"description": text.strip()}


def _csv(lines: Iterator[_Line], rulebook: Rulebook) -> Iterator[Record | BadRecord]:
    """Read CSV; a record may run over several lines, and a fault in one of them spoils it."""
    faults: list[str] = []

    def texts() -> Iterator[str]:
        for line in lines:
            if line.fault:
                faults.append(line.fault)
            yield line.text

    rows = csv.reader(texts(), strict=True)
    header = [name.strip() for name in next(rows, [])]
    questions = {question.id: question for question in rulebook.questions}
    while True:
        first = rows.line_num + 1
        faults.clear()
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield BadRecord(first, (UsageError(f"is not CSV: {error}"),))
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            line = _Line(first, "", faults[0] if faults else "")
            cells = dict(zip(header, row, strict=False))
            yield _record(line, partial(_of_columns, cells, questions), rulebook)


def _of_columns(cells: dict[str, str], questions: Mapping[str, Question]) -> Fields:
    """Return the fields of a row: cells of questions are answers, empty ones are none."""
    fields: dict[str, object] = {
        key: cell for key, cell in cells.items() if key not in questions and cell
    }
    fields["answers"] = {
        key: int(cell) if questions[key].numeric and cell.isdecimal() else cell
        for key, text in cells.items()
        if key in questions and (cell := text.strip())
    }
    return fields
