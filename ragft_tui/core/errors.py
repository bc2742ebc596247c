"""Errors that speak to the user: what is wrong, where, the nearest valid name, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import islice
from typing import Final, Literal, Self

from ragft_tui.core.records import dataclass
from ragft_tui.core.text import capitalize, one_line

MOST_PROBLEMS: Final = 1_000
"""The most problems of one file that are reported; a file of another kind could have millions."""

# Of a key, name or value from outside, and of the id of an entry.
_SHOWN: Final = 60
_ID_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Index:
    """The index of an entry in a list."""

    number: int
    """Counted from zero."""
    id: str = ""
    """The id of the entry if it has one; it is only shown."""


class Location(tuple[str | Index, ...]):
    """The keys and indexes that lead to something in the data of a file.

    `ROOT / "guards" / Index(1, "changing") / "when"` is shown as `guards[2, "changing"].when`.
    """

    __slots__ = ()

    def __truediv__(self, step: str | Index) -> Location:
        """Return the location of a key or an entry below this one."""
        return Location((*self, step))

    def __str__(self) -> str:
        """Return the location as it is shown, with long names truncated."""
        text = ""
        for step in self:
            if isinstance(step, str):
                text += f".{step[:_SHOWN]}" if text else step[:_SHOWN]
            else:
                name = f', "{step.id[:_ID_SHOWN]}"' if step.id else ""
                text += f"[{step.number + 1}{name}]"
        return text

    @property
    def parent(self) -> Location:
        """The location of the table or list that holds this one."""
        return Location(self[:-1])


ROOT: Final = Location()
"""The location of the whole file."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text, counted from one."""

    line: int | None
    """`None` if the text is a single line, whose number is reported separately."""
    column: int | None = None
    """In characters; `None` if only the line is known."""
    extent: Literal["point", "line", "end"] = "point"
    """Whether the problem begins at the position, is the whole line, or is the end of the text."""

    def __str__(self) -> str:
        """Return the position as it is shown, such as `line 3, column 5`."""
        if self.extent == "end":
            return "end of document"
        line = f"line {self.line}" if self.line else ""
        column = f"column {self.column}" if self.column and self.extent == "point" else ""
        return ", ".join(filter(None, (line, column)))


class RagftError(Exception):
    """An error that the user can understand and act on; never shown with a traceback."""

    exit_status = 1
    """The exit status of a command that ends with this error."""

    def __init__(
        self,
        what: str,
        *,
        source: str = "",
        location: Location = ROOT,
        position: Position | None = None,
        advice: str = "",
        names_key: bool = False,
    ) -> None:
        """Initialize the error.

        Args:
            what: What is wrong, a clause without a full stop.
            source: The file, variable or option that is wrong, as the user knows it.
            location: What is wrong in the data of the source.
            position: Line and column in the text of the source, where they are known.
            advice: What to do about it, a clause without a full stop.
            names_key: Whether `what` names the last key of the location.
        """
        super().__init__(what)
        self.what = what
        self.source = source
        self.location = location
        self.position = position
        self.advice = advice
        self.names_key = names_key

    def placed(
        self,
        source: str = "",
        *,
        location: Location | None = None,
        position: Position | None = None,
    ) -> Self:
        """Return a copy of the error with another source and position.

        Args:
            source: The file, variable or option.
            location: The location in it; left out, it is as it was.
            position: Line and column in it, where they are known.
        """
        error = copy(self)
        error.source, error.position = source, position
        error.location = self.location if location is None else location
        return error

    @property
    def problems(self) -> tuple[RagftError, ...]:
        """The problems that the error stands for: itself, unless it carries others."""
        return (self,)

    @property
    def where(self) -> str:
        """The source and the location as text; without a location, the source and the position."""
        location = self.location.parent if self.names_key else self.location
        position = None if self.location else self.position
        return ": ".join(filter(None, (self.source, str(location), str(position or ""))))

    @property
    def sentence(self) -> str:
        """The error as a sentence, for a line of its own; the name of a file stays as it is."""
        text = str(self)
        end = "" if text.endswith("?") else "."
        return f"{text if self.where else capitalize(text)}{end}"

    def __str__(self) -> str:
        """Return the error on one line that is safe to print."""
        where = f"{self.where}: " if self.where else ""
        advice = f"; {self.advice}" if self.advice else ""
        return one_line(f"{where}{self.what}{advice}")


class UsageError(RagftError):
    """The command, or a file or value given to it, cannot be used."""

    exit_status = 2


class LexiconError(UsageError):
    """A lexicon that cannot be used: it is damaged, or of another version or language."""


class ProblemsError(UsageError):
    """All problems found in data from outside."""

    def __init__(self, problems: tuple[RagftError, ...]) -> None:
        """Initialize the error; its message is that of the first problem.

        Args:
            problems: At least one problem, in the order of the file.
        """
        first = problems[0]
        super().__init__(
            first.what,
            source=first.source,
            location=first.location,
            position=first.position,
            advice=first.advice,
            names_key=first.names_key,
        )
        self._problems = problems

    @property
    def problems(self) -> tuple[RagftError, ...]:
        """All problems, in the order of the file."""
        return self._problems


def raise_problems(found: Iterator[RagftError]) -> None:
    """Raise if there are problems; of very many, no more than 1,000 are looked for.

    Args:
        found: The problems of a file, in its order, each looked for when it is asked for.

    Raises:
        ProblemsError: With all of them, or the first and a word on the others.
    """
    problems = tuple(islice(found, MOST_PROBLEMS))
    if next(found, None):
        what = f"has more problems than these {MOST_PROBLEMS:,}"
        problems += (UsageError(what, advice="check that it is the right file"),)
    if problems:
        raise ProblemsError(problems)


class InvalidAnswerError(RagftError):
    """An answer or text that cannot be accepted; nothing is changed."""


# Of the names that are valid.
_LISTED: Final = 20
# Python refuses to write numbers of thousands of digits, and nobody would read them.
_LONGEST_NUMBER: Final = 64


def did_you_mean(name: str, valid: Iterable[str]) -> str:
    """Return advice: the valid name nearest to `name`, or all of them if none is near."""
    choices = list(valid)
    if near := closest(name, choices):
        return f'did you mean "{near}"?'
    if len(choices) > _LISTED:
        shown = ", ".join(f'"{choice[:_SHOWN]}"' for choice in choices[:_LISTED])
        return f"it can be {shown} or one of {len(choices) - _LISTED:,} others"
    return f"it can be {listed(choices)}" if choices else "remove it"


def closest(name: str, valid: Iterable[str], *, at_least: float = 0.5) -> str:
    """Return the valid name nearest to a name, letter case aside, or an empty string.

    Names are alike as far as the characters go that both have in the same order. One of more than
    60 characters is near none.

    Args:
        name: The name.
        valid: What it may have been meant to be.
        at_least: How alike they must be, from 0 to 1.
    """
    if len(name) > _SHOWN:
        return ""
    folded = name.casefold()
    likeness = {
        choice: _likeness(folded, choice.casefold()) for choice in valid if len(choice) <= _SHOWN
    }
    near = max(likeness, key=likeness.__getitem__, default="")
    return near if near and likeness[near] >= at_least else ""


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are: the share of their longest common subsequence in both.

    A row of the usual table is one number, so that two names take as many steps as they have
    characters: Crochemore and others, "A fast and practical bit-vector algorithm for the longest
    common subsequence problem", 2001.
    """
    size = len(one) + len(other)
    places: dict[str, int] = {}
    for at, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << at
    every = row = (1 << len(one)) - 1
    for char in other:
        common = row & places.get(char, 0)
        row = (row + common | row - common) & every
    return 2 * (len(one) - row.bit_count()) / size if size else 0.0


def unknown_name(
    kind: str, name: str, valid: Iterable[str], location: Location, *, is_key: bool = False
) -> UsageError:
    """Return the error of a name that is not among the valid ones.

    Args:
        kind: What the name should be, such as "source" or "option".
        name: The name that was found.
        valid: The names that could stand there.
        location: Where it was found.
        is_key: Whether it is the last key of the location.
    """
    return UsageError(
        f'"{name[:_SHOWN]}" is not a known {kind}',
        location=location,
        advice=did_you_mean(name, valid),
        names_key=is_key,
    )


def listed(names: Sequence[str]) -> str:
    """Return names in quotes, with "or" before the last one."""
    quoted = [f'"{name[:_SHOWN]}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def describe_value(value: object, table: str = "a table") -> str:
    """Return a value from outside as a short phrase for a message.

    Args:
        value: Anything that a TOML or JSON reader gave.
        table: What the author of the data calls a mapping.
    """
    match value:
        case str():
            return f'"{value[:_SHOWN]}"'
        case bool():
            return str(value).lower()
        case dict():
            return table
        case list():
            return "a list"
        case None:
            return "null"
        case int() if value.bit_length() > _LONGEST_NUMBER:
            return "a number that long"
        case _:
            return str(value)[:_SHOWN]
