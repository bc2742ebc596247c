"""TOML from strangers: refused in one line with its place, never a crash and never a long wait."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ragft_tui.core.errors import Position, UsageError
from ragft_tui.store.files import FILE_BYTES

__all__ = [
    "MOST_PIECES",
    "WORD",
    "Burden",
    "burden_of",
    "count_pieces",
    "has_comments",
    "line_end_of",
    "parse",
]

_KEY_DOTS: Final = 32
WORD: Final = 1_000
"""The longest number, and the longest key without quotes, in characters."""
_DEPTH: Final = 64
MOST_PIECES: Final = 300_000
"""A project that fills a file has fewer; of a hostile file each takes ten microseconds."""

# Every alternative runs to the end of what it begins, closed or not: one pass over any input.
_STRING_OR_COMMENT: Final = re.compile(
    r'''
    (?P<block>
        """ (?: [^"\\]++ | \\. | \\\Z | "(?!"") )*+ (?: "{3,5} | \Z )
      | \'\'\' (?: [^\']++ | \'(?!\'\') )*+ (?: \'{3,5} | \Z )
    )
  | (?P<line>
        " (?: [^"\\\n]++ | \\[^\n] )*+ "?
      | \' [^\'\n]*+ \'?
    )
  | (?P<comment> \#[^\n]*+ (?: \n \#[^\n]*+ )*+ )
    ''',
    re.VERBOSE | re.DOTALL,
)
_LONG_KEY: Final = re.compile(
    rf"(?<![\w-]) (?: [\w-]++ [\ \t]*+ \. [\ \t]*+ ){{{_KEY_DOTS + 1}}}", re.VERBOSE
)
_LONG_WORD: Final = re.compile(rf"[\w+:-]{{{WORD + 1}}}")
_PIECE: Final = re.compile(r"[=,.{}\[\]]")
_BRACKET: Final = re.compile(r"[{}\[\]]")
_CONFLICT: Final = re.compile(r"^(?:<{7}|\|{7}|>{7}) ", re.MULTILINE)
_KEYS: Final = re.compile(r"\(['\"].*\)", re.DOTALL)
_SHOWN: Final = 120
_TWICE: Final = "the key stands in the file already"
_TOML_PLACE: Final = re.compile(r" \((?:at )?(line (\d+), column (\d+)|end of document)\)$")


def parse(data: bytes, where: str) -> dict[str, object]:
    """Return what a TOML file holds.

    Args:
        data: Its bytes; a byte order mark is allowed.
        where: The file, for the error.

    Raises:
        UsageError: Where it is no TOML, with line and column as far as they are known.
    """
    text = _text(data, where)
    if burden := burden_of(text):
        raise UsageError(
            burden.what,
            where=f"{where}: line {burden.line}",
            advice="check that it is the right file",
            position=Position(burden.line),
        )
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise _not_toml(str(error), text, where) from error


@dataclass(frozen=True, slots=True)
class Burden:
    """What would take minutes or gigabytes to read."""

    what: str
    line: int


def burden_of(text: str) -> Burden | None:
    """Return the first reason why a file is not even tried to be read, or `None`.

    Args:
        text: The file.
    """
    return next(_burdens(_STRING_OR_COMMENT.sub(_blank, text)), None)


def count_pieces(text: str) -> int:
    """Return how many keys, tables and values a text of TOML holds, at most."""
    return sum(1 for _ in _PIECE.finditer(_STRING_OR_COMMENT.sub(_blank, text)))


def _burdens(bare: str) -> Iterator[Burden]:
    if found := next(islice(_PIECE.finditer(bare), MOST_PIECES, None), None):
        what = f"the file holds more than {MOST_PIECES:,} keys, tables and values"
        yield Burden(what, _line(bare, found.start()))
    if found := _LONG_KEY.search(bare):
        yield Burden(f"a key has more than {_KEY_DOTS} dots", _line(bare, found.start()))
    if found := _LONG_WORD.search(bare):
        what = f"a number or key is longer than {WORD:,} characters"
        yield Burden(what, _line(bare, found.start()))
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEPTH:
            yield Burden("lists or tables are nested too deeply", _line(bare, bracket.start()))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def line_end_of(data: bytes) -> str:
    """Return what ends most of the lines of a file: the ends of Windows, or those of all others."""
    of_windows = data.count(b"\r\n")
    return "\r\n" if of_windows > data.count(b"\n") - of_windows else "\n"


def has_comments(data: bytes) -> bool:
    """Tell whether a TOML file holds a comment."""
    text = data.decode("utf-8", errors="replace")
    return any(match["comment"] for match in _STRING_OR_COMMENT.finditer(text))


def _text(data: bytes, where: str) -> str:
    if len(data) > FILE_BYTES:
        raise UsageError(
            f"is larger than {FILE_BYTES // 1024**2} MiB", where=where, advice="split it"
        )
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"is not UTF-8 text (byte 0x{data[error.start]:02X})",
            where=f"{where}: line {line}",
            advice="save it as UTF-8, or check that it is the right file",
            position=Position(line),
        ) from error


def _not_toml(message: str, text: str, where: str) -> UsageError:
    if conflict := _CONFLICT.search(text):
        line = _line(text, conflict.start())
        return UsageError(
            "git left a merge conflict in the file",
            where=f"{where}: line {line}",
            advice="choose between the two sides and remove the lines <<<<<<<, ======= and >>>>>>>",
            position=Position(line, 1),
        )
    place = _TOML_PLACE.search(message)
    what = message[: place.start()] if place else message
    what = _KEYS.sub(_key_in_words, what.replace("Cannot overwrite a value", _TWICE))
    return UsageError(
        f"is not valid TOML: {what[:1].lower()}{what[1:_SHOWN]}",
        where=f"{where}: {place[1]}" if place else where,
        advice="mend it there, or fetch an earlier version of the file",
        position=_position(place, text) if place else None,
    )


def _key_in_words(match: re.Match[str]) -> str:
    """Return the name of a table, which tomllib writes as a tuple."""
    parts: tuple[str, ...] = ast.literal_eval(match[0])
    return f'"{".".join(parts)}"'


def _position(place: re.Match[str], text: str) -> Position:
    if place[2]:
        return Position(int(place[2]), int(place[3]))
    return Position(len(text.splitlines()) or 1)


def _blank(match: re.Match[str]) -> str:
    """Stand in for a string or comment: as many lines, and a word where it may be a key."""
    return "\n" * match[0].count("\n") or ("k" if match["line"] else " ")
