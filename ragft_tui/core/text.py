"""Text from people: cleaned at the border, made visible where it is shown, measured for limits."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = [
    "FIELD_CHARACTERS",
    "FIELD_LINES",
    "clean",
    "is_blank",
    "one_line",
    "over_limit",
    "slug",
    "visible",
]

FIELD_CHARACTERS: Final = 64 * 1024
"""The longest text that one field holds, in characters."""

FIELD_LINES: Final = 2_000
"""The most lines that one field holds."""

_MARKS_ON_ONE_BASE: Final = 30
_LINE_ENDS: Final = re.compile(r"\r\n?|\x85|\u2028|\u2029")
# C0 without tab and line feed, DEL, C1, and lone surrogates, which UTF-8 cannot carry.
_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Embeddings, overrides and isolates change the order of what stands around them.
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SUSPECT: Final = re.compile("[^\n\t -~\xa0-\u02ff\u0370-\u0482\u048a-\u058f]")
# A pile of marks, or a row of symbols: letters and digits of any script end it.
_MAYBE_PILE: Final = re.compile(r"[^\w\x00-\u02ff]{31,}")
_JOINERS: Final = "\u200c\u200d"


def clean(text: str) -> str:
    """Return text that may be kept and saved: no control characters, one kind of line end.

    Line ends become line feeds. Other control characters become their pictures (ESC becomes `␛`),
    lone surrogates become U+FFFD. Tabs, joiners, combining marks and direction marks stay; a pile
    of marks on one base is cut at 30.

    Args:
        text: Anything that was typed, pasted, read from a file or from the environment.
    """
    if not _SUSPECT.search(text):
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSAFE.sub(_picture, text)
    return _MAYBE_PILE.sub(_flattened, text)


def visible(text: str) -> str:
    """Return text that may be shown: cleaned, and with every direction override spelled out.

    Args:
        text: Any text that is not a literal of the program.
    """
    return _BIDI.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", clean(text)).replace("\t", "    ")


def one_line(text: str) -> str:
    """Return visible text on one line, its runs of white space folded."""
    return " ".join(visible(text).split())


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text can be seen: white space, joiners and direction marks."""
    return all(char.isspace() or unicodedata.category(char) == "Cf" for char in text)


def over_limit(text: str) -> str:
    """Return in words by how much a text is too long for a field, or an empty string."""
    if len(text) > FIELD_CHARACTERS:
        return f"{len(text):,} characters, and a field holds {FIELD_CHARACTERS:,}"
    lines = text.count("\n") + 1
    if lines > FIELD_LINES:
        return f"{lines:,} lines, and a field holds {FIELD_LINES:,}"
    return ""


def slug(name: str, taken: frozenset[str] = frozenset()) -> str:
    """Return a short stable id for a name: letters and digits of any script, joined by hyphens.

    Args:
        name: The name to make an id of.
        taken: Ids that are in use; a number is appended to keep clear of them.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    # Neither vowel signs nor apostrophes end a word; an id does without them.
    folded = "".join(char for char in folded if not _is_mark(char) and char not in "'’")
    base = "-".join(re.findall(r"[^\W_]+", folded))[:40].rstrip("-") or "capability"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def _flattened(match: re.Match[str]) -> str:
    """Cut piles of marks; what joins characters counts as a mark where nothing is joined."""
    kept: list[str] = []
    height = 0
    for char in match[0]:
        height = height + 1 if _is_mark(char) or char in _JOINERS else 0
        if height <= _MARKS_ON_ONE_BASE:
            kept.append(char)
    return "".join(kept)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004 - the end of C0, whose pictures start at U+2400
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"  # noqa: PLR2004 - DEL
