from __future__ import annotations

import pytest

from ragft_tui.estimate.chunks import count_chunks, count_embedded


@pytest.mark.parametrize(
    ("tokens", "chunk", "overlap", "chunks", "embedded"),
    [
        (0, 100, 10, 0, 0),
        (1, 100, 10, 1, 1),
        (100, 100, 10, 1, 100),
        (101, 100, 10, 2, 111),
        (190, 100, 10, 2, 200),
        (191, 100, 10, 3, 211),
        (10_000, 1_000, 200, 13, 12_400),
        (123_457, 800, 400, 308, 246_257),
        (5, 2, 1, 4, 8),
    ],
)
def test_chunks_and_the_tokens_in_them(
    tokens: int, chunk: int, overlap: int, chunks: int, embedded: int
) -> None:
    assert count_chunks(tokens, chunk, overlap) == chunks
    assert count_embedded(tokens, chunk, overlap) == embedded
