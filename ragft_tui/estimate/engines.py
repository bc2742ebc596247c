"""The memory of an index in each engine, as its maker plans it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ragft_tui.core.costs import CostInputs, Engine, Precision, Source, sources
from ragft_tui.core.records import dataclass
from ragft_tui.estimate import indexes


@dataclass(frozen=True, slots=True)
class Rule:
    """How the memory of an index is worked out."""

    size: Callable[[int, CostInputs], int]
    """Returns the bytes for a count of vectors, without replicas."""
    formula: str
    """The same in words."""
    source: Source


def _bits(inputs: CostInputs) -> int:
    return Precision(inputs.precision).bits


def _elastic(count: int, inputs: CostInputs) -> int:
    kind = {"fp32": "float", "fp16": "bfloat16", "int8": "int8", "binary": "bbq"}[inputs.precision]
    vectors = indexes.elasticsearch_vectors(count, inputs.dimensions, kind)
    return vectors + indexes.elasticsearch_graph(count, inputs.links)


def _pgvector(count: int, inputs: CostInputs) -> int:
    # PostgreSQL has no vectors of one byte a dimension: the next larger kind holds them.
    kind = {"fp32": "vector", "fp16": "halfvec", "int8": "halfvec", "binary": "bit"}
    row = indexes.pgvector_row(inputs.dimensions, kind[inputs.precision])
    return count * (row + 8 * inputs.links)


RULES: Final[Mapping[Engine, Rule]] = {
    Engine.FAISS_FLAT: Rule(
        lambda count, inputs: indexes.flat(count, inputs.dimensions, _bits(inputs)),
        "chunks × bytes of a vector",
        sources.FAISS,
    ),
    Engine.FAISS_HNSW: Rule(
        lambda count, inputs: indexes.hnsw(count, inputs.dimensions, inputs.links, _bits(inputs)),
        "chunks × (bytes of a vector + 8 × links)",
        sources.FAISS,
    ),
    Engine.FAISS_IVF: Rule(
        lambda count, inputs: indexes.ivf(
            count, inputs.dimensions, inputs.lists, inputs.dimensions * _bits(inputs) / 8
        ),
        "chunks × (bytes of a vector + 8) + lists × 4 × dimensions",
        sources.FAISS,
    ),
    Engine.QDRANT: Rule(
        lambda count, inputs: indexes.qdrant(count, inputs.dimensions, _bits(inputs)),
        "1.5 × chunks × bytes of a vector",
        sources.QDRANT,
    ),
    Engine.WEAVIATE: Rule(
        lambda count, inputs: indexes.weaviate_planned(count, inputs.dimensions, _bits(inputs)),
        "2 × chunks × bytes of a vector",
        sources.WEAVIATE,
    ),
    Engine.OPENSEARCH: Rule(
        lambda count, inputs: indexes.opensearch_hnsw(
            count, inputs.dimensions, inputs.links, _bits(inputs)
        ),
        "1.1 × chunks × (bytes of a vector + 8 × links)",
        sources.OPENSEARCH,
    ),
    Engine.ELASTICSEARCH: Rule(
        _elastic,
        "chunks × (bytes of a vector + 4 × links); int8 has 4 bytes more, binary 14",
        sources.ELASTIC,
    ),
    Engine.MILVUS: Rule(
        lambda count, inputs: indexes.coded_hnsw(
            count, inputs.dimensions * _bits(inputs) / 8, 2 * inputs.links
        ),
        "chunks × (bytes of a vector + 4 × 2 × links)",
        sources.MILVUS,
    ),
    Engine.PGVECTOR: Rule(
        _pgvector,
        "chunks × (bytes of a vector + 8, and 8 × links for the graph)",
        sources.PGVECTOR,
    ),
    Engine.SCYLLADB: Rule(
        lambda count, inputs: indexes.scylladb(
            count, inputs.dimensions, inputs.links, _bits(inputs)
        ),
        "1.2 × chunks × (bytes of a vector + 16 × links)",
        sources.SCYLLADB,
    ),
}
"""For each engine its rule."""
