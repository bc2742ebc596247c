"""An audit of what a program sent to its terminal."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from tests.support.hostile import controls_in

__all__ = ["obeyed_in"]

_OURS: Final = re.compile(
    r"\x1b\[[0-9;]{0,60}[Hm]"  # places and styles
    r"|\x1b\[K"  # the rest of a row is blank
    r"|\x1b\[\?(?:25|7|1049|2004|1002|1006|2026)[hl]"  # cursor, wrapping, screen, paste, mouse
    r"|\x1b\[(?:>29u|<u)|\x1b\[\?2026\$p"  # keyboard, and whether frames can be sent whole
    r"|\x1b\]22;[a-z]*\x07"  # the shape of the pointer
    r"|\r?\n"
)
"""What the program itself says to a terminal; everything else of that kind is somebody's text."""

_ONCE: Final = re.compile(r"\x1b\[\?(?:1049|2004|1002)[hl]")
"""What it says at its beginning and at its end alone."""


def obeyed_in(raw: bytes) -> list[str]:
    """Return what a terminal obeys, beside what the program says itself.

    Args:
        raw: All that was sent between start and end of one run.
    """
    text = raw.decode()
    twice = [mode for mode, count in Counter(_ONCE.findall(text)).items() if count > 1]
    return [*controls_in(_OURS.sub("", text)), *twice, *re.findall("Traceback.*", text)]
