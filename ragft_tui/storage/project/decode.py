"""Projects from the bytes of their files: every problem of shape, or else every one of meaning."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ragft_tui.core.errors import (
    MOST_PROBLEMS,
    ROOT,
    Index,
    Location,
    RagftError,
    UsageError,
    closest,
    describe_value,
    did_you_mean,
    listed,
    raise_problems,
    unknown_name,
)
from ragft_tui.core.model import (
    UNKNOWN,
    Answer,
    AnswerValue,
    Capability,
    Draft,
    Project,
    Review,
)
from ragft_tui.core.rulebook import LARGEST_NUMBER, Question, Rulebook
from ragft_tui.core.text import clean, describe_excess, is_id
from ragft_tui.cycles import unsearched
from ragft_tui.storage.files import is_there, read_project_file, real_path
from ragft_tui.storage.paths import display
from ragft_tui.storage.project import FORMAT
from ragft_tui.storage.project.schema import (
    CapabilityTable,
    DraftTable,
    ProjectFile,
    ReviewTable,
)
from ragft_tui.storage.rulebooks import rulebook_beside
from ragft_tui.storage.toml.parse import WORD, parse_toml

if TYPE_CHECKING:
    from ragft_tui.storage.project.decode_inputs import InputDecoder

_TOOL_DEPTH: Final = 32
_TOOL_NUMBERS: Final = range(-(2**63), 2**63)

_Text = TypeVar("_Text", str, str | None)


def load_project(path: Path, rulebook: Rulebook | None = None) -> tuple[Project, Rulebook]:
    """Return the project in a file, and the rulebook to assess it by.

    Args:
        path: The project file.
        rulebook: What the user chose; `None` for the one that the project names.

    Raises:
        UsageError: If the file, or its rulebook, cannot be read.
        ProblemsError: If it can; with every problem in it.
    """
    return decode_project(read_project_file(path), path, rulebook)


def decode_project(
    data: bytes, path: Path, rulebook: Rulebook | None = None
) -> tuple[Project, Rulebook]:
    """Return the project in the bytes of a file, and the rulebook to assess it by.

    Args:
        data: The content of the file.
        path: The project file.
        rulebook: What the user chose; `None` for the one that the project names.

    Raises:
        UsageError: If the bytes, or the rulebook, cannot be read.
        ProblemsError: If they can; with every problem in them.
    """
    try:
        with unsearched():
            return _decode(data, path, rulebook)
    except UsageError as error:
        from ragft_tui.storage.atomic import whole_copy

        whole = whole_copy(real_path(path))
        if not is_there(whole):
            raise
        raise UsageError(
            f"a save was interrupted, and the file is not whole: {error.what}",
            source=error.source,
            location=error.location,
            position=error.position,
            names_key=error.names_key,
            advice=f"the complete file is {display(whole)}: rename that to this name",
        ) from error


def decode_capability(table: CapabilityTable, rulebook: Rulebook, *, mapping: str) -> Capability:
    """Return the capability in a table of the right shape, with or without a name.

    Args:
        table: The table.
        rulebook: Gives the questions and options that answers may name.
        mapping: What the author of the data calls a table.

    Raises:
        ProblemsError: With every problem, in the order of the table.
    """
    decoder = _Decoder(rulebook, mapping)
    capability = decoder.capability(table, ROOT)
    raise_problems(iter(decoder.problems))
    return capability


def _decode(data: bytes, path: Path, rulebook: Rulebook | None) -> tuple[Project, Rulebook]:
    from ragft_tui.storage.toml.locate import located
    from ragft_tui.storage.toml.validate import validate

    source = display(path)
    tables = parse_toml(data, source)
    try:
        _check_format(tables)
        table = tables.get("project")
        name = table.get("rulebook") if isinstance(table, Mapping) else None
        chosen = rulebook or rulebook_beside(name if isinstance(name, str) else "", path)
        decoder = _Decoder(chosen)
        project = decoder.project(validate(tables, ProjectFile))
        raise_problems(iter(decoder.problems))
    except UsageError as error:
        if error.source:  # in the rulebook, and not in this file
            raise
        raise located(error.problems, source, data) from error
    return project, chosen


def _check_format(tables: Mapping[str, object]) -> None:
    """Raise UsageError if the file is of no format that can be read."""
    found = tables.get("format")
    if found is None:
        raise UsageError(
            "has no format number" if tables else "is empty",
            advice=f'a project file starts with "format = {FORMAT}"',
        )
    location = ROOT / "format"
    if not isinstance(found, int) or isinstance(found, bool) or found < FORMAT:
        raise UsageError(f"must be {FORMAT}", location=location, advice=f"write format = {FORMAT}")
    if found > FORMAT:
        raise UsageError(
            "a newer ragft-tui wrote this file",
            location=location,
            advice="upgrade ragft-tui to open it",
        )


class _Decoder:
    """Decodes tables of the right shape, and collects every problem of their meaning."""

    def __init__(self, rulebook: Rulebook, mapping: str = "a table") -> None:
        self.problems: list[RagftError] = []
        self._mapping = mapping
        self._questions = {question.id: question for question in rulebook.questions}

    def _inputs(self) -> InputDecoder:
        # The inputs of costs are many, and most projects give none.
        from ragft_tui.storage.project.decode_inputs import InputDecoder

        return InputDecoder(self._text, self._add)

    def project(self, file: ProjectFile) -> Project:
        table, location = file.project, ROOT / "project"
        typed = table.draft.costs
        project = Project(
            name=self._text(table.name, location, "name"),
            description=self._text(table.description, location, "description"),
            rulebook=self._text(table.rulebook, location, "rulebook"),
            draft=Draft(
                name=self._text(table.draft.name, location / "draft", "name"),
                description=self._text(table.draft.description, location / "draft", "description"),
                costs=self._inputs().texts(typed, location / "draft" / "costs") if typed else (),
            ),
            costs=self._inputs().values(table.costs, location / "costs") if table.costs else (),
            capabilities=self._capabilities(file.capabilities),
            tool=file.tool,
        )
        self._need_name(project.name, project.draft, location)
        self._check_tool(file.tool, ROOT / "tool")
        return project

    def _capabilities(self, tables: Sequence[CapabilityTable]) -> tuple[Capability, ...]:
        seen: dict[str, int] = {}
        found = []
        for number, table in enumerate(tables, start=1):
            location = ROOT / "capabilities" / Index(number - 1, table.id)
            capability = self.capability(table, location)
            self._need_name(capability.name, capability.draft, location)
            if not is_id(capability.id):
                self._problem(
                    "must be 1 to 80 letters, digits, dots, hyphens or underscores",
                    location / "id",
                    "choose a short name for it",
                )
            elif first := seen.get(capability.id):
                self._problem(
                    f'"{capability.id}" is already the id of capability {first}',
                    location / "id",
                    "give one of them another id",
                )
            seen.setdefault(capability.id, number)
            found.append(capability)
        return tuple(found)

    def capability(self, table: CapabilityTable, location: Location) -> Capability:
        return Capability(
            id=clean(table.id),
            name=self._text(table.name, location, "name"),
            description=self._text(table.description, location, "description"),
            notes=self._text(table.notes, location, "notes"),
            answers=self._answers(table, location),
            review=self._review(table.review, location / "review") if table.review else None,
            draft=self._draft(table.draft, location / "draft") if table.draft else Draft(),
            named=self._named(table, location),
            notes_by=self._signature(table, location),
        )

    def _answers(self, table: CapabilityTable, location: Location) -> tuple[Answer, ...]:
        if not (table.answers or table.because):
            return ()
        because = dict(self._pairs(table.because, location, "because"))
        values: dict[str, AnswerValue] = {}
        for key, value in table.answers.items():
            if question := self._question(key, location, "answers"):
                values[question.id] = self._value(question, value, location)
        if because:
            self._need_answers(because, values, location / "because")
        return tuple(
            Answer(question, values[question], because.get(question, ""))
            for question in self._questions
            if question in values
        )

    def _named(self, table: CapabilityTable, location: Location) -> tuple[tuple[str, str], ...]:
        if not table.named:
            return ()
        named = self._pairs(table.named, location, "named")
        self._need_answers(dict(named), {clean(key) for key in table.answers}, location / "named")
        return tuple((key, name) for key, name in named if name.strip())

    def _need_answers(
        self, keys: Iterable[str], answered: Container[str], location: Location
    ) -> None:
        for key in keys:
            if key not in answered:
                self._problem(
                    "belongs to an answer that is not there",
                    location / key,
                    f"add answers.{key}, or remove it",
                )

    def _signature(self, table: CapabilityTable, location: Location) -> str:
        by = self._text(table.notes_by, location, "notes_by")
        if by.strip() and not table.notes.strip():
            self._problem(
                "signs notes that are not there",
                location / "notes_by",
                "add the notes, or remove it",
            )
        return by

    def _value(self, question: Question, value: object, location: Location) -> AnswerValue:
        cleaned = clean(value) if isinstance(value, str) else value
        if isinstance(cleaned, str | int) and not isinstance(cleaned, bool):
            if question.accepts(cleaned):
                return cleaned
            if question.accepts(current := question.current(cleaned)):
                return current
        where = location / "answers" / question.id
        self._add(_not_accepted(question, cleaned, where, self._mapping))
        return UNKNOWN

    def _review(self, table: ReviewTable, location: Location) -> Review:
        review = Review(
            decision=table.decision,
            judged=table.judged,
            rulebook=self._text(table.rulebook, location, "rulebook"),
            on=table.on,
            by=self._text(table.by, location, "by"),
            type=table.type,
            because=self._text(table.because, location, "because"),
        )
        if review.decision == "overridden":
            if review.type is None:
                self._problem("is missing", location / "type", "add the type that replaces it")
            if not review.because.strip():
                self._problem("is missing", location / "because", "say why it is overridden")
        elif review.type is not None:
            self._problem(
                "does not belong to an accepted verdict",
                location / "type",
                'remove it, or write decision = "overridden"',
            )
        return review

    def _draft(self, table: DraftTable, location: Location) -> Draft:
        return Draft(
            name=self._text(table.name, location, "name"),
            description=self._text(table.description, location, "description"),
            notes=self._text(table.notes, location, "notes"),
            override=self._text(table.override, location, "override"),
            because=self._pairs(table.because, location, "because"),
            answers=self._pairs(table.answers, location, "answers"),
            named=self._pairs(table.named, location, "named"),
        )

    def _pairs(
        self, items: Mapping[str, str], location: Location, table: str
    ) -> tuple[tuple[str, str], ...]:
        """Return pairs of question and text, in the order of the rulebook."""
        if not items:
            return ()
        texts = {}
        for key, text in items.items():
            if question := self._question(key, location, table):
                texts[question.id] = self._text(text, location / table, question.id)
        return tuple((key, texts[key]) for key in self._questions if key in texts)

    def _question(self, key: str, location: Location, table: str) -> Question | None:
        if question := self._questions.get(key):
            return question
        name = clean(key)
        if name not in self._questions:
            location = location / table / name
            self._add(unknown_name("question", name, self._questions, location, is_key=True))
        return self._questions.get(name)

    def _text(self, text: _Text, location: Location, key: str) -> _Text:
        if not text:
            return text
        cleaned = clean(text)
        if excess := describe_excess(cleaned):
            self._problem(f"is too long: {excess}", location / key, "shorten it")
        return cleaned

    def _need_name(self, name: str, draft: Draft, location: Location) -> None:
        if not name.strip() and draft.name is None:
            self._problem("is empty", location / "name", "give it a name")

    def _check_tool(self, value: object, location: Location, depth: int = 0) -> None:
        """Check what other programs keep there for what could be read but not written again."""
        if depth > _TOOL_DEPTH:
            self._problem("is nested too deeply", location, "move it to a file of its own")
        elif isinstance(value, int) and value not in _TOOL_NUMBERS:
            self._problem(
                "is a number that no program reads", location, "write it as text in quotes"
            )
        elif isinstance(value, Mapping):
            for key, item in value.items():
                if len(key) > WORD:
                    self._problem(f"has a key of {len(key):,} characters", location, "shorten it")
                self._check_tool(item, location / key, depth + 1)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                self._check_tool(item, location / Index(number), depth + 1)

    def _problem(self, what: str, location: Location, advice: str) -> None:
        self._add(UsageError(what, location=location, advice=advice))

    def _add(self, problem: RagftError) -> None:
        self.problems.append(problem)
        if len(self.problems) > MOST_PROBLEMS:
            raise_problems(iter(self.problems))


def _not_accepted(
    question: Question, value: object, location: Location, mapping: str
) -> RagftError:
    found = describe_value(value, mapping)
    options = [*(option.id for option in question.options), UNKNOWN]
    if question.numeric:
        near = closest(value, options) if isinstance(value, str) else ""
        return UsageError(
            f"must be a whole number from 0 to {LARGEST_NUMBER:,} or an option, not {found}",
            location=location,
            advice=f'did you mean "{near}"?' if near else f"write the number, or {listed(options)}",
        )
    if isinstance(value, str):
        return unknown_name("option", value, options, location)
    return UsageError(
        f"must be text in quotes, not {found}", location=location, advice=did_you_mean("", options)
    )
