"""Names of columns and fields: what each means, and which are unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ragft_tui.core.errors import UsageError, closest
from ragft_tui.core.interview import is_no_answer, is_no_text, normalize_name
from ragft_tui.core.rulebook import Question, Rulebook

TEXTS: Final = ("name", "description")
"""The fields of which one must describe the capability."""

_Role = Literal["id", "name", "description", "answers"]

# Of several that have a value, the first counts.
_ROLES: Final[Mapping[_Role, tuple[str, ...]]] = {
    "id": ("id",),
    "name": ("name", "title", "capability", "summary", "feature", "requirement"),
    "description": ("description", "details", "user story", "story"),
    "answers": ("answers",),
}
_SHOWN: Final = 60
_ALIKE: Final = 0.7
"""How alike names must be: a backlog has columns of its own, and by `Owner` nobody meant `tone`."""


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
    role: _Role | None = None
    """The field of the capability."""
    rank: int = 0
    """Of several fields of one role, that of the lowest rank counts."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one record, by what they mean."""

    values: Mapping[_Role, object]
    """Those of the capability that have a value."""
    answers: tuple[tuple[Question, str, object], ...]
    """The questions, each with the name of its field and the value."""
    unknown: tuple[UnknownName, ...]
    """What has a value and no meaning."""


class FieldNames:
    """What names mean, in any letter case, with blanks, hyphens or underscores."""

    def __init__(self, rulebook: Rulebook, *, in_csv: bool) -> None:
        """Collect the names.

        Args:
            rulebook: Whose questions are named by their ids and their titles.
            in_csv: Whether the names are those of columns, which hold no table of answers.
        """
        self._kind = "column" if in_csv else "field"
        questions = rulebook.questions
        self._meanings = {normalize_name(each.title): Meaning(each.id, each) for each in questions}
        self._meanings |= {normalize_name(each.id): Meaning(each.id, each) for each in questions}
        self._known: list[str] = []
        for role, names in _ROLES.items():
            for rank, name in enumerate(names):
                key = normalize_name(name)
                if (rank and key in self._meanings) or (in_csv and role == "answers"):
                    continue
                self._meanings[key] = Meaning(key, role=role, rank=rank)
                self._known.append(name)
        self._known += [each.id for each in questions]

    def meaning(self, name: str) -> Meaning | None:
        """Return what a name means; `None` if it is unknown."""
        return self._meanings.get(normalize_name(name))

    def role(self, name: str) -> _Role | None:
        """Return which field of the capability a name means, if any."""
        meaning = self.meaning(name)
        return meaning.role if meaning else None

    def unknown(self, name: str) -> UnknownName:
        """Return a name without a meaning, with those that have one."""
        if not name.strip():
            return UnknownName("", "holds values")
        return UnknownName(name, f"is not a known {self._kind}", self._known)

    def sort(self, pairs: Iterable[tuple[str, object]]) -> Fields:
        """Return the fields of a record by their meaning.

        Args:
            pairs: Names and values, in their order.

        Raises:
            UsageError: If two of them mean the same.
        """
        taken: dict[_Role, tuple[int, str, object]] = {}
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
            if meaning.key in seen:
                raise UsageError(
                    f'"{name[:_SHOWN]}" says the same as "{seen[meaning.key][:_SHOWN]}"',
                    advice="remove one",
                )
            seen[meaning.key] = name
            if question is not None:
                answers.append((question, name, value))
            elif meaning.role is not None:
                fields = [(meaning.rank, name, value), *filter(None, [taken.get(meaning.role)])]
                taken[meaning.role], *others = sorted(fields, key=lambda field: field[0])
                reason = f'stands beside "{taken[meaning.role][1][:_SHOWN]}"'
                unknown += [UnknownName(other, reason) for _, other, _ in others]
        values = {role: value for role, (_, _, value) in taken.items()}
        return Fields(values, tuple(answers), tuple(unknown))
