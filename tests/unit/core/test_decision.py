from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ragft_tui.core.decision import (
    ReviewCounts,
    ReviewState,
    count_reviews,
    decided_type,
    effective_type,
    make_acceptance,
    make_override,
    review_state,
)
from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.model import Capability, Review, VerdictType
from ragft_tui.core.text import FIELD_CHARACTERS
from ragft_tui.core.verdict import assess
from tests.support.projects import described, project_of, small_rulebook

RULEBOOK = small_rulebook()
TODAY = date(2026, 11, 22)
FACTS = described("Facts", citations="required")
EMPTY = described("Empty")


def accept(capability: Capability) -> Capability:
    decision = make_acceptance(capability, RULEBOOK, by="Ada", on=TODAY)
    return replace(capability, review=decision)


def override(capability: Capability, because: str = "Legal.") -> Capability:
    decision = make_override(capability, RULEBOOK, VerdictType.BOTH, because, by="Ada", on=TODAY)
    return replace(capability, review=decision)


def test_accepting_notes_what_was_judged_by_whom_and_by_which_rules() -> None:
    assert accept(FACTS).review == Review(
        "accepted", VerdictType.RETRIEVAL, "small 1", TODAY, by="Ada"
    )


def test_without_evidence_there_is_nothing_to_accept() -> None:
    with pytest.raises(InvalidAnswerError, match="no evidence yet"):
        accept(EMPTY)


def test_overriding_notes_the_type_and_the_reason_beside() -> None:
    assert override(FACTS, " Legal\r\nsays so.\n").review == Review(
        *("overridden", VerdictType.RETRIEVAL, "small 1", TODAY, "Ada"),
        type=VerdictType.BOTH,
        because="Legal\nsays so.",
    )


def test_without_evidence_a_person_may_still_decide() -> None:
    assert review_state(override(EMPTY), RULEBOOK) is ReviewState.OVERRIDDEN


@pytest.mark.parametrize(
    ("because", "told"),
    [
        ("", "an override needs a reason; say in a line"),
        (" \n", "an override needs a reason"),
        ("\u200b\u2800", "an override needs a reason"),
        ("x" * (FIELD_CHARACTERS + 1), "the reason has 65,537 characters"),
    ],
)
def test_an_override_needs_a_reason_that_fits(because: str, told: str) -> None:
    with pytest.raises(InvalidAnswerError, match=told):
        override(FACTS, because)


@pytest.mark.parametrize(
    ("capability", "state", "pending"),
    [
        (FACTS, ReviewState.NONE, True),
        (accept(FACTS), ReviewState.ACCEPTED, False),
        (override(FACTS), ReviewState.OVERRIDDEN, False),
        (replace(FACTS, review=accept(described("x", tone="strict")).review), "stale", True),
        (replace(FACTS, review=override(described("x", tone="strict")).review), "stale", True),
        (replace(EMPTY, review=accept(described("x", tone="none")).review), "stale", True),
    ],
    ids=["none", "accepted", "overridden", "other verdict", "other judged", "evidence gone"],
)
def test_a_review_holds_while_its_verdict_does(
    capability: Capability,
    state: str,
    pending: bool,  # noqa: FBT001
) -> None:
    found = review_state(capability, RULEBOOK)
    assert found == state
    assert found.pending is pending


def test_evidence_that_only_makes_a_verdict_firmer_leaves_the_review_as_it_is() -> None:
    reviewed = accept(FACTS)
    firmer = replace(described("Facts", citations="required", volatility="weekly"))
    assert assess(firmer, RULEBOOK).type is assess(FACTS, RULEBOOK).type
    changed = replace(firmer, review=reviewed.review)
    assert review_state(changed, RULEBOOK) is ReviewState.ACCEPTED


def test_the_tally_counts_decisions_that_hold_and_stale_ones() -> None:
    stale = replace(EMPTY, review=accept(FACTS).review)
    project = project_of(FACTS, accept(FACTS), override(FACTS), stale, EMPTY)
    assert count_reviews(project, RULEBOOK) == ReviewCounts(
        *(5, 2, 1),
        types=((VerdictType.RETRIEVAL, 2), (VerdictType.BOTH, 1), (None, 2)),
    )
    assert count_reviews(project_of(), RULEBOOK) == ReviewCounts(0, 0, 0, ())


def test_what_is_accepted_is_not_signed_again_by_somebody_else() -> None:
    with pytest.raises(InvalidAnswerError, match="already accepted by Ada"):
        accept(accept(FACTS))
    stale = replace(accept(FACTS), answers=described("", tone="strict").answers)
    assert accept(stale).review != accept(FACTS).review
    assert accept(override(FACTS)).review == accept(FACTS).review


def test_the_present_verdict_is_no_override_of_itself() -> None:
    both = described("Both", citations="required", tone="strict")
    with pytest.raises(InvalidAnswerError, match="both is already the verdict; accept it instead"):
        override(both)


def test_what_counts_is_the_decision_or_else_the_verdict_or_else_nothing() -> None:
    assert decided_type(FACTS, RULEBOOK) is None
    assert effective_type(FACTS, RULEBOOK) is VerdictType.RETRIEVAL
    assert decided_type(accept(FACTS), RULEBOOK) is VerdictType.RETRIEVAL
    assert effective_type(override(FACTS), RULEBOOK) is VerdictType.BOTH
    assert effective_type(EMPTY, RULEBOOK) is None
