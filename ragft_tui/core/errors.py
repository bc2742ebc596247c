"""Errors that speak to the user: what is wrong, where, and what to do about it."""

from __future__ import annotations

from ragft_tui.core.text import one_line

__all__ = ["InvalidAnswerError", "ProblemsError", "RagftError", "UsageError"]


class RagftError(Exception):
    """Something that the user can understand and act on; never shown with a traceback."""

    exit_status = 1
    """The status the command ends with when this error ends it."""

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        """Build the error.

        Args:
            what: What is wrong, a clause without a full stop.
            where: The file, and the place in it, as far as they are known.
            advice: What to do about it, a clause without a full stop.
        """
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice

    @property
    def sentence(self) -> str:
        """The error as a sentence, for a line of its own; the name of a file stays as it is."""
        text = str(self)
        return f"{text}." if self.where else f"{text[:1].upper()}{text[1:]}."

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

    def within(self, place: str) -> ProblemsError:
        """Return the same problems, each placed inside `place`, such as a file name."""
        return ProblemsError(
            tuple(
                UsageError(
                    problem.what,
                    where=f"{place}: {problem.where}" if problem.where else place,
                    advice=problem.advice,
                )
                for problem in self.problems
            )
        )


class InvalidAnswerError(RagftError):
    """What was typed or chosen cannot be taken; the interview stays where it is."""
