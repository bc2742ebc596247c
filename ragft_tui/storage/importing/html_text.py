"""The text of HTML, as trackers export descriptions."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from ragft_tui.core.patterns import pattern

_WHOLE: Final = pattern(
    r"\s*<(?:div|p|span|ul|ol|br|b|strong|table|h[1-6]|a|font)\b[^>]*>.*>\s*", re.DOTALL
)
"""A text that begins with a tag and ends with one, as no person types it."""
_BREAKS: Final = frozenset({"br", "p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3"})
_SILENT: Final = frozenset({"script", "style"})


def html_to_text(text: str) -> str:
    """Return what is read of a text in HTML; any other text as it is."""
    if not _WHOLE.fullmatch(text):
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(filter(None, lines))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))
