from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.checks.estimate_checks import Check, judge, main, read_checks
from tests.checks.estimate_inputs import Given

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "tests" / "data" / "estimate_checks.jsonl"
CHECKS = list(read_checks(PUBLISHED))
ARCH = {
    "hidden_size": 4_096,
    "num_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "intermediate_size": 14_336,
    "vocab_size": 128_256,
    "tie_word_embeddings": False,
}
ROWS = 1_000_000


def check(
    quantity: str, inputs: Mapping[str, object], expected: float = 1, unit: str = "bytes"
) -> Check:
    return Check(
        id="one",
        domain="any",
        quantity=quantity,
        given=Given(inputs),
        expected=(expected,),
        unit=unit,
        kind="rel",
        value=0.01,
    )


@pytest.mark.parametrize("published", CHECKS, ids=[each.id for each in CHECKS])
def test_published_and_measured_figures(published: Check) -> None:
    judged = judge(published)
    assert judged.passed, judged.line


@pytest.mark.parametrize(
    ("quantity", "inputs", "value"),
    [
        ("trainable_params", {"arch": ARCH, "rank": 8, "target_modules": "all-linear"}, 20_971_520),
        (
            "trainable_params",
            {"model": "phi-4", "rank": 4, "target_modules": ["qkv_proj"]},
            4 * (5_120 + 7_680) * 40,
        ),
        (
            "trainable_params",
            {"model": "phi-4", "rank": 4, "target_modules": ["q_proj"]},
            4 * (5_120 + 5_120) * 40,
        ),
        ("total_params", {"arch": ARCH}, 8_030_261_248),
        ("file_bytes", {"arch": ARCH, "rank": 8, "target_modules": ["q_proj"]}, 4 * 2_097_152),
        (
            "model_states_per_gpu",
            {"params": 7.5e9, "regime": "mixed_adam_16B", "zero_stage": 1, "n_gpus": 64},
            31.4e9,
        ),
        (
            "model_states_per_gpu",
            {"params": 7.5e9, "regime": "mixed_adam_16B", "zero_stage": 3, "n_gpus": 64},
            1.88e9,
        ),
        ("weights", {"params": 1e9, "dtype": "int8"}, 1e9),
        ("weights_loaded", {"model": "llama-2-7b", "quant": "int8"}, 7e9),
        ("qlora4_total", {"params_b": 7, "bytes_per_param": 0.5}, 5.5e9),
        (
            "gpu_hours",
            {"params": 1e9, "tokens": 1e9, "rule": "8ND", "peak_flops": 1e15, "mfu": 0.5},
            8e18 / 5e14 / 3_600,
        ),
        ("opensearch_ivf", {"n": ROWS, "d": 256, "nlist": 128, "bytes_per_dim": 4}, 1.1265e9),
        (
            "opensearch_hnsw",
            {"n": ROWS, "d": 256, "m": 16, "bytes_per_dim": 1, "replicas": 1},
            2 * 1.1 * 384e6,
        ),
        (
            "opensearch_ivf_pq",
            {"n": ROWS, "d": 256, "nlist": 512, "pq_m": 64, "segments": 100},
            183.6e6,
        ),
        ("milvus_ivf_sq8", {"n": ROWS, "d": 128, "nlist": 2_000}, 131.024e6),
        ("milvus_hnsw", {"n": ROWS, "d": 128, "links": 32}, 640e6),
        ("elastic_int4_ram", {"float_vector_bytes": 8e9}, 1e9),
        ("elastic_bbq", {"n": ROWS, "d": 1_024}, 142e6),
        ("elastic_hnsw_graph", {"n": ROWS, "m": 16}, 64e6),
        ("ram_weaviate", {"n": ROWS, "d": 1_024}, 8.192e9),
        ("scylladb_hnsw", {"n": ROWS, "d": 768, "m": 16, "bytes_per_dim": 4}, 3.9936e9),
        ("raw_vectors", {"n": ROWS, "d": 768, "bytes_per_dim": 2}, 1.536e9),
        ("hnswlib", {"n": ROWS, "d": 384, "M": 16}, 1.664e9),
        ("faiss_flat", {"n": ROWS, "d": 384}, 1.536e9),
        ("faiss_ivf_sq8", {"n": ROWS, "d": 384, "nlist": 100}, 392.15e6),
        ("faiss_binary_flat", {"n": ROWS, "d": 512}, 64e6),
    ],
)
def test_quantities_with_other_values_and_names(
    quantity: str, inputs: dict[str, object], value: float
) -> None:
    judged = judge(check(quantity, inputs, value))
    assert judged.passed, judged.line


@pytest.mark.parametrize(
    ("unit", "value"), [("bytes", 4.096e9), ("GB", 4.096), ("GiB", 3.8147), ("MiB", 3_906.25)]
)
def test_units_are_those_of_the_check(unit: str, value: float) -> None:
    assert judge(check("raw_vectors", {"n": ROWS, "d": 1_024}, value, unit)).passed


def test_what_is_not_estimated_is_skipped_by_its_name() -> None:
    broken = check("total_params", {"arch": {"hidden_size": -1}})
    odd = check("pgvector_row_bytes", {"d": 5, "type": "odd"})
    for unknown in (check("latency", {}), check("weights", {"model": "unheard-of"}), broken, odd):
        judged = judge(unknown)
        assert judged.found is None
        assert judged.line.startswith(f"skipped one {unknown.quantity}: ")


def test_misses_are_lines_and_counts_come_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "checks.jsonl"
    lines = PUBLISHED.read_text("utf-8").splitlines()[:2]
    wrong = {**json.loads(lines[0]), "id": "wrong", "expected": 5}
    unknown = {**json.loads(lines[0]), "id": "unknown", "quantity": "latency"}
    file.write_text("\n".join([*lines, json.dumps(wrong), json.dumps(unknown)]), "utf-8")
    assert main([str(file)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("miss wrong trainable_params: 4,194,304 params, expected 5 params")
    assert printed[1].startswith("skipped unknown latency")
    assert printed[2:] == ["2 passed, 1 failed, 1 skipped"]


def test_a_file_of_another_kind_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "checks.jsonl"
    file.write_text('{"id": 1}\n', "utf-8")
    assert main([str(file)]) == 2
    assert "checks.jsonl:1: no check" in capsys.readouterr().err


def test_it_runs_as_a_script_from_anywhere(tmp_path: Path) -> None:
    script = ROOT / "tests" / "checks" / "estimate_checks.py"
    done = subprocess.run(
        [sys.executable, script, PUBLISHED],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == f"{len(CHECKS)} passed, 0 failed, 0 skipped"
