from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.costs import Architecture
from ragft_tui.estimate.memory import (
    TRANSFORMERS,
    TRANSFORMERS_4_BIT,
    Load,
    Quant,
    activation_bytes,
    adapter_peak,
    base_bytes,
    double_quant_saving_bits,
    layer_bytes,
    logits_bytes,
    scale_bytes,
    zero_bytes,
)
from ragft_tui.storage.base_models import find_base_model

SMALL = Architecture(
    hidden_size=8,
    num_layers=2,
    num_heads=4,
    num_kv_heads=2,
    head_dim=4,
    intermediate_size=12,
    vocab_size=10,
)
LOAD = Load(batch=3, sequence=5, checkpointing=True)


def test_scales_of_four_bits() -> None:
    assert scale_bytes(double=False) == 4 / 64
    assert scale_bytes(double=True) == pytest.approx(0.015869, abs=1e-6)
    assert double_quant_saving_bits() == pytest.approx(0.373, abs=1e-3)
    saved = scale_bytes(double=False) - scale_bytes(double=True)
    assert 8 * saved == pytest.approx(double_quant_saving_bits())


@pytest.mark.parametrize(
    ("quant", "size"),
    [(Quant.NONE, 2), (Quant.INT8, 1), (Quant.NF4, 0.5625), (Quant.NF4_DQ, 0.51586914)],
)
def test_only_linear_modules_are_quantized(quant: Quant, size: float) -> None:
    linear = SMALL.linear_params
    assert base_bytes(SMALL, linear + 200, quant) == pytest.approx(linear * size + 200 * 2)
    if quant is not Quant.NONE:
        assert base_bytes(SMALL, linear + 200, quant, skip=4) == pytest.approx(
            linear * size + 200 * 4
        )


def test_a_layer_is_told_by_its_widths() -> None:
    assert layer_bytes(SMALL, LOAD, 9) == 2 * 15 * (12 * 8 + 3 * 16 + 8 + 3 * 12)
    eager = replace(LOAD, eager=True)
    assert layer_bytes(SMALL, eager, 9) - layer_bytes(SMALL, LOAD, 9) == 9 * 2 * 3 * 4 * 25


def test_checkpoints_keep_the_inputs_of_layers_and_one_layer_or_the_logits() -> None:
    layer = layer_bytes(SMALL, LOAD, TRANSFORMERS.eager)
    inputs = 2 * 15 * 8 * 2
    assert logits_bytes(SMALL, LOAD, 3.5) < layer
    assert activation_bytes(SMALL, LOAD, TRANSFORMERS) == inputs + layer
    wordy = replace(SMALL, vocab_size=10_000)
    logits = logits_bytes(wordy, LOAD, 3.5)
    assert activation_bytes(wordy, LOAD, TRANSFORMERS) == inputs + logits


def test_without_checkpoints_all_layers_are_kept() -> None:
    load = replace(LOAD, checkpointing=False)
    layer = layer_bytes(SMALL, load, TRANSFORMERS.eager_kept)
    assert activation_bytes(SMALL, load, TRANSFORMERS) == 2 * layer + logits_bytes(SMALL, load, 3.5)


def test_a_run_that_was_measured() -> None:
    """TinyLlama on a T4, batch 12, 1,024 tokens, NF4, rank 32 on attention: 9.83 GB."""
    model = find_base_model("tinyllama-1.1b")
    peak = adapter_peak(
        model.architecture,
        model.total_params,
        9_011_200,
        quant=Quant.NF4,
        load=Load(batch=12, sequence=1_024, checkpointing=True),
        stack=TRANSFORMERS_4_BIT,
    )
    assert peak.total == pytest.approx(9_826_941_952, rel=0.03)
    assert peak.gradients == 4 * 9_011_200
    assert peak.optimizer == 8 * 9_011_200


@pytest.mark.parametrize(
    ("stage", "gigabytes"), [(0, 120), (1, 31.4), (2, 16.6), (3, 1.88)], ids=str
)
def test_zero_shares_states_out(stage: int, gigabytes: float) -> None:
    """The figures are those of the paper, for 7.5 billion parameters on 64 GPUs."""
    assert zero_bytes(7.5e9, stage, 64) / 1e9 == pytest.approx(gigabytes, rel=0.005)
