"""Lines and columns of the places in a TOML file that problems name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final, NamedTuple, cast

from ragft_tui.core.errors import Position, RagftError
from ragft_tui.core.strict import entry_place, key_place

_Table = Mapping[str, object]

_STRING: Final = r'''
    """ (?: [^"\\]++ | \\. | "(?!"") )*+ "{3,5}+
  | \'\'\' (?: [^\']++ | \'(?!\'\') )*+ \'{3,5}+
  | " (?: [^"\\\n]++ | \\. )*+ "
  | ' [^'\n]*+ '
'''
_FLAGS: Final = re.VERBOSE | re.DOTALL
_ESCAPE: Final = re.compile(r"\\(?:u(.{4})|U(.{8})|(.))", re.DOTALL)
_ESCAPED: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}
_NEAR: Final = 400
"""Longer places are of hostile keys, which can have a thousand dots."""
_SPACE: Final = r"(?: [ \t\r\n]++ | \#[^\n]*+ )*+"
_BLANK: Final = re.compile(_SPACE, _FLAGS)
_KEY: Final = re.compile(rf"(?: {_STRING} | [\w-]++ )", _FLAGS)
_SCALAR: Final = re.compile(rf"(?: {_STRING} | [^,\]}}\n\#]++ )", _FLAGS)
_PAIR_TEXT: Final = rf"""
    ( [\w-]++ | "(?!"") (?: [^"\\\n]++ | \\. )*+ " | '(?!'') [^'\n]*+ ' ) [ \t]*+ = [ \t]*+
    (?: {_STRING} | [^][{{}}"'\#,\n]++ ) {_SPACE}
"""
_PAIR: Final = re.compile(_PAIR_TEXT, _FLAGS)
"""A key without dots and a value that is neither a list nor a table, up to what follows."""
_PAIRS: Final = re.compile(rf"(?: {_PAIR_TEXT} )*+", _FLAGS)
_ENTRY: Final = re.compile(rf"(?: {_STRING} | [\w+:.-]++ ) {_SPACE} , {_SPACE}", _FLAGS)
"""A value of a list that is neither a list nor a table, up to what follows."""
_HEADER: Final = re.compile(rf"\[\[?+ ([\w-]++ (?: \.[\w-]++ )*+) \]\]?+ {_SPACE}", _FLAGS)
"""The head of a table whose keys have neither quotes nor blanks, up to what follows."""
# All that stands between two brackets.
_FILLING: Final = re.compile(rf"(?: [^][{{}}\"'\#]++ | {_STRING} | \#[^\n]*+ )*+", _FLAGS)


def positions(
    problems: Iterable[RagftError], tables: _Table, data: bytes
) -> Mapping[RagftError, Position]:
    """Return where problems are in a file; of what is missing, where its table begins.

    Args:
        problems: Each with its place in the words of `core.strict`.
        tables: What the file holds.
        data: The file itself, which is valid TOML.
    """
    places = {problem: tuple(_nearest_first(problem)) for problem in problems}
    text = data.decode("utf-8-sig")
    asked = {place for nearest in places.values() for place in nearest}
    scan = _Scan(text, tables, {"", *asked}, {nearest[0] for nearest in places.values()})
    with suppress(_AllFoundError):
        scan.run()
    found = {}
    for problem, nearest in places.items():
        at = next((scan.found[place] for place in nearest if place in scan.found), None)
        if at is not None:
            found[problem] = at
    at_offset = _positions(text, found.values())
    return {problem: at_offset[at] for problem, at in found.items()}


def _positions(text: str, offsets: Iterable[int]) -> dict[int, Position]:
    """Return line and column of each offset, counted from one offset to the next."""
    found: dict[int, Position] = {}
    before, line, begins = 0, 1, 0
    for at in sorted(set(offsets)):
        line += text.count("\n", before, at)
        begins = text.rfind("\n", before, at) + 1 or begins
        found[at] = Position(line, at - begins + 1)
        before = at
    return found


def _nearest_first(problem: RagftError) -> Iterator[str]:
    """Yield the place of a problem, and what it is in, from the inside out."""
    place = key_place(problem.where, problem.key) if problem.key else problem.where
    yield place
    for at in range(min(len(place), _NEAR) - 1, 0, -1):
        if place[at] in ".[":
            yield place[:at]


class _Node(NamedTuple):
    """A table, list or value of the file, by its place."""

    place: str
    value: object

    def key(self, key: str) -> _Node:
        return _Node(key_place(self.place, key), cast("_Table", self.value)[key])

    def entry(self, number: int) -> _Node:
        item = cast("list[object]", self.value)[number - 1]
        return _Node(entry_place(self.place, number, item), item)


class _AllFoundError(Exception):
    """The rest of the file need not be looked at."""


class _Scan:
    """One pass over a file, which looks only into what holds a place that is asked for."""

    def __init__(self, text: str, tables: _Table, asked: set[str], sought: set[str]) -> None:
        self.found: dict[str, int] = {}
        self._text = text
        self._root = _Node("", tables)
        self._asked = asked
        self._sought = sought
        """The places of the problems themselves, as far as they were not found yet."""
        self._begun: dict[int, int] = {}
        """How many tables of each list have begun, by the identity of the list."""

    def run(self) -> None:
        table, at = self._root, self._after_blank(0)
        while at < len(self._text):
            if self._text[at] == "[":
                table, at = self._header(at)
            else:
                at = self._after_blank(self._pair(at, table))
            at = self._after_pairs(at, table)

    def _after_pairs(self, at: int, table: _Node) -> int:
        """Pass over pairs of a table, most of them with one match each."""
        if table.place not in self._asked:
            return at + len(self._match(_PAIRS, at))
        while pair := _PAIR.match(self._text, at):
            place = key_place(table.place, _name(pair[1]))
            if place in self._asked:
                self._found(place, at)
            at = pair.end()
        return at

    def _header(self, at: int) -> tuple[_Node, int]:
        is_entry = self._text.startswith("[[", at)
        if plain := _HEADER.match(self._text, at):
            names, end = plain[1].split("."), plain.end()
        else:
            keys, end = self._keys(at + 1 + is_entry)
            names, end = [key for key, _ in keys], self._after_blank(end + 1 + is_entry)
        node = self._root
        for number, name in enumerate(names, start=1):
            node = node.key(name)
            self._note(node, at)
            if is_entry and number == len(names):
                self._begun[id(node.value)] = self._begun.get(id(node.value), 0) + 1
            if begun := self._begun.get(id(node.value)):
                node = node.entry(begun)
                self._note(node, at)
        return node, end

    def _pair(self, at: int, table: _Node) -> int:
        keys, at = self._keys(at)
        for key, start in keys:
            table = table.key(key)
            self._note(table, start)
        return self._value(self._after_blank(at + 1), table)

    def _keys(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """Return the parts of a dotted key with their offsets, and where it ends."""
        keys: list[tuple[str, int]] = []
        while True:
            at = self._after_blank(at)
            written = self._match(_KEY, at)
            keys.append((_name(written), at))
            at = self._after_blank(at + len(written))
            if self._text[at] != ".":
                return keys, at
            at += 1

    def _value(self, at: int, node: _Node) -> int:
        opened = self._text[at]
        if opened not in "[{":
            return at + len(self._match(_SCALAR, at))
        if node.place not in self._asked:
            return self._after_brackets(at)
        at, number = self._after_blank(at + 1), 0
        while self._text[at] not in "]}":
            number += 1
            if opened == "[" and (plain := _ENTRY.match(self._text, at)):
                place = f"{node.place}[{number}]"
                if place in self._asked:
                    self._found(place, at)
                at = plain.end()
                continue
            if opened == "[":
                entry = node.entry(number)
                self._note(entry, at)
                at = self._value(at, entry)
            else:
                at = self._pair(at, node)
            at = self._after_blank(at)
            if self._text[at] == ",":
                at = self._after_blank(at + 1)
        return at + 1

    def _after_brackets(self, at: int) -> int:
        depth = 0
        while True:
            at += len(self._match(_FILLING, at))
            depth += 1 if self._text[at] in "[{" else -1
            at += 1
            if not depth:
                return at

    def _note(self, node: _Node, at: int) -> None:
        if node.place in self._asked:
            self._found(node.place, at)

    def _found(self, place: str, at: int) -> None:
        self.found.setdefault(place, at)
        self._sought.discard(place)
        if not self._sought:
            raise _AllFoundError

    def _after_blank(self, at: int) -> int:
        return at + len(self._match(_BLANK, at))

    def _match(self, pattern: re.Pattern[str], at: int) -> str:
        found = pattern.match(self._text, at)
        return found[0] if found else ""


def _name(written: str) -> str:
    """Return the key that is written so."""
    if not written.startswith(("'", '"')):
        return written
    name = written[1:-1]
    return _ESCAPE.sub(_unescaped, name) if "\\" in name and written[0] == '"' else name


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
