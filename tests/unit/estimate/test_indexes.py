"""Sizes beside the worked examples of the makers of engines."""

from __future__ import annotations

import pytest

from ragft_tui.estimate import indexes

MILLION = 10**6
GIB = 2**30


def test_one_corpus_in_every_engine() -> None:
    """A million vectors of 1,024 dimensions, from 4.1 to 8.2 GB."""
    assert indexes.raw(MILLION, 1_024) == 4_096_000_000
    assert indexes.hnsw(MILLION, 1_024, 32) == 4_352_000_000
    assert indexes.opensearch_hnsw(MILLION, 1_024, 16) == 4_646_400_000
    assert indexes.qdrant(MILLION, 1_024) == 6_144_000_000
    assert indexes.weaviate_planned(MILLION, 1_024) == 8_192_000_000


@pytest.mark.parametrize(("bits", "gib"), [(32, 1.18), (16, 0.656), (8, 0.39), (1, 0.164)])
def test_opensearch_by_precision(bits: int, gib: float) -> None:
    assert indexes.opensearch_hnsw(MILLION, 256, 16, bits) / GIB == pytest.approx(gib, rel=0.01)


def test_opensearch_counts_replicas_and_lists() -> None:
    one = indexes.opensearch_ivf(MILLION, 256, 128)
    assert one == pytest.approx(1.126e9, rel=1e-3)
    assert indexes.opensearch_ivf(MILLION, 256, 128, replicas=2) == 3 * one


def test_opensearch_with_codes_has_codebooks_for_each_segment() -> None:
    hnsw = indexes.opensearch_hnsw_pq(MILLION, 256, 16, 32, 8, 100)
    assert hnsw / GIB == pytest.approx(0.215, abs=0.002)
    ivf = indexes.opensearch_ivf_pq(MILLION, 256, 512, 64, 8, 100)
    assert ivf / GIB == pytest.approx(0.171, abs=0.002)


def test_milvus_keeps_ids_in_two_bytes() -> None:
    assert indexes.ivf(MILLION, 128, 2_000, id_bytes=2) == 515_024_000
    assert indexes.ivf(MILLION, 128, 2_000, 8, 2) == 11_024_000
    assert indexes.coded_hnsw(MILLION, 8, 32) == 136_000_000


def test_elasticsearch_by_kind() -> None:
    sizes = {
        kind: indexes.elasticsearch_vectors(1, 1_024, kind)
        for kind in ("float", "bfloat16", "byte", "int8", "int4", "bbq", "bit")
    }
    assert sizes == {
        "float": 4_096,
        "bfloat16": 2_048,
        "byte": 1_024,
        "int8": 1_028,
        "int4": 516,
        "bbq": 142,
        "bit": 128,
    }
    assert indexes.elasticsearch_graph(MILLION) == 64_000_000


@pytest.mark.parametrize(
    ("dimensions", "kind", "size"),
    [
        (1_536, "vector", 6_152),
        (1_536, "halfvec", 3_080),
        (1_536, "bit", 200),
        (7, "bit", 9),
        (100, "sparsevec", 816),
    ],
)
def test_rows_of_pgvector(dimensions: int, kind: str, size: int) -> None:
    assert indexes.pgvector_row(dimensions, kind) == size


def test_scylladb_and_weaviate_count_their_links() -> None:
    assert indexes.scylladb(MILLION, 768, 16) == 3_993_600_000
    assert indexes.weaviate_at_rest(MILLION, 384, 64) == 2_176_000_000


def test_sizes_are_whole_bytes_however_odd_the_bits() -> None:
    assert indexes.raw(3, 3, 1) == 2
    assert indexes.raw(10**9, 1_001, 0.1) == pytest.approx(10**9 * 1_001 * 0.0125)
