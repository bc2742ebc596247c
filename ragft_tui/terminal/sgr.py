"""Styles as terminals are told them: SGR parameters, and the shortest way from one to another."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ragft_tui.core.records import dataclass

_EXTENDED: Final = {"38", "48"}
_LENGTHS: Final = {"5": 3, "2": 5}
"""How many parameters a colour of 256 or of all has."""
_SHOWN_WITHOUT_TEXT: Final = frozenset({"4", "7", "9", "21", "53"})
"""Underlined, reversed and so on: what is seen of a style where no character stands."""

_DIM: Final = "2"
_ENDS: Final = {"1": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What ends an attribute; bold and dim have one end, so dim is not among them."""


@dataclass(frozen=True, slots=True)
class _Style:
    front: str
    back: str
    others: frozenset[str]


@lru_cache(maxsize=4096)
def _parse(style: str) -> _Style:
    front = back = ""
    others: set[str] = set()
    parts = style.split(";") if style else []
    while parts:
        length = _LENGTHS.get(parts[1], 1) if parts[0] in _EXTENDED and len(parts) > 1 else 1
        code, parts = ";".join(parts[:length]), parts[length:]
        if code.startswith("38;") or _is_colour(code, 30):
            front = code
        elif code.startswith("48;") or _is_colour(code, 40):
            back = code
        else:
            others.add(code)
    return _Style(front, back, frozenset(others))


def _is_colour(code: str, first: int) -> bool:
    number = int(code) if code.isdecimal() else 0
    return first <= number < first + 8 or first + 60 <= number < first + 68


@lru_cache(maxsize=4096)
def style_of_blank(style: str) -> str:
    """Return what is seen of a style where no character stands: mostly but the colour behind."""
    parsed = _parse(style)
    return style if parsed.others & _SHOWN_WITHOUT_TEXT else parsed.back


@lru_cache(maxsize=4096)
def is_ground(style: str) -> bool:
    """Return whether a style is the colour behind text alone."""
    return style == _parse(style).back


@lru_cache(maxsize=4096)
def shows_blank(style: str, blank: str) -> bool:
    """Return whether a blank in one style looks as one in another."""
    return style_of_blank(style) == blank


@lru_cache(maxsize=4096)
def change_style(old: str, new: str) -> str:
    """Return the shortest sequence that turns one style into another.

    Terminals without colours know no way to end one attribute alone, so there all of them end.

    Args:
        old: The parameters that are on; empty for none.
        new: The parameters that are to be on.
    """
    if old == new:
        return ""
    whole = f"0;{new}" if new and old else new
    before, after = _parse(old), _parse(new)
    ended = before.others - after.others
    colored = before.front or before.back or after.front or after.back
    if not ended <= _ENDS.keys() or (ended and (not colored or _DIM in after.others)):
        return f"\x1b[{whole}m"
    codes = [*sorted(map(_ENDS.__getitem__, ended)), *sorted(after.others - before.others)]
    codes += [after.front or "39"] if after.front != before.front else []
    codes += [after.back or "49"] if after.back != before.back else []
    return f"\x1b[{min(';'.join(codes), whole, key=len)}m"
