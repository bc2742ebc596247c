"""Names and descriptions out of one text: `Name: text`, `Name – text`, or its first words."""

from __future__ import annotations

import re
from typing import Final, Literal

from ragft_tui.core.patterns import pattern
from ragft_tui.core.text import is_blank

Lead = Literal["strong", "link", "code", ""]
"""What the beginning of a text is marked as."""

NAME_LENGTH: Final = 48
"""Characters of a name that is made of the first words of a description."""
_LONGEST: Final = 72
"""Characters of a name that stands before a separator."""
_FARTHEST: Final = 4 * _LONGEST
"""Up to where a separator is looked for: patterns that may begin with blanks are slow on many."""
_MOST_WORDS: Final = 9

_AFTER_LEAD: Final = pattern(
    r"(?P<kept>(?:\s*\([^()]{1,40}\))?)(?:\s*\[[^\[\]]*\])*"
    r"(?:\s*(?:[:：﹕∶]+|[-–—−]{1,3}(?=\s)|[–—](?=\S)|→|=>)\s*|\s*\t\s*)"
)
"""A separator behind a marked beginning; in round brackets may be what belongs to the name, and in
square ones further links."""
_SEPARATOR: Final = pattern(
    r"""
    \s* ： \s*            # as it is typed with Chinese letters
  | \s* : \s+            # also behind a blank, as in French
  | \s+ : (?=\w)
  | \s+ (?: -{1,3} | [–—−]{1,2} ) \s+
  | \s* \t \s*
    """,
    re.VERBOSE,
)
_TIGHT: Final = pattern(r"(?P<name>[^\W\d_][\w ]{2,40}):(?P<rest>[^\W\d_][^\s/:]*\s.*)", re.DOTALL)
"""A name and a text without a blank between; the text has several words, unlike `npm:package`."""
_SENTENCE: Final = pattern(r"[.!?。！？](?:\s|$)")
_BREAK: Final = pattern(r"[,;，；](?=\s|$)|\s[(（]|\s[-–—]\s")
_EARLIEST: Final = 12
_LATEST: Final = 60
"""Between which characters a text may be cut at a break."""
_SMALL: Final = frozenset(
    (
        *("a", "an", "the", "of", "and", "or", "to", "in", "on", "at", "for", "with", "by", "from"),
        *("as", "that", "which", "is", "are", "be", "it", "its", "this", "your", "our"),
        *("der", "die", "das", "des", "den", "dem", "ein", "eine", "und", "oder", "zu", "im", "am"),
        *("auf", "für", "mit", "von", "aus", "als"),
    )
)
"""Words with which no name ends."""


def split_name(text: str, lead: int = 0, kind: Lead = "") -> tuple[str, str]:
    """Return the name and the description that a text holds.

    A marked beginning (bold, a link, code) is the name if a separator follows, or another sentence;
    before a sentence that goes on it is the name if it is a link or code, and all is the
    description. Else the name is what stands before a colon, a dash between blanks or a tab, if it
    is short, or the first words of the text, which is the description as a whole.

    Args:
        text: The text, which is not blank.
        lead: How many characters at the beginning are marked.
        kind: What they are marked as.
    """
    if lead and (found := _split_at_lead(text, lead, kind)):
        return found
    for separator in _SEPARATOR.finditer(text, 0, _FARTHEST):
        name, rest = text[: separator.start()], text[separator.end() :]
        if is_blank(rest) or len(name) > _LONGEST:
            break
        if _may_be_name(name):
            return _tidy(name), rest.strip()
    if (tight := _TIGHT.fullmatch(text)) and _may_be_name(tight["name"]):
        return _tidy(tight["name"]), tight["rest"].strip()
    return shorten_name(text), text


def shorten_name(text: str) -> str:
    """Return the first words of a text as a name, up to a break in it or a number of characters."""
    words = " ".join(text.split())
    whole = words.rstrip(" .。,;:") or words
    if len(whole) <= NAME_LENGTH:
        return whole
    if sentence := _SENTENCE.search(words, _EARLIEST, _LATEST):
        return words[: sentence.start()].rstrip()
    breaks = [found.start() for found in _BREAK.finditer(words, _EARLIEST, _LATEST)]
    if breaks:
        return words[: breaks[-1]].rstrip(" ,;:")
    cut = words[: NAME_LENGTH + 1].rpartition(" ")[0] or words[:NAME_LENGTH]
    kept = cut.split(" ")
    while len(kept) > 2 and kept[-1].casefold() in _SMALL:  # noqa: PLR2004 - a name of two words
        kept.pop()
    return " ".join(kept).rstrip(" ,;:") or words[:NAME_LENGTH].rstrip()


def is_label(text: str) -> bool:
    """Return whether a text is like a heading: a few words, without an end or text of its own."""
    if text.rstrip().endswith((":", "：")):
        return True
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not text.rstrip().endswith((".", "!", "?", "。"))
        and split_name(text)[1] == text
    )


def _split_at_lead(text: str, lead: int, kind: Lead) -> tuple[str, str] | None:
    name, rest = _tidy(text[:lead]), text[lead:]
    if not name or len(name) > _LONGEST * 2:
        return None
    if is_blank(rest.strip(" .:：")):
        return name, text.strip().rstrip(":：").rstrip()
    if separator := _AFTER_LEAD.match(rest):
        return name + separator["kept"], rest[separator.end() :].strip() or text
    if text[:lead].rstrip().endswith((":", "：", ".")):
        return name, rest.strip()
    first = rest.strip()[0]
    if kind == "strong":
        goes_on = not rest[0].isspace() or not (first.isupper() or first == "(")
        return None if goes_on else (name, text if first == "(" else rest.strip())
    return name, text


def _may_be_name(name: str) -> bool:
    return (
        not is_blank(name)
        and len(name.split()) <= _MOST_WORDS
        and not _SENTENCE.search(name)
        and any(map(str.isalnum, name))
    )


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" :：.").strip()
