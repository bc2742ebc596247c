"""The lexicon, learned from descriptions: which words imply which answer, and how strongly."""

from typing import TYPE_CHECKING

from ragft_tui.core.lazy import lazy_names

if TYPE_CHECKING:
    from ragft_tui.core.lexicon.compact import LexiconContent as LexiconContent
    from ragft_tui.core.lexicon.compact import pack_lexicon as pack_lexicon
    from ragft_tui.core.lexicon.compact import unpack_lexicon as unpack_lexicon
    from ragft_tui.core.lexicon.grams import DENIED as DENIED
    from ragft_tui.core.lexicon.grams import find_grams as find_grams
    from ragft_tui.core.lexicon.grams import stem_word as stem_word
    from ragft_tui.core.lexicon.model import AXIS as AXIS
    from ragft_tui.core.lexicon.model import Cue as Cue
    from ragft_tui.core.lexicon.model import Lexicon as Lexicon
    from ragft_tui.core.lexicon.model import Scores as Scores
    from ragft_tui.core.lexicon.model import Target as Target
    from ragft_tui.core.lexicon.model import Weights as Weights
    from ragft_tui.core.lexicon.table import LANGUAGE as LANGUAGE
    from ragft_tui.core.lexicon.table import format_lexicon as format_lexicon
    from ragft_tui.core.lexicon.table import parse_lexicon as parse_lexicon
else:
    __getattr__ = lazy_names(
        __name__,
        {
            ".compact": "LexiconContent pack_lexicon unpack_lexicon",
            ".grams": "DENIED find_grams stem_word",
            ".model": "AXIS Cue Lexicon Scores Target Weights",
            ".table": "LANGUAGE format_lexicon parse_lexicon",
        },
    )
