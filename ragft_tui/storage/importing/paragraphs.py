"""Text without lists: one capability a line, wrapped lines joined, or prose that is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.storage.importing.entry import Entry, text_entry
from ragft_tui.storage.importing.inline import Words, render_inline, split_lines
from ragft_tui.storage.importing.names import shorten_name, split_name

if TYPE_CHECKING:
    from markdown_it.token import Token

_WRAP: Final = 50
"""The narrowest column at which anybody wraps a text."""
_FULL: Final = 0.8
"""How far a line must reach, as a share of the longest, so that the next word had no room."""
_ENDS: Final = (".", "!", "?", ":", ";", "。", "！", "？")
_INNER_SENTENCE: Final = pattern(r"[.!?]\s+[^\W\d_a-zäöü]")
_GOES_ON: Final = pattern(
    r"(?:it|its|this|these|those|they|he|she|we|then|and|but|so|also|however|otherwise|"
    r"es|er|sie|wir|dies|diese|dann|und|aber|auch|sonst)\b",
    re.IGNORECASE,
)
"""With what a sentence begins that belongs to the one before."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    group: str
    words: Words


def read_paragraphs(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Entry]:
    """Yield an entry for each line, or one for all of a text that is prose.

    Args:
        tokens: The tokens of the text.
        lines: Its lines as they are written.
    """
    found = list(_lines(tokens, lines))
    if not found:
        return
    splits = [split_name(each.words.text, each.words.lead, each.words.kind) for each in found]
    if _is_prose(found, splits):
        text = "\n".join(lines).strip()
        first = found[0]
        yield text_entry(first.number, shorten_name(first.words.text), text)
        return
    for line, (name, description) in zip(found, splits, strict=True):
        yield text_entry(line.number, name, description, line.group)


def _lines(tokens: Sequence[Token], raw: Sequence[str]) -> Iterator[_Line]:
    """Yield the lines of all paragraphs, wrapped ones joined."""
    group = ""
    for at, token in enumerate(tokens):
        if token.type != "inline" or not token.map:
            continue
        if tokens[at - 1].type == "heading_open":
            group = render_inline(token.children or []).text
            continue
        first = token.map[0]
        texts = split_lines(token.children or [])
        joined: list[tuple[int, list[Token]]] = []
        block = [line.strip() for line in raw[first : first + len(texts)]]
        wrapped = _wrapped(block)
        for number, children in enumerate(texts):
            if number in wrapped:
                joined[-1][1].extend([_blank(), *children])
            else:
                joined.append((first + number + 1, list(children)))
        for line, children in joined:
            words = render_inline(children)
            if any(map(str.isalnum, words.text)):
                yield _Line(line, group, words)


def _wrapped(lines: Sequence[str]) -> set[int]:
    """Return the indexes of the lines of a paragraph that go on with the one before.

    That are lines with a small letter where the text begins with a capital, below a line that had
    no room for another word; and where there are such, all lines below a line without room.
    """
    width = max(map(len, lines), default=0)
    if width < _WRAP or not lines[0][:1].isupper():
        return set()
    full = {
        at
        for at, (before, line) in enumerate(pairwise(lines), start=1)
        if len(before) + 1 + len(line.split(" ", 1)[0]) > width * _FULL
    }
    small = {at for at in full if lines[at][:1].islower() and not lines[at - 1].endswith(_ENDS)}
    return {at for at in full if not lines[at - 1].endswith(_ENDS)} if small else set()


def _blank() -> Token:
    from markdown_it.token import Token

    return Token("softbreak", "br", 0)


def _is_prose(lines: Sequence[_Line], splits: Sequence[tuple[str, str]]) -> bool:
    named = sum(name != shorten_name(text) for name, text in splits)
    if named * 2 >= len(lines):
        return False
    if len(lines) == 1:
        return True
    texts = [line.words.text for line in lines]
    if any(_GOES_ON.match(text) for text in texts[1:]):
        return True
    return sum(bool(_INNER_SENTENCE.search(text)) for text in texts) * 2 >= len(lines)
