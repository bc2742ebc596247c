"""Chunks and embedding tokens beside those of a splitter that people use."""

from __future__ import annotations

import random

import pytest
from langchain_text_splitters.base import Tokenizer, split_text_on_tokens

from ragft_tui.estimate.chunks import count_chunks, count_embedded

RANDOM = random.Random(20)  # noqa: S311 - the same cases each time
CASES = [
    (0, 10, 3),
    (1, 10, 3),
    (10, 10, 3),
    (11, 10, 3),
    (17, 10, 3),
    (18, 10, 3),
    (10, 10, 9),
    (30, 10, 9),
    (800, 256, 0),
    (10_000, 1_000, 200),
    *(
        (RANDOM.randint(0, 5_000), chunk, RANDOM.randint(0, chunk - 1))
        for chunk in (RANDOM.randint(1, 600) for _ in range(60))
    ),
]


def split(tokens: int, chunk: int, overlap: int) -> list[str]:
    """Split a text whose tokens are its characters."""
    tokenizer = Tokenizer(
        chunk_overlap=overlap,
        tokens_per_chunk=chunk,
        decode=lambda ids: "".join(map(chr, ids)),
        encode=lambda text: [ord(char) for char in text],
    )
    return split_text_on_tokens(text="x" * tokens, tokenizer=tokenizer)


@pytest.mark.parametrize(("tokens", "chunk", "overlap"), CASES)
def test_chunks_and_their_tokens_are_those_of_the_splitter(
    tokens: int, chunk: int, overlap: int
) -> None:
    chunks = split(tokens, chunk, overlap)
    assert count_chunks(tokens, chunk, overlap) == len(chunks)
    assert count_embedded(tokens, chunk, overlap) == sum(map(len, chunks))
