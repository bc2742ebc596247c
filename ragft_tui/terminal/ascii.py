"""Text in ASCII look-alikes, column for column, for terminals and fonts that show nothing else."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_UNKNOWN: Final = "?"
"""Replaces each column of a character that nothing in ASCII looks like."""

_LOOKS: Final = {
    **dict.fromkeys("─┄┈╌╴╶╼‐‑‒–—―−", "-"),
    # The full part of a bar is heavy, the rest of it is light.
    **dict.fromkeys("━┅┉╍═╸╺╾", "="),
    **dict.fromkeys("│┃┆┇┊┋╎╏║╵╷╹╻╽╿", "|"),
    **{chr(code): "+" for code in range(0x250C, 0x254C)},
    **{chr(code): "+" for code in range(0x2552, 0x2571)},
    **dict(zip("╱╲╳", "/\\X", strict=True)),
    # Blocks of less than half a cell look empty, as at the end of a scroll bar.
    **dict.fromkeys("▁▂▃▍▎▏▔▕", " "),
    **dict.fromkeys("▀▄▅▆▇█▉▊▋▌▐", "#"),
    **dict(zip("░▒▓", ".:%", strict=True)),
    **dict(zip("←↑→↓‹›«»⟨⟩", "<^>v<><><>", strict=True)),
    **dict(zip("▲▼◀▶△▽◁▷▸▾◂▴‣", "^v<>^v<>>v<^>", strict=True)),
    **dict.fromkeys("‘’‛′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict(zip("‚…·•◦●○■□▪▫◆◈✓✔✗✘✎×÷¦", ",~-*o*o#o*o#@vvxx/x/|", strict=True)),
    **dict(zip("ÆæØøŁłĐđÐðŒœßıÞþ©®", "AaOoLlDdDdOosiPpcr", strict=True)),
}
"""The nearest look-alike in as many columns as the character itself: an ellipsis in one."""


def as_ascii(text: str) -> str:
    """Return a text in ASCII, as wide as before, for display only.

    Letters lose their marks, and a character without a look-alike becomes a question mark in each
    of its columns.

    Args:
        text: Any text.
    """
    return text if text.isascii() else "".join(map(_shown, text))


def in_columns(character: str, columns: int) -> str:
    """Return the ASCII look-alike of one grapheme cluster, in as many columns.

    Args:
        character: A character with its marks, or several that are joined.
        columns: The width of the cluster.
    """
    looks = "".join(map(_look, character))
    return looks.ljust(columns) if 0 < len(looks) <= columns else _UNKNOWN * columns


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    return character if character.isascii() else in_columns(character, _columns(character))


def _look(character: str) -> str:
    """Return the look-alike of a character, mostly as wide; empty if there is none."""
    if character.isascii():
        return character
    parts = unicodedata.normalize("NFKD", _LOOKS.get(character, character))
    looks = "".join(_LOOKS.get(part, part) for part in parts if not _is_mark(part))
    return looks if looks.isascii() and looks.isprintable() else ""


def _columns(character: str) -> int:
    if _is_mark(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me", "Cf"}
