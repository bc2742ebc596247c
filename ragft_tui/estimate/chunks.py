"""Chunks of documents, as a token splitter makes them, and the tokens that are embedded."""

from __future__ import annotations


def count_chunks(tokens: int, chunk: int, overlap: int) -> int:
    """Return how many chunks a document is split into; exact for a token splitter.

    Splitters that keep sentences or paragraphs together make more. The formula was checked
    against `split_text_on_tokens` of langchain-text-splitters.

    Args:
        tokens: Tokens of the document.
        chunk: Tokens of a chunk.
        overlap: Tokens that a chunk has in common with the one before, fewer than a chunk has.
    """
    if tokens <= chunk:
        return 1 if tokens else 0
    return -(-(tokens - overlap) // (chunk - overlap))


def count_embedded(tokens: int, chunk: int, overlap: int) -> int:
    """Return the tokens of all chunks of a document; those of an overlap count twice.

    Args:
        tokens: Tokens of the document.
        chunk: Tokens of a chunk.
        overlap: Tokens that a chunk has in common with the one before.
    """
    chunks = count_chunks(tokens, chunk, overlap)
    return tokens + max(chunks - 1, 0) * overlap
