from __future__ import annotations

import pytest

from ragft_tui.estimate.compute import flops_per_token, gpu_hours, tokens_per_second, train_flops


@pytest.mark.parametrize(
    ("full", "checkpointing", "flops"),
    [(True, False, 6), (True, True, 8), (False, False, 4), (False, True, 6)],
)
def test_frozen_weights_have_no_gradients(full: bool, checkpointing: bool, flops: int) -> None:  # noqa: FBT001 - the cases
    assert flops_per_token(full=full, checkpointing=checkpointing) == flops


def test_gpt_3_as_published() -> None:
    assert train_flops(175e9, 300e9, 6) == pytest.approx(3.14e23, rel=0.01)


def test_the_hours_of_llama_2_7b_as_published() -> None:
    flops = train_flops(6_738_415_616, 2e12, 6)
    assert gpu_hours(flops, 312e12, 0.4) == pytest.approx(184_320, rel=0.03)


def test_speed_and_hours_agree() -> None:
    speed = tokens_per_second(7e9, 6, 312e12, 0.5)
    hours = gpu_hours(train_flops(7e9, speed * 3_600, 6), 312e12, 0.5)
    assert hours == pytest.approx(1)
