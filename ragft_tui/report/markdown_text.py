"""Text from people in Markdown, so that it stays text: by CommonMark, on GitHub and GitLab."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ragft_tui.core.patterns import pattern
from ragft_tui.core.text import one_line, visible

_MARKED: Final = pattern(r"[\\`*_{}\[\]<>#|~&!$^]")
"""Characters that can begin something, wherever they stand."""
_ADDRESS: Final = pattern(r"\.(?<=\w\.)(?=[^\W\d])|:(?=//)|:(?<=(?i:mailto:))|:(?<=(?i:xmpp:))")
"""What addresses are known by that nobody marked as such. Each branch, here and below, begins with
a character of its own, for which a line is searched fast."""
_REFERENCE: Final = pattern(
    r"@(?=\w)|\\[#!](?=\w)|G[Hh]-(?<=\b...)(?=\d)|g[Hh]-(?<=\b...)(?=\d)|:(?=[A-Za-z+-][\w+-]*:)"
)
"""What is replaced in the text that was rendered already: people, issues, little pictures. There a
backslash is gone; only what stands between helps, and shows nothing."""
_NOTHING: Final = "&#8203;"
_WEB: Final = pattern(r"https?://[^\s()<>\\\"|]+")
_NUMBER: Final = pattern(r"(\d{1,9})([.)])(?=\s|$)")


# Titles, options, clauses and sources come again with nearly every capability.
@lru_cache(maxsize=4096)
def md_line(text: str) -> str:
    """Return text on one line that is rendered as it is, at the start of a line or within it.

    Behind `@`, and `#` or `!` before a number or name, stands a space without width, so that nobody
    is called and nothing linked.
    """
    return _escape(one_line(text))


def md_paragraphs(text: str) -> str:
    """Return a text that is rendered with its lines and paragraphs."""
    lines = [_escape(" ".join(line.split())) for line in visible(text).split("\n")]
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    kept = "\n".join(f"{line}\\" if line and behind else line for line, behind in pairs)
    return re.sub(r"\n{3,}", "\n\n", kept).strip("\n")


@lru_cache(maxsize=256)
def md_link(title: str, url: str) -> str:
    """Return a link; only its title where the address is none of the web."""
    return f"[{md_line(title)}]({url})" if _WEB.fullmatch(url) else md_line(title)


def md_row(cells: Iterable[str]) -> str:
    """Return a row of a table; its cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def _escape(line: str) -> str:
    line = _MARKED.sub(_backslashed, line)
    line = _ADDRESS.sub(_backslashed, line)
    line = _REFERENCE.sub(_parted, line)
    if line[:1] in {"-", "+", "="}:
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def _backslashed(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _parted(match: re.Match[str]) -> str:
    return f"{match[0]}{_NOTHING}"
