"""Words of a text: where they stand, where clauses begin, and which of them are denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from ragft_tui.core.patterns import pattern
from ragft_tui.core.text import APOSTROPHES, straighten_apostrophes

Token = tuple[str, int, int, bool]
"""A word as it is compared, its start and end in the text, and whether a clause starts at it."""

_UNFIT: Final = ""

WORD: Final = pattern(
    rf"""
    w/o(?!\w)                                                     # without
    | [^\W_]+ (?: (?: [{APOSTROPHES}]{{1,2}} | &(?:\#0?39|apos|rsquo); ) [^\W_]+ )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A word in it is part of a name, and says nothing about what is described. A backtick amid a word
# is an apostrophe; what ends a sentence does not belong to an address; `tone/style` is two words.
_NAME: Final = pattern(
    r"""(?P<name>
    ```.*?``` | (?<!\w)`[^`\n]+`(?!\w)                            # code
    | (?:
        (?<![\w+.-])[a-z][a-z0-9+.-]*+://\S | (?<!\w)www\.\S      # address of a page,
        | (?<![\w.+-])[\w.+-]++@[\w-]                             # of a person,
        | (?<![\w.-])[\w-]++(?:\.[\w-]++)*\.(?-i:[a-z]{2,})/     # of a page without its protocol
        | (?<!\w["'])(?<![^\s"'(\[<{=,:;])(?:~|\.\.?)?/[^\s/]     # path on Unix
        | (?<!\w)[a-z]:[\\/]\S | (?<!\S)\\\\\w                    # path on Windows
    ) (?:[^\s"<>|]*[^\s.,;:!?)\]}>"'”’»<|])?
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_NAME_SIGN: Final = pattern(r"[`@/\\]|www\.", re.IGNORECASE)
"""What every such name has."""
# A point or comma between digits ends nothing, so white space must follow; nor does a line that is
# wrapped, but an empty line and an item of a list do.
_CLAUSE_END: Final = pattern(
    r"""
    [.,:!?] ["'”’»*_]* (?=\s|$)
    | [;()\[\]…–—|•] | [-=]> | \s--?\s
    | \n\s* (?: \n | [-*•>\#+] | \d+\. | $ )
    """,
    re.VERBOSE,
)
_CLAUSE_END_ALONE: Final = ";()[]…–—|•"
NUMBER: Final = "#"
NUMBERS: Final = frozenset(
    f"{NUMBER} two three four five six seven eight nine ten eleven twelve fifteen twenty thirty "
    "forty fifty sixty seventy eighty ninety hundred thousand dozen".split()
)
_DENIALS: Final = frozenset({"no", "not", "never", "nor", "without", "w/o", "neither", "cannot"})
_CONTRACTED: Final = (
    *("are", "could", "did", "does", "had", "has", "is", "might", "must", "need", "ought"),
    *("should", "was", "were", "would"),
)
_CONTRACTIONS: Final = frozenset(
    {f"{verb}nt" for verb in (*_CONTRACTED, "ai", "ca", "do", "have", "sha", "wo")}
    | {f"{verb}n" for verb in _CONTRACTED}
)
"""Denials as they are written without their apostrophe, or with a blank for it."""
_HARDLY: Final = frozenset({"nobody", "none", "nothing", "rarely", "hardly", "seldom"})
"""Words that deny what follows, though not within a phrase."""
_SUBSTITUTES: Final = {"instead": "of", "rather": "than", "free": "of", "regardless": "of"}
"""Words that negate what follows where the second one stands after them."""
_NEEDS: Final = frozenset(
    (
        *("need", "needed", "needs", "require", "required", "necessary", "matter", "matters"),
        *("important", "relevant", "asked", "wanted", "expected", "critical", "crucial"),
    )
)
_DISMISSALS: Final = frozenset({"unnecessary", "irrelevant", "unimportant", "needless", "optional"})
_DENYING: Final = _HARDLY | _DISMISSALS | _SUBSTITUTES.keys()
"""Words that can deny what stands about them, denials aside."""
_EMPHASIS: Final = frozenset({"only", "just", "merely", "simply"})
_WITHOUT: Final = frozenset({"without", "w/o"})
_NO: Final = frozenset({"no", "nothing"})
_NO_LESS: Final = frozenset({"longer", "later", "less", "fewer", "matter"})
"""Behind a `no`, words of another meaning: "cites no fewer than three sources"."""
_CONTRASTS: Final = frozenset({"but", "although", "however", "yet"})
_JOINS: Final = _CONTRASTS | {"and", "or", "nor"}
_FUNCTION_WORDS: Final = frozenset(
    re.split(
        r"\s+",
        """a an the this that these those it its they them their we us our you your he his she her
        who whom whose which what where when there here one any each am is are was were be been
        being has have had do does did will would can may of in on at to from for by with into onto
        over under about as than then so and or but if while per via also such only just how""",
    )
)
"""Words that join others, and name nothing."""
_BEFORE: Final = 4
_AFTER: Final = 5
_LIST: Final = 3


@lru_cache(maxsize=4)  # keywords and n-grams are looked for in the same texts, one after the other
def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into words, folded to lower case.

    Addresses, paths and code are one word each, which no phrase fits.
    """
    tokens: list[Token] = []
    end = 0
    for match in _words_and_names(text) if _NAME_SIGN.search(text) else WORD.finditer(text):
        start, stop = match.span()
        if start - end == 1:  # as nearly all are
            opens = text[end] in _CLAUSE_END_ALONE
        else:
            opens = start > end and _CLAUSE_END.search(text, end, start) is not None
        end = stop
        word = _UNFIT if match.lastgroup else fold_word(match[0])
        tokens.append((word, start, stop, opens))
    return tuple(tokens)


def _words_and_names(text: str) -> Iterator[re.Match[str]]:
    """Yield what a text consists of, in its order; a name is not looked into."""
    at = 0
    for name in _NAME.finditer(text):
        yield from WORD.finditer(text, at, name.start())
        yield name
        at = name.end()
    yield from WORD.finditer(text, at)


def strip_function_words(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Return a part of a text without the words about it that name nothing.

    Args:
        tokens: The words of the text.
        first: The index of the first word of the part.
        last: The index of its last word.

    Returns:
        The first and the last word of what is left; the last before the first where nothing is.
    """
    while first <= last and tokens[first][0] in _FUNCTION_WORDS:
        first += 1
    while first <= last and tokens[last][0] in _FUNCTION_WORDS:
        last -= 1
    return first, last


@lru_cache(maxsize=8192)
def is_denial(word: str) -> bool:
    """Return whether a word denies: "shows no source" does not show a source.

    Args:
        word: As `tokenize` folds it.
    """
    return word in _DENIALS or word.replace("'", "") in _CONTRACTIONS


@lru_cache(maxsize=16384)
def fold_word(word: str) -> str:
    """Return a word as it is compared: in lower case, with straight apostrophes; digits as `#`."""
    if word.isdecimal():
        return NUMBER
    if "&" in word:
        import html  # an apostrophe of HTML, which few texts have

        word = html.unescape(word)
    return straighten_apostrophes(word).casefold()


def find_denied(tokens: Sequence[Token]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the words from which on what is mentioned is denied, and those up to which it is.

    Args:
        tokens: The words of a text.

    Returns:
        The positions of words that a denial stands before, and of those that one stands after.
    """
    starts: set[int] = set()
    ends: set[int] = set()
    for position, (word, _, _, _) in enumerate(tokens):
        if is_denial(word) or word in _DENYING:
            starts.update(range(position + 1, min(position + 1 + _BEFORE, len(tokens))))
            ends.update(range(max(position - _AFTER, 0), position))
    return (
        frozenset(start for start in starts if is_denied_before(tokens, start)),
        frozenset(end for end in ends if is_denied_after(tokens, end + 1)),
    )


def is_denied_before(tokens: Sequence[Token], start: int) -> bool:
    """Return whether what is mentioned from a word on is denied before it in its clause.

    A negator shortly before it denies ("no citations"), but for `without` where something is
    denied already ("never answers without citing").
    """
    for position in range(start - 1, max(start - _BEFORE - 1, -1), -1):
        if tokens[position + 1][3] and not _in_list(tokens, position + 1):
            return False
        if tokens[position][0] in _CONTRASTS:
            return False
        if _negates(tokens, position):
            return not (tokens[position][0] in _WITHOUT and _is_denied(tokens, position))
    return False


def _is_denied(tokens: Sequence[Token], position: int) -> bool:
    """Return whether something before a word denies it, in the same part of its clause."""
    while position and not tokens[position][3]:
        position -= 1
        if tokens[position][0] in _JOINS:
            return False
        if _negates(tokens, position):
            return True
    return False


def _in_list(tokens: Sequence[Token], position: int) -> bool:
    """Return whether a clause is a member of a list such as "no tone, style or format"."""
    return any(word in {"or", "nor"} for word, _, _, _ in tokens[position : position + _LIST])


def is_denied_after(tokens: Sequence[Token], end: int) -> bool:
    """Return whether what is mentioned up to a word is denied from that word on in its clause.

    Right there a `no` denies ("cites no source"), and further on a negated need ("is not
    required") or a dismissal ("are unnecessary").
    """
    following = tokens[end : end + _AFTER]
    for offset, (word, _, _, opens) in enumerate(following):
        if opens or word in _CONTRASTS:
            return False
        if word in _DISMISSALS:
            return True
        if _negates(tokens, end + offset):
            rest = [later for later, _, _, _ in following[offset + 1 :]]
            if not offset and word in _NO:
                return not _NO_LESS.intersection(rest[:1])
            return not _NEEDS.isdisjoint(rest)
    return False


def _negates(tokens: Sequence[Token], position: int) -> bool:
    word = tokens[position][0]
    following = tokens[position + 1][0] if position + 1 < len(tokens) else ""
    if word in _SUBSTITUTES:
        return following == _SUBSTITUTES[word]
    if word == "not" and following in _EMPHASIS:
        return False
    return word in _HARDLY or is_denial(word)
