"""Labelled cases: a file of them as capabilities, with what of their answers no rulebook takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview.values import parse_answer
from ragft_tui.core.model import UNKNOWN, Answer, Capability, VerdictType
from ragft_tui.core.rulebook import Rulebook
from tests.checks.split_cases import origin

DESCRIPTION: Final = "description"
ANSWERS: Final = "answers"
INTERVIEW: Final = "interview"
VIEWS: Final = (DESCRIPTION, ANSWERS, INTERVIEW)
"""What of a case is judged: its description alone, or with the answers of one of two fields."""

_WORKS: Final = "works"
"""What the files call a prompt that gets nothing wrong; in every rulebook it is or was "yes"."""


class _Record(msgspec.Struct):
    id: str
    label: VerdictType
    description: str
    title: str = ""
    source_url: str = ""
    domain: str = ""
    answers: dict[str, object] | None = None
    interview: dict[str, object] | None = None

    @property
    def origin(self) -> str:
        return self.domain or origin(self.source_url) or self.id


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled case."""

    id: str
    label: VerdictType
    origin: str
    """Who published it; of a written one its domain."""
    views: Mapping[str, Capability]
    """The capability for each of `VIEWS` that the case has."""
    refused: tuple[str, ...]
    """The answers that the rulebook does not take, in words."""


def read_cases(
    path: Path,
    rulebook: Rulebook,
    *,
    only: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
) -> list[Case]:
    """Return the cases of a file.

    Args:
        path: The file, one JSON object a line.
        rulebook: Its questions and options are those that answers are checked by.
        only: The ids to read, `None` for all.
        without: The ids to leave out.

    Raises:
        ValueError: If a line is no case; it names the line.
    """
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line, type=_Record)
        except msgspec.MsgspecError as error:
            raise ValueError(f"{path}, line {number}: {error}") from error
        if record.id not in without and (only is None or record.id in only):
            cases.append(_case(record, rulebook))
    return cases


def read_answers(
    given: Mapping[str, object], rulebook: Rulebook
) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """Return the answers of a case, and in words those that the rulebook does not take.

    Args:
        given: Values by question. The value of `failure`, unless it is unknown, is the answer to
            `baseline`; where the rulebook does not take it, the answer given to `baseline` stays.
        rulebook: Where the questions come from.
    """
    pairs = [(name, value) for name, value in given.items() if name != "failure"]
    if given.get("failure", UNKNOWN) != UNKNOWN:
        failure = given["failure"]
        pairs.append(("baseline", "yes" if failure == _WORKS else failure))
    questions = {question.id: question for question in rulebook.questions}
    answers: dict[str, Answer] = {}
    refused = []
    for name, given_value in pairs:
        if name not in questions:
            refused.append(f"{name} (no such question)")
            continue
        try:
            value = parse_answer(questions[name], given_value)
        except InvalidAnswerError:
            refused.append(f"{name} {given_value}")
            continue
        if value is not None:
            answers[name] = Answer(name, value)
    return tuple(answers.values()), tuple(refused)


def _case(record: _Record, rulebook: Rulebook) -> Case:
    views = {DESCRIPTION: Capability(record.id, record.title, record.description)}
    refused: list[str] = []
    for view, given in ((ANSWERS, record.answers), (INTERVIEW, record.interview)):
        if given is not None:
            answers, bad = read_answers(given, rulebook)
            views[view] = Capability(record.id, record.title, record.description, answers=answers)
            refused += (f"{view}: {each}" for each in bad)
    return Case(record.id, record.label, record.origin, views, tuple(refused))
