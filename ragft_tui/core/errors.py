"""Errors that speak to the user: what is wrong, where, and what to do about it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ragft_tui.core.text import one_line

MOST_PROBLEMS: Final = 1_000
"""Nobody reads more of them, and a file that is something else altogether can have millions."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where something is in the text of a file, counted from one."""

    line: int
    column: int | None = None
    """In characters; `None` where only the line is known."""


class RagftError(Exception):
    """Something that the user can understand and act on; never shown with a traceback."""

    exit_status = 1
    """The status the command ends with when this error ends it."""

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        advice: str = "",
        key: str = "",
        position: Position | None = None,
    ) -> None:
        """Build the error.

        Args:
            what: What is wrong, a clause without a full stop.
            where: The file, and the place in it, as far as they are known.
            advice: What to do about it, a clause without a full stop.
            key: The key that is wrong itself, where `where` is the table that it stands in.
            position: Line and column, where they are known.
        """
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice
        self.key = key
        self.position = position

    @property
    def sentence(self) -> str:
        """The error as a sentence, for a line of its own; the name of a file stays as it is."""
        text = str(self)
        end = "" if text.endswith("?") else "."
        return f"{text}{end}" if self.where else f"{text[:1].upper()}{text[1:]}{end}"

    def __str__(self) -> str:
        """Return the error as one line that is safe to print."""
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.advice}" if self.advice else ""
        return one_line(f"{place}{self.what}{advice}")


class UsageError(RagftError):
    """The command, or something it was given, cannot be used as it is."""

    exit_status = 2


class ProblemsError(UsageError):
    """A mapping from outside does not have the shape it must have; keeps every problem found."""

    def __init__(self, problems: tuple[RagftError, ...]) -> None:
        """Build the error from all problems; the first one is what it says.

        Args:
            problems: At least one problem, in the order of the file.
        """
        first = problems[0]
        super().__init__(first.what, where=first.where, advice=first.advice)
        self.problems = problems

    def within(
        self, place: str, positions: Mapping[RagftError, Position] | None = None
    ) -> ProblemsError:
        """Return the same problems, each placed inside `place`.

        Args:
            place: Such as a file name.
            positions: Line and column of those problems for which they are known.
        """
        positions = positions or {}
        placed = [
            UsageError(
                problem.what,
                where=f"{place}: {problem.where}" if problem.where else place,
                advice=problem.advice,
                position=positions.get(problem),
            )
            for problem in self.problems
        ]
        return ProblemsError(tuple(sorted(placed, key=_line)))


def _line(problem: RagftError) -> float:
    return problem.position.line if problem.position else math.inf


def refuse(found: Iterator[RagftError]) -> None:
    """Let pass what has no problems; of very many problems, no more than 1,000 are looked for.

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
