"""Text from people in Markdown, where it stays text: nothing of it is a mark, a tag or a link."""

from __future__ import annotations

import re
from typing import Final

from ragft_tui.core.text import one_line, visible

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~&$^=])")
_AT_START: Final = re.compile(r"^([-+]|\d{1,9}(?=[.)]))")
_WEB: Final = re.compile(r"https?://[^\s()<>\\\"]+")


def md_line(text: str) -> str:
    """Return a text on one line, as it may stand anywhere in a line or begin one."""
    return _escaped(one_line(text))


def md_paragraphs(text: str) -> str:
    """Return a text with its lines and paragraphs."""
    lines = (_escaped(line.strip()) for line in visible(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def md_link(title: str, url: str) -> str:
    """Return a link; only its title where the address is none of the web."""
    return f"[{md_line(title)}]({url})" if _WEB.fullmatch(url) else md_line(title)


def _escaped(text: str) -> str:
    text = _MARKS.sub(r"\\\1", text)
    return _AT_START.sub(lambda match: _guarded(match[0]), text)


def _guarded(start: str) -> str:
    """Return what would begin a list so that it does not."""
    return f"&#{ord(start[0])};{start[1:]}" if start.isdigit() else f"\\{start}"
