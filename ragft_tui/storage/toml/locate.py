"""Lines and columns of errors in a TOML file, found by their locations."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import field
from typing import Final

from ragft_tui.core.errors import Location, Position, ProblemsError, RagftError
from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass

_STRING: Final = r'''
    """ (?: [^"\\]++ | \\. | "(?!"") )*+ "{3,5}+
  | \'\'\' (?: [^\']++ | \'(?!\'\') )*+ \'{3,5}+
  | " (?: [^"\\\n]++ | \\. )*+ "
  | ' [^'\n]*+ '
'''
_FLAGS: Final = re.VERBOSE | re.DOTALL
_SPACE: Final = r"(?: [ \t\r\n]++ | \#[^\n]*+ )*+"
_BLANK: Final = pattern(_SPACE, _FLAGS)
_KEY: Final = pattern(rf"(?: {_STRING} | [\w-]++ )", _FLAGS)
_SCALAR: Final = pattern(rf"(?: {_STRING} | [^,\]}}\n\#]++ )", _FLAGS)
_PAIR_TEXT: Final = rf"""
    ( [\w-]++ | "(?!"") (?: [^"\\\n]++ | \\. )*+ " | '(?!'') [^'\n]*+ ' ) [ \t]*+ = [ \t]*+
    (?: {_STRING} | [^][{{}}"'\#,\n]++ ) {_SPACE}
"""
_PAIR: Final = pattern(_PAIR_TEXT, _FLAGS)
"""A key without dots and a value that is neither a list nor a table, up to what follows."""
_PAIRS: Final = pattern(rf"(?: {_PAIR_TEXT} )*+", _FLAGS)
_ENTRY: Final = pattern(rf"(?: {_STRING} | [\w+:.-]++ ) {_SPACE} , {_SPACE}", _FLAGS)
"""A value of a list that is neither a list nor a table, up to what follows."""
_HEADER: Final = pattern(rf"\[\[?+ ([\w-]++ (?: \.[\w-]++ )*+) \]\]?+ {_SPACE}", _FLAGS)
"""The head of a table whose keys have neither quotes nor blanks, up to what follows."""
# All that stands between two brackets.
_FILLING: Final = pattern(rf"(?: [^][{{}}\"'\#]++ | {_STRING} | \#[^\n]*+ )*+", _FLAGS)


def positions(locations: Iterable[Location], data: bytes) -> Mapping[Location, Position]:
    """Return the positions of locations in a file; of a missing one, that of its table.

    Args:
        locations: Such as those of problems.
        data: The file, which is valid TOML.
    """
    root = _Node()
    trails = {location: _trail(root, location) for location in locations}
    text = data.decode("utf-8-sig")
    scan = _Scan(text, root, {id(trail[-1]) for trail in trails.values()} - {id(root)})
    with suppress(_AllFoundError):
        scan.run()
    found = {}
    for location, trail in trails.items():
        at = next((node.at for node in reversed(trail) if node.at is not None), None)
        if at is not None:
            found[location] = at
    at_offset = _positions(text, found.values())
    return {location: at_offset[at] for location, at in found.items()}


def located(problems: Iterable[RagftError], source: str, data: bytes) -> ProblemsError:
    """Return problems of a file with line and column, in the order of the lines.

    Args:
        problems: At least one, each with its location.
        source: The file, as the user knows it.
        data: The file, which is valid TOML.
    """
    found = tuple(problems)
    at = positions((problem.location for problem in found), data)
    placed = [problem.placed(source, position=at.get(problem.location)) for problem in found]
    return ProblemsError(
        tuple(sorted(placed, key=lambda each: (each.position and each.position.line) or math.inf))
    )


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


@dataclass(slots=True)
class _Node:
    """A table, list or value that is asked for, or that holds one."""

    children: dict[str | int, _Node] = field(default_factory=dict)
    """By key, or by the number of the entry from zero."""
    at: int | None = None
    """The offset at which it begins, once it is found."""
    entries: int = 0
    """How many entries were found so far, of a list that is written as tables."""


def _trail(root: _Node, location: Location) -> list[_Node]:
    """Return the nodes that lead to a location, from the root on, creating missing ones."""
    trail = [root]
    for step in location:
        key = step if isinstance(step, str) else step.number
        trail.append(trail[-1].children.setdefault(key, _Node()))
    return trail


class _AllFoundError(Exception):
    """The rest of the file need not be scanned."""


class _Scan:
    """One pass over a file, which looks only into what holds a location that is asked for.

    What is neither asked for nor holds what is has no node.
    """

    def __init__(self, text: str, root: _Node, sought: set[int]) -> None:
        self._text = text
        self._root = root
        self._sought = sought
        """The identities of the nodes that are asked for, as far as they were not found yet."""

    def run(self) -> None:
        table: _Node | None = self._root
        at = self._after_blank(0)
        while at < len(self._text):
            if self._text[at] == "[":
                table, at = self._header(at)
            else:
                at = self._after_blank(self._pair(at, table))
            at = self._after_pairs(at, table)

    def _after_pairs(self, at: int, table: _Node | None) -> int:
        """Pass over pairs of a table, most of them with one match each."""
        if table is None or not table.children:
            return at + len(self._match(_PAIRS, at))
        while pair := _PAIR.match(self._text, at):
            self._enter(table, _name(pair[1]), at)
            at = pair.end()
        return at

    def _header(self, at: int) -> tuple[_Node | None, int]:
        is_entry = self._text.startswith("[[", at)
        if plain := _HEADER.match(self._text, at):
            names, end = plain[1].split("."), plain.end()
        else:
            keys, end = self._keys(at + 1 + is_entry)
            names, end = [key for key, _ in keys], self._after_blank(end + 1 + is_entry)
        node: _Node | None = self._root
        for number, name in enumerate(names, start=1):
            node = self._enter(node, name, at)
            if node is None:
                break
            if is_entry and number == len(names):
                node.entries += 1
            if node.entries:
                node = self._enter(node, node.entries - 1, at)
        return node, end

    def _pair(self, at: int, table: _Node | None) -> int:
        keys, at = self._keys(at)
        for key, start in keys:
            table = self._enter(table, key, start)
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

    def _value(self, at: int, node: _Node | None) -> int:
        opened = self._text[at]
        if opened not in "[{":
            return at + len(self._match(_SCALAR, at))
        if node is None or not node.children:
            return self._after_brackets(at)
        at, number = self._after_blank(at + 1), 0
        while self._text[at] not in "]}":
            if opened == "{":
                at = self._pair(at, node)
            else:
                entry = self._enter(node, number, at)
                number += 1
                if plain := _ENTRY.match(self._text, at):
                    at = plain.end()
                    continue
                at = self._value(at, entry)
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

    def _enter(self, parent: _Node | None, key: str | int, at: int) -> _Node | None:
        """Return the node of a key or entry, and set its offset if it is the first time."""
        node = parent and parent.children.get(key)
        if node is not None and node.at is None:
            node.at = at
            self._sought.discard(id(node))
            if not self._sought:
                raise _AllFoundError
        return node

    def _after_blank(self, at: int) -> int:
        return at + len(self._match(_BLANK, at))

    def _match(self, part: re.Pattern[str], at: int) -> str:
        found = part.match(self._text, at)
        return found[0] if found else ""


def _name(written: str) -> str:
    """Return the key that is written with or without quotes."""
    if not written.startswith(("'", '"')):
        return written
    # In single quotes there are no escapes; in double quotes they are those of Python.
    escaped = "\\" in written and written[0] == '"'
    return str(ast.literal_eval(written)) if escaped else written[1:-1]
