"""Answers and numbers, as people and programs write them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError, describe_value, did_you_mean
from ragft_tui.core.model import UNKNOWN, AnswerValue
from ragft_tui.core.patterns import pattern
from ragft_tui.core.rulebook import LARGEST_NUMBER, Question
from ragft_tui.core.text import clean, is_blank, straighten_apostrophes

_LONGEST: Final = 40
"""Characters of a number; no question takes one that needs more."""

_SHOWN: Final = 60
_THOUSAND: Final = 1_000
_WORDS: Final = {
    **dict.fromkeys(("k", "tsd", "thousand"), _THOUSAND),
    **dict.fromkeys(("m", "mn", "mio", "mill", "million", "millions"), _THOUSAND**2),
}
"""What stands behind a number and multiplies it, in English and in what German tables have."""

_SEPARATORS: Final = r",'’_\s"
_PARTS: Final = pattern(r"(?P<figures>.*?)\s*(?P<word>[a-z]*)\.?", re.IGNORECASE)
_FIGURES: Final = pattern(
    rf"""
    (?P<whole> \d+ | \d{{1,3}} (?P<separator>[{_SEPARATORS}.]) \d{{3}} (?:(?P=separator)\d{{3}})* )
    (?: \.(?P<part>\d+) )?
    (?: e\+?(?P<power>\d\d?) )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EITHER: Final = pattern(r"\d{1,3}(?:[.,]\d{3}|,\d+)")
"""What is a decimal fraction to some and thousands to others."""

_BEGUN: Final = pattern(
    rf"[.{_SEPARATORS}]*\d[\d.{_SEPARATORS}]*(?: e\+?\d{{0,2}} | (?P<word>[a-z]*) )",
    re.IGNORECASE | re.VERBOSE,
)


def parse_number(text: str) -> int:
    """Return the whole number that a text stands for.

    Thousands may be set apart as in `1,200`, `1 200`, `1'200` or `1_200`; `15k`, `2 Mio` and `1.5
    million` are numbers, and so are `1200.0` and `1e6`, as programs write them.

    Args:
        text: What was typed, or stands in a file.

    Raises:
        InvalidAnswerError: If it is none, or could be one of two: `1.000` and `1,5` mean one
            thing in one country, and another in the next.
    """
    given = text.strip()
    shown = f'"{given[:_SHOWN]}"'
    if len(given) > _LONGEST:
        raise InvalidAnswerError(f"{shown} is too long for a number", advice="shorten it")
    typed = "".join(str(unicodedata.decimal(each, each)) for each in given)
    parts = _PARTS.fullmatch(typed)
    figures, word = (parts["figures"], parts["word"].lower()) if parts else ("", "")
    found = _FIGURES.fullmatch(figures)
    if _EITHER.fullmatch(figures) and (word or found is None or found["separator"] != ","):
        raise InvalidAnswerError(f"{shown} could be two numbers", advice="write digits alone")
    if (
        found is None
        or (word and word not in _WORDS)
        or (found["separator"] == "." and found["part"])
    ):
        raise InvalidAnswerError(f"{shown} is not a whole number", advice="write digits alone")
    part, power = found["part"] or "", int(found["power"] or 0)
    scale: int = 10 ** len(part)
    many: int = _WORDS.get(word, 1) * 10**power
    number = int(re.sub(r"\D", "", found["whole"]) + part) * many
    if number % scale:
        raise InvalidAnswerError(f"{shown} is not a whole number", advice="round it")
    return number // scale


def parse_number_or_none(text: str) -> int | None:
    """Return the whole number that a text stands for, as `parse_number`; `None` if it is none."""
    try:
        return parse_number(text)
    except InvalidAnswerError:
        return None


def may_become_number(text: str) -> bool:
    """Return whether a text could become a number when more is typed, such as `2 mi` or `1e`."""
    found = _BEGUN.fullmatch(text.strip())
    if found is None:
        return False
    return any(word.startswith((found["word"] or "").lower()) for word in _WORDS)


_NO_ANSWER: Final = frozenset(
    {"", "nan", "nat", "null", "na", "n/a", "#n/a", "<na>", *("-", "–", "—", "--", "---")}
)
"""What programs and people write where there is nothing."""
_NO_TEXT: Final = _NO_ANSWER | {"none"}
"""The same of a text; as an answer, `none` is one."""
_LONGEST_NOTHING: Final = max(map(len, _NO_TEXT))

_YES_OR_NO: Final = {
    **dict.fromkeys(("true", "t", "y", "wahr", "vrai"), "yes"),
    **dict.fromkeys(("false", "f", "n", "falsch", "faux"), "no"),
}
"""What spreadsheets and databases write, in English, German and French."""

_BLANKS: Final = pattern(r"[\s_-]+")


@lru_cache(maxsize=1024)  # each record has the same names as the one before
def normalize_name(text: str) -> str:
    """Return a name as names are compared: `Good prompt` is the same as `good_prompt`."""
    return _BLANKS.sub("", straighten_apostrophes(text)).casefold()


def is_no_answer(value: object) -> bool:
    """Return whether a value from a file stands for a missing answer."""
    return _is_nothing(value, _NO_ANSWER)


def is_no_text(value: object) -> bool:
    """Return whether a value from a file stands for a missing text; as an answer, `none` is one."""
    return _is_nothing(value, _NO_TEXT)


def _is_nothing(value: object, words: Collection[str]) -> bool:
    if isinstance(value, str):
        text = value.strip()
        # The letters of whole descriptions are not folded for it.
        return is_blank(text) or (len(text) <= _LONGEST_NOTHING and text.casefold() in words)
    return value is None or (isinstance(value, float) and math.isnan(value))


def parse_answer(question: Question, given: object) -> AnswerValue | None:
    """Return the answer that a value from outside stands for; `None` if it stands for none.

    Args:
        question: The question.
        given: Text that was typed or read, or what JSON or TOML made of it.

    Raises:
        InvalidAnswerError: If the question takes no such answer, or its meaning is not plain.
    """
    value: AnswerValue | None = None
    if isinstance(given, bool):
        value = question.current("yes" if given else "no")
    elif isinstance(given, str):
        value = _of_text(question, clean(given).strip())
    elif question.numeric and isinstance(given, int | float) and given == given // 1:
        value = int(given)
    if value is not None and question.accepts(value):
        return value
    if value is None and is_no_answer(given):
        return None
    raise invalid_answer(question, given)


def invalid_answer(question: Question, given: object) -> InvalidAnswerError:
    """Return the error for a value that a question does not accept."""
    shown = describe_value(given, "an object")
    ids = [*(option.id for option in question.options), UNKNOWN]
    advice = did_you_mean(given if isinstance(given, str) else "", ids)
    if question.numeric:
        wanted = f"a whole number of {question.unit} from 0 to {LARGEST_NUMBER:,}"
        return InvalidAnswerError(f"{shown} is not {wanted}, nor an option", advice=advice)
    return InvalidAnswerError(f"{shown} is not one of the options", advice=advice)


def _of_text(question: Question, text: str) -> AnswerValue | None:
    word = normalize_name(text)
    if word in (UNKNOWN, "idon'tknow", "don'tknow", "idontknow", "dontknow"):
        return UNKNOWN
    if question.numeric and (number := parse_number_or_none(text)) is not None:
        return number
    options = question.options
    named = {normalize_name(option.text): option.id for option in options}
    named |= {normalize_name(option.id): option.id for option in options}
    named |= {normalize_name(alias): option.id for option in options for alias in option.aliases}
    chosen = named.get(word, named.get(_YES_OR_NO.get(word, "")))
    if chosen is None and question.numeric and any(map(str.isdecimal, text)):
        parse_number(text)  # which says what is wrong with it
    return chosen
