"""A disk that fails while somebody types; `make torture` lets every step fail with every error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.disks import need_disks
from tests.torture.bench import Bench
from tests.torture.faults import disk_faults, step_faults

pytestmark = pytest.mark.once


def test_on_a_full_disk_the_old_file_is_whole_and_all_is_saved_once_there_is_room(
    tmp_path: Path,
) -> None:
    need_disks(tmp_path / "disk")
    tally = disk_faults(Bench(tmp_path), 1, seed=1, only="disk full")
    assert tally.passed, str(tally)


def test_where_a_step_of_a_save_fails_the_text_is_kept_elsewhere_until_it_works_again(
    tmp_path: Path,
) -> None:
    steps = {"fsync": ("EIO",), "directory": ("EIO",)}
    tally = step_faults(Bench(tmp_path), 1, seed=1, steps=steps)
    assert tally.passed, str(tally)
