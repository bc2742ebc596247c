"""Lists and tables in a text: Markdown, what word processors copy, or one capability a line.

Headings are groups. An item is a capability with its whole text, wrapped lines and paragraphs
included. Items below another are capabilities if the upper one is like a heading: a few words
that end with a colon or have no text of their own; else they are part of its description. Entries
of a table of contents are none. Paragraphs count only where there is neither list nor table: then
each line is a capability, unless the lines are wrapped or are sentences that belong together.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Final

from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import count_noun, is_blank
from ragft_tui.storage.importing.bullets import FENCE, normalize_bullets
from ragft_tui.storage.importing.entry import Entry, text_entry
from ragft_tui.storage.importing.inline import Words, render_inline
from ragft_tui.storage.importing.names import is_label, split_name
from ragft_tui.storage.importing.paragraphs import read_paragraphs

if TYPE_CHECKING:
    from markdown_it.token import Token

ReadTable = Callable[[Sequence[tuple[int, Sequence[str]]], str], Iterator[Entry]]
"""Makes entries of the rows of a table, each with its line, and the heading above it."""

_LIST_OPENS: Final = ("bullet_list_open", "ordered_list_open")
_LIST_CLOSES: Final = ("bullet_list_close", "ordered_list_close")
_CODE: Final = ("fence", "code_block")
_MAY_BE_LIST: Final = pattern(r"[ >]*+- |[ >]*+\|?[ :]*+-++[ :]*+(\||$)")
"""An item, once marks are hyphens, or the rule of a table."""
_LINK: Final = pattern(r" {0,3}\[[^\]]+\]: *\S")
_PART: Final = 500
"""Lines of a part at least."""


@dataclass(slots=True)
class _Item:
    """An item of a list."""

    line: int
    texts: list[Words] = field(default_factory=list)
    children: list[_Item] = field(default_factory=list)


def read_lists(text: str, tables: ReadTable, notes: list[str]) -> Iterator[Entry]:
    """Yield an entry for each item and each row of a text, in its order.

    Args:
        text: The text; its line ends are line feeds.
        tables: Tells what the columns of a table in it are.
        notes: Gets a sentence on what was left out.
    """
    # Slow to import, and needed only here.
    from markdown_it import MarkdownIt

    raw = textwrap.dedent(text).split("\n")
    lines = list(normalize_bullets(raw))
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    if any(map(_MAY_BE_LIST.match, lines)):
        # What links are called may stand anywhere.
        links: dict[str, object] = {}
        parser.parse("\n".join(filter(_LINK.match, lines)), links)
        walk = _Walk(tables)
        found = False
        for first, part in _parts(lines):
            for entry in walk.entries(parser.parse("\n".join(part), links), first):
                found = True
                yield entry
        if found:
            notes += walk.notes()
            return
    yield from read_paragraphs(parser.parse("\n".join(lines)), raw)


def _parts(lines: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield lines in parts that can be read alone, each with the index of its first line.

    So the memory for a long list does not grow with it. A part ends before a heading or an item of
    the first level.
    """
    fence = ""
    first = 0
    for at, line in enumerate(lines):
        mark = FENCE.match(line)
        if mark and (not fence or fence == mark[1]):
            fence = "" if fence else mark[1]
        if not fence and at - first >= _PART and line.startswith(("- ", "# ", "## ", "### ")):
            yield first, lines[first:at]
            first = at
    yield first, lines[first:]


class _Walk:
    """Goes over the tokens of a text, part by part."""

    def __init__(self, tables: ReadTable) -> None:
        self._tables = tables
        self._tokens: Sequence[Token] = ()
        self._at = 0
        self._first = 0
        self._group = ""
        self._paragraphs = 0

    def notes(self) -> Iterator[str]:
        """Yield sentences on what was left out."""
        if self._paragraphs:
            were = count_noun(self._paragraphs, "paragraph was", "paragraphs were")
            yield f"{were} left out, because only lists and tables were read."

    def entries(self, tokens: Sequence[Token], first: int) -> Iterator[Entry]:
        """Yield the entries of a part.

        Args:
            tokens: Its tokens.
            first: The index of its first line in the text.
        """
        self._tokens, self._at, self._first = tokens, 0, first
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == "heading_open":
                self._group = _plain(self._next()).text
            elif token.type in _LIST_OPENS:
                for item in self._items():
                    yield from _entries(item, self._group)
            elif token.type == "table_open":
                yield from self._table()
            elif token.type == "inline" and not is_blank(_plain(token).text):
                self._paragraphs += 1

    def _items(self) -> list[_Item]:
        """Return the items of the list that was just opened."""
        items: list[_Item] = []
        while (token := self._next()).type not in _LIST_CLOSES:
            if token.type == "list_item_open":
                items.append(self._item(self._line(token)))
        return items

    def _item(self, line: int) -> _Item:
        item = _Item(line)
        while (token := self._next()).type != "list_item_close":
            if token.type in _LIST_OPENS:
                item.children += self._items()
            elif token.type == "inline":
                item.texts.append(_plain(token))
            elif token.type in _CODE:
                item.texts.append(Words(token.content.strip("\n")))
        item.texts = [words for words in item.texts if any(map(str.isalnum, words.text))]
        return item

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _line(self, token: Token) -> int:
        return self._first + (token.map[0] if token.map else 0) + 1

    def _table(self) -> Iterator[Entry]:
        rows: list[tuple[int, list[str]]] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append((self._line(token), []))
            elif token.type == "inline":
                rows[-1][1].append(_plain(token).text)
        yield from self._tables(rows, self._group)


def _plain(token: Token) -> Words:
    return render_inline(token.children or [])


def _entries(item: _Item, group: str) -> Iterator[Entry]:
    """Yield what an item stands for: itself, or the items below it."""
    waiting = [(item, group)]
    while waiting:
        item, group = waiting.pop()
        own = item.texts[0] if item.texts else None
        if own and own.is_anchor:
            own = None
        if own is None or (item.children and len(item.texts) == 1 and _is_heading(own)):
            label = own.text.rstrip(" :：") if own else group
            waiting += [(child, label) for child in reversed(item.children)]
        else:
            yield _entry(item, own, group)


def _is_heading(words: Words) -> bool:
    if words.lead and words.lead < len(words.text.rstrip(" :：")):
        return False
    return is_label(words.text)


def _entry(item: _Item, own: Words, group: str) -> Entry:
    name, description = split_name(own.text, own.lead, own.kind)
    rest = [words.text for words in item.texts[1:]]
    below = list(_below(item.children))
    if below:
        rest.append("\n".join(below))
    whole = "\n".join([description, *rest])
    return text_entry(item.line, name, whole, group)


def _below(items: Sequence[_Item]) -> Iterator[str]:
    """Yield the lines of items as text."""
    waiting = [(item, 0) for item in reversed(items)]
    while waiting:
        item, depth = waiting.pop()
        text = " ".join(words.text for words in item.texts)
        if text:
            yield f"{'  ' * depth}- {text}"
        waiting += [(child, depth + 1) for child in reversed(item.children)]
