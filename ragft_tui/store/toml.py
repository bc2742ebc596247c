"""TOML from strangers: refused in one line with its place, never a crash and never a long wait."""

from __future__ import annotations

import re
import tomllib
from typing import Final

from ragft_tui.core.errors import UsageError
from ragft_tui.store.files import FILE_BYTES

__all__ = ["has_comments", "parse"]

_KEY_DOTS: Final = 32

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
  | (?P<comment> \#[^\n]*+ )
    ''',
    re.VERBOSE | re.DOTALL,
)
_LONG_KEY: Final = re.compile(
    rf"(?<![\w-]) (?: [\w-]++ [\ \t]*+ \. [\ \t]*+ ){{{_KEY_DOTS + 1}}}", re.VERBOSE
)
_CONFLICT: Final = re.compile(r"^<<<<<<< ", re.MULTILINE)
_TOML_PLACE: Final = re.compile(r" \((?:at )?(line \d+, column \d+|end of document)\)$")


def parse(data: bytes, where: str) -> dict[str, object]:
    """Return what a TOML file holds.

    Args:
        data: Its bytes; a byte order mark is allowed.
        where: The file, for the error.

    Raises:
        UsageError: Where it is no TOML, with line and column as far as they are known.
    """
    text = _text(data, where)
    if long_key := _LONG_KEY.search(_STRING_OR_COMMENT.sub(_blank, text)):
        # tomllib takes minutes for a key of many parts.
        line = text.count("\n", 0, long_key.start()) + 1
        raise UsageError(
            f"a key has more than {_KEY_DOTS} dots",
            where=f"{where}: line {line}",
            advice="check that it is the right file",
        )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), text, where) from error
    except RecursionError as error:
        raise UsageError(
            "lists or tables are nested too deeply",
            where=where,
            advice="check that it is the right file",
        ) from error
    except ValueError as error:
        raise UsageError(
            "a number or date is out of range", where=where, advice="check its numbers"
        ) from error


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
        ) from error


def _not_toml(message: str, text: str, where: str) -> UsageError:
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return UsageError(
            "git left a merge conflict in the file",
            where=f"{where}: line {line}",
            advice="choose between the two sides and remove the lines <<<<<<<, ======= and >>>>>>>",
        )
    place = _TOML_PLACE.search(message)
    what = message[: place.start()] if place else message
    return UsageError(
        f"is not valid TOML: {what[:1].lower()}{what[1:]}",
        where=f"{where}: {place[1]}" if place else where,
        advice="mend it there, or fetch an earlier version of the file",
    )


def _blank(match: re.Match[str]) -> str:
    """Stand in for a string or comment: as many lines, and a word where it may be a key."""
    return "\n" * match[0].count("\n") or ("k" if match["line"] else " ")
