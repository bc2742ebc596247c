"""Line filters, the last step before the terminal: no controls, no colours, ASCII alone."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from ragft_tui.core.patterns import pattern
from ragft_tui.terminal.ascii import in_columns
from ragft_tui.terminal.graphemes import graphemes
from ragft_tui.terminal.profile import ColorDepth, TerminalProfile

# C0, DEL, C1, lone surrogates, and every character that steers the direction of text.
_OBEYED: Final = pattern(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def line_filters(profile: TerminalProfile, *, ascii_only: bool) -> tuple[LineFilter, ...]:
    """Return the filters that every line goes through, in order.

    Args:
        profile: The capabilities of the terminal.
        ascii_only: Whether lines are drawn in ASCII alone.
    """
    colorless = (ColorlessLines(),) if profile.depth is ColorDepth.NONE else ()
    return (InertLines(), *colorless, *((AsciiLines(),) if ascii_only else ()))


class InertLines(LineFilter):
    """Removes control characters and links from every line.

    Text fields rely on it, as they keep and draw what was typed. For all other text it is the last
    defence, after the text was cleaned and made inert.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line without controls and links, as wide as before."""
        del background
        if all(map(_is_inert, segments)):
            return segments
        return [_inert(segment) for segment in segments if not segment.control]


class ColorlessLines(LineFilter):
    """Removes every colour from a line, whatever the theme; bold, dim and reversed text stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line without colours."""
        del background
        return [
            Segment(text, style and _colorless(style), control) for text, style, control in segments
        ]


class AsciiLines(LineFilter):
    """Draws a line in ASCII alone, each character in the columns that it had."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line, as wide as before."""
        del background
        return [Segment(_as_ascii(text), style, control) for text, style, control in segments]


def _is_inert(segment: Segment) -> bool:
    text, style, control = segment
    if control or (style is not None and style.link):
        return False
    return text.isprintable() or not _OBEYED.search(text)


def _inert(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style.link:
        style = style.update_link(None)
    # The replacement is as wide as the character, which mostly has no width.
    inert = _OBEYED.sub(lambda found: "\ufffd" * get_character_cell_size(found[0]), text)
    return Segment(inert, style)


@lru_cache(maxsize=1024)
def _colorless(style: Style) -> Style:
    plain = style.without_color
    return plain + Style.from_meta(style.meta) if style.meta else plain


def _as_ascii(text: str) -> str:
    if text.isascii():
        return text
    return "".join(in_columns(text[start:end], width) for start, end, width in graphemes(text))
