"""Text from people: cleaning, making visible, limits of a field, ids."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ragft_tui.core.patterns import pattern

APOSTROPHES: Final = "'’‘‛´`ʼʹʻ′＇"
"""What people and programs write for an apostrophe."""

_STRAIGHT: Final = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))

FIELD_CHARACTERS: Final = 64 * 1024
"""The longest text that one field holds, in characters."""

FIELD_LINES: Final = 2_000
"""The most lines that one field holds."""

_ID: Final = pattern(r"[\w.-]{1,80}")
_MARKS_ON_ONE_BASE: Final = 30
_LINE_ENDS: Final = pattern(r"\r\n?|\x85|\u2028|\u2029")
# C0 without tab and line feed, DEL, C1, and lone surrogates, which UTF-8 cannot carry.
_UNSAFE: Final = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PICTURES: Final = {**{chr(code): chr(0x2400 + code) for code in range(0x20)}, "\x7f": "␡"}
_SUSPECT: Final = pattern("[^\n\t -~\xa0-\u02ff\u0370-\u0482\u048a-\u058f]")
# A pile of marks, or a row of symbols: letters and digits of any script end it.
_MAYBE_PILE: Final = pattern(r"[^\w\x00-\u02ff]{31,}")
_JOINERS: Final = "\u200c\u200d"

# What Unicode calls default ignorable (programs show nothing for it), and ruby annotations.
_NOTHING: Final = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_DIRECTION: Final = "\u061c\u200e\u200f"
_SELECTORS: Final = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HIDDEN: Final = f"{_NOTHING}{_DIRECTION}{_SELECTORS}\u200b-\u200d"
# Scripts in which joiners and breaks without width change how letters are written.
_JOINED: Final = (
    "\u0600-\u061b\u061d-\u109f\u1780-\u17b3\u17b6-\u180a\u1810-\u18af\ua800-\uabff"
    "\U00011000-\U00011fff"
)
_EMOJI: Final = "©®™\u2190-\u21ff\u2300-\u27ff\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff"
_IDEOGRAPHS: Final = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_RIGHT_TO_LEFT: Final = pattern(
    "[\u05d0-\u05f4\u0620-\u06d5\u06ee-\u08c9\ufb1d-\ufdfb\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ANY_HIDDEN: Final = pattern(f"[{_HIDDEN}]")
_ANY_CODE: Final = pattern(f"[\x7f-\x9f\u2028\u2029{_HIDDEN}]")
_BLANK: Final = pattern(rf"[\s{_HIDDEN}\u2800]*")
_STRAY_DIRECTION: Final = pattern(f"[{_DIRECTION}]")
# Hidden characters where they do nothing that they are made for.
_STRAY: Final = pattern(
    rf"""
    # The flags of regions, such as Scotland's, are spelled with tags.
    (?P<flag> \U0001f3f4 [\U000e0030-\U000e0039\U000e0061-\U000e007a]{{3,6}} \U000e007f )
  | [{_NOTHING}]
  | (?<! [{_JOINED}] ) [\u200b\u200c]
  | (?<! [{_JOINED}] ) \u200d (?! [{_EMOJI}] )
  | (?<! [{_JOINED}{_EMOJI}] ) (?<! [{_EMOJI}]\ufe0f ) \u200d
  | (?<! [\u1820-\u18aa] ) [\u180b-\u180d\u180f]
  | (?<! [{_IDEOGRAPHS}] ) [\U000e0100-\U000e01ef]
  | (?<! [0-9\#*] ) (?<! [^{_HIDDEN}\s\x00-\x7f] ) [\ufe00-\ufe0f]
    """,
    re.VERBOSE,
)


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
    text = _UNSAFE.sub(lambda match: _PICTURES.get(match[0], "\ufffd"), text)
    return _MAYBE_PILE.sub(_flattened, text)


def visible(text: str) -> str:
    """Return text that may be shown: cleaned, and what nobody would see in it spelled out.

    So `pay` and `pal` with a space of no width between become `pay⟨U+200B⟩pal`: two texts that look
    the same are the same, and no text hides in another. A hidden character stays where it does
    what it is made for: joiners in an emoji, or after letters of scripts that are written with
    them; one variation selector on its base; direction marks in text that has right-to-left
    letters. What changes the order of the text around it is spelled out everywhere. Characters for
    private use stay: something is seen of them.

    Args:
        text: Any text that is not a literal of the program.
    """
    if text.isascii() and text.isprintable():
        return text  # as most are: nothing to clean, and nothing hidden
    text = clean(text)
    if _ANY_HIDDEN.search(text):
        text = _STRAY.sub(_spelled, text)
        if not _RIGHT_TO_LEFT.search(text):
            text = _STRAY_DIRECTION.sub(_spelled, text)
    return text.replace("\t", "    ")


def straighten_apostrophes(text: str) -> str:
    """Return a text with every apostrophe as keyboards type it, so that words can be compared."""
    return text.translate(_STRAIGHT)


def one_line(text: str) -> str:
    """Return visible text on one line, its runs of white space folded."""
    return " ".join(visible(text).split())


def capitalize(clause: str) -> str:
    """Return a clause with a capital at its beginning, as a sentence starts; the rest as it is."""
    return clause[:1].upper() + clause[1:]


def as_sentence(clause: str) -> str:
    """Return a clause as a sentence: with a capital, and a full stop where it has no end yet."""
    return f"{capitalize(clause)}{'' if clause.endswith(('.', '!', '?')) else '.'}"


def uncapitalize(sentence: str) -> str:
    """Return a sentence without a capital at its beginning, to stand amid others as a label."""
    return sentence[:1].lower() + sentence[1:]


def count_noun(count: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun, such as `1 point` or `1,200 points`.

    Args:
        count: The number.
        noun: The noun for one, and what else agrees with it.
        plural: The same for any other number; left out, the noun with an s.
    """
    return f"{count:,} {noun if abs(count) == 1 else plural or f'{noun}s'}"


def is_blank(text: str) -> bool:
    """Return whether nothing of a text can be seen, neither a character nor its place."""
    return _BLANK.fullmatch(text) is not None


def escape_json(text: str) -> str:
    r"""Return JSON in which what a terminal would hide or obey is written `\u....`: the same data.

    Args:
        text: JSON, in which control characters below U+0020 are escaped already.
    """
    return _ANY_CODE.sub(_escape, text)


def describe_excess(text: str) -> str:
    """Return a phrase that says by how much a text is too long for a field; empty if it fits."""
    if len(text) > FIELD_CHARACTERS:
        return f"{len(text):,} characters, and a field holds {FIELD_CHARACTERS:,}"
    lines = text.count("\n") + 1
    if lines > FIELD_LINES:
        return f"{lines:,} lines, and a field holds {FIELD_LINES:,}"
    return ""


def fit_field(text: str, rest: str) -> str:
    """Return as much of the start of a text as a field has room for.

    Args:
        text: The text; its end is what may not fit.
        rest: What else the field holds.
    """
    lines = text[: max(FIELD_CHARACTERS - len(rest), 0)].split("\n")
    return "\n".join(lines[: max(FIELD_LINES - rest.count("\n"), 0)])


def is_id(text: str) -> bool:
    """Return whether a text can be the id of a capability."""
    return _ID.fullmatch(text) is not None


def slug(name: str, taken: frozenset[str] = frozenset()) -> str:
    """Return a short stable id for a name: letters and digits of any script, joined by hyphens.

    Args:
        name: The name to make an id of.
        taken: Ids that are in use; a number is appended to keep clear of them.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    # Neither vowel signs nor apostrophes end a word; an id does without them.
    folded = folded.replace("'", "").replace("’", "")
    if not folded.isascii():
        folded = "".join(char for char in folded if not _is_mark(char))
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


def _spelled(match: re.Match[str]) -> str:
    return match[0] if match.groupdict().get("flag") else f"⟨U+{ord(match[0]):04X}⟩"


def _escape(match: re.Match[str]) -> str:
    pairs = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{pairs[at : at + 4]}" for at in range(0, len(pairs), 4))
