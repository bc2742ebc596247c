"""The classic classifier against an oracle that was written on its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.classic import classify_capability

FACTS = ["up-to-date", "specific document", "citation needed"]
PATTERNS = ["consistent format", "style", "tone", "protocol"]

pieces = st.one_of(
    st.sampled_from([*FACTS, *PATTERNS, "STYLE", "Tone", "up to date", "styl", " e", "İ", "ß"]),
    st.text(max_size=12),
)
texts = st.lists(pieces, max_size=12).map("".join)


def oracle(description: str) -> str:
    """Return the value of the type, by a scan that finds each indicator where it stands."""
    text = description.lower()
    score = 0
    for step, indicators in ((1, FACTS), (-1, PATTERNS)):
        for indicator in indicators:
            places = range(len(text) - len(indicator) + 1)
            if any(text[place : place + len(indicator)] == indicator for place in places):
                score += step
    return {True: "retrieval", False: "finetuning"}[score > 0] if score else "both"


@given(texts)
def test_it_agrees_with_the_oracle(description: str) -> None:
    assert classify_capability(description).value == oracle(description)
