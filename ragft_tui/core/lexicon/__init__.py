"""The lexicon, learned from descriptions: which words imply which answer, and how strongly."""

from ragft_tui.core.lexicon.compact import LexiconContent, pack_lexicon, unpack_lexicon
from ragft_tui.core.lexicon.grams import DENIED, find_grams, stem_word
from ragft_tui.core.lexicon.model import AXIS, Cue, Lexicon, Scores, Target, Weights
from ragft_tui.core.lexicon.table import (
    LANGUAGE,
    LexiconError,
    format_lexicon,
    parse_lexicon,
)

__all__ = [
    "AXIS",
    "DENIED",
    "LANGUAGE",
    "Cue",
    "Lexicon",
    "LexiconContent",
    "LexiconError",
    "Scores",
    "Target",
    "Weights",
    "find_grams",
    "format_lexicon",
    "pack_lexicon",
    "parse_lexicon",
    "stem_word",
    "unpack_lexicon",
]
