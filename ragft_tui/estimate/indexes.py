"""Vector indexes: the bytes that each engine needs, by the rule of its maker."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Final

_FLOAT: Final = 4
_LINK: Final = 8
"""Bytes of the links of a vector in HNSW for each m: two on the lowest level, of 4 bytes each."""
_ID: Final = 8
_PQ_HEADER: Final = 24
_RESERVE: Final = Fraction(11, 10)
"""OpenSearch adds a tenth."""
SEGMENTS: Final = 300
"""Segments of an index of OpenSearch unless told otherwise."""


def raw(count: int, dimensions: int, bits: float = 32) -> int:
    """Return the bytes of vectors alone; exact.

    Args:
        count: Vectors.
        dimensions: Dimensions of each.
        bits: Bits of a dimension.
    """
    return _up(count * dimensions * Fraction(bits) / 8)


def flat(count: int, dimensions: int, bits: float = 32, id_bytes: float = 0) -> int:
    """Return the bytes of an index that is searched whole, each vector with its id."""
    return raw(count, dimensions, bits) + _up(count * Fraction(id_bytes))


def hnsw(count: int, dimensions: int, links: int, bits: float = 32) -> int:
    """Return the bytes of an HNSW graph with its vectors, as FAISS and hnswlib keep it.

    The FAISS wiki gives `(4 d + 8 M)` for each vector; upper levels add about one per cent.

    Args:
        count: Vectors.
        dimensions: Dimensions of each.
        links: M, the links of a vector.
        bits: Bits of a dimension.
    """
    return raw(count, dimensions, bits) + count * _LINK * links


def coded_hnsw(count: int, code_bytes: float, links: int, link_bytes: float = _FLOAT) -> int:
    """Return the bytes of an HNSW graph with codes in place of vectors, as Milvus counts them."""
    return _up(count * (Fraction(link_bytes) * links + Fraction(code_bytes)))


def ivf(
    count: int,
    dimensions: int,
    lists: int,
    code_bytes: float | None = None,
    id_bytes: float = _ID,
) -> int:
    """Return the bytes of an inverted file: its centroids, and ids with vectors or codes.

    Args:
        count: Vectors.
        dimensions: Dimensions of each.
        lists: Lists, each with a centroid in 32 bits.
        code_bytes: Bytes of a code in place of a vector; `None` keeps the vectors.
        id_bytes: Bytes of an id: 8 in FAISS, 2 in Milvus.
    """
    code = Fraction(_FLOAT * dimensions if code_bytes is None else code_bytes)
    return _up(count * (code + Fraction(id_bytes))) + raw(lists, dimensions)


def codebooks(dimensions: int, pq_bits: int = 8) -> int:
    """Return the bytes of the codebooks of a product quantizer, whatever its parts are."""
    return raw(2**pq_bits, dimensions)


def pq_code_bytes(parts: int, pq_bits: int = 8) -> float:
    """Return the bytes of a code of a product quantizer."""
    return parts * pq_bits / 8


def qdrant(count: int, dimensions: int, bits: float = 32) -> int:
    """Return the memory that Qdrant plans for: one and a half times the vectors."""
    return _up(Fraction(3, 2) * raw(count, dimensions, bits))


def weaviate_planned(count: int, dimensions: int, bits: float = 32) -> int:
    """Return the memory that Weaviate plans for: twice the vectors."""
    return 2 * raw(count, dimensions, bits)


def weaviate_at_rest(
    count: int, dimensions: int, links: int, bits: float = 32, link_bytes: float = 10
) -> int:
    """Return the memory of vectors and graph in Weaviate, 8 to 10 bytes a link."""
    return raw(count, dimensions, bits) + _up(count * Fraction(link_bytes) * links)


def opensearch_hnsw(
    count: int, dimensions: int, links: int, bits: float = 32, replicas: int = 0
) -> int:
    """Return the memory of an HNSW index in OpenSearch."""
    return _up(_RESERVE * hnsw(count, dimensions, links, bits)) * (replicas + 1)


def opensearch_ivf(
    count: int, dimensions: int, lists: int, bits: float = 32, replicas: int = 0
) -> int:
    """Return the memory of an inverted file in OpenSearch."""
    return _up(_RESERVE * (raw(count, dimensions, bits) + raw(lists, dimensions))) * (replicas + 1)


def opensearch_hnsw_pq(
    count: int,
    dimensions: int,
    links: int,
    parts: int,
    pq_bits: int = 8,
    segments: int = SEGMENTS,
) -> int:
    """Return the memory of an HNSW index over codes in OpenSearch; codebooks for each segment.

    https://docs.opensearch.org/latest/vector-search/optimizing-storage/faiss-product-quantization/
    """
    code = Fraction(pq_bits, 8) * parts + _PQ_HEADER + _LINK * links
    return _up(_RESERVE * (code * count + segments * codebooks(dimensions, pq_bits)))


def opensearch_ivf_pq(
    count: int,
    dimensions: int,
    lists: int,
    parts: int,
    pq_bits: int = 8,
    segments: int = SEGMENTS,
) -> int:
    """Return the memory of an inverted file over codes in OpenSearch."""
    code = Fraction(pq_bits, 8) * parts + _PQ_HEADER
    per_segment = codebooks(dimensions, pq_bits) + raw(lists, dimensions)
    return _up(_RESERVE * (code * count + segments * per_segment))


_ELASTIC: Final = {
    "float": (32, 0),
    "bfloat16": (16, 0),
    "byte": (8, 0),
    "int8": (8, 4),
    "int4": (4, 4),
    "bbq": (1, 14),
    "bit": (1, 0),
}
"""Kinds of vectors in Elasticsearch: bits of a dimension, and bytes beside each vector."""


def elasticsearch_vectors(count: int, dimensions: int, kind: str = "float") -> int:
    """Return the memory of the vectors of Elasticsearch, without the graph.

    Args:
        count: Vectors.
        dimensions: Dimensions of each.
        kind: `float`, `bfloat16`, `byte`, `int8`, `int4`, `bbq` or `bit`.
    """
    bits, beside = _ELASTIC[kind]
    return raw(count, dimensions, bits) + count * beside


def elasticsearch_graph(count: int, links: int = 16) -> int:
    """Return the memory of the HNSW graph of Elasticsearch."""
    return count * _FLOAT * links


_SPARSE: Final = 8
_PGVECTOR: Final = {"vector": 32, "halfvec": 16, "bit": 1}


def pgvector_row(dimensions: int, kind: str = "vector") -> int:
    """Return the bytes of a vector in PostgreSQL, without the header of its row, id and index.

    Args:
        dimensions: Its dimensions.
        kind: `vector`, `halfvec`, `bit` or `sparsevec`, whose dimensions are those that are not 0.
    """
    if kind == "sparsevec":
        return _SPARSE * dimensions + 16
    return raw(1, dimensions, _PGVECTOR[kind]) + 8


def scylladb(count: int, dimensions: int, links: int = 16, bits: float = 32) -> int:
    """Return the memory of a vector index in ScyllaDB."""
    return _up(Fraction(6, 5) * (raw(count, dimensions, bits) + count * 16 * links))


def _up(size: Fraction) -> int:
    return ceil(size)
