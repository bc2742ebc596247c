"""Whatever the text, what is kept can be saved and what is shown is inert."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from ragft_tui.core.text import clean, one_line, slug, visible
from tests.support.projects import HOSTILE

texts = st.text(st.characters(), max_size=80) | st.lists(
    st.sampled_from(
        [
            *("\r", "\n", "\r\n", "\x85", "\u2028", "\x1b", "\x9b", "\x00", "\ud800", "\t", "a"),
            *("\u200b", "\u200c", "\ufe0f", "\u200f", "🏴", "\U000e0067", "\U000e007f", "क्", "葛"),
            *("\xad", "\U000e0100", "\u180b", "ᠠ", "❤", "1", " "),
            *("\u202e", "\u2066", "\u200d", "\u0301" * 20, "\u0e47" * 20, "👩", "א", *HOSTILE),
        ]
    ),
    max_size=12,
).map("".join)


def highest_pile(text: str) -> int:
    """Measure the most marks that stand on one base."""
    highest = height = 0
    for char in text:
        height = height + 1 if unicodedata.category(char).startswith("M") else 0
        highest = max(highest, height)
    return highest


@given(texts)
def test_cleaned_text_can_be_saved_and_holds_no_control_characters(text: str) -> None:
    cleaned = clean(text)
    controls = [char for char in cleaned if unicodedata.category(char) in {"Cc", "Cs"}]
    assert set(controls) <= {"\n", "\t"}
    assert not set("\u2028\u2029") & set(cleaned)
    assert cleaned.encode().decode() == cleaned
    assert highest_pile(cleaned) <= 30


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert visible(visible(text)) == visible(text)
    assert one_line(one_line(text)) == one_line(text)


@example("\u0300" * 30 + "\u200c")
@given(texts)
def test_cleaning_takes_nothing_away_but_line_ends_and_marks_in_piles(text: str) -> None:
    lines = re.sub("\r\n?", "\n", text)
    cleaned = clean(text)
    if highest_pile(lines) <= 30 and not set("\u200c\u200d") & set(text):
        assert len(cleaned) == len(lines)
    letters = [char for char in lines if char.isalnum()]
    assert [char for char in cleaned if char.isalnum()] == letters


@given(texts)
def test_visible_text_has_nothing_that_reorders_it(text: str) -> None:
    overrides = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert not {unicodedata.bidirectional(char) for char in visible(text)} & overrides
    assert "\t" not in visible(text)


@given(texts)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert line.splitlines() in ([line], [])
    assert line == line.strip()
    assert "  " not in line


@given(texts, st.frozensets(st.sampled_from(["a", "a-2", "capability", "2j"])))
def test_an_id_is_short_free_and_fit_for_a_file(text: str, taken: frozenset[str]) -> None:
    new = slug(text, taken)
    assert new not in taken
    assert re.fullmatch(r"[\w.-]{1,80}", new)
    assert slug(text, taken) == new
    assert slug(text, taken | {new}) != new
