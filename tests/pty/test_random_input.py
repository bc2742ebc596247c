"""Random bytes instead of keys; `make torture` sends a thousand inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.bench import Bench
from tests.torture.random_input import random_inputs

pytestmark = pytest.mark.once


def test_random_bytes_are_survived_and_the_next_key_is_answered(tmp_path: Path) -> None:
    tally = random_inputs(Bench(tmp_path), 1, seed=1)
    assert tally.passed, str(tally)
    assert tally.counts["left_on_purpose"] == 0
