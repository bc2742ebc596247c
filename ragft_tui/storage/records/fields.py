"""The fields of a record: what each name means, and what of a record is not understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview.values import folded, is_no_answer, is_nothing
from ragft_tui.core.names import closest
from ragft_tui.core.rulebook.model import Question, Rulebook

TEXTS: Final = ("name", "description")
"""The fields of which one must say what the capability is."""

_Role = Literal["id", "name", "description", "answers"]

# Of several that have a value, the first one counts.
_ROLES: Final[Mapping[_Role, tuple[str, ...]]] = {
    "id": ("id",),
    "name": ("name", "title", "capability", "summary", "feature", "requirement"),
    "description": ("description", "details", "user story", "story"),
    "answers": ("answers",),
}
_SHOWN: Final = 60
_ALIKE: Final = 0.7
"""A backlog has columns of its own: of `Owner` nobody meant `tone`."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """The name of a column or field that was passed over, with all that stands in it."""

    name: str
    """Empty where the column has none, such as the numbers of the rows in a table of pandas."""
    why: str
    """Why, in a clause that can stand behind the name."""
    known: Sequence[str] = ()
    """The names of which one may have been meant."""

    @property
    def advice(self) -> str:
        """What may have been meant, which is looked for only where it is told."""
        near = closest(self.name, self.known, at_least=_ALIKE)
        return f'did you mean "{near}"?' if near else ""

    @property
    def error(self) -> UsageError:
        """The same as an error, for those who want none passed over."""
        return UsageError(f'"{self.name[:_SHOWN]}" {self.why}', advice=self.advice)

    @property
    def notice(self) -> UsageError:
        """The same for those who are told what was passed over."""
        shown = f'"{self.name[:_SHOWN]}"' if self.name else "a column without a name"
        return UsageError(f"{shown} {self.why} and is passed over", advice=self.advice)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record, by what they mean."""

    values: Mapping[_Role, object]
    """Those that have a value."""
    answers: tuple[tuple[Question, str, object], ...]
    """Questions with the name by which they stand there, and the value."""
    unknown: tuple[UnknownName, ...]
    """What has a value and no meaning."""


class FieldNames:
    """What names mean, in any letter case, with blanks, hyphens or underscores."""

    def __init__(self, rulebook: Rulebook, *, in_csv: bool) -> None:
        """Take the questions, which their ids and their titles name.

        Args:
            rulebook: Whose questions.
            in_csv: Whether the names are those of columns, which hold no table of answers.
        """
        self._what = "column" if in_csv else "field"
        questions = {folded(question.title): question for question in rulebook.questions}
        self._questions = questions | {folded(each.id): each for each in rulebook.questions}
        self._roles: dict[str, tuple[_Role, int]] = {
            folded(name): (role, rank)
            for role, names in _ROLES.items()
            if not (in_csv and role == "answers")
            for rank, name in enumerate(names)
            if not rank or folded(name) not in self._questions
        }
        self._known = [
            *(name for names in _ROLES.values() for name in names if folded(name) in self._roles),
            *(question.id for question in rulebook.questions),
        ]

    def question(self, name: str) -> Question | None:
        """Return the question that a name means."""
        key = folded(name)
        return None if key in self._roles else self._questions.get(key)

    def meaning(self, name: str) -> str:
        """Return what a name means, so that two names of one thing can be told; empty for none."""
        key = folded(name)
        if key in self._roles:
            return key
        question = self._questions.get(key)
        return question.id if question else ""

    def role(self, name: str) -> _Role | None:
        """Return which field a name means, where it means no question."""
        found = self._roles.get(folded(name))
        return found[0] if found else None

    def unknown(self, name: str) -> UnknownName:
        """Return a name that means nothing, beside those that do."""
        if not name.strip():
            return UnknownName("", "holds values")
        return UnknownName(name, f"is not a known {self._what}", self._known)

    def sort(self, pairs: Iterable[tuple[str, object]]) -> Fields:
        """Return the fields of a record by their meaning.

        Args:
            pairs: Names and values, in their order.

        Raises:
            UsageError: Where two of them mean the same.
        """
        taken: dict[_Role, tuple[int, str, object]] = {}
        answers: dict[str, tuple[Question, str, object]] = {}
        unknown: list[UnknownName] = []
        seen: dict[str, str] = {}
        for name, value in pairs:
            question = self.question(name)
            if (is_nothing if question is None else is_no_answer)(value):
                continue
            meaning = self.meaning(name)
            if meaning and meaning in seen:
                raise UsageError(
                    f'"{name[:_SHOWN]}" says the same as "{seen[meaning][:_SHOWN]}"',
                    advice="remove one",
                )
            seen[meaning] = name
            if question is not None:
                answers[question.id] = (question, name, value)
            elif (found := self._roles.get(folded(name))) is not None:
                role, rank = found
                others = sorted([*filter(None, [taken.get(role)]), (rank, name, value)], key=_rank)
                taken[role] = others[0]
                unknown += [_beside(other[1], others[0][1]) for other in others[1:]]
            else:
                unknown.append(self.unknown(name))
        values = {role: value for role, (_, _, value) in taken.items()}
        return Fields(values, tuple(answers.values()), tuple(unknown))


def _rank(found: tuple[int, str, object]) -> int:
    return found[0]


def _beside(name: str, taken: str) -> UnknownName:
    return UnknownName(name, f'stands beside "{taken[:_SHOWN]}"')
