"""Answers as people and programs write them: the one reader of screens, lines, CSV and JSON."""

from __future__ import annotations

import math
import re
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview.numbers import read_number
from ragft_tui.core.model import UNKNOWN, AnswerValue
from ragft_tui.core.names import describe_value, did_you_mean
from ragft_tui.core.rulebook.model import LARGEST_NUMBER, Question
from ragft_tui.core.text import clean, straightened

_NO_ANSWER: Final = frozenset(
    {"", "nan", "nat", "null", "na", "n/a", "#n/a", "<na>", *("-", "–", "—", "--", "---")}
)
"""What programs and people write where there is nothing."""

_NOTHING: Final = _NO_ANSWER | {"none"}
"""The same of a text; of an answer, `none` is an option."""

_YES_OR_NO: Final = {
    **dict.fromkeys(("true", "t", "y", "wahr", "vrai"), "yes"),
    **dict.fromkeys(("false", "f", "n", "falsch", "faux"), "no"),
}
"""What spreadsheets and databases write, in English, German and French."""

_BLANKS: Final = re.compile(r"[\s_-]+")


def folded(text: str) -> str:
    """Return a text as names and words are compared: `Good prompt` is `good_prompt`."""
    return _BLANKS.sub("", straightened(text)).casefold()


def is_nothing(value: object) -> bool:
    """Tell whether a value from a file says that there is no text."""
    return _is_among(_NOTHING, value)


def is_no_answer(value: object) -> bool:
    """Tell whether a value from a file says that there is no answer."""
    return _is_among(_NO_ANSWER, value)


def read_value(question: Question, given: object) -> AnswerValue | None:
    """Return the answer that a value from outside stands for; `None` where it says nothing.

    Args:
        question: The question.
        given: Text that was typed or read, or what JSON or TOML made of it.

    Raises:
        InvalidAnswerError: Where the question takes no such answer, or its meaning is not plain.
    """
    value: AnswerValue | None = None
    if isinstance(given, bool):
        value = "yes" if given else "no"
    elif isinstance(given, str):
        value = _of_text(question, clean(given).strip())
    elif question.numeric and isinstance(given, int | float) and given == given // 1:
        value = int(given)
    if value is not None and question.accepts(value):
        return value
    if value is None and is_no_answer(given):
        return None
    raise refusal(question, given)


def refusal(question: Question, given: object) -> InvalidAnswerError:
    """Return the error of what a question does not take as an answer."""
    shown = describe_value(given, "an object")
    if question.numeric:
        wanted = f"a whole number of {question.unit} from 0 to {LARGEST_NUMBER:,}"
        return InvalidAnswerError(f"{shown} is not {wanted}")
    ids = [*(option.id for option in question.options), UNKNOWN]
    advice = did_you_mean(given if isinstance(given, str) else "", ids)
    return InvalidAnswerError(f"{shown} is not one of the options", advice=advice)


def _is_among(words: frozenset[str], value: object) -> bool:
    if isinstance(value, str):
        return value.strip().casefold() in words
    return value is None or (isinstance(value, float) and math.isnan(value))


def _of_text(question: Question, text: str) -> AnswerValue | None:
    word = folded(text)
    if word in (UNKNOWN, "idon'tknow", "don'tknow", "idontknow", "dontknow"):
        return UNKNOWN
    if question.numeric:
        return None if is_no_answer(text) else read_number(text)
    options = question.options
    named = {folded(option.text): option.id for option in options}
    named |= {folded(option.id): option.id for option in options}
    return named.get(word, named.get(_YES_OR_NO.get(word, "")))
