"""A small lexicon with two targets."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.lexicon import Lexicon, Target

CITED: Final = Target("citations", ("required",), -20, 0.6, 0.9, 0.5, 120)
FAST: Final = Target("volatility", ("weekly", "daily"), -10, None, 0.7, 0.4, 80)
LEXICON: Final = Lexicon(
    "en",
    "c0ffee",
    10,
    0.3,
    (CITED, FAST),
    {
        "cite": {0: 25},
        "!cite": {0: -15},
        "cite the sourc": {0: 10},
        "sourc": {0: 12, 1: 2},
        "the": {0: 1},
        "today": {1: 30},
        "opinion": {0: -9},
    },
    {"sourc": "source", "cite the sourc": "cites the source"},
)
