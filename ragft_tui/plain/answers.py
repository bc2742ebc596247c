"""Answers as they are typed in a line: a number, an option or its beginning, and a because."""

from __future__ import annotations

import re
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.model import UNKNOWN, AnswerValue
from ragft_tui.core.rules.rulebook import Question

__all__ = ["only_one", "read_answer", "split_because"]

_BECAUSE: Final = re.compile(
    r"\s*(?P<value>.*?)\s+because\s+(?P<because>.*)", re.IGNORECASE | re.DOTALL
)
_DIGITS: Final = 20
"""More than any number that a question takes."""
_UNKNOWN: Final = {UNKNOWN, "i don't know", "don't know"}


def split_because(text: str) -> tuple[str, str]:
    """Return what stands before `because` and what stands behind it."""
    found = _BECAUSE.fullmatch(text)
    return (found["value"], found["because"].strip()) if found else (text.strip(), "")


def only_one(typed: str, words: tuple[str, ...], what: str) -> str | None:
    """Return the one of several words that was typed or begun; `None` where it is none of them.

    Args:
        typed: What was typed, in any case.
        words: The words that there are.
        what: What they are, for the error.

    Raises:
        InvalidAnswerError: Where several begin so.
    """
    folded = typed.casefold()
    exact = [word for word in words if word.casefold() == folded]
    found = exact or [word for word in words if folded and word.casefold().startswith(folded)]
    if len(found) > 1:
        several = " or ".join(found)
        raise InvalidAnswerError(
            f'"{typed[:60]}" begins more than one {what}', advice=f"{several}?"
        )
    return found[0] if found else None


def read_answer(question: Question, text: str) -> AnswerValue:
    """Return the answer that a text stands for.

    What it cannot make out is returned as it is: the interview refuses it in its own words.

    Args:
        question: The question.
        text: A number, an option's id or the beginning of one, or a word for "I don't know".

    Raises:
        InvalidAnswerError: Where there is no option of that number, or several begin so.
    """
    typed = text.strip()
    if typed.casefold() in _UNKNOWN:
        return UNKNOWN
    digits = typed.replace(",", "").replace(" ", "")[:_DIGITS]
    number = int(digits) if digits.isascii() and digits.isdecimal() else None
    if question.numeric:
        return typed if number is None else number
    if number is None:
        ids = tuple(option.id for option in question.options)
        return only_one(typed, ids, "option") or typed
    if number > len(question.options):
        raise InvalidAnswerError(
            f"there is no option {number}", advice=f"choose from 0 to {len(question.options)}"
        )
    return question.options[number - 1].id if number else UNKNOWN
