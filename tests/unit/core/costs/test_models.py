from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.costs import Architecture, BaseModel, Mlp

SMALL = Architecture(
    hidden_size=8,
    num_layers=2,
    num_heads=4,
    num_kv_heads=2,
    head_dim=4,
    intermediate_size=12,
    vocab_size=10,
)
LAYER = 8 * 16 + 2 * 8 * 8 + 16 * 8 + 3 * 8 * 12
"""Query, key and value, output, and the three matrices of the feed-forward part."""


def test_all_parts_are_counted() -> None:
    assert SMALL.linear_params == 2 * LAYER
    assert SMALL.total_params == 2 * 10 * 8 + 2 * (LAYER + 2 * 8) + 8


@pytest.mark.parametrize(
    ("change", "more"),
    [
        ({"tied_embeddings": True}, -80),
        ({"qkv_bias": True}, 2 * (16 + 8 + 8)),
        ({"norms_per_layer": 4}, 2 * 2 * 8),
        ({"qk_norm": True}, 2 * 2 * 4),
        ({"fused_projections": True}, 0),
        ({"mlp": Mlp.PLAIN}, -2 * 96),
        ({"context_length": 5}, 40),
        ({"experts": 3}, 2 * (2 * 3 * 96 + 3 * 8)),
    ],
)
def test_what_a_family_does_differently_counts(change: dict[str, object], more: int) -> None:
    changed = replace(SMALL, **change)  # type: ignore[arg-type]
    assert changed.total_params - SMALL.total_params == more


def test_fused_projections_are_the_same_parameters_in_fewer_matrices() -> None:
    fused = replace(SMALL, fused_projections=True)
    assert list(fused.matrices) == ["qkv_proj", "o_proj", "gate_up_proj", "down_proj"]
    assert fused.linear_params == SMALL.linear_params


def test_a_token_goes_through_the_experts_chosen_for_it() -> None:
    mixture = replace(SMALL, experts=4, experts_per_token=1)
    assert mixture.total_params - mixture.active_params == 2 * 3 * 3 * 96
    assert SMALL.active_params == SMALL.total_params


def test_a_published_total_counts_before_the_own_one() -> None:
    model = BaseModel(name="any", architecture=SMALL, source="")
    assert model.total_params == SMALL.total_params
    assert replace(model, published_params=99).total_params == 99
