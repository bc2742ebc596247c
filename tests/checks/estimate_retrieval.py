"""Checks of chunks and vector indexes: each quantity as the product works it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from ragft_tui.estimate import indexes
from ragft_tui.estimate.chunks import count_chunks, count_embedded
from tests.checks.estimate_inputs import Given, OutOfScopeError, short_number

_KINDS: Final = ("int8", "int4", "bbq", "bit", "bfloat16", "byte")


def _chunks(given: Given) -> int:
    return count_chunks(*_splitting(given))


def _embedded(given: Given) -> int:
    return count_embedded(*_splitting(given))


def _splitting(given: Given) -> tuple[int, int, int]:
    return (
        given.whole("doc_tokens", "tokens"),
        given.whole("chunk", "chunk_size", "chunk_tokens"),
        given.whole("overlap", "chunk_overlap", "overlap_tokens", default=0),
    )


def _count(given: Given) -> int:
    return given.whole("n", "vectors", "num_vectors", "n_vectors")


def _size(given: Given) -> int:
    return given.whole("d", "dim", "dims", "dimension", "dimensions")


def _links(given: Given, default: int = 16) -> int:
    return given.whole("m", "M", "hnsw_m", "links", "max_connections", default=default)


def _lists(given: Given) -> int:
    return given.whole("nlist", "lists", "n_lists")


def _bits(given: Given, default: float = 32) -> float:
    if given.has("bytes_per_dim"):
        return given.number("bytes_per_dim") * 8
    return given.number("bits", "bits_per_dim", default=default)


def _code(given: Given) -> float:
    """Return the bytes of a code of a product quantizer."""
    if given.has("pq_bytes", "code_bytes", "code_size"):
        return given.number("pq_bytes", "code_bytes", "code_size")
    return indexes.pq_code_bytes(given.whole("pq_m"), given.whole("pq_bits", "nbits", default=8))


def _raw(name: str, given: Given) -> float:
    kinds = {"int8": 8, "byte": 8, "fp16": 16, "half": 16, "binary": 1, "bit": 1, "int4": 4}
    bits = next((size for kind, size in kinds.items() if kind in name), 32)
    return indexes.raw(_count(given), _size(given), _bits(given, bits))


def _refined(given: Given) -> float:
    """Return the bytes of the vectors that are kept to refine what codes find."""
    fraction = given.number("refine_fraction", default=1.0)
    return fraction * indexes.raw(_count(given), _size(given))


def _faiss(name: str, given: Given) -> float:
    count, size = _count(given), _size(given)
    scalar = {"sq8": 8.0, "sq6": 6.0, "sq4": 4.0, "fp16": 16.0, "binary": 1.0, "bit": 1.0}
    bits = next((bits for kind, bits in scalar.items() if kind in name), _bits(given))
    if "ivf" in name and "pq" in name:
        books = indexes.codebooks(size, given.whole("pq_bits", "nbits", default=8))
        return indexes.ivf(count, size, _lists(given), _code(given)) + books
    if "ivf" in name:
        return indexes.ivf(count, size, _lists(given), size * bits / 8)
    if "hnsw" in name:
        if "pq" in name:
            books = indexes.codebooks(size, given.whole("pq_bits", "nbits", default=8))
            return indexes.coded_hnsw(count, _code(given), 2 * _links(given, 32)) + books
        return indexes.hnsw(count, size, _links(given, 32), bits)
    if "pq" in name:
        books = indexes.codebooks(size, given.whole("pq_bits", "nbits", default=8))
        return indexes.flat(count, 0, id_bytes=_code(given)) + books
    return indexes.flat(count, size, bits)


def _hnswlib(name: str, given: Given) -> float:
    del name
    return indexes.hnsw(_count(given), _size(given), _links(given), _bits(given))


def _qdrant(name: str, given: Given) -> float:
    del name
    return indexes.qdrant(_count(given), _size(given), _bits(given))


def _weaviate(name: str, given: Given) -> float:
    if "graph" in name or given.has("max_connections", "bytes_per_link"):
        return indexes.weaviate_at_rest(
            _count(given),
            _size(given),
            _links(given),
            _bits(given),
            given.number("bytes_per_link", default=10),
        )
    return indexes.weaviate_planned(_count(given), _size(given), _bits(given))


def _opensearch(name: str, given: Given) -> float:
    count, size = _count(given), _size(given)
    replicas = given.whole("replicas", "n_replicas", default=0)
    if "pq" in name:
        parts, bits = given.whole("pq_m"), given.whole("pq_bits", default=8)
        segments = given.whole("segments", default=indexes.SEGMENTS)
        if "ivf" in name:
            one = indexes.opensearch_ivf_pq(count, size, _lists(given), parts, bits, segments)
        else:
            one = indexes.opensearch_hnsw_pq(count, size, _links(given), parts, bits, segments)
        return one * (replicas + 1)
    if "ivf" in name:
        return indexes.opensearch_ivf(count, size, _lists(given), _bits(given), replicas)
    return indexes.opensearch_hnsw(count, size, _links(given), _bits(given), replicas)


def _milvus(name: str, given: Given) -> float:
    count, size = _count(given), _size(given)
    code = size * 4.0
    if "pq" in name:
        code = _code(given)
    elif "sq" in name:
        code = float(size)
    refined = _refined(given) if "refine" in name else 0.0
    if "ivf" in name:
        ids = given.number("id_bytes", default=2)
        return indexes.ivf(count, size, _lists(given), code, ids) + refined
    if "hnsw" in name:
        return indexes.coded_hnsw(count, code, _links(given)) + refined
    return _raw(name, given)


def _elastic(name: str, given: Given) -> float:
    kind = next((kind for kind in _KINDS if kind in name), given.text("kind", "type") or "float")
    if given.has("float_vector_bytes"):
        bits = {"int8": 8, "byte": 8, "int4": 4, "bbq": 1, "bit": 1, "bfloat16": 16}.get(kind, 32)
        return given.number("float_vector_bytes") * bits / 32
    count, links = _count(given), _links(given)
    if "graph" in name:
        return indexes.elasticsearch_graph(count, links)
    vectors = indexes.elasticsearch_vectors(count, _size(given), kind)
    with_graph = "hnsw" in name or given.has("m", "M", "hnsw_m")
    return vectors + (indexes.elasticsearch_graph(count, links) if with_graph else 0)


def _pgvector(name: str, given: Given) -> float:
    del name
    row = indexes.pgvector_row(_size(given), given.text("type", default="vector"))
    return row * given.whole("n", "vectors", default=1)


def _scylladb(name: str, given: Given) -> float:
    del name
    return indexes.scylladb(_count(given), _size(given), _links(given), _bits(given))


def _pod(name: str, given: Given) -> float:
    """Return the vectors of another size that fit where so many of a known size do."""
    del name
    found = re.search(
        r"([0-9.]+)\s*([kMB]?)\s*x\s*([0-9]+)\s*d.*?\bat\s+([0-9]+)\s*d", given.text("note")
    )
    if found is None:
        raise OutOfScopeError("the note does not tell the sizes")
    return short_number(found[1], found[2]) * int(found[3]) / int(found[4])


_BY_WORD: Final[Mapping[str, Callable[[str, Given], float]]] = {
    "opensearch": _opensearch,
    "elastic": _elastic,
    "milvus": _milvus,
    "zilliz": _milvus,
    "weaviate": _weaviate,
    "qdrant": _qdrant,
    "pgvector": _pgvector,
    "scylla": _scylladb,
    "hnswlib": _hnswlib,
    "faiss": _faiss,
    "pod_capacity": _pod,
    "raw": _raw,
    "vectors": _raw,
}
"""The engine that the name of a quantity tells, the first that it contains."""


def index_value(name: str, given: Given) -> float | None:
    """Return a quantity of a vector index; `None` if its name tells no engine."""
    rule = next((rule for word, rule in _BY_WORD.items() if word in name), None)
    return rule(name, given) if rule else None


CHUNKS: Final[Mapping[str, Callable[[Given], tuple[float, ...]]]] = {
    "chunks_and_embedding_tokens": lambda given: (_chunks(given), _embedded(given)),
    "chunks": lambda given: (_chunks(given),),
    "embedding_tokens": lambda given: (_embedded(given),),
}
"""Quantities of chunks by their names in a file of checks."""
