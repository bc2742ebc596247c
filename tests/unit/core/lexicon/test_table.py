"""A lexicon is read as it was written, and refused where it is damaged or another."""

from __future__ import annotations

from typing import Final

import pytest

from ragft_tui.core.errors import LexiconError
from ragft_tui.core.lexicon import format_lexicon, parse_lexicon
from tests.support.lexicon import LEXICON

TABLE: Final = format_lexicon(LEXICON)


def test_a_table_is_read_as_it_was_written() -> None:
    assert parse_lexicon(TABLE) == LEXICON


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("lexicon\t1", "lexicon\t2", 'line 1: has format "2", and this program reads 1'),
        ("language\ten", "language\tde", 'line 2: is for the language "de", and "en" is needed'),
        ("ragft-tui lexicon", "something else", "line 1: is not a whole lexicon"),
        ("ngrams\t7", "ngrams\t8", "line 17: is not a whole lexicon"),
        ("ngrams\t7", "ngrams\t6", "line 15: is not a whole lexicon"),
        ("quantum\t10", "quantum\tten", "line 4: is not a whole lexicon"),
        ("today\tb30", "today\tz30", "line 16: is not a whole lexicon"),
        ("today\tb30\n", "today\tb3", "line 16: is not a whole lexicon"),
        ("today\tb30\n", "today\n", "line 16: is not a whole lexicon"),
        ("\t-20\t", "\tlow\t", "line 7: is not a whole lexicon"),
        ("\t-20\t", f"\t-{'9' * 400}\t", "line 7: is not a whole lexicon"),
    ],
)
def test_a_table_that_is_damaged_or_another_is_refused(old: str, new: str, what: str) -> None:
    assert old in TABLE
    with pytest.raises(LexiconError) as refused:
        parse_lexicon(TABLE.replace(old, new), "words.tsv")
    assert f"words.tsv: {what}" in str(refused.value)


def test_every_truncated_table_is_refused() -> None:
    for length in range(len(TABLE)):
        with pytest.raises(LexiconError):
            parse_lexicon(TABLE[:length])
