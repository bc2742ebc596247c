"""Outcomes: what was done to one or many capabilities, and what was left out, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ragft_tui.core.model import Capability, Project
from ragft_tui.core.text import one_line

_MOST_NUMBERS: Final = 8
"""The numbers of what was left out for one reason that are shown."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did to one or many capabilities."""

    label: str | None
    """The label of the change, as undo shows it; `None` if nothing was changed."""
    done: frozenset[str]
    """The ids of the capabilities that are now as the command wants them."""
    left_out: tuple[tuple[int, str], ...] = ()
    """The numbers of the others, each with the reason."""
    dropped: tuple[str, ...] = ()
    """What stood behind answers that were replaced without one."""

    def sentence(self, undo: str) -> str:
        """Return all of it in sentences.

        Args:
            undo: The key or the command that undoes a change.
        """
        done = f"Done: {self.label}; {undo} takes it back." if self.label else "Nothing was done."
        sentences = [done, *self._left_out(), dropped_sentence(self.dropped, undo)]
        return " ".join(filter(None, sentences))

    def _left_out(self) -> Iterator[str]:
        for reason in dict.fromkeys(reason for _, reason in self.left_out):
            numbers = [str(number) for number, why in self.left_out if why == reason]
            rest = len(numbers) - _MOST_NUMBERS
            more = f" and {rest} more" if rest > 0 else ""
            yield f"Not {', '.join(numbers[:_MOST_NUMBERS])}{more}: {reason}."


def ids(items: Sequence[Capability]) -> frozenset[str]:
    """Return the ids of capabilities."""
    return frozenset(item.id for item in items)


def numbers(project: Project) -> dict[str, int]:
    """Return the numbers of all capabilities, as people see them, by their ids."""
    return {item.id: number for number, item in enumerate(project.capabilities, start=1)}


def dropped_sentence(dropped: Sequence[str], undo: str) -> str:
    """Return a sentence on becauses that were dropped with their answers; empty without any.

    Args:
        dropped: The becauses.
        undo: The key or the command that undoes the change.
    """
    if not dropped:
        return ""
    first = f"“{one_line(dropped[0])}”"
    if len(dropped) == 1:
        return f"{first} stood behind the other answer and is dropped; {undo} undoes it."
    more = f"{first} and {len(dropped) - 1} more"
    return f"{more} stood behind other answers and are dropped; {undo} undoes it."
