"""From the tables of a project file to the project: what the shape alone cannot tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ragft_tui.core.errors import (
    MOST_PROBLEMS,
    ProblemsError,
    RagftError,
    UsageError,
    refuse,
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
from ragft_tui.core.rulebook.model import LARGEST_NUMBER, Question, Rulebook
from ragft_tui.core.rulebook.places import numbered
from ragft_tui.core.strict import key_place, nearest, problem_with_name, read, read_fitting, told
from ragft_tui.core.text import clean, over_limit
from ragft_tui.storage.project.schema import (
    CapabilityTable,
    DraftTable,
    ProjectDraftTable,
    ProjectFile,
    ReviewTable,
)
from ragft_tui.storage.toml.parse import WORD

_ID: Final = re.compile(r"[\w.-]{1,80}")
_TOOL_DEPTH: Final = 32
_TOOL_NUMBERS: Final = range(-(2**63), 2**63)


def project_of(tables: Mapping[str, object], rulebook: Rulebook) -> Project:
    """Return the project that the tables of a file mean.

    Args:
        tables: What the file holds.
        rulebook: Gives the questions and options that answers may name.

    Raises:
        ProblemsError: With every problem of shape, and every problem of meaning elsewhere.
    """
    reader = _Reader(rulebook)
    try:
        file = read(tables, ProjectFile)
    except ProblemsError as error:
        if len(error.problems) <= MOST_PROBLEMS:
            reader.project(read_fitting(tables, ProjectFile))
        others = _elsewhere(reader.problems, error.problems)
        raise ProblemsError((*error.problems, *others)) from error
    project = reader.project(file)
    refuse(iter(reader.problems))
    return project


def _elsewhere(found: Iterable[RagftError], others: Iterable[RagftError]) -> Iterator[RagftError]:
    """Yield the problems that are neither in a place of other ones, nor in what is in it."""
    # Where a name is missing and some other key is unknown, that key is most likely the name.
    places = {key_place(other.where, "name") if other.key else other.where for other in others}
    for problem in found:
        where = problem.where
        ends = (at for at, char in enumerate(f"{where}.") if char in ".[")
        if not any(where[:at] in places for at in ends):
            yield problem


def capability_of(table: CapabilityTable, rulebook: Rulebook, *, mapping: str) -> Capability:
    """Return the capability that a table of the right shape means, with or without a name.

    Args:
        table: The table.
        rulebook: Gives the questions and options that answers may name.
        mapping: What the author of the data calls a table.

    Raises:
        ProblemsError: With every problem, in the order of the table.
    """
    reader = _Reader(rulebook, mapping)
    capability = reader.capability(table, "record")
    refuse(iter(reader.problems))
    return capability


class _Reader:
    """Reads all of a file and notes every problem on the way."""

    def __init__(self, rulebook: Rulebook, mapping: str = "a table") -> None:
        self.problems: list[RagftError] = []
        self._mapping = mapping
        self._questions = {question.id: question for question in rulebook.questions}

    def project(self, file: ProjectFile) -> Project:
        table = file.project
        project = Project(
            name=self._text(table.name, "project", "name"),
            description=self._text(table.description, "project", "description"),
            rulebook=self._text(table.rulebook, "project", "rulebook"),
            draft=self._project_draft(table.draft),
            capabilities=self._capabilities(file.capabilities),
            tool=file.tool,
        )
        self._need_name(project.name, project.draft, "project")
        self._check_tool(file.tool, "tool")
        return project

    def _capabilities(self, tables: Sequence[CapabilityTable]) -> tuple[Capability, ...]:
        seen: dict[str, int] = {}
        found = []
        for number, table in enumerate(tables, start=1):
            place = numbered("capabilities", number, table.id)
            capability = self.capability(table, place)
            self._need_name(capability.name, capability.draft, place)
            if not _ID.fullmatch(capability.id):
                self._problem(
                    "must be 1 to 80 letters, digits, dots, hyphens or underscores",
                    f"{place}.id",
                    "choose a short name for it",
                )
            elif first := seen.get(capability.id):
                self._problem(
                    f'"{capability.id}" is the id of capability {first} already',
                    f"{place}.id",
                    "give one of them another id",
                )
            seen.setdefault(capability.id, number)
            found.append(capability)
        return tuple(found)

    def capability(self, table: CapabilityTable, place: str) -> Capability:
        return Capability(
            id=clean(table.id),
            name=self._text(table.name, place, "name"),
            description=self._text(table.description, place, "description"),
            notes=self._text(table.notes, place, "notes"),
            answers=self._answers(table, place),
            review=self._review(table.review, f"{place}.review") if table.review else None,
            draft=self._draft(table.draft, f"{place}.draft") if table.draft else Draft(),
        )

    def _answers(self, table: CapabilityTable, place: str) -> tuple[Answer, ...]:
        if not (table.answers or table.because):
            return ()
        because = dict(self._pairs(table.because, f"{place}.because"))
        values: dict[str, AnswerValue] = {}
        for key, value in table.answers.items():
            where = key_place(f"{place}.answers", clean(key))
            if question := self._question(clean(key), f"{place}.answers"):
                values[question.id] = self._value(question, value, where)
        for key in because:
            if key not in values:
                self._problem(
                    "stands beside an answer, and there is none",
                    f"{place}.because.{key}",
                    f"add answers.{key}, or remove it",
                )
        return tuple(
            Answer(question, values[question], because.get(question, ""))
            for question in self._questions
            if question in values
        )

    def _value(self, question: Question, value: object, where: str) -> AnswerValue:
        kept = clean(value) if isinstance(value, str) else value
        if isinstance(kept, str | int) and not isinstance(kept, bool) and question.accepts(kept):
            return kept
        self._note(_not_accepted(question, kept, where, self._mapping))
        return UNKNOWN

    def _review(self, table: ReviewTable, place: str) -> Review:
        review = Review(
            decision=table.decision,
            judged=table.judged,
            rulebook=self._text(table.rulebook, place, "rulebook"),
            on=table.on,
            by=self._text(table.by, place, "by"),
            type=table.type,
            because=self._text(table.because, place, "because"),
        )
        if review.decision == "overridden":
            if review.type is None:
                self._problem("is missing", f"{place}.type", "add the type that replaces it")
            if not review.because.strip():
                self._problem("is missing", f"{place}.because", "say why it is overridden")
        elif review.type is not None:
            self._problem(
                "does not belong to an accepted verdict",
                f"{place}.type",
                'remove it, or write decision = "overridden"',
            )
        return review

    def _project_draft(self, table: ProjectDraftTable) -> Draft:
        return Draft(
            name=self._optional(table.name, "project.draft", "name"),
            description=self._optional(table.description, "project.draft", "description"),
        )

    def _draft(self, table: DraftTable, place: str) -> Draft:
        return Draft(
            name=self._optional(table.name, place, "name"),
            description=self._optional(table.description, place, "description"),
            notes=self._optional(table.notes, place, "notes"),
            override=self._optional(table.override, place, "override"),
            because=self._pairs(table.because, f"{place}.because"),
            answers=self._pairs(table.answers, f"{place}.answers"),
        )

    def _pairs(self, items: Mapping[str, str], place: str) -> tuple[tuple[str, str], ...]:
        """Return pairs of question and text, in the order of the rulebook."""
        if not items:
            return ()
        texts = {}
        for key, text in items.items():
            if question := self._question(clean(key), place):
                texts[question.id] = self._text(text, place, question.id)
        return tuple((key, texts[key]) for key in self._questions if key in texts)

    def _question(self, name: str, place: str) -> Question | None:
        if name not in self._questions:
            self._note(problem_with_name("question", name, self._questions, place))
        return self._questions.get(name)

    def _text(self, text: str, place: str, key: str) -> str:
        if not text:
            return text
        kept = clean(text)
        if excess := over_limit(kept):
            self._problem(f"is too long: {excess}", key_place(place, key), "shorten it")
        return kept

    def _optional(self, text: str | None, place: str, key: str) -> str | None:
        return None if text is None else self._text(text, place, key)

    def _need_name(self, name: str, draft: Draft, place: str) -> None:
        if not name.strip() and draft.name is None:
            self._problem("is empty", f"{place}.name", "give it a name")

    def _check_tool(self, value: object, place: str, depth: int = 0) -> None:
        """Note what could be read but not written again."""
        if depth > _TOOL_DEPTH:
            self._problem("is nested too deeply", place, "move it to a file of its own")
        elif isinstance(value, int) and value not in _TOOL_NUMBERS:
            self._problem("is a number that no program reads", place, "write it as text in quotes")
        elif isinstance(value, Mapping):
            for key, item in value.items():
                if len(key) > WORD:
                    self._problem(f"has a key of {len(key):,} characters", place, "shorten it")
                self._check_tool(item, key_place(place, key), depth + 1)
        elif isinstance(value, list):
            for number, item in enumerate(value, start=1):
                self._check_tool(item, f"{place}[{number}]", depth + 1)

    def _problem(self, what: str, place: str, advice: str) -> None:
        self._note(UsageError(what, where=place, advice=advice))

    def _note(self, problem: RagftError) -> None:
        self.problems.append(problem)
        if len(self.problems) > MOST_PROBLEMS:
            refuse(iter(self.problems))


def _not_accepted(question: Question, value: object, where: str, mapping: str) -> RagftError:
    found = told(value, mapping)
    if question.numeric:
        return UsageError(
            f"must be a whole number from 0 to {LARGEST_NUMBER:,}, not {found}",
            where=where,
            advice=f'write the number, or "{UNKNOWN}"',
        )
    options = [*(option.id for option in question.options), UNKNOWN]
    if isinstance(value, str):
        return problem_with_name("option", value, options, where)
    return UsageError(
        f"must be text in quotes, not {found}", where=where, advice=nearest("", options)
    )
