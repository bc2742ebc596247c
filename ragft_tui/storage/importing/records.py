"""Records: the entries of a file by what their names mean, as capabilities or as problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from ragft_tui.core.errors import (
    MOST_PROBLEMS,
    ROOT,
    InvalidAnswerError,
    Location,
    RagftError,
    UsageError,
    describe_value,
    raise_problems,
    unknown_name,
)
from ragft_tui.core.interview import is_no_answer
from ragft_tui.core.model import Answer, AnswerValue, Capability, Draft
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import clean, describe_excess, slug
from ragft_tui.storage.importing.entry import Entry
from ragft_tui.storage.importing.fields import TEXTS, FieldNames, Fields, UnknownName
from ragft_tui.storage.importing.groups import group_of
from ragft_tui.storage.project import CapabilityTable, decode_capability
from ragft_tui.storage.toml.validate import validate

_NAME_READ: Final = 200
MOST_NAMES: Final = 1_000
"""Unknown names that are reported, once each; no file of records has more."""

_NO_DRAFT: Final = Draft()

_OBJECT: Final = "an object"
"""What JSON calls a table; a table has none."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record that could be read."""

    line: int
    """The number of its line, from one."""
    capability: Capability
    passed_over: tuple[UnknownName, ...] = ()
    """The names of fields that were passed over."""
    has_id: bool = False
    """Whether its id is in the file, and not made of its name or its line."""
    group: str = ""
    """The heading, tag or value of the column that it stands under."""
    columns: tuple[tuple[str, str], ...] = ()
    """Of a table, every cell with a value, by its header, as it stands in the file."""
    is_whole: bool = False
    """Whether the file holds whole capabilities, with reviews and notes."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that were passed over; a column without one is left out."""
        return tuple(each.name for each in self.passed_over if each.name)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that could not be read, and why."""

    line: int
    problems: tuple[RagftError, ...]
    id: str = ""
    """Its id and its name, as far as they are known."""
    name: str = ""
    passed_over: tuple[UnknownName, ...] = ()
    """The names of fields that were passed over, as far as it was read."""


class UnknownNames:
    """Reports each unknown name of a file once."""

    def __init__(self, report: Callable[[UnknownName], None] = lambda _: None) -> None:
        """Begin with a file.

        Args:
            report: Called with each name.
        """
        self._report = report
        self._reported: set[str] = set()

    def add(self, names: Iterable[UnknownName]) -> None:
        """Report names, unless they are reported already."""
        for each in names:
            if each.name not in self._reported and len(self._reported) < MOST_NAMES:
                self._reported.add(each.name)
                self._report(each)


@dataclass(frozen=True, slots=True)
class RecordReader:
    """Makes records of the entries of one file, each by itself; it can be pickled.

    Any field or column may be named after a question, by its id or its title. Unknown names are
    passed over; fields that are empty or null mean nothing. A record without id gets one from its
    name or its line.
    """

    rulebook: Rulebook
    """Gives the questions and options that answers may name."""
    names: FieldNames
    strict: bool = False
    """Whether an unknown name is an error."""

    def read(self, entry: Entry) -> Record | BadRecord:
        """Return what an entry says."""
        if entry.problems:
            return BadRecord(entry.line, entry.problems)
        if entry.capability:
            return Record(entry.line, entry.capability, has_id=True, is_whole=True)
        record_id = name = ""
        passed_over: tuple[UnknownName, ...] = ()
        try:
            fields = self.names.sort(entry.pairs)
            given = fields.values.get("name", "")
            made = _id_of(fields, entry)
            name, record_id = (
                each if isinstance(each, str) else "" for each in (_id_text(given), made)
            )
            if fields.unknown:
                passed_over = tuple(self.pass_over(fields.unknown))
                raise_problems(self.refuse(fields.unknown))
            capability = self._capability(fields, made)
        except RagftError as error:
            return BadRecord(entry.line, error.problems, record_id, name, passed_over)
        return Record(
            entry.line,
            capability,
            passed_over,
            "id" in fields.values,
            ("group" in fields.values and group_of(fields.values["group"])) or entry.group,
            entry.columns,
        )

    def refuse(self, unknown: Iterable[UnknownName]) -> Iterator[RagftError]:
        """Yield the errors of unknown names, if none may be passed over."""
        return (each.error for each in unknown if self._is_error(each))

    def pass_over(self, unknown: Iterable[UnknownName]) -> Iterator[UnknownName]:
        """Yield the unknown names that may be passed over."""
        return (each for each in unknown if not self._is_error(each))

    def _is_error(self, unknown: UnknownName) -> bool:
        # A column without a name is never an error: nobody can mistake it.
        return self.strict and bool(unknown.name)

    def _capability(self, fields: Fields, made: object) -> Capability:
        """Return the capability that a record describes.

        Args:
            fields: Its fields.
            made: Its id, which may be none.

        Raises:
            RagftError: If it describes none.
        """
        values = fields.values
        if not any(role in values for role in TEXTS):
            raise UsageError("has neither name nor description", advice="say what it does")
        problems: list[RagftError] = []
        name, description = values.get("name", ""), _text_of(values.get("description", ""))
        answers = dict(self._answers(fields, problems))
        # In nearly all records nothing is wrong, and to look for what is would take longest.
        if not problems and (plain := self._plain((made, name, description), answers)):
            return plain
        table = {"id": made, "name": name, "description": description, "answers": answers}
        try:
            shape = validate(table, CapabilityTable, table=_OBJECT)
            capability = decode_capability(shape, self.rulebook, mapping=_OBJECT)
        except RagftError as error:
            problems[:0] = error.problems
        raise_problems(iter(problems))
        return capability

    def _plain(
        self, texts: tuple[object, object, object], answers: Mapping[str, AnswerValue]
    ) -> Capability | None:
        """Return a capability of texts that fit; `None` where one is no text or too long.

        Args:
            texts: Its id, its name and its description.
            answers: What is accepted, by question.
        """
        record_id, name, description = (
            clean(text) if isinstance(text, str) else None for text in texts
        )
        if record_id is None or name is None or description is None:
            return None
        if describe_excess(name) or describe_excess(description):
            return None
        given = tuple(
            Answer(each.id, answers[each.id])
            for each in (self.rulebook.questions if answers else ())
            if each.id in answers
        )
        return Capability(record_id, name, description, answers=given, draft=_NO_DRAFT)

    def _answers(
        self, fields: Fields, problems: list[RagftError]
    ) -> Iterator[tuple[str, AnswerValue]]:
        """Yield questions and answers, and collect the problems of others."""
        given: list[tuple[Question | None, str, Location, object]] = [
            (question, name, ROOT, value) for question, name, value in fields.answers
        ]
        answers = ROOT / "answers"
        table = fields.values.get("answers", {})
        if isinstance(table, dict):
            meanings = ((name, self.names.meaning(name)) for name in table)
            given += [
                (meaning.question if meaning else None, name, answers, table[name])
                for name, meaning in meanings
            ]
        else:
            what = f"must be {_OBJECT}, not {describe_value(table, _OBJECT)}"
            problems.append(UsageError(what, location=answers))
        first: dict[str, tuple[Location, str]] = {}
        for question, name, below, value in given:
            if is_no_answer(value):
                continue
            if question is None:
                ids = [each.id for each in self.rulebook.questions]
                problems.append(unknown_name("question", name, ids, answers / name, is_key=True))
                if len(problems) > MOST_PROBLEMS:
                    raise_problems(iter(problems))
            elif first.setdefault(question.id, (below, name)) != (below, name):
                place, other = first[question.id]
                what = f'answers the same question as "{place / other}"'
                problems.append(UsageError(what, location=below / name, advice="remove one"))
            else:
                try:
                    if (answer := self.names.answer(question, value)) is not None:
                        yield question.id, answer
                except InvalidAnswerError as error:
                    problems.append(error.placed(location=below / name))


def _text_of(value: object) -> object:
    """Return a description without the tags that some trackers export."""
    if not isinstance(value, str) or not value.lstrip().startswith("<"):
        return value
    # The parser of HTML is needed only here.
    from ragft_tui.storage.importing.html_text import html_to_text

    return html_to_text(value)


def _id_of(fields: Fields, entry: Entry) -> object:
    """Return the id of a record, or one made of its name or the number of its line."""
    if "id" in fields.values:
        return _id_text(fields.values["id"])
    name = None if entry.has_cut_name else fields.values.get("name")
    return slug(name[:_NAME_READ]) if isinstance(name, str) else f"line-{entry.line}"


def _id_text(value: object) -> object:
    """Return an id that is a number as text: programs count, and some of them in fractions."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, bool) or not isinstance(value, int) else str(value)
