from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.measure import child
from tests.support.linux import linux_only

HOLD = "import sys; held = bytearray(int(sys.argv[1])); print(len(held))"


@linux_only
def test_a_command_has_its_own_peak_of_memory_and_not_that_of_whoever_measures() -> None:
    held = bytearray(b"x" * 80_000_000)
    small, large = (child(sys.executable, "-c", HOLD, str(size)) for size in (1, 60_000_000))
    assert len(held) > 0
    assert small.megabytes < 40
    assert 50 < large.megabytes - small.megabytes < 70


def test_what_a_command_prints_is_kept_or_goes_into_a_file(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "print('done')")
    assert child(*command).printed == "done\n"
    cost = child(*command, output=tmp_path / "out")
    assert cost.printed == ""
    assert (tmp_path / "out").read_text() == "done\n"
    assert 0 < cost.cpu <= cost.elapsed * 2
