"""How many questions a capability still takes: a number that falls, and rises only with a reason.

How many will come is not known, for most of them are asked only while they can change the verdict.
So the number is an estimate, and what was told before binds it: each answer takes one off, and
where more comes than was told, the question that nobody counted on is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question

_FURTHER_ASKED: Final = 2
"""Of so many open questions that are asked only while they can matter, about one is."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions are still to come, the present one included, and why it is more now."""

    to_go: int = 0
    """About how many; zero where nothing is open."""
    new: Question | None = None
    """The question for which the number did not fall; `None` where it fell as it should."""
    waiting: tuple[str, ...] = ()
    """The ids of the questions that are open."""

    @classmethod
    def of(cls, questions: Sequence[Question]) -> Progress:
        """Estimate how far it is from here.

        Args:
            questions: The questions that are open, the next one first.
        """
        waiting = tuple(question.id for question in questions)
        return cls(max(_certain(questions), _likely(questions)), None, waiting)

    def after(self, questions: Sequence[Question]) -> Progress:
        """Return how far it is after a step, by what was told before it.

        Args:
            questions: The questions that are open now, the next one first.
        """
        now = Progress.of(questions)
        if not questions or now.waiting == self.waiting:
            return now if not questions else self
        passed = bool(set(self.waiting) - set(now.waiting))
        told = self.to_go - passed
        to_go = min(max(_certain(questions), min(told, now.to_go)), len(questions))
        if to_go <= told:
            return Progress(to_go, None, now.waiting)
        fresh = [question for question in questions if question.id not in self.waiting]
        return Progress(to_go, (*fresh, *questions)[0], now.waiting)


def _certain(questions: Sequence[Question]) -> int:
    """Return how many of some open questions are asked in any case, the next one at least."""
    certain = sum(question.stage != "further" for question in questions)
    return max(certain, min(1, len(questions)))


def _likely(questions: Sequence[Question]) -> int:
    further = sum(question.stage == "further" for question in questions)
    return len(questions) - further + -(-further // _FURTHER_ASKED)
