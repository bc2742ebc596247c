"""TOML from strangers: refused in one line with its place, never a crash and never a long wait."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ragft_tui.core.errors import Position, UsageError
from ragft_tui.storage.files import FILE_BYTES

_KEY_DOTS: Final = 32
WORD: Final = 1_000
"""The longest number, and the longest key without quotes, in characters."""
_DEPTH: Final = 64
_PIECE: Final = "=,.{}[]"
MOST_PIECES: Final = 300_000
"""A project that fills a file has fewer; of a hostile file each takes ten microseconds."""
_HEADERS: Final = 120_000
"""The most names in the heads of tables that differ: tomllib keeps a kilobyte for each."""

# Every part runs possessively to the end of what it begins, closed or not: whatever the text is,
# each of these patterns goes over it once.
_BLOCK: Final = r'''
    """ (?: [^"\\]++ | \\. | \\\Z | "(?!"") )*+ (?: "{3,5}+ | \Z )
  | \'\'\' (?: [^\']++ | \'(?!\'\') )*+ (?: \'{3,5}+ | \Z )
'''
_LINE: Final = r"""
    " (?: [^"\\\n]++ | \\[^\n] )*+ "?+
  | ' [^'\n]*+ '?+
"""
_COMMENT: Final = r"\#[^\n]*+ (?: \n \#[^\n]*+ )*+"
_OTHER: Final = r"""[^"'\#\w+:=,.{}\[\]-]*+"""
_BETWEEN: Final = rf"""
    {_OTHER}
    (?: (?: [\w+:-]{{1,{WORD}}}+ (?![\w+:-]) | {_BLOCK} | {_LINE} | {_COMMENT} ) {_OTHER} )*+
"""
_FLAGS: Final = re.VERBOSE | re.DOTALL
_BEARABLE: Final = re.compile(
    rf"{_BETWEEN} (?: [{re.escape(_PIECE)}] {_BETWEEN} ){{0,{MOST_PIECES}}}+", _FLAGS
)
"""All of a file that has few pieces and no long words; of another, all before the first of them."""
_SHORT_KEYS: Final = re.compile(
    rf"""
    (?: [^"'\#\w-]++ | {_BLOCK} | {_COMMENT}
      | (?: [\w-]++ | {_LINE} )
        (?: [\ \t]*+ \. [\ \t]*+ (?: [\w-]++ | {_LINE} ) ){{0,{_KEY_DOTS}}}+ (?! [\ \t]*+ \. )
    )*+
    """,
    _FLAGS,
)
"""All of a file that has no key of many dots; of another, all before the first of them."""
_BRACKET: Final = re.compile(
    rf"""
    (?: [^][{{}}"'\#]++ | \[\[ [\w.-]++ \]\] | \[ [\w.-]*+ \] | {_BLOCK} | {_LINE} | {_COMMENT} )*+
    ( [][{{}}] | \Z )
    """,
    _FLAGS,
)
"""The next bracket that does not only enclose a name, or the end of the file: the pattern fits
wherever it is tried."""
_PART: Final = re.compile(
    rf"{_BLOCK} | {_LINE} | {_COMMENT} | (?P<piece> [{re.escape(_PIECE)}])", _FLAGS
)
_ANY_COMMENT: Final = re.compile(rf"(?: [^\"'\#]++ | {_BLOCK} | {_LINE} )*+ \#", _FLAGS)
_HEADER: Final = re.compile(r"^[ \t]*+ \[ [^\n]++", re.VERBOSE | re.MULTILINE)
_CONFLICT_MARKS: Final = ("<<<<<<< ", "||||||| ", ">>>>>>> ")
_KEYS: Final = re.compile(r"\(['\"].*\)", re.DOTALL)
_SHOWN: Final = 120
_TWICE: Final = "the key stands in the file already"
_TOML_PLACE: Final = re.compile(r" \((?:at )?(?:line (\d+), column (\d+)|end of document)\)$")


def parse(data: bytes, source: str) -> dict[str, object]:
    """Return what a TOML file holds.

    Args:
        data: Its bytes; a byte order mark is allowed.
        source: The file, for the error.

    Raises:
        UsageError: Where it is no TOML, with line and column as far as they are known.
    """
    text = _text(data, source)
    if burden := burden_of(text):
        raise UsageError(
            burden.what,
            source=source,
            advice="check that it is the right file",
            position=Position(burden.line),
        )
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise _not_toml(str(error), text, source) from error


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
    return next(_burdens(text), None)


def count_pieces(text: str) -> int:
    """Return how many keys, tables and values a text of TOML holds, at most."""
    return sum(part.lastgroup == "piece" for part in _PART.finditer(text))


def _burdens(text: str) -> Iterator[Burden]:
    if (end := _end_of(_BEARABLE, text)) < len(text):
        what = f"a number or key is longer than {WORD:,} characters"
        if text[end] in _PIECE:
            what = f"the file holds more than {MOST_PIECES:,} keys, tables and values"
        yield Burden(what, _line(text, end))
    if text.count(".") > _KEY_DOTS and (end := _end_of(_SHORT_KEYS, text)) < len(text):
        yield Burden(f"a key has more than {_KEY_DOTS} dots", _line(text, end))
    yield from _header_burdens(text)
    depth = 0
    if text.count("[") + text.count("{") <= _DEPTH:
        return
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[1] in {"[", "{"} else -1
        if depth > _DEPTH:
            yield Burden("lists or tables are nested too deeply", _line(text, bracket.end()))


def _header_burdens(text: str) -> Iterator[Burden]:
    seen: set[str] = set()
    names = 0
    if text.count("[") + text.count(".") <= _HEADERS:
        return
    for header in _HEADER.finditer(text):
        if header[0] not in seen:
            seen.add(header[0])
            names += 1 + header[0].count(".")
        if names > _HEADERS:
            what = f"the heads of tables hold more than {_HEADERS:,} names"
            yield Burden(what, _line(text, header.start()))
            return


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def line_end_of(data: bytes) -> str:
    """Return what ends most of the lines of a file: the ends of Windows, or those of all others."""
    of_windows = data.count(b"\r\n")
    return "\r\n" if of_windows > data.count(b"\n") - of_windows else "\n"


def has_comments(data: bytes) -> bool:
    """Tell whether a TOML file holds a comment."""
    text = data.decode("utf-8", errors="replace")
    return _ANY_COMMENT.match(text) is not None


def _text(data: bytes, source: str) -> str:
    if len(data) > FILE_BYTES:
        raise UsageError(
            f"is larger than {FILE_BYTES // 1024**2} MiB", source=source, advice="split it"
        )
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"is not UTF-8 text (byte 0x{data[error.start]:02X})",
            source=source,
            advice="save it as UTF-8, or check that it is the right file",
            position=Position(line),
        ) from error


def _not_toml(message: str, text: str, source: str) -> UsageError:
    if (conflict := _conflict(text)) is not None:
        return UsageError(
            "git left a merge conflict in the file",
            source=source,
            advice="choose between the two sides and remove the lines <<<<<<<, ======= and >>>>>>>",
            position=Position(_line(text, conflict), 1, "line"),
        )
    place = _TOML_PLACE.search(message)
    what = message[: place.start()] if place else message
    what = _KEYS.sub(_key_in_words, what.replace("Cannot overwrite a value", _TWICE))
    return UsageError(
        f"is not valid TOML: {what[:1].lower()}{what[1:_SHOWN]}",
        source=source,
        advice="mend it there, or fetch an earlier version of the file",
        position=_position(place, text) if place else None,
    )


def _conflict(text: str) -> int | None:
    """Return where the first line is that git left for a merge conflict, or `None`."""
    found = (text.find(f"\n{mark}") + 1 for mark in _CONFLICT_MARKS)
    begins = [0] if text.startswith(_CONFLICT_MARKS) else [at for at in found if at]
    return min(begins, default=None)


def _key_in_words(match: re.Match[str]) -> str:
    """Return the name of a table, which tomllib writes as a tuple."""
    parts: tuple[str, ...] = ast.literal_eval(match[0])
    return f'"{".".join(parts)}"'


def _position(place: re.Match[str], text: str) -> Position:
    if place[1]:
        return Position(int(place[1]), int(place[2]))
    return Position(_line(text, len(text) - text.endswith("\n")), extent="end")
