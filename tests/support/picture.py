"""A screen as text that can be compared and reviewed: its characters, and the marks on them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from textual.color import Color

from tests.support.pilot import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.strip import Strip

__all__ = ["picture"]

_LEGEND: Final = "-- b bold, u underlined, B U ~ on the ground of a field, # on another ground --"


def picture(user: User) -> str:
    """Return the characters of the screen, and below them the marks, row by row.

    Colours of text are left out: none of them may carry a meaning alone.
    """
    field = Color.parse(user.app.theme_variables["surface"]).hex.lower()
    grounds = Counter(_ground(segment.style) for strip in user.strips for segment in strip)
    usual = grounds.most_common(1)[0][0]

    def mark(style: Style | None) -> str:
        ground = _ground(style)
        if ground not in {usual, field}:
            return "#"
        letter = "u" if style and style.underline else "b" if style and style.bold else ""
        return (letter or " ") if ground == usual else letter.upper() or "~"

    marked = (
        f"{number:02} {marks}"
        for number, strip in enumerate(user.strips, start=1)
        if (marks := _marks(strip, mark))
    )
    return "\n".join([*user.rows, _LEGEND, *marked, ""])


def _marks(strip: Strip, mark: Callable[[Style | None], str]) -> str:
    """Return a mark for each cell; a space stands for none."""
    return "".join(mark(segment.style) * segment.cell_length for segment in strip).rstrip()


def _ground(style: Style | None) -> str:
    """Return the colour behind a style; reversed styles stand on their foreground."""
    color = (style.color if style.reverse else style.bgcolor) if style else None
    return color.name if color else ""
