from __future__ import annotations

from ragft_tui.core import caches
from ragft_tui.core.assess import assess
from ragft_tui.core.caches import forget_capabilities
from ragft_tui.core.flips import deciding_questions, flips, settled
from ragft_tui.core.questions import asked_questions
from tests.support.projects import described, packaged_rulebook


def test_everything_that_was_worked_out_about_a_capability_is_forgotten() -> None:
    rulebook, capability = packaged_rulebook(), described("Prices", "They change daily.")
    before = assess(capability, rulebook)
    for ask in (flips, settled, deciding_questions, asked_questions):
        ask(capability, rulebook)
    assert all(cached.cache_info().currsize for cached in caches._CACHED)
    forget_capabilities()
    assert not any(cached.cache_info().currsize for cached in caches._CACHED)
    assert assess(capability, rulebook) == before
