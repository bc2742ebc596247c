"""Grapheme clusters and their boundaries: a letter with its marks, a joined emoji, a flag.

Textual's fields move by code points: https://github.com/Textualize/textual/issues/4694
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from rich.cells import split_graphemes

from ragft_tui.core.patterns import pattern


class Grapheme(NamedTuple):
    """The position of a grapheme cluster in a text."""

    start: int
    end: int
    width: int
    """Its width in columns."""


_JOINER: Final = "\u200d"
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
# Marks of no script, which belong to the letter below, and variation selectors.
_ACCENTS: Final = pattern(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U000e0100-\U000e01ef]"
)


def graphemes(text: str) -> list[Grapheme]:
    """Return the grapheme clusters of a text, without gaps.

    The widths are Rich's, by which Textual lays out. Rich splits a flag into its two letters; here
    it is one cluster. To report upstream: "split_graphemes splits flags into regional indicators".
    """
    found: list[Grapheme] = []
    flag = False
    for start, end, width in split_graphemes(text)[0]:
        joins = found and (width == 0 or text[start - 1] == _JOINER)
        pairs = flag and is_flag_letter(text[start])
        if joins or pairs:
            first, _, columns = found[-1]
            found[-1] = Grapheme(first, end, columns + (width if pairs else 0))
            flag = False
        else:
            found.append(Grapheme(start, end, width))
            flag = end == start + 1 and is_flag_letter(text[start])
    return found


def previous_boundary(text: str, index: int) -> int:
    """Return the last boundary before an index."""
    return grapheme_start(text, index - 1) if index else 0


def next_boundary(text: str, index: int) -> int:
    """Return the first boundary after an index."""
    return next((each.end for each in _near(text, index) if each.end > index), len(text))


def grapheme_start(text: str, index: int) -> int:
    """Return the start of the grapheme cluster at an index."""
    return next(
        (each.start for each in _near(text, index) if each.start <= index < each.end), index
    )


def grapheme_end(text: str, index: int) -> int:
    """Return an index, or the end of the grapheme cluster that it is inside of."""
    return index if grapheme_start(text, index) == index else next_boundary(text, index)


def backspace_start(text: str, index: int) -> int:
    """Return the start of what Backspace deletes before an index.

    A vowel sign is typed by a key of its own, so it is deleted without its consonant.
    """
    before = text[max(index - 1, 0) : index]
    is_mark = before and unicodedata.category(before) in {"Mn", "Mc"}
    return index - 1 if is_mark and not _ACCENTS.match(before) else previous_boundary(text, index)


def _near(text: str, index: int) -> list[Grapheme]:
    """Return the clusters of the words around an index: a field may hold very many others."""
    start = max(text.rfind(" ", 0, index), 0)
    end = text.find(" ", index + 1)
    part = text[start : end if end >= 0 else len(text)]
    return [Grapheme(start + each.start, start + each.end, each.width) for each in graphemes(part)]


def is_flag_letter(character: str) -> bool:
    """Return whether a character is a regional indicator, two of which make a flag."""
    return ord(character) in _FLAG_LETTERS
