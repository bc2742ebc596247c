"""On which lines the lists and mappings of a parsed document begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ragft_tui.core.patterns import pattern

_MARKS: Final = pattern(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[{\n]', re.DOTALL)
"""Of JSON: strings, which may hold brackets, the beginnings of lists and objects, line ends."""


class LineIndex:
    """The lines of the lists and mappings of a document, by their identities."""

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}
        # Else the identity of one that is gone could be that of another.
        self._kept: list[object] = []

    def add(self, value: object, line: int) -> None:
        """Add a list or mapping and the line where it begins."""
        self._kept.append(value)
        self._lines[id(value)] = line

    def of(self, value: object, default: int = 1) -> int:
        """Return the line of a list or mapping."""
        return self._lines.get(id(value), default)


def index_json(text: str, data: object) -> LineIndex:
    """Return the lines of a JSON document, which the parser does not tell.

    Args:
        text: The document.
        data: What the parser made of it.
    """
    index = LineIndex()
    for value, line in zip(_nodes(data), _beginnings(text), strict=False):
        index.add(value, line)
    return index


def _beginnings(text: str) -> Iterator[int]:
    line = 1
    for mark in _MARKS.finditer(text):
        first = text[mark.start()]
        if first == "\n":
            line += 1
        elif first != '"':
            yield line


def _nodes(data: object) -> Iterator[object]:
    """Yield all lists and mappings in the order of the text."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += reversed(value.values())
        elif isinstance(value, list):
            yield value
            waiting += reversed(value)
