from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.costs import Architecture
from ragft_tui.core.errors import UsageError
from ragft_tui.estimate.adapters import (
    adapter_file_bytes,
    count_trainable,
    deployment_bytes,
    file_bytes,
    largest_rank,
    select_targets,
    trainable_params,
)
from ragft_tui.storage.base_models import find_base_model

SEVEN = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


def architecture(name: str) -> Architecture:
    return find_base_model(name).architecture


@pytest.mark.parametrize(
    ("model", "rank", "targets", "count"),
    [
        ("llama-2-7b", 8, ("q_proj", "v_proj"), 4_194_304),
        ("llama-3-8b", 8, SEVEN, 20_971_520),
        ("gemma-2-2b", 16, ("q_proj", "v_proj"), 3_194_880),
        ("qwen2.5-7b", 16, ("q_proj", "k_proj", "v_proj", "o_proj"), 10_092_544),
        ("llama-3.2-3b", 10, ("gate_proj", "up_proj", "down_proj"), 9_461_760),
    ],
)
def test_published_counts(model: str, rank: int, targets: tuple[str, ...], count: int) -> None:
    assert trainable_params(architecture(model), targets, rank) == count


def test_dora_adds_a_magnitude_for_each_output() -> None:
    assert trainable_params(architecture("llama-3-8b"), SEVEN, 8, dora=True) == 22_347_776
    assert count_trainable([(3, 5)], 2, copies=4, dora=True) == 4 * (2 * 8 + 5)


def test_embeddings_and_head_are_adapted_once() -> None:
    llama = architecture("llama-3-8b")
    outside = trainable_params(llama, ("embed_tokens", "lm_head"), 4)
    assert outside == 2 * 4 * (128_256 + 4_096)


def test_targets_are_named_one_by_one_or_in_groups() -> None:
    llama = architecture("llama-3-8b")
    assert select_targets(llama, "all-linear") == SEVEN
    assert select_targets(llama, "attention") == SEVEN[:4]
    assert select_targets(llama, "mlp") == SEVEN[4:]
    assert select_targets(llama, " v_proj, q_proj ,q_proj") == ("q_proj", "v_proj")
    assert select_targets(llama, ["v_proj", "mlp"]) == ("v_proj", *SEVEN[4:])


@pytest.mark.parametrize("targets", ["qproj", "q_proj,nothing", "qkv_proj"])
def test_modules_that_the_model_lacks_are_refused(targets: str) -> None:
    with pytest.raises(UsageError, match="not a known module of this model"):
        select_targets(architecture("llama-3-8b"), targets)


def test_no_module_at_all_is_refused() -> None:
    with pytest.raises(UsageError, match="must name modules"):
        select_targets(architecture("llama-3-8b"), " , ")


def test_fused_models_have_fused_names() -> None:
    phi = architecture("phi-4")
    assert select_targets(phi, "all-linear") == (
        *("qkv_proj", "o_proj", "gate_up_proj", "down_proj"),
    )
    with pytest.raises(UsageError):
        select_targets(phi, "q_proj")


def test_at_the_largest_rank_adapters_are_half_of_what_they_adapt() -> None:
    llama = architecture("llama-2-7b")
    assert largest_rank(llama, ("q_proj",)) == 1_024
    adapted = 32 * 4_096 * 4_096
    assert trainable_params(llama, ("q_proj",), 1_024) == adapted // 2


def test_files_that_were_measured() -> None:
    """They are those of the comparison of methods in the repository of PEFT."""
    llama = architecture("llama-3.2-3b")
    assert adapter_file_bytes(llama, ("q_proj", "v_proj"), 32) == 36_715_216
    assert adapter_file_bytes(llama, ("gate_proj", "up_proj", "down_proj"), 10) == 37_868_984


def test_experts_are_adapted_one_by_one() -> None:
    llama = architecture("llama-3-8b")
    mixture = replace(llama, experts=4)
    one, four = (trainable_params(each, ("up_proj",), 8) for each in (llama, mixture))
    assert four == 4 * one


def test_one_base_is_stored_with_all_its_adapters() -> None:
    assert file_bytes(1_000, 2) == 2_000
    assert deployment_bytes(350 * 10**9, 35 * 10**6, 100) == 353_500_000_000


def test_the_file_of_a_mixture_has_a_header_for_every_expert() -> None:
    llama = replace(architecture("tinyllama-1.1b"), num_layers=2)
    mixture = replace(llama, experts=16)
    sizes = [
        adapter_file_bytes(each, ("up_proj",), 8) - 4 * trainable_params(each, ("up_proj",), 8)
        for each in (llama, mixture)
    ]
    assert sizes[1] == pytest.approx(16 * sizes[0], rel=0.04)
