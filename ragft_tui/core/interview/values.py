"""Answers as people and programs write them: the one reader of screens, lines, CSV and JSON."""

from __future__ import annotations

import math
import re
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview.numbers import read_number
from ragft_tui.core.model import UNKNOWN, AnswerValue
from ragft_tui.core.rules.rulebook import LARGEST_NUMBER, Question
from ragft_tui.core.strict import nearest, told
from ragft_tui.core.text import clean, straightened

__all__ = ["folded", "is_nothing", "read_value", "refusal"]

_NOTHING: Final = frozenset({"", "nan", "nat", "null", "n/a", "na", "#n/a", "<na>"})
"""What spreadsheets and programs write where there is nothing; `none` is an option."""

_UNKNOWN: Final = frozenset({UNKNOWN, "i don't know", "don't know", "i dont know", "dont know"})
_BLANKS: Final = re.compile(r"[\s_-]+")


def folded(text: str) -> str:
    """Return a text as names and words are compared: `Good prompt` and `good_prompt` are one."""
    return _BLANKS.sub(" ", straightened(text)).strip().casefold()


def is_nothing(value: object) -> bool:
    """Tell whether a value from a file says that there is none."""
    if isinstance(value, str):
        return value.strip().casefold() in _NOTHING
    return value is None or (isinstance(value, float) and math.isnan(value))


def read_value(question: Question, given: object) -> AnswerValue | None:
    """Return the answer that a value from outside stands for; `None` where it says nothing.

    Args:
        question: The question.
        given: Text that was typed or read, or what JSON or TOML made of it.

    Raises:
        InvalidAnswerError: Where the question takes no such answer, or its meaning is not plain.
    """
    if isinstance(given, bool):
        given = "yes" if given else "no"
    elif isinstance(given, float) and given.is_integer():
        given = int(given)
    if isinstance(given, str):
        value = _of_text(question, clean(given).strip())
    else:
        value = given if isinstance(given, int) and question.numeric else None
    if value is not None and question.accepts(value):
        return value
    if value is None and is_nothing(given):
        return None
    raise refusal(question, given)


def refusal(question: Question, given: object) -> InvalidAnswerError:
    """Return the error of what a question does not take as an answer."""
    shown = told(given, "an object")
    if question.numeric:
        wanted = f"a whole number of {question.unit} from 0 to {LARGEST_NUMBER:,}"
        return InvalidAnswerError(f"{shown} is not {wanted}")
    ids = [*(option.id for option in question.options), UNKNOWN]
    advice = nearest(given if isinstance(given, str) else "", ids)
    return InvalidAnswerError(f"{shown} is not one of the options", advice=advice)


def _of_text(question: Question, text: str) -> AnswerValue | None:
    word = folded(text)
    if word in _UNKNOWN:
        return UNKNOWN
    if question.numeric:
        return None if is_nothing(text) else read_number(text)
    options = question.options
    named = {folded(option.text): option.id for option in options}
    return (named | {folded(option.id): option.id for option in options}).get(word)
