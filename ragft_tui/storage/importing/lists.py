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
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ragft_tui.core.text import count_noun, is_blank
from ragft_tui.storage.importing.bullets import normalize_bullets
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

    lines = textwrap.dedent(text).split("\n")
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    tokens = parser.parse("\n".join(normalize_bullets(lines)))
    kinds = {token.type for token in tokens}
    if not kinds & {*_LIST_OPENS, "table_open"}:
        yield from read_paragraphs(tokens, lines)
        return
    yield from _Walk(tokens, tables).entries(notes)


class _Walk:
    """Goes over the tokens of a text."""

    def __init__(self, tokens: Sequence[Token], tables: ReadTable) -> None:
        self._tokens = tokens
        self._tables = tables
        self._at = 0
        self._paragraphs = 0

    def entries(self, notes: list[str]) -> Iterator[Entry]:
        group = ""
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == "heading_open":
                group = _plain(self._tokens[self._at]).text
                self._at += 2
            elif token.type in _LIST_OPENS:
                for item in self._items():
                    yield from _entries(item, group)
            elif token.type == "table_open":
                yield from self._table(group)
            elif token.type == "inline" and not is_blank(_plain(token).text):
                self._paragraphs += 1
        if self._paragraphs:
            were = count_noun(self._paragraphs, "paragraph was", "paragraphs were")
            notes.append(f"{were} left out, because only lists and tables were read.")

    def _items(self) -> list[_Item]:
        """Return the items of the list that was just opened."""
        items: list[_Item] = []
        while (token := self._next()).type not in _LIST_CLOSES:
            if token.type == "list_item_open":
                items.append(self._item(_line(token)))
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

    def _table(self, group: str) -> Iterator[Entry]:
        rows: list[tuple[int, list[str]]] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append((_line(token), []))
            elif token.type == "inline":
                rows[-1][1].append(_plain(token).text)
        yield from self._tables(rows, group)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


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
