"""TOML parsed with limits: a file from a stranger is an error with its line, never a long wait."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from ragft_tui.core.errors import Position, UsageError
from ragft_tui.core.patterns import pattern
from ragft_tui.core.text import uncapitalize
from ragft_tui.storage.files import FILE_BYTES, TOO_LARGE
from ragft_tui.storage.toml.plain import read_plain

_KEY_DOTS: Final = 32
WORD: Final = 1_000
"""The longest number, and the longest key without quotes, in characters."""
_DEPTH: Final = 64
_PIECE: Final = "=,.{}[]"
MOST_PIECES: Final = 300_000
"""The most keys, tables and values: a project that fills a file has fewer, and each takes ten
microseconds."""
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
_BEARABLE: Final = pattern(
    rf"{_BETWEEN} (?: [{re.escape(_PIECE)}] {_BETWEEN} ){{0,{MOST_PIECES}}}+", _FLAGS
)
"""All of a file that has few pieces and no long words; of another, all before the first of them."""
_SHORT_KEYS: Final = pattern(
    rf"""
    (?: [^"'\#\w-]++ | {_BLOCK} | {_COMMENT}
      | (?: [\w-]++ | {_LINE} )
        (?: [\ \t]*+ \. [\ \t]*+ (?: [\w-]++ | {_LINE} ) ){{0,{_KEY_DOTS}}}+ (?! [\ \t]*+ \. )
    )*+
    """,
    _FLAGS,
)
"""All of a file that has no key of many dots; of another, all before the first of them."""
_BRACKET: Final = pattern(
    rf"""
    (?: [^][{{}}"'\#]++ | \[\[ [\w.-]++ \]\] | \[ [\w.-]*+ \] | {_BLOCK} | {_LINE} | {_COMMENT} )*+
    ( [][{{}}] | \Z )
    """,
    _FLAGS,
)
"""The next bracket that does not only enclose a name, or the end of the file: the pattern fits
wherever it is tried."""
_PART: Final = pattern(
    rf"{_BLOCK} | {_LINE} | {_COMMENT} | (?P<piece> [{re.escape(_PIECE)}])", _FLAGS
)
_ANY_COMMENT: Final = pattern(rf"(?: [^\"'\#]++ | {_BLOCK} | {_LINE} )*+ \#", _FLAGS)
_HEADER: Final = pattern(r"^[ \t]*+ \[ [^\n]++", re.VERBOSE | re.MULTILINE)
_CONFLICT_MARKS: Final = ("<<<<<<< ", "||||||| ", ">>>>>>> ")
_KEYS: Final = pattern(r"\(['\"].*\)", re.DOTALL)
_SHOWN: Final = 120
_TOML_PLACE: Final = pattern(r" \((?:at )?(?:line (\d+), column (\d+)|end of document)\)$")


def parse_toml(data: bytes, source: str) -> dict[str, object]:
    """Return the content of a TOML file.

    Args:
        data: The bytes of the file; a byte order mark is allowed.
        source: The file, for the error.

    Raises:
        UsageError: If it is not TOML or exceeds a limit, with the line and column if known.
    """
    text = _decode(data, source)
    # What this program wrote is read six times as fast as any TOML is, and takes no more memory;
    # all else, and whatever is wrong, is left to tomllib.
    if has_few_pieces(data) and (tables := read_plain(text)) is not None:
        return tables
    if excess := next(_excesses(text), None):
        what, offset = excess
        raise UsageError(
            what,
            source=source,
            advice="check that it is the right file",
            position=Position(_line(text, offset)),
        )
    import tomllib

    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise _not_toml(str(error), text, source) from error


def has_few_pieces(data: bytes) -> bool:
    """Return whether a file cannot have too many pieces, however little of it is text.

    Args:
        data: The file.
    """
    counts = {piece: data.count(piece.encode()) for piece in _PIECE}
    return sum(counts.values()) <= MOST_PIECES and counts["["] + counts["."] <= _HEADERS


def count_pieces(text: str) -> int:
    """Return how many keys, tables and values a text of TOML has, at most."""
    return sum(part.lastgroup == "piece" for part in _PART.finditer(text))


def _excesses(text: str) -> Iterator[tuple[str, int]]:
    """Yield what would take minutes or gigabytes to parse, each with its offset."""
    if (end := _end_of(_BEARABLE, text)) < len(text):
        what = f"a number or key is longer than {WORD:,} characters"
        if text[end] in _PIECE:
            what = f"the file holds more than {MOST_PIECES:,} keys, tables and values"
        yield what, end
    if text.count(".") > _KEY_DOTS and (end := _end_of(_SHORT_KEYS, text)) < len(text):
        yield f"a key has more than {_KEY_DOTS} dots", end
    if text.count("[") + text.count(".") > _HEADERS:
        yield from _header_excesses(text)
    if text.count("[") + text.count("{") > _DEPTH:
        depth = 0
        for bracket in _BRACKET.finditer(text):
            depth += 1 if bracket[1] in {"[", "{"} else -1
            if depth > _DEPTH:
                yield "lists or tables are nested too deeply", bracket.end()


def _header_excesses(text: str) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    names = 0
    for header in _HEADER.finditer(text):
        if header[0] not in seen:
            seen.add(header[0])
            names += 1 + header[0].count(".")
        if names > _HEADERS:
            yield f"the heads of tables hold more than {_HEADERS:,} names", header.start()


def _end_of(whole: re.Pattern[str], text: str) -> int:
    match = whole.match(text)
    return match.end() if match else 0


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def line_end_of(data: bytes) -> str:
    """Return the line end of most lines of a file, that of Windows or that of all others."""
    of_windows = data.count(b"\r\n")
    return "\r\n" if of_windows > data.count(b"\n") - of_windows else "\n"


def has_comments(data: bytes) -> bool:
    """Return whether a TOML file holds a comment."""
    if b"#" not in data:
        return False
    text = data.decode("utf-8", errors="replace")
    return _ANY_COMMENT.match(text) is not None


def _decode(data: bytes, source: str) -> str:
    if len(data) > FILE_BYTES:
        raise UsageError(TOO_LARGE, source=source, advice="split it")
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
    what = _KEYS.sub(_dotted_key, message[: place.start()] if place else message)
    what = what.replace("Cannot overwrite a value", "the key is already in the file")
    return UsageError(
        f"is not valid TOML: {uncapitalize(what[:_SHOWN])}",
        source=source,
        advice="correct it there, or restore an earlier version of the file",
        position=_position(place, text) if place else None,
    )


def _conflict(text: str) -> int | None:
    """Return the offset of the first line that git left for a merge conflict, if any."""
    found = (text.find(f"\n{mark}") + 1 for mark in _CONFLICT_MARKS)
    begins = [0] if text.startswith(_CONFLICT_MARKS) else [at for at in found if at]
    return min(begins, default=None)


def _dotted_key(match: re.Match[str]) -> str:
    """Return the key that tomllib shows as a tuple in its message."""
    parts: tuple[str, ...] = ast.literal_eval(match[0])
    return f'"{".".join(parts)}"'


def _position(place: re.Match[str], text: str) -> Position:
    if place[1]:
        return Position(int(place[1]), int(place[2]))
    return Position(_line(text, len(text) - text.endswith("\n")), extent="end")
