"""Whole numbers as people, spreadsheets and programs write them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError

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
_PARTS: Final = re.compile(r"(?P<figures>.*?)\s*(?P<word>[a-z]*)\.?", re.IGNORECASE)
_FIGURES: Final = re.compile(
    rf"""
    (?P<whole> \d+ | \d{{1,3}} (?P<separator>[{_SEPARATORS}.]) \d{{3}} (?:(?P=separator)\d{{3}})* )
    (?: \.(?P<part>\d+) )?
    (?: e\+?(?P<power>\d\d?) )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EITHER: Final = re.compile(r"\d{1,3}(?:[.,]\d{3}|,\d+)")
"""What is a decimal fraction to some and thousands to others."""

_BEGUN: Final = re.compile(
    rf"[.{_SEPARATORS}]*\d[\d.{_SEPARATORS}]*(?: e\+?\d{{0,2}} | (?P<word>[a-z]*) )",
    re.IGNORECASE | re.VERBOSE,
)


def read_number(text: str) -> int:
    """Return the whole number that a text stands for.

    Thousands may be set apart as in `1,200`, `1 200`, `1'200` or `1_200`; `15k`, `2 Mio` and `1.5
    million` are numbers, and so are `1200.0` and `1e6`, as programs write them.

    Args:
        text: What was typed, or stands in a file.

    Raises:
        InvalidAnswerError: Where it is none, or could be one of two: `1.000` and `1,5` mean one
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


def typed_number(text: str) -> int | None:
    """Return the whole number that a text stands for, as `read_number` does; `None` for none."""
    try:
        return read_number(text)
    except InvalidAnswerError:
        return None


def begins_number(text: str) -> bool:
    """Tell whether a text could become a number when more is typed, such as `2 mi` or `1e`."""
    found = _BEGUN.fullmatch(text.strip())
    if found is None:
        return False
    return any(word.startswith((found["word"] or "").lower()) for word in _WORDS)
