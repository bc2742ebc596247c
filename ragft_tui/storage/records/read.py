"""Records to classify, one at a time: JSON lines, CSV, or a description a line; ids found twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, Final, Literal

from ragft_tui.core.errors import (
    MOST_PROBLEMS,
    ROOT,
    Index,
    InvalidAnswerError,
    Location,
    Position,
    RagftError,
    UsageError,
    describe_value,
    raise_problems,
    unknown_name,
)
from ragft_tui.core.interview import is_no_answer, is_no_text, parse_answer
from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import slug, uncapitalize
from ragft_tui.storage.project import CapabilityTable, decode_capability
from ragft_tui.storage.records.fields import TEXTS, FieldNames, Fields, UnknownName
from ragft_tui.storage.records.rows import Row, read_lines, read_rows
from ragft_tui.storage.toml import validate

RecordFormat = Literal["jsonl", "csv", "txt"]

_Pairs = Iterable[tuple[str, object]]

_NAME_READ: Final = 200
_MOST_NAMES: Final = 1_000
"""Unknown names that are reported, once each; no file of records has more."""

_OBJECT: Final = "an object"
"""What JSON calls a table; CSV has none."""

_WHOLE: Final = re.compile(r"\d+\.0")
"""A whole number as pandas writes a column of them in which one was missing."""

_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Record:
    """A record that could be read."""

    line: int
    """The number of its line, from one."""
    capability: Capability
    unknown: tuple[str, ...] = ()
    """The names of fields that were passed over."""


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that could not be read, and why."""

    line: int
    problems: tuple[RagftError, ...]
    id: str = ""
    """Its id and its name, as far as they are known."""
    name: str = ""


def read_records(
    stream: BinaryIO,
    kind: RecordFormat,
    rulebook: Rulebook,
    *,
    strict: bool = False,
    report: Callable[[UnknownName], None] = lambda _: None,
) -> Iterator[Record | BadRecord]:
    """Read records one by one, in memory that does not grow with their number.

    A record has `id`, `name`, `description` and `answers`, a table of question and value; any field
    or column may be named after a question as well, by its id or its title. Unknown names are
    passed over and reported; blank lines, and fields that are empty or null, mean nothing. A record
    without id gets one from its name or its line.

    Args:
        stream: The bytes of the file; of CSV in which ids may be numbers, one that can be read
            twice.
        kind: The format of the records.
        rulebook: Gives the questions and options that answers may name.
        strict: Whether an unknown name is an error.
        report: Called with each unknown name once; not if it is an error.
    """
    reader = _Reader(rulebook, FieldNames(rulebook, in_csv=kind == "csv"), strict, report)
    if kind == "csv":
        yield from reader.csv(stream)
        return
    parse = _parse_json if kind == "jsonl" else _parse_text
    for line in read_lines(stream):
        if line.error:
            yield BadRecord(line.number, (line.error,))
        elif line.text.strip():
            yield reader.record(line.number, partial(parse, line.text))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the records of one file."""

    _rulebook: Rulebook
    _names: FieldNames
    _strict: bool
    _report: Callable[[UnknownName], None]
    _reported: set[str] = field(default_factory=set)
    """The unknown names that were reported."""

    def record(self, number: int, parse: Callable[[], _Pairs]) -> Record | BadRecord:
        record_id = name = ""
        try:
            fields = self._names.sort(parse())
            given = fields.values.get("name", "")
            shown = (_id_text(given), _id_of(fields, number))
            name, record_id = (each if isinstance(each, str) else "" for each in shown)
            raise_problems(self._pass_over(fields.unknown))
            capability = self._capability(fields, number)
        except RagftError as error:
            return BadRecord(number, error.problems, record_id, name)
        return Record(number, capability, tuple(filter(None, (x.name for x in fields.unknown))))

    def csv(self, stream: BinaryIO) -> Iterator[Record | BadRecord]:
        start = stream.tell() if stream.seekable() else None
        rows = read_rows(read_lines(stream))
        header = next(rows, None)
        if header is None:
            return
        try:
            raise_problems(self._header_problems(header))
        except RagftError as error:
            yield BadRecord(header.number, error.problems)
            return
        whole: bool | None = None
        for row in rows:
            if row.error:
                yield BadRecord(row.number, (row.error,))
                continue
            if whole is None:
                whole = self._has_whole_id(header, row) and self._has_whole_ids(stream, start)
            yield self.record(row.number, partial(self._cells, header, row, whole=whole))

    def _pass_over(self, unknown: Iterable[UnknownName]) -> Iterator[RagftError]:
        """Report unknown names, each once, or yield their errors if none may be passed over.

        A column without a name is never an error: nobody can mistake it.
        """
        for each in unknown:
            if self._strict and each.name:
                yield each.error
            elif each.name not in self._reported and len(self._reported) < _MOST_NAMES:
                self._reported.add(each.name)
                self._report(each)

    def _header_problems(self, header: Row) -> Iterator[RagftError]:
        """Yield what keeps every record from being read, and report unknown columns."""
        if header.error:
            yield header.error
            return
        if not any(self._names.role(name) in TEXTS for name in header.cells):
            yield UsageError(
                "no column is a name or description",
                advice="name the columns in the first row, commas between: id,name,description",
            )
        first: dict[str, int] = {}
        unknown = []
        for number, name in enumerate(map(str.strip, header.cells)):
            meaning = self._names.meaning(name)
            if meaning is None:
                unknown += [self._names.unknown(name)] if name else []
            elif first.setdefault(meaning.key, number) != number:
                yield UsageError(
                    f"is already column {first[meaning.key] + 1}",
                    location=ROOT / "columns" / Index(number, name),
                    advice="remove one",
                )
        yield from self._pass_over(unknown)

    def _cells(self, header: Row, row: Row, *, whole: bool) -> _Pairs:
        """Yield names and cells of a row."""
        missing = len(header.cells) - len(row.cells)
        if missing > 0 or any(cell.strip() for cell in row.cells[len(header.cells) :]):
            raise UsageError(
                f"has {len(row.cells)} cells, and the first row has {len(header.cells)}",
                advice="write empty cells as well, and quotes around text with a comma",
            )
        for name, cell in zip(header.cells, row.cells, strict=False):
            text = cell.strip()
            if whole and self._names.role(name) == "id":
                text = text.removesuffix(".0")
            yield name.strip(), text

    def _has_whole_id(self, header: Row, row: Row) -> bool:
        if len(row.cells) != len(header.cells):
            return True  # no record, so its id is none
        pairs = zip(header.cells, row.cells, strict=True)
        ids = [cell.strip() for name, cell in pairs if self._names.role(name) == "id"]
        return bool(ids) and (is_no_text(ids[0]) or _WHOLE.fullmatch(ids[0]) is not None)

    def _has_whole_ids(self, stream: BinaryIO, start: int | None) -> bool:
        """Look through all ids: `2.0` is a number only if all of them are, else it is text."""
        if start is None:
            return False
        here = stream.tell()
        stream.seek(start)
        rows = read_rows(read_lines(stream))
        header = next(rows)
        found = all(row.error or self._has_whole_id(header, row) for row in rows)
        stream.seek(here)
        return found

    def _capability(self, fields: Fields, number: int) -> Capability:
        """Return the capability that a record describes.

        Raises:
            RagftError: If it describes none.
        """
        values = fields.values
        if not any(role in values for role in TEXTS):
            raise UsageError("has neither name nor description", advice="say what it does")
        problems: list[RagftError] = []
        table = {
            "id": _id_of(fields, number),
            "name": values.get("name", ""),
            "description": values.get("description", ""),
            "answers": dict(self._answers(fields, problems)),
        }
        try:
            shape = validate(table, CapabilityTable, table=_OBJECT)
            capability = decode_capability(shape, self._rulebook, mapping=_OBJECT)
        except RagftError as error:
            problems[:0] = error.problems
        raise_problems(iter(problems))
        return capability

    def _answers(
        self, fields: Fields, problems: list[RagftError]
    ) -> Iterator[tuple[str, AnswerValue]]:
        """Yield questions and answers, and collect the problems of others."""
        given: list[tuple[Question | None, str, Location, object]] = [
            (question, name, ROOT / name, value) for question, name, value in fields.answers
        ]
        answers = ROOT / "answers"
        table = fields.values.get("answers", {})
        if isinstance(table, dict):
            meanings = ((name, self._names.meaning(name)) for name in table)
            given += [
                (meaning.question if meaning else None, name, answers / name, table[name])
                for name, meaning in meanings
            ]
        else:
            what = f"must be {_OBJECT}, not {describe_value(table, _OBJECT)}"
            problems.append(UsageError(what, location=answers))
        first: dict[str, Location] = {}
        for question, name, location, value in given:
            if is_no_answer(value):
                continue
            if question is None:
                ids = [each.id for each in self._rulebook.questions]
                problems.append(unknown_name("question", name, ids, answers / name, is_key=True))
                if len(problems) > MOST_PROBLEMS:
                    raise_problems(iter(problems))
            elif first.setdefault(question.id, location) != location:
                what = f'answers the same question as "{first[question.id]}"'
                problems.append(UsageError(what, location=location, advice="remove one"))
            else:
                try:
                    if (answer := parse_answer(question, value)) is not None:
                        yield question.id, answer
                except InvalidAnswerError as error:
                    problems.append(error.placed(location=location))


def _id_of(fields: Fields, number: int) -> object:
    """Return the id of a record, or one made of its name or the number of its line."""
    if "id" in fields.values:
        return _id_text(fields.values["id"])
    name = fields.values.get("name")
    return slug(name[:_NAME_READ]) if isinstance(name, str) else f"line-{number}"


def _id_text(value: object) -> object:
    """Return an id that is a number as text: programs count, and some of them in fractions."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, bool) or not isinstance(value, int) else str(value)


def _parse_json(line: str) -> _Pairs:
    try:
        fields = json.loads(line.rstrip("\r\n"), object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        message = uncapitalize(error.msg)
        raise UsageError(
            f"is not JSON: {message}",
            position=Position(None, error.colno),
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
    return fields.items()


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Return an object, or raise UsageError if two of its fields have one name."""
    fields: dict[str, object] = {}
    for key, value in pairs:
        if key in fields:
            raise UsageError(f'"{key[:60]}" appears twice in one object', advice="remove one")
        fields[key] = value
    return fields


def _parse_text(line: str) -> _Pairs:
    return [("description", line.strip())]


class DuplicateIds(AbstractContextManager["DuplicateIds"]):
    """Finds ids that stand in several records, in memory that does not grow."""

    def __init__(self) -> None:
        """Create the database."""
        # Rare, and slow to import.
        import sqlite3

        self.count = 0
        """How many records have an id that stood before."""
        self.examples: list[tuple[str, int, int]] = []
        """Some of them: the id, the line where it stood first, and where it stands again."""
        self._failure = sqlite3.Error
        # Without a name, it is in a temporary file once it outgrows its cache of 2 MB.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, record_id: str, line: int) -> None:
        """Add a record.

        Args:
            record_id: Its id.
            line: The number of its line.
        """
        with suppress(self._failure):  # a disk that is full: what goes on is worth more
            insert = "INSERT OR IGNORE INTO ids VALUES (?, ?)"
            if self._database.execute(insert, (record_id, line)).rowcount:
                return
            self.count += 1
            if len(self.examples) < _EXAMPLES:
                found = self._database.execute("SELECT line FROM ids WHERE id = ?", (record_id,))
                self.examples.append((record_id, found.fetchone()[0], line))
