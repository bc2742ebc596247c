"""Words of a text: denials, and what they reach."""

from __future__ import annotations

import pytest

from ragft_tui.core.words import find_denied, tokenize


def denied(text: str) -> tuple[list[str], list[str]]:
    tokens = tokenize(text)
    starts, ends = find_denied(tokens)
    return [tokens[at][0] for at in sorted(starts)], [tokens[at][0] for at in sorted(ends)]


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("shows no source", ["source"], ["shows"]),
        ("shows the source", [], []),
        ("no tone, and it cites", ["tone"], []),
        ("sources are not required", ["required"], ["sources", "are"]),
        ("citations are unnecessary", [], ["citations", "are"]),
        ("not only sources", [], []),
        ("answers instead of citing", ["of", "citing"], []),
    ],
)
def test_a_denial_reaches_a_few_words_of_its_clause(
    text: str, starts: list[str], ends: list[str]
) -> None:
    assert denied(text) == (starts, ends)


def test_digits_are_one_word() -> None:
    assert [word for word, _, _, _ in tokenize("40 tickets, 1200 a day")] == [
        *("#", "tickets"),
        *("#", "a", "day"),
    ]
