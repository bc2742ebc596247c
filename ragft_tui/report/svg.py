"""Elements of SVG, and how wide a text is about: nobody knows the font that it is drawn in."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.cells import get_character_cell_size

from ragft_tui.core.model import VerdictType
from ragft_tui.core.patterns import pattern
from ragft_tui.core.text import one_line

_NARROW: Final = frozenset(" !'(),-./:;I[]fijlrt|·")
_BROAD: Final = frozenset("@%MWmw—")
_NO_XML: Final = pattern("[\ufffe\uffff]")
# Importing xml.sax would cost 30 ms: it loads what fetches pages.
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_ELLIPSIS: Final = "…"


def xml(text: str) -> str:
    """Return text on one line, visible, as it may stand in an element or in double quotes."""
    return _NO_XML.sub("\ufffd", one_line(text)).translate(_ESCAPES)


def number(value: float) -> str:
    """Return a coordinate, rounded to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def text_width(text: str) -> float:
    """Return about how wide a text is in ems, rather too wide than too narrow."""
    return sum(map(_width, text))


def shorten(text: str, ems: float) -> str:
    """Return a text of at most a width, with an ellipsis where it was cut."""
    kept, width, room = 0, 0.0, ems - _width(_ELLIPSIS)
    for at, char in enumerate(text, start=1):
        width += _width(char)
        if width > ems:
            return text[:kept].rstrip() + _ELLIPSIS
        if width <= room:
            kept = at
    return text


@lru_cache(maxsize=4096)
def _width(char: str) -> float:
    if char in _NARROW:
        return 0.36
    if char in _BROAD:
        return 0.94
    return 0.72 if char.isupper() else 0.59 * get_character_cell_size(char)


def label(x: float, y: float, text: str, attributes: str = "", title: str = "") -> str:
    """Return an element of text.

    Args:
        x: Where it is anchored.
        y: The line that it stands on.
        text: What it says.
        attributes: More attributes, with a space before each.
        title: What a reader is told who points at it.
    """
    told = f"<title>{xml(title)}</title>" if title else ""
    return f'<text x="{number(x)}" y="{number(y)}"{attributes}>{told}{xml(text)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, colour: str, attributes: str = "") -> str:
    """Return a straight line."""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} stroke="{colour}"{attributes}/>'


def sign(kind: VerdictType | None, x: float, y: float, size: float, colour: str) -> str:
    """Return the sign of a type as a shape, since fonts have it or not.

    Args:
        kind: The type; `None` is undecided.
        x: Its middle.
        y: Its middle.
        size: Its height.
        colour: Its colour.
    """
    half = size / 2
    if kind is None:
        anchored = f' font-size="{number(size * 1.25)}" font-weight="bold" text-anchor="middle"'
        return label(x, y + size * 0.45, "?", f'{anchored} fill="{colour}"')
    if kind is VerdictType.PROMPTING:
        at = f'cx="{number(x)}" cy="{number(y)}"'
        return (
            f'<circle {at} r="{number(half * 0.8)}" fill="none" stroke="{colour}" '
            f'stroke-width="{number(size / 7)}"/>'
        )
    if kind is VerdictType.FINETUNING:
        return _path(colour, (x, y - half), (x + half, y + half * 0.8), (x - half, y + half * 0.8))
    diamond = _diamond(x, y, half)
    if kind is VerdictType.RETRIEVAL:
        return _path(colour, *diamond)
    outline = _path("none", *diamond, attributes=f' stroke="{colour}" stroke-width="1.5"')
    return outline + _path(colour, *_diamond(x, y, half * 0.5))


def _diamond(x: float, y: float, half: float) -> tuple[tuple[float, float], ...]:
    return (x, y - half), (x + half, y), (x, y + half), (x - half, y)


def _path(colour: str, *points: tuple[float, float], attributes: str = "") -> str:
    corners = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f'<path d="M{corners}Z" fill="{colour}"{attributes}/>'
