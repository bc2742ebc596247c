"""What retrieval needs: chunks, embedding tokens, the index, prompt tokens and their upkeep."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Final

from ragft_tui.core.costs import CostInputs, Engine, Figure, Precision, Unit, sources
from ragft_tui.core.costs.check import find_problems, group_of
from ragft_tui.core.costs.kinds import Group
from ragft_tui.core.errors import ProblemsError
from ragft_tui.core.records import dataclass
from ragft_tui.estimate import indexes
from ragft_tui.estimate.bands import Band, Told, exactly
from ragft_tui.estimate.chunks import count_chunks, count_embedded
from ragft_tui.estimate.engines import RULES
from ragft_tui.estimate.money import retrieval_money

_PAGE_BAND: Final = 1.6
"""A page of 500 tokens may have 800."""
_CHARACTERS: Final = 4
"""Characters of a token, and bytes of English text."""
_FEWEST, _USUAL, _MOST = 1.05, 1.5, 2.0
"""The memory of an index, in sizes of its vectors, over the engines."""
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents, as they are split and embedded once."""

    tokens: int
    """Tokens of a document."""
    chunks: int
    """Chunks of all documents."""
    embedded: int
    """Tokens of all chunks."""


def corpus(inputs: CostInputs) -> Band[Corpus]:
    """Return what the documents amount to: a band where their size is told in pages."""
    if inputs.document_tokens is not None:
        return exactly(_corpus(inputs, inputs.document_tokens))
    pages = inputs.pages * inputs.page_tokens
    return Band(pages, pages, pages * _PAGE_BAND).map(lambda tokens: _corpus(inputs, ceil(tokens)))


def _corpus(inputs: CostInputs, tokens: int) -> Corpus:
    chunks = count_chunks(tokens, inputs.chunk, inputs.overlap)
    embedded = count_embedded(tokens, inputs.chunk, inputs.overlap)
    return Corpus(tokens, inputs.documents * chunks, inputs.documents * embedded)


def estimate_retrieval(inputs: CostInputs) -> tuple[Figure, ...]:
    """Return the figures of one index over all documents, and of the prompts that use it.

    Args:
        inputs: What is known of the project; those of retrieval must be valid.

    Raises:
        ProblemsError: With every input of retrieval that is not valid.
    """
    require(inputs, Group.RETRIEVAL)
    found = corpus(inputs)
    figures = (
        _CORPUS.figure(found.map(lambda each: inputs.documents * each.tokens)),
        _CHUNKS.figure(found.map(lambda each: each.chunks)),
        _EMBEDDED.figure(found.map(lambda each: each.embedded)),
        _raw(inputs, found),
        _memory(inputs, found),
        _disk(inputs, found),
        _added(inputs, found),
        _monthly(inputs, found),
        _reindexed(inputs, found),
    )
    return (*figures, *retrieval_money(inputs, figures))


def require(inputs: CostInputs, group: Group) -> None:
    """Raise if an input of a group is not valid.

    Raises:
        ProblemsError: With all of them.
    """
    problems = tuple(each for each in find_problems(inputs) if group_of(each) is group)
    if problems:
        raise ProblemsError(problems)


_PAGES: Final = (
    "Pages are those of English prose; scans, code, tables and other scripts have more tokens."
)
_SPLITTER: Final = (
    "A splitter by tokens; one that keeps sentences and paragraphs together makes more chunks."
)
_MEAN: Final = "All documents have the mean length."

_CORPUS: Final = Told(
    id="corpus_tokens",
    name="Tokens of the documents",
    unit=Unit.TOKENS,
    formula="documents × pages × tokens of a page, or documents × tokens of a document",
    assumptions=(_PAGES,),
    sources=(sources.TOKENS,),
)
_CHUNKS: Final = Told(
    id="chunks",
    name="Chunks",
    unit=Unit.CHUNKS,
    formula="of each document: (tokens − overlap) ÷ (chunk − overlap), rounded up",
    assumptions=(_SPLITTER, _MEAN),
    sources=(sources.SPLITTERS,),
)
_EMBEDDED: Final = Told(
    id="embedding_tokens",
    name="Embedding tokens of one build",
    unit=Unit.TOKENS,
    formula="of each document: tokens + (chunks − 1) × overlap",
    assumptions=(_SPLITTER, _MEAN),
    sources=(sources.SPLITTERS,),
)
_ADDED: Final = Told(
    id="query_tokens",
    name="Prompt tokens added to a query",
    unit=Unit.TOKENS_PER_QUERY,
    formula="chunks in a prompt × tokens of a chunk + tokens of the instructions",
    assumptions=("Every chunk is full, but for documents that are shorter than one.",),
)
_MONTHLY: Final = Told(
    id="query_tokens_month",
    name="Prompt tokens added in a month",
    unit=Unit.TOKENS_PER_MONTH,
    formula="queries a month × prompt tokens added to a query",
    assumptions=("Every query searches once.",),
)
_REINDEXED: Final = Told(
    id="reindex_tokens_month",
    name="Tokens embedded again in a month",
    unit=Unit.TOKENS_PER_MONTH,
    formula="(share of documents changed in a month + rebuilds a year ÷ 12) × embedding tokens",
    assumptions=(
        "A document that changed is embedded whole.",
        "Deletions and updates make the index compact itself, which this does not count.",
    ),
)


def _raw(inputs: CostInputs, found: Band[Corpus]) -> Figure:
    bits = Precision(inputs.precision).bits
    told = Told(
        id="vectors",
        name="Vectors alone",
        unit=Unit.BYTES,
        formula=f"chunks × {inputs.dimensions:,} dimensions × {bits / 8:g} bytes",
        sources=(sources.FAISS,),
    )
    return told.figure(found.map(lambda each: indexes.raw(each.chunks, inputs.dimensions, bits)))


def _memory(inputs: CostInputs, found: Band[Corpus]) -> Figure:
    engine, bits = Engine(inputs.engine), Precision(inputs.precision).bits
    copies = inputs.replicas + 1
    if engine is Engine.ANY:
        told = Told(
            id="index_memory",
            name="Index in memory",
            unit=Unit.BYTES,
            formula=f"{_USUAL} × vectors, from {_FEWEST} to {_MOST} over the engines",
            assumptions=("The whole index is kept in memory.", _copies(inputs)),
            sources=(sources.FAISS, sources.OPENSEARCH, sources.QDRANT, sources.WEAVIATE),
        )
        sizes = found.map(lambda each: indexes.raw(each.chunks, inputs.dimensions, bits) * copies)
        return told.figure(Band(sizes.low * _FEWEST, sizes.expected * _USUAL, sizes.high * _MOST))
    rule = RULES[engine]
    told = Told(
        id="index_memory",
        name="Index in memory",
        unit=Unit.BYTES,
        formula=rule.formula,
        assumptions=("The whole index is kept in memory.", _copies(inputs)),
        sources=(rule.source,),
    )
    return told.figure(found.map(lambda each: rule.size(each.chunks, inputs) * copies))


def _copies(inputs: CostInputs) -> str:
    return f"There are {inputs.replicas} replicas of it." if inputs.replicas else ""


def _disk(inputs: CostInputs, found: Band[Corpus]) -> Figure:
    memory = _memory(inputs, found)
    coded = Precision(inputs.precision) is not Precision.FP32
    copies = inputs.replicas + 1

    def beside(each: Corpus) -> int:
        text = each.embedded * _CHARACTERS
        originals = indexes.raw(each.chunks, inputs.dimensions) if coded else 0
        return (text + originals) * copies

    told = Told(
        id="index_disk",
        name="Index on disk",
        unit=Unit.BYTES,
        formula="index in memory + text of the chunks"
        + (" + the vectors in full precision" if coded else ""),
        assumptions=(
            f"The text of the chunks is stored beside them, {_CHARACTERS} bytes a token.",
            "Engines keep the full vectors on disk beside smaller copies." if coded else "",
            _copies(inputs),
        ),
        sources=(sources.ELASTIC, sources.TOKENS),
    )
    extra = found.map(beside)
    return told.figure(
        Band(memory.low + extra.low, memory.expected + extra.expected, memory.high + extra.high)
    )


def _query_tokens(inputs: CostInputs, each: Corpus) -> int:
    if not each.chunks:
        return inputs.template
    return inputs.top_k * min(inputs.chunk, each.tokens) + inputs.template


def _added(inputs: CostInputs, found: Band[Corpus]) -> Figure:
    return _ADDED.figure(found.map(lambda each: _query_tokens(inputs, each)))


def _monthly(inputs: CostInputs, found: Band[Corpus]) -> Figure:
    return _MONTHLY.figure(found.map(lambda each: inputs.queries * _query_tokens(inputs, each)))


def _reindexed(inputs: CostInputs, found: Band[Corpus]) -> Figure:
    builds = Fraction(inputs.changed) / 100 + Fraction(inputs.rebuilds) / _MONTHS
    return _REINDEXED.figure(found.map(lambda each: ceil(builds * each.embedded)))
