"""The labels of changes, as undo and redo show them: "answer volatility", "move “Refunds”"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import one_line

BECAUSE: Final = "because"
RENAME: Final = "rename"
TAKE_OTHER_VERSION: Final = "take the other version"


def describe(name: str) -> str:
    """Return the label of describing a capability."""
    return f"describe “{one_line(name)}”"


def add(count: int) -> str:
    """Return the label of adding a list of capabilities."""
    return f"add {count} capabilities"


def answer(question: Question) -> str:
    """Return the label of answering the question of the interview."""
    return f"answer {question.title.lower()}"


def answer_on(question: Question, items: Sequence[Capability]) -> str:
    """Return the label of answering a question on one or many capabilities."""
    return f"{answer(question)} on {count_or_name(items, 'capabilities')}"


def verdicts(verb: str, items: Sequence[Capability]) -> str:
    """Return the label of what a verb such as "accept" does to one or many verdicts."""
    return f"{verb} {count_or_name(items, 'verdicts')}"


def capabilities(verb: str, items: Sequence[Capability]) -> str:
    """Return the label of what a verb such as "move" does to one or many capabilities."""
    return f"{verb} {count_or_name(items, 'capabilities')}"


def note(item: Capability) -> str:
    """Return the label of a note."""
    return f"note on {quote_name(item)}"


def keep_trial(item: Capability) -> str:
    """Return the label of keeping the answers that were tried."""
    return f"answers of {quote_name(item)}"


def quote_name(item: Capability) -> str:
    """Return the name of a capability in quotes, or words for one that has none yet."""
    return f"“{one_line(item.name)}”" if item.name else "the text in progress"


def count_or_name(items: Sequence[Capability], noun: str) -> str:
    """Return one capability by its name, or several by their number and a noun."""
    return quote_name(items[0]) if len(items) == 1 else f"{len(items)} {noun}"
