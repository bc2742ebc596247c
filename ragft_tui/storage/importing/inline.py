"""The words of a line of Markdown, and how its beginning is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.storage.importing.names import Lead

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS: Final = pattern(
    r"</?(?:a|abbr|b|br|center|code|del|details|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|ol|p|pre|s|"
    r"small|span|strong|sub|summary|sup|table|td|th|tr|tt|u|ul)\b[^>]*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_DECORATION: Final = pattern(
    r"(?: [\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff]"
    r"| [\u3030\ufe0f\u200d\U000e0020-\U000e007f] | :[a-z0-9_+-]+: | \[[ xX]\](?=\s) | \s )+",
    re.VERBOSE,
)
"""What stands before an item and is no word: emoji, also by their names, and task boxes."""
_OPENS: Final[dict[str, Lead]] = {"strong_open": "strong", "em_open": "strong", "link_open": "link"}
_CLOSES: Final = {"strong_open": "strong_close", "em_open": "em_close", "link_open": "link_close"}


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a line, and how its beginning is marked."""

    text: str
    lead: int = 0
    """How many characters at the beginning are marked."""
    kind: Lead = ""
    """What they are marked as."""
    is_anchor: bool = False
    """Whether it is a link to a place in the same document and nothing else."""


def render_inline(children: Sequence[Token]) -> Words:
    """Return the words of a line; a picture says nothing, and a break is a blank."""
    text = "".join(_texts(children))
    clean = _DECORATION.match(text)
    text = text[clean.end() :] if clean else text
    start = next((at for at, each in enumerate(children) if not _is_nothing(each)), 0)
    lead, kind = _lead(children[start:])
    lead_text = "".join(_texts(lead))
    found = _DECORATION.match(lead_text)
    lead_text = (lead_text[found.end() :] if found else lead_text).rstrip()
    links = [each for each in children if each.type == "link_open"]
    is_anchor = (
        bool(links)
        and str(links[0].attrGet("href") or "").startswith("#")
        and lead_text == text.strip()
    )
    return Words(text.strip(), len(lead_text) if text.startswith(lead_text) else 0, kind, is_anchor)


def split_lines(children: Iterable[Token]) -> list[list[Token]]:
    """Return the tokens of a paragraph by its lines."""
    lines: list[list[Token]] = [[]]
    for each in children:
        if each.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(each)
    return lines


def _texts(children: Iterable[Token]) -> Iterator[str]:
    for each in children:
        if each.type in ("text", "text_special") or each.type == "code_inline":
            yield each.content
        elif each.type in ("softbreak", "hardbreak"):
            yield " "
        elif each.type == "html_inline":
            yield "" if _TAGS.fullmatch(each.content) else each.content


def _is_nothing(token: Token) -> bool:
    """Return whether a token before the words is none of them."""
    if token.type == "text":
        return not token.content.strip() or bool(_DECORATION.fullmatch(token.content))
    return token.type in ("image", "softbreak", "html_inline")


def _lead(children: Sequence[Token]) -> tuple[Sequence[Token], Lead]:
    """Return the tokens of a beginning that is marked, and as what."""
    if not children:
        return (), ""
    first = children[0].type
    if first == "code_inline":
        return children[:1], "code"
    if first not in _OPENS:
        return (), ""
    depth = 0
    for at, each in enumerate(children):
        depth += (each.type == first) - (each.type == _CLOSES[first])
        if not depth:
            kind: Lead = _OPENS[first]
            # A link in bold is a link; so is one beside its pictures.
            inner = {token.type for token in children[1:at]}
            return children[: at + 1], "link" if "link_open" in inner else kind
    return (), ""
