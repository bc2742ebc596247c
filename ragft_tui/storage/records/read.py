"""Records to classify, one at a time: JSON lines, CSV, or one description a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Final, Literal

from ragft_tui.core.errors import (
    MOST_PROBLEMS,
    ROOT,
    Index,
    InvalidAnswerError,
    Location,
    Position,
    ProblemsError,
    RagftError,
    UsageError,
    refuse,
)
from ragft_tui.core.interview.values import is_no_answer, is_nothing, read_value
from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.names import describe_value, unknown_key
from ragft_tui.core.rulebook.model import Question, Rulebook
from ragft_tui.core.text import slug
from ragft_tui.storage.project.decode import decode_capability
from ragft_tui.storage.project.schema import CapabilityTable
from ragft_tui.storage.records.fields import TEXTS, FieldNames, Fields, UnknownName
from ragft_tui.storage.records.rows import Line, Row, read_lines, read_rows
from ragft_tui.storage.toml.validate import validate

RecordFormat = Literal["jsonl", "csv", "txt"]

_Pairs = Iterable[tuple[str, object]]

_NAME_READ: Final = 200
_MOST_NAMES: Final = 1_000
"""So many names that mean nothing are told once each; no file of records has more."""

_OBJECT: Final = "an object"
"""What JSON calls a table; CSV has none."""

_WHOLE: Final = re.compile(r"\d+\.0")
"""A whole number as pandas writes a column of them in which one was missing."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record that could be read."""

    line: int
    """The number of its line, from one."""
    capability: Capability
    unknown: tuple[str, ...] = ()
    """The names of what stands in it and was passed over."""


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that could not be read, and why."""

    line: int
    problems: tuple[RagftError, ...]
    id: str = ""
    """Its id and its name, as far as they can be told."""
    name: str = ""


def read_records(
    stream: BinaryIO,
    kind: RecordFormat,
    rulebook: Rulebook,
    *,
    strict: bool = False,
    tell: Callable[[UnknownName], None] = lambda _: None,
) -> Iterator[Record | BadRecord]:
    """Read records one by one, in memory that does not grow with their number.

    A record has `id`, `name`, `description` and `answers`, a table of question and value; any field
    or column may be named after a question as well, by its id or its title. What is passed over is
    told; blank lines, and fields that are empty or null, say nothing. A record without id takes one
    from its name or its line.

    Args:
        stream: The bytes of the file; of CSV in which ids may be numbers, one that can be read
            twice.
        kind: How the records are written.
        rulebook: Gives the questions and options that answers may name.
        strict: Whether a name that means nothing is an error.
        tell: Told each such name once; not where it is an error.
    """
    reader = _Reader(rulebook, strict=strict, tell=tell, in_csv=kind == "csv")
    if kind == "csv":
        yield from reader.csv(stream)
        return
    parse = _json if kind == "jsonl" else _description
    for line in read_lines(stream):
        if line.error:
            yield BadRecord(line.number, (line.error,))
        elif line.text.strip():
            yield reader.record(line.number, partial(parse, line))


class _Reader:
    """Reads the records of one file."""

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        strict: bool,
        tell: Callable[[UnknownName], None],
        in_csv: bool,
    ) -> None:
        self._rulebook = rulebook
        self._strict = strict
        self._tell = tell
        self._names = FieldNames(rulebook, in_csv=in_csv)
        self._told: set[str] = set()

    def record(self, number: int, parse: Callable[[], _Pairs]) -> Record | BadRecord:
        try:
            fields = self._names.sort(parse())
        except RagftError as error:
            return BadRecord(number, (error,))
        name = fields.values.get("name", "")
        known = (
            _shown(_id_text(fields.values.get("id", _id(name, number)))),
            _shown(_id_text(name)),
        )
        try:
            self._pass_over(fields.unknown)
            capability = self._capability(fields, number)
        except ProblemsError as error:
            return BadRecord(number, error.problems, *known)
        except RagftError as error:
            return BadRecord(number, (error,), *known)
        return Record(number, capability, tuple(filter(None, (x.name for x in fields.unknown))))

    def csv(self, stream: BinaryIO) -> Iterator[Record | BadRecord]:
        begins = stream.tell() if stream.seekable() else None
        rows = read_rows(read_lines(stream))
        header = next(rows, None)
        if header is None:
            return
        try:
            refuse(iter((header.error,)) if header.error else self._of_header(header.cells))
        except ProblemsError as error:
            yield BadRecord(header.number, error.problems)
            return
        whole: bool | None = None
        for row in rows:
            if row.error:
                yield BadRecord(row.number, (row.error,))
                continue
            if whole is None:
                whole = self._id_is_whole(header, row) and self._ids_are_whole(stream, begins)
            yield self.record(row.number, partial(self._of_cells, header, row, whole=whole))

    def _pass_over(self, unknown: Iterable[UnknownName]) -> None:
        """Tell names that mean nothing, each once; or refuse them.

        A column without a name is told where it holds something: what it is nobody can mistake.

        Raises:
            ProblemsError: Where none may be passed over.
        """
        if self._strict:
            refuse(each.error for each in unknown if each.name)
        for each in unknown:
            if each.name not in self._told and len(self._told) < _MOST_NAMES:
                self._told.add(each.name)
                self._tell(each)

    def _of_header(self, names: Sequence[str]) -> Iterator[RagftError]:
        """Yield what keeps every record from being read; tell what is passed over in each."""
        if not any(self._names.role(name) in TEXTS for name in names):
            yield UsageError(
                "no column is a name or description",
                advice="name the columns in the first row, commas between: id,name,description",
            )
        first: dict[str, int] = {}
        for number, name in enumerate(names, start=1):
            meaning = self._names.meaning(name)
            if meaning and first.setdefault(meaning, number) != number:
                yield UsageError(
                    f"is column {first[meaning]} already",
                    location=ROOT / "columns" / Index(number - 1, name.strip()),
                    advice="remove one",
                )
        try:
            unknown = (
                name for name in map(str.strip, names) if name and not self._names.meaning(name)
            )
            self._pass_over([self._names.unknown(name) for name in unknown])
        except ProblemsError as error:
            yield from error.problems

    def _of_cells(self, header: Row, row: Row, *, whole: bool) -> _Pairs:
        """Yield names and cells of a row; empty ones say nothing."""
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

    def _id_is_whole(self, header: Row, row: Row) -> bool:
        if len(row.cells) != len(header.cells):
            return True  # no record, so its id is none
        pairs = zip(header.cells, row.cells, strict=True)
        ids = [cell.strip() for name, cell in pairs if self._names.role(name) == "id"]
        return bool(ids) and (is_nothing(ids[0]) or _WHOLE.fullmatch(ids[0]) is not None)

    def _ids_are_whole(self, stream: BinaryIO, begins: int | None) -> bool:
        """Look through all ids: `2.0` is a number only where all of them are, else it is text."""
        if begins is None:
            return False
        here = stream.tell()
        stream.seek(begins)
        rows = read_rows(read_lines(stream))
        header = next(rows)
        found = all(row.error or self._id_is_whole(header, row) for row in rows)
        stream.seek(here)
        return found

    def _capability(self, fields: Fields, number: int) -> Capability:
        """Return what a record means.

        Raises:
            RagftError: With what keeps it from meaning anything.
        """
        values = fields.values
        if not any(role in values for role in TEXTS):
            raise UsageError("has neither name nor description", advice="say what it does")
        name = values.get("name", "")
        problems: list[RagftError] = []
        table = {
            "id": _id_text(values.get("id", _id(name, number))),
            "name": name,
            "description": values.get("description", ""),
            "answers": dict(self._answers(fields, problems)),
        }
        try:
            shape = validate(table, CapabilityTable, table=_OBJECT)
            capability = decode_capability(shape, self._rulebook, mapping=_OBJECT)
        except ProblemsError as error:
            raise ProblemsError((*error.problems, *problems)) from error
        if problems:
            raise ProblemsError(tuple(problems))
        return capability

    def _answers(
        self, fields: Fields, problems: list[RagftError]
    ) -> Iterator[tuple[str, AnswerValue]]:
        """Yield questions and answers, and note what cannot be one."""
        given: list[tuple[Question | None, str, Location, object]] = [
            (question, name, ROOT / name, value) for question, name, value in fields.answers
        ]
        answers = ROOT / "answers"
        table = fields.values.get("answers", {})
        if isinstance(table, dict):
            asked = self._names.question
            given += [(asked(name), name, answers / name, table[name]) for name in table]
        else:
            what = f"must be {_OBJECT}, not {describe_value(table, _OBJECT)}"
            problems.append(UsageError(what, location=answers))
        first: dict[str, Location] = {}
        for question, name, location, value in given:
            if is_no_answer(value):
                continue
            if question is None:
                ids = [each.id for each in self._rulebook.questions]
                problems.append(unknown_key("question", name, ids, answers))
                if len(problems) > MOST_PROBLEMS:
                    refuse(iter(problems))
            elif first.setdefault(question.id, location) != location:
                what = f'answers the same question as "{first[question.id]}"'
                problems.append(UsageError(what, location=location, advice="remove one"))
            else:
                try:
                    answer = read_value(question, value)
                except InvalidAnswerError as error:
                    problems.append(UsageError(error.what, location=location, advice=error.advice))
                else:
                    if answer is not None:
                        yield question.id, answer


def _id(name: object, number: int) -> str:
    return slug(name[:_NAME_READ]) if isinstance(name, str) and name else f"line-{number}"


def _id_text(value: object) -> object:
    """Return an id that is a number as text: programs count, and some of them in fractions."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, bool) or not isinstance(value, int) else str(value)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else ""


def _json(line: Line) -> _Pairs:
    try:
        fields = json.loads(line.text.rstrip("\r\n"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:]
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


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Return an object; of two fields of one name nobody knows which is meant."""
    fields: dict[str, object] = {}
    for key, value in pairs:
        if key in fields:
            raise UsageError(f'"{key[:60]}" stands twice in one object', advice="remove one")
        fields[key] = value
    return fields


def _description(line: Line) -> _Pairs:
    return [("description", line.text.strip())]
