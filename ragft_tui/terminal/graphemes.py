"""What looks like one character: a letter with its marks, a joined emoji, a flag."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from rich.cells import split_graphemes

Cluster = tuple[int, int, int]
"""Where one starts and ends in a text, and its width in columns."""

_JOINER: Final = "\u200d"
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
# Marks of no script, which belong to the letter below, and selectors of a look.
_ACCENTS: Final = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U000e0100-\U000e01ef]"
)


def clusters(text: str) -> list[Cluster]:
    """Return what a text is made of, one after the other, without gaps.

    The widths are Rich's, by which Textual lays out; to them belongs that two letters of a flag
    make one, which Rich does not say.
    """
    found: list[Cluster] = []
    flag = False
    for start, end, width in split_graphemes(text)[0]:
        joins = found and (width == 0 or text[start - 1] == _JOINER)
        pairs = flag and is_flag_letter(text[start])
        if joins or pairs:
            first, _, before_it = found[-1]
            found[-1] = (first, end, before_it + (width if pairs else 0))
            flag = False
        else:
            found.append((start, end, width))
            flag = end == start + 1 and is_flag_letter(text[start])
    return found


def before(text: str, index: int) -> int:
    """Return where what stands before a place starts."""
    return start_of(text, index - 1) if index else 0


def after(text: str, index: int) -> int:
    """Return where what stands behind a place ends."""
    return next((end for _, end, _ in _near(text, index) if end > index), len(text))


def start_of(text: str, index: int) -> int:
    """Return the start of what a place is inside of, or the place itself."""
    return next((start for start, end, _ in _near(text, index) if start <= index < end), index)


def typed_last(text: str, index: int) -> int:
    """Return where what was typed last before a place starts.

    A vowel sign is typed by a key of its own: who takes it back does not mean the consonant.
    """
    if index and _is_vowel_sign(text[index - 1]):
        return index - 1
    return before(text, index)


def _near(text: str, index: int) -> list[Cluster]:
    """Return the clusters of the words around a place: a field may hold very many others."""
    start = max(text.rfind(" ", 0, index), 0)
    end = text.find(" ", index + 1)
    part = text[start : end if end >= 0 else len(text)]
    return [(start + first, start + last, width) for first, last, width in clusters(part)]


def is_flag_letter(character: str) -> bool:
    """Tell whether a character is one of the letters of which two make a flag."""
    return ord(character) in _FLAG_LETTERS


def _is_vowel_sign(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc"} and not _ACCENTS.match(character)
