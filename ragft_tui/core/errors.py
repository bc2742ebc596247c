"""Errors that speak to the user: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, Self

from ragft_tui.core.text import one_line

MOST_PROBLEMS: Final = 1_000
"""Nobody reads more of them, and a file that is something else altogether can have millions."""

# Of a key, and of the id of an entry.
_KEY_SHOWN: Final = 60
_ID_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Index:
    """The place of an entry in a list."""

    number: int
    """Counted from zero."""
    id: str = ""
    """The id of the entry, where it has one; only for readers."""


class Location(tuple[str | Index, ...]):
    """The keys and indexes that lead to something in the data of a file.

    `ROOT / "guards" / Index(1, "changing") / "when"` is shown as `guards[2, "changing"].when`.
    """

    __slots__ = ()

    def __truediv__(self, step: str | Index) -> Location:
        """Return the location of a key or entry of what is here."""
        return Location((*self, step))

    def __str__(self) -> str:
        """Return the location as users read it, with long names cut."""
        text = ""
        for step in self:
            if isinstance(step, str):
                text += f".{step[:_KEY_SHOWN]}" if text else step[:_KEY_SHOWN]
            else:
                name = f', "{step.id[:_ID_SHOWN]}"' if step.id else ""
                text += f"[{step.number + 1}{name}]"
        return text

    @property
    def parent(self) -> Location:
        """The table or list that this is in."""
        return Location(self[:-1])


ROOT: Final = Location()
"""The location of the whole file."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text, counted from one."""

    line: int | None
    """`None` where what is read is one line, whose number is told apart."""
    column: int | None = None
    """In characters; `None` where only the line is known."""
    extent: Literal["point", "line", "end"] = "point"
    """What is meant: what begins there, the whole line, or the end, which came too early."""

    def __str__(self) -> str:
        """Return the position as users read it, such as `line 3, column 5`."""
        if self.extent == "end":
            return "end of document"
        line = f"line {self.line}" if self.line else ""
        column = f"column {self.column}" if self.column and self.extent == "point" else ""
        return ", ".join(filter(None, (line, column)))


class RagftError(Exception):
    """Something that the user can understand and act on; never shown with a traceback."""

    exit_status = 1
    """The status the command ends with when this error ends it."""

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
        """Build the error.

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
        """Return the same error in another source.

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
    def shown_location(self) -> str:
        """The location as text; without the last key where `what` names it."""
        return str(self.location.parent if self.names_key else self.location)

    @property
    def where(self) -> str:
        """The source and the location, or else the position, as text."""
        position = "" if self.location else str(self.position or "")
        return ": ".join(filter(None, (self.source, self.shown_location or position)))

    @property
    def sentence(self) -> str:
        """The error as a sentence, for a line of its own; the name of a file stays as it is."""
        text = str(self)
        end = "" if text.endswith("?") else "."
        return f"{text}{end}" if self.where else f"{text[:1].upper()}{text[1:]}{end}"

    def __str__(self) -> str:
        """Return the error as one line that is safe to print."""
        where = f"{self.where}: " if self.where else ""
        advice = f"; {self.advice}" if self.advice else ""
        return one_line(f"{where}{self.what}{advice}")


class UsageError(RagftError):
    """The command, or something it was given, cannot be used as it is."""

    exit_status = 2


class ProblemsError(UsageError):
    """Data from outside has problems; carries every one found."""

    def __init__(self, problems: tuple[RagftError, ...]) -> None:
        """Build the error from all problems; the first one is what it says.

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
    """What was typed or chosen cannot be taken; the interview stays where it is."""
