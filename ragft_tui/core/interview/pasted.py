"""A pasted list read as capabilities."""

from __future__ import annotations

import re
from typing import Final

from ragft_tui.core.text import clean, is_blank

_NAME_LENGTH: Final = 48

# Bullets that are also signs need a space after them: "-5 degrees" is no list.
_BULLETS: Final = re.compile(
    r"""
    \A (?: [-*+–—]+ (?: \s+ | $ )
      | [•·‣▪●◦] \s*
      | \(? [0-9]{1,4} [.)] (?: \s+ | $ )
      | \[ [ xX] \] (?: \s+ | $ )
      | \#{1,6} (?: \s+ | $ )
    )+
    """,
    re.VERBOSE,
)
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")


def split_list(text: str) -> tuple[tuple[str, str], ...]:
    """Read a pasted list as capabilities, one a line: pairs of name and description.

    Bullets, numbers, check boxes and the marks of bold text are dropped. Text before a tab or a
    colon is the name; without one the first words are, and the whole line is the description.

    Args:
        text: Lines of any kind; empty ones are left out.
    """
    lines = (_bare(line) for line in clean(text).split("\n"))
    return tuple(_named(line) for line in lines if not is_blank(line))


def _bare(line: str) -> str:
    return _BOLD.sub(r"\1", _BULLETS.sub("", line.strip(), count=1)).strip()


def _named(line: str) -> tuple[str, str]:
    for mark in ("\t", ": "):
        before, _, description = line.partition(mark)
        name = " ".join(before.split()).removesuffix(":").rstrip()
        if not (is_blank(name) or is_blank(description)) and len(name) <= _NAME_LENGTH:
            return name, description.strip()
    words = " ".join(line.split())
    if len(words) > _NAME_LENGTH:
        words = words[: _NAME_LENGTH + 1].rpartition(" ")[0] or words[:_NAME_LENGTH]
    return words.rstrip(" ,;:") or words, line
