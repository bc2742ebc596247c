"""Numbers as people type and paste them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["typed_number"]

_NUMBER: Final = re.compile(r"\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+", re.ASCII)
_DIGITS: Final = 20
"""More than any number that a question takes."""


def typed_number(text: str) -> int | None:
    """Return the whole number that a text stands for, such as `1,200`; `None` where it is none.

    A comma or a blank stands between thousands only: `1,5` is no whole number. Of a number too long
    for any question the beginning is returned, which is too large as well.
    """
    typed = text.strip()
    if not _NUMBER.fullmatch(typed):
        return None
    digits = typed.replace(",", "").replace(" ", "").lstrip("0")
    return int(digits[:_DIGITS] or "0")
