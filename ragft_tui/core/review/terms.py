"""The terms of a filter as it is typed: what stands where, whatever it means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ragft_tui.core.errors import RagftError

LONGEST_FILTER: Final = 1_000
"""The longest filter, in characters; a longer one was pasted by mistake."""

MOST_TERMS: Final = 50
"""The most terms of a filter: all texts of a project are looked through for each of them."""

_SHOWN: Final = 40
_TERM: Final = re.compile(r'(?=\S)(?P<minus>-?)(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>\S*))')


class FilterError(RagftError):
    """A filter that says nothing, or not yet; whoever types it goes on typing."""

    def __init__(self, what: str, word: str, column: int, *, advice: str = "") -> None:
        """Build the error.

        Args:
            what: What is wrong with the word, a clause that goes before it.
            word: The word.
            column: Where it begins, counted from one.
            advice: What to do about it.
        """
        told = f'{what} "{word[:_SHOWN]}" (column {column})'
        super().__init__(told, advice=advice)
        self.word = word
        self.column = column


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a filter."""

    text: str
    """The words to look for, folded; of a term with a field, the field."""
    column: int
    """Where it begins, counted from one."""
    negated: bool = False
    """Whether it stands for what does not fit it."""
    quoted: bool = False
    """Whether it is text whatever it says."""
    values: tuple[tuple[str, int], ...] = ()
    """Of a term with a field, the alternatives, each with its column."""


def terms(text: str) -> Iterator[Term]:
    """Yield the terms of a filter.

    Raises:
        FilterError: Where a term is not finished, or the filter is too long.
    """
    if len(text) > LONGEST_FILTER:
        advice = f"a filter holds {LONGEST_FILTER:,} characters"
        column = LONGEST_FILTER + 1
        raise FilterError("too long from", text[LONGEST_FILTER:], column, advice=advice)
    for number, match in enumerate(_TERM.finditer(text), start=1):
        if number > MOST_TERMS:
            advice = f"a filter holds {MOST_TERMS} words and conditions"
            raise FilterError("too many from", match[0], match.start() + 1, advice=advice)
        column, negated = match.start() + 1, bool(match["minus"])
        phrase = match["phrase"]
        if phrase is None:
            yield _word(match["word"], column, negated=negated)
        elif match["closed"]:
            yield Term(folded(phrase), column, negated, quoted=True)
        else:
            raise FilterError("no quote ends", f'"{phrase}', column, advice="type the second quote")


def folded(text: str) -> str:
    """Return a text as texts are compared: letter case, ligatures and white space aside."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _word(word: str, column: int, *, negated: bool) -> Term:
    if not word:
        raise FilterError("nothing follows", "-", column, advice="it takes out what fits the word")
    field, colon, rest = word.partition(":")
    if not (field and colon):
        return Term(folded(word), column, negated)
    values = []
    at = column + negated + len(field) + 1
    for value in rest.split(","):
        values.append((folded(value), at))
        at += len(value) + 1
    return Term(folded(field), column, negated, values=tuple(values))
