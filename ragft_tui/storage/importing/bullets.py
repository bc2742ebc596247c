"""Lists as people type them and word processors copy them, with the marks that CommonMark knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ragft_tui.core.patterns import pattern

FENCE: Final = pattern(r"\s*(```|~~~)")
"""The line above and below what is code."""
_ITEM: Final = pattern(
    r"""
    (?P<indent> [ \t\xa0]* )
    (?: (?P<mark> [-*+–—−✓✔✗✘☑☐§] ) [ \t\xa0]+
      | (?P<word> [•·‣▪▫●○◦■□➢➤►▶❖◆◇] ) [ \t\xa0]*
      | (?P<hollow> o ) \t \s*
      | \(? (?P<number> [0-9]{1,4} (?: \.[0-9]{1,3} )* ) (?: [.)] [ \t\xa0]+ | [、．] \s* )
      | (?P<section> [0-9]{1,3} (?: \.[0-9]{1,3} )+ ) [ \t\xa0]+
      | \(? (?P<letter> [a-z] | [ivx]{2,5} ) [.)] [ \t\xa0]+
    )
    (?P<text> \S .* )
    """,
    re.VERBOSE,
)
_SAME_LEVEL: Final = 1
"""How many columns items of one level may be apart: nobody counts blanks."""
_TAB: Final = 4


def normalize_bullets(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines in which each item of a list begins with a hyphen, indented by its level.

    Bullets of word processors, numbers such as `1)`, `(2)` and `1.1`, and letters where there are
    an a and a b are marks; so are dashes. What is deeper by two columns is a level below, and so
    is another bullet in the same column, as word processors copy them. Lines between fences stay.

    Args:
        lines: The lines of a text.
    """
    found = [_ITEM.match(line) for line in lines]
    letters = {item["letter"] for item in found if item and item["letter"]}
    counts_letters = bool({"a", "b"} <= letters or {"i", "ii"} <= letters)
    fence = ""
    levels: list[tuple[int, str]] = []
    for line, item in zip(lines, found, strict=True):
        mark = FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1] == fence else fence
            yield line
        elif mark:
            fence = mark[1]
            yield line
        elif item and (counts_letters or not item["letter"]) and not _is_rule(line):
            yield f"{'  ' * _level(levels, item)}- {item['text']}"
        else:
            if line and not line[0].isspace():
                levels = levels[:1] if _continues(levels, line) else []
            yield line


def _continues(levels: Sequence[tuple[int, str]], line: str) -> bool:
    return bool(levels) and not line.startswith("#")


def _is_rule(line: str) -> bool:
    return set(line.strip()) <= set("-*_+ \t")


def _level(levels: list[tuple[int, str]], item: re.Match[str]) -> int:
    """Return the level of an item, and add it to those that are open."""
    indent = sum(_TAB if char == "\t" else 1 for char in item["indent"])
    kind = item["mark"] or item["word"] or item["hollow"] or ""
    is_word = bool(item["word"] or item["hollow"])
    while levels and levels[-1][0] > indent + _SAME_LEVEL:
        levels.pop()
    if not levels or indent > levels[-1][0] + _SAME_LEVEL:
        levels.append((indent, kind))
    elif levels[-1][1] != kind and is_word:
        beside = [other for at, other in levels if abs(at - indent) <= _SAME_LEVEL]
        if kind in beside:
            while levels[-1][1] != kind:
                levels.pop()
        else:
            levels.append((indent, kind))
    elif not is_word:
        while len(levels) > 1 and abs(levels[-2][0] - indent) <= _SAME_LEVEL:
            levels.pop()
        levels[-1] = (levels[-1][0], kind)
    return len(levels) - 1
