"""The last step before the terminal: no drawn line holds anything that a terminal would obey."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["InertLines"]

# C0, DEL, C1, lone surrogates, and every character that steers the direction of text.
_OBEYED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


class InertLines(LineFilter):
    """Takes out of every line what widgets should not have let through.

    Fields rely on it, for they keep and draw what was typed; for all other text it is the last
    defence, behind cleaning at the border and `show`.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line, as wide as before, without controls and links."""
        del background
        if all(map(_is_inert, segments)):
            return segments
        return [_inert(segment) for segment in segments if not segment.control]


def _is_inert(segment: Segment) -> bool:
    text, style, control = segment
    if control or (style is not None and style.link):
        return False
    return text.isprintable() or not _OBEYED.search(text)


def _inert(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style.link:
        style = style.update_link(None)
    return Segment(_OBEYED.sub(_as_wide, text), style)


def _as_wide(match: re.Match[str]) -> str:
    """Return what takes the room that a character was given: mostly none."""
    return "\ufffd" * get_character_cell_size(match[0])
