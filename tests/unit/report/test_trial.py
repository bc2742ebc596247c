"""What other answers would do to a decision."""

from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.model import Answer, Capability, Review
from ragft_tui.report.trial import describe_trial
from ragft_tui.report.view import CapabilityView
from tests.unit.report.test_view import ACCEPTED, FACTS, OVERRIDDEN, RULEBOOK


def test_a_trial_says_what_it_would_do_to_the_decision() -> None:
    other = replace(FACTS, answers=(*FACTS.answers, Answer("tone", "strict")))

    def told(review: Review | None, answers: Capability) -> tuple[str, ...]:
        now, then = (replace(each, review=review) for each in (FACTS, answers))
        return describe_trial(CapabilityView(now, RULEBOOK), CapabilityView(then, RULEBOOK))

    decided = "Decided: both (Ada); this changes the verdict only."
    stale = "The decision would be stale, and asked for again."
    assert told(None, other) == ()
    assert told(ACCEPTED, FACTS) == ()
    assert told(ACCEPTED, other) == (stale,)
    assert told(replace(OVERRIDDEN, by="Ada"), FACTS) == (decided,)
    assert told(replace(OVERRIDDEN, by="Ada"), other) == (decided, stale)
