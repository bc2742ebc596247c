"""Keywords: letter case does not matter, spans are right, the cost is linear in the text."""

from __future__ import annotations

import gc
import json
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.verdict import find_keywords
from tests.support.projects import wordy_rulebook

RULEBOOK = wordy_rulebook()
CASES = Path(__file__).parents[1] / "data" / "cases"
PIECES = """
    it cites our brand voice tone style current up-to-date daily changes never no not without but
    schema fixed format small model documents handbook answers questions about needed required and
    or the of in weekly , . ( ) -
"""

sentences = st.lists(st.sampled_from(PIECES.split()), max_size=30).map(" ".join)
texts = st.one_of(sentences, st.text(max_size=200))


@given(sentences)
def test_letter_case_does_not_matter(text: str) -> None:
    spans = [
        [(m.start, m.end, m.negated) for m in find_keywords(form, RULEBOOK)]
        for form in (text, text.upper(), text.title())
    ]
    assert spans[0] == spans[1] == spans[2]


@given(texts)
def test_matches_stand_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for match in find_keywords(text, RULEBOOK):
        assert end <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        end = match.end


@given(sentences)
def test_a_curly_apostrophe_is_an_apostrophe(text: str) -> None:
    straight = find_keywords(f"don't {text}", RULEBOOK)
    curly = find_keywords(f"don’t {text}", RULEBOOK)
    assert [m.negated for m in straight] == [m.negated for m in curly]


def seconds(text: str) -> float:
    """Return the processor time of one search: the best of several, each of a text not seen."""
    best = float("inf")
    gc.disable()
    try:
        for number in range(9):
            start = time.thread_time()
            find_keywords(f"{text}{number}", RULEBOOK)
            best = min(best, time.thread_time() - start)
    finally:
        gc.enable()
    return best


def test_the_time_grows_no_faster_than_the_text() -> None:
    records = map(json.loads, (CASES / "development.jsonl").read_text("utf-8").splitlines())
    text = " ".join(record["description"] for record in records) * 20
    # Four times the text would take sixteen times as long, were it quadratic.
    assert seconds(text[: 64 * 1024]) <= 8 * seconds(text[: 16 * 1024])
