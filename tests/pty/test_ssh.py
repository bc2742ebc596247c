"""Over a real ssh link that is cut; `make torture` cuts it in all ways, and without ClientAlive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sshd import need_ssh
from tests.torture.bench import Bench
from tests.torture.links import cut_links

pytestmark = pytest.mark.once

CUTS = ("client killed", "link reset", "link frozen", "terminal of the client closed")


def test_when_the_link_is_cut_every_letter_that_was_shown_is_saved_and_nothing_is_left_running(
    tmp_path: Path,
) -> None:
    need_ssh()
    tally = cut_links(Bench(tmp_path), 1, seed=1, cuts=CUTS, servers=[True])
    assert tally.passed, str(tally)
    assert tally.counts["letters"] > 0
    assert len(tally.measures["seconds_until_gone"]) == len(CUTS)
