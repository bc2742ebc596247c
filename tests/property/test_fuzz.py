"""The fuzz targets for a moment each: no input gets more out of them than typed errors."""

from __future__ import annotations

import importlib
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.__main__ import targets
from tests.fuzz.unguided import mutated


@pytest.mark.parametrize("name", targets())
def test_any_bytes_are_taken(name: str) -> None:
    target = importlib.import_module(f"tests.fuzz.fuzz_{name}")
    seeds = getattr(target, "SEEDS", (b"",))
    mutations = st.builds(
        lambda seed, number: mutated(seed, random.Random(number)),  # noqa: S311
        st.sampled_from(seeds),
        st.integers(0, 2**32),
    )

    @given(st.binary(max_size=200) | mutations)
    @settings(
        max_examples=100,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def take(data: bytes) -> None:
        target.fuzz(data)

    for seed in seeds:
        target.fuzz(seed)
    take()
