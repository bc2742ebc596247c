"""Sizes of indexes beside those that FAISS and hnswlib write."""

from __future__ import annotations

from pathlib import Path

import faiss
import hnswlib
import numpy as np
import pytest

from ragft_tui.estimate import indexes

COUNT = 5_000
LISTS = 64
PARTS = 16


def vectors(dimensions: int) -> np.ndarray:
    return np.random.default_rng(20).random((COUNT, dimensions), dtype=np.float32)


def written(index: faiss.Index) -> int:
    return len(faiss.serialize_index(index))


def filled(index: faiss.Index, dimensions: int) -> int:
    data = vectors(dimensions)
    if not index.is_trained:
        index.train(data)
    index.add(data)
    return written(index)


@pytest.mark.parametrize("dimensions", [64, 384, 768])
def test_flat_is_the_vectors(dimensions: int) -> None:
    size = filled(faiss.IndexFlatL2(dimensions), dimensions)
    assert indexes.flat(COUNT, dimensions) == pytest.approx(size, rel=1e-3)


@pytest.mark.parametrize("bits", [4, 8, 16])
def test_scalar_quantizers_have_so_many_bits_a_dimension(bits: int) -> None:
    kinds = {
        4: faiss.ScalarQuantizer.QT_4bit,
        8: faiss.ScalarQuantizer.QT_8bit,
        16: faiss.ScalarQuantizer.QT_fp16,
    }
    size = filled(faiss.IndexScalarQuantizer(384, kinds[bits]), 384)
    assert indexes.flat(COUNT, 384, bits) == pytest.approx(size, rel=5e-3)


@pytest.mark.parametrize("links", [8, 16, 32, 64])
@pytest.mark.parametrize("dimensions", [64, 384, 768])
def test_hnsw_of_faiss_is_little_more(dimensions: int, links: int) -> None:
    size = filled(faiss.IndexHNSWFlat(dimensions, links), dimensions)
    assert indexes.hnsw(COUNT, dimensions, links) == pytest.approx(size, rel=0.06)
    assert indexes.hnsw(COUNT, dimensions, links) < size


@pytest.mark.parametrize("links", [16, 32])
@pytest.mark.parametrize("dimensions", [384, 768])
def test_hnsw_of_hnswlib_is_little_more(dimensions: int, links: int, tmp_path: Path) -> None:
    index = hnswlib.Index(space="l2", dim=dimensions)
    index.init_index(max_elements=COUNT, M=links, ef_construction=40)
    index.add_items(vectors(dimensions))
    index.save_index(str(tmp_path / "index"))
    size = (tmp_path / "index").stat().st_size
    assert indexes.hnsw(COUNT, dimensions, links) == pytest.approx(size, rel=0.02)
    assert indexes.hnsw(COUNT, dimensions, links) < size


@pytest.mark.parametrize("dimensions", [64, 384])
def test_inverted_files_keep_centroids_and_ids(dimensions: int) -> None:
    index = faiss.IndexIVFFlat(faiss.IndexFlatL2(dimensions), dimensions, LISTS)
    size = filled(index, dimensions)
    assert indexes.ivf(COUNT, dimensions, LISTS) == pytest.approx(size, rel=2e-3)


@pytest.mark.parametrize("dimensions", [64, 384])
def test_inverted_files_of_codes_keep_codebooks(dimensions: int) -> None:
    index = faiss.IndexIVFPQ(faiss.IndexFlatL2(dimensions), dimensions, LISTS, PARTS, 8)
    size = filled(index, dimensions)
    code = indexes.pq_code_bytes(PARTS)
    found = indexes.ivf(COUNT, dimensions, LISTS, code) + indexes.codebooks(dimensions)
    assert found == pytest.approx(size, rel=0.01)


def test_binary_vectors_are_bits() -> None:
    index = faiss.IndexBinaryFlat(512)
    index.add(np.packbits(vectors(512) > 0.5, axis=1))
    size = len(faiss.serialize_index_binary(index))
    assert indexes.raw(COUNT, 512, 1) == pytest.approx(size, rel=1e-3)
