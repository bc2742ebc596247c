"""Names of columns and fields: what each means, and which are unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from ragft_tui.core.errors import UsageError, closest, unknown_name
from ragft_tui.core.importing import FIELDS
from ragft_tui.core.interview import is_no_answer, is_no_text, normalize_name, parse_answer
from ragft_tui.core.model import AnswerValue
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import is_blank

TEXTS: Final = ("name", "description")
"""The fields of which one must describe the capability."""

Role = Literal["id", "name", "description", "group", "answers", "ignore"]

_ROLES: Final[Mapping[Role, tuple[str, ...]]] = {
    "id": (
        *("id", "issue key", "key", "identifier", "issue id", "number", "work item id"),
        *("operationId", "kennung", "nummer", "schlüssel", "vorgangsschlüssel", "clé"),
    ),
    "name": (
        *("name", "title", "capability", "summary", "feature", "requirement", "subject"),
        *("issue summary", "issue title", "feature name", "story title"),
        *("titel", "bezeichnung", "funktion", "anforderung", "zusammenfassung"),
        *("nom", "titre", "résumé", "nombre", "título", "resumen", "titolo", "名称", "标题"),
    ),
    "description": (
        *("description", "details", "user story", "story", "body", "what it does"),
        *("beschreibung", "erläuterung", "descripción", "descrizione", "descrição", "描述"),
    ),
    "group": (
        *("group", "epic", "epic name", "epic link", "component/s", "components", "component"),
        *("area", "area path", "project", "milestone", "section", "category", "tag"),
        *("module", "theme", "team", "gruppe", "kategorie", "bereich", "groupe"),
    ),
    "answers": ("answers",),
}
"""Of several that have a value, the first counts. Jira calls them Summary, Issue key, Description
and Component/s; Azure DevOps Title, ID, Description and Area Path; GitHub title, number, body and
milestone; Linear Title, ID, Description and Project."""

_SUGGESTED: Final = frozenset(
    (
        *("id", "name", "title", "capability", "summary", "feature", "requirement"),
        *("description", "details", "user story", "story", "answers"),
    )
)
"""The names that one may have meant: a tracker has many that are like the rarer ones."""
_OWN_ANSWER: Final = "answer."
"""What stands before the id of a question in the CSV of our reports."""
_SHOWN: Final = 60
_ALIKE: Final = 0.7
"""How alike names must be: a backlog has columns of its own, and by `Owner` nobody meant `tone`."""
_MOST_CACHED: Final = 10_000
_MOST_ANSWERS: Final = 1_000
_LONGEST_ANSWER: Final = 40
"""Answers that are kept, and their characters: in most files a few come again and again."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """The name of a column or field that is passed over, with all its values."""

    name: str
    """Empty if the column has none, such as the numbers of the rows in a table of pandas."""
    reason: str
    """Why, in a clause that can follow the name."""
    known: Sequence[str] = ()
    """The names of which one may have been meant."""

    @property
    def advice(self) -> str:
        """What may have been meant, searched for only when it is shown."""
        near = closest(self.name, self.known, at_least=_ALIKE)
        return f'did you mean "{near}"?' if near else ""

    @property
    def error(self) -> UsageError:
        """The error, if no name may be passed over."""
        return UsageError(f'"{self.name[:_SHOWN]}" {self.reason}', advice=self.advice)

    @property
    def notice(self) -> UsageError:
        """The notice that it is passed over."""
        shown = f'"{self.name[:_SHOWN]}"' if self.name else "a column without a name"
        return UsageError(f"{shown} {self.reason} and is ignored", advice=self.advice)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the name of a column or field means."""

    key: str
    """The same for two names of one thing."""
    question: Question | None = None
    """The question that it answers; `None` for a field of the capability."""
    role: Role | None = None
    """The field of the capability."""
    rank: int = 0
    """Of several fields of one role, that of the lowest rank counts."""

    @property
    def field(self) -> str:
        """The field that a mapping names: a role, or the id of the question."""
        return self.question.id if self.question else self.role or "ignore"


IGNORED: Final = Meaning("", role="ignore")
"""The meaning of what a person does not want."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record, by what they mean."""

    values: Mapping[Role, object]
    """Those of the capability that have a value."""
    answers: tuple[tuple[Question, str, object], ...]
    """The questions, each with the name of its field and the value."""
    unknown: tuple[UnknownName, ...]
    """What has a value and no meaning."""


class FieldNames:
    """What names mean, in any letter case, with blanks, hyphens or underscores."""

    def __init__(
        self, rulebook: Rulebook, mapping: Iterable[tuple[str, str]] = (), *, in_table: bool
    ) -> None:
        """Collect the names.

        Args:
            rulebook: Whose questions are named by their ids and their titles.
            mapping: Pairs of name and field, as a person wants them.
            in_table: Whether the names are those of columns, which hold no table of answers.

        Raises:
            UsageError: If the mapping names a field that there is not.
        """
        self._kind = "column" if in_table else "field"
        questions = rulebook.questions
        self._meanings = {normalize_name(each.title): Meaning(each.id, each) for each in questions}
        self._meanings |= {normalize_name(each.id): Meaning(each.id, each) for each in questions}
        self._known: list[str] = []
        for role, names in _ROLES.items():
            for rank, name in enumerate(names):
                key = normalize_name(name)
                if (rank and key in self._meanings) or (in_table and role == "answers"):
                    continue
                self._meanings[key] = Meaning(key, role=role, rank=rank)
                self._known += [name] * (name in _SUGGESTED)
        self._known += [each.id for each in questions]
        if in_table:
            self._meanings |= {
                normalize_name(_OWN_ANSWER + each.id): Meaning(each.id, each) for each in questions
            }
        self._cache: dict[str, Meaning | None] = {}
        self._answers: dict[tuple[str, str], AnswerValue | None] = {}
        for name, field in mapping:
            self.map(name, field, rulebook)

    def map(self, name: str, field: str, rulebook: Rulebook) -> None:
        """Give a name the meaning that a person wants.

        Raises:
            UsageError: If there is no such field.
        """
        questions = {each.id: each for each in rulebook.questions}
        if field not in FIELDS and field not in questions:
            raise unknown_name("field", field, [*FIELDS, *questions], UsageError("").location)
        roles: dict[str, Role] = {role: role for role in _ROLES}
        key = normalize_name(name)
        if field in questions:
            self._meanings[key] = Meaning(field, questions[field])
        elif field == IGNORED.role:
            self._meanings[key] = IGNORED
        else:
            # Before all others of the same role.
            self._meanings[key] = Meaning(key, role=roles[field], rank=-1)
        self._cache.clear()

    def meaning(self, name: str) -> Meaning | None:
        """Return what a name means; `None` if it is unknown."""
        try:
            return self._cache[name]
        except KeyError:
            meaning = self._meanings.get(normalize_name(name))
            if len(self._cache) < _MOST_CACHED:
                self._cache[name] = meaning
            return meaning

    def role(self, name: str) -> Role | None:
        """Return which field of the capability a name means, if any."""
        meaning = self.meaning(name)
        return meaning.role if meaning else None

    def has_text(self, names: Iterable[str]) -> bool:
        """Return whether one of these names is that of a name or a description."""
        return any(self.role(name) in TEXTS for name in names)

    def unknown(self, name: str) -> UnknownName:
        """Return a name without a meaning, with those that have one."""
        if is_blank(name):
            return UnknownName("", "holds values")
        return UnknownName(name, f"is not a known {self._kind}", self._known)

    def answer(self, question: Question, value: object) -> AnswerValue | None:
        """Return the answer that a value stands for; `None` if it stands for none.

        Raises:
            InvalidAnswerError: If the question takes no such answer.
        """
        if not isinstance(value, str) or len(value) > _LONGEST_ANSWER:
            return parse_answer(question, value)
        key = (question.id, value)
        if key not in self._answers:
            found = parse_answer(question, value)
            if len(self._answers) >= _MOST_ANSWERS:
                return found
            self._answers[key] = found
        return self._answers[key]

    def sort(self, pairs: Iterable[tuple[str, object]]) -> Fields:
        """Return the fields of a record by their meaning.

        Args:
            pairs: Names and values, in their order.

        Raises:
            UsageError: If two of them mean the same.
        """
        taken: dict[Role, tuple[int, str, object]] = {}
        answers: list[tuple[Question, str, object]] = []
        unknown: list[UnknownName] = []
        seen: dict[str, str] = {}
        for name, value in pairs:
            meaning = self.meaning(name)
            question = meaning.question if meaning else None
            if (is_no_answer if question else is_no_text)(value):
                continue
            if meaning is None:
                unknown.append(self.unknown(name))
                continue
            if meaning.role == "ignore":
                continue
            if meaning.key in seen:
                # A tracker repeats the column of each further component.
                if meaning.role == "group":
                    continue
                raise UsageError(
                    f'"{name[:_SHOWN]}" says the same as "{seen[meaning.key][:_SHOWN]}"',
                    advice="remove one",
                )
            seen[meaning.key] = name
            if question is not None:
                answers.append((question, name, value))
            elif meaning.role is not None:
                unknown += _take(taken, meaning.role, (meaning.rank, name, value))
        values = {role: value for role, (_, _, value) in taken.items()}
        return Fields(values, tuple(answers), tuple(unknown))


def _take(
    taken: dict[Role, tuple[int, str, object]], role: Role, field: tuple[int, str, object]
) -> Iterator[UnknownName]:
    """Take a field for a role, unless one of a lower rank has it; yield what stands beside."""
    if role not in taken:
        taken[role] = field
        return
    taken[role], (_, other, _) = sorted((field, taken[role]), key=lambda each: each[0])
    if role != "group":
        yield UnknownName(other, f'stands beside "{taken[role][1][:_SHOWN]}"')
