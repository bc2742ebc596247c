"""The characters that carry meaning on the screen; each goes with a word."""

from __future__ import annotations

from typing import Final

CARET: Final = "›"
BAR_FULL: Final = "█"
BAR_EMPTY: Final = "░"
ELLIPSIS: Final = "…"
DOWNWARDS: Final = "↓"
UPWARDS: Final = "↑"
MARK: Final = "*"
