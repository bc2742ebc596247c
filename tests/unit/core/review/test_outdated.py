"""Reviews of an earlier edition: which are outdated, and by which rule each verdict moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from ragft_tui.core.decision import ReviewState, review_state
from ragft_tui.core.model import AnswerValue, Capability, Project, Review, VerdictType
from ragft_tui.core.review import find_outdated_reviews
from ragft_tui.core.review.outdated import find_shifts
from ragft_tui.core.rulebook import Gate
from ragft_tui.core.verdict import ReasonKind, assess
from tests.support.projects import (
    described,
    packaged_rulebook,
    project_of,
    projects,
    small_rulebook,
)

SMALL = small_rulebook()
DAY = date(2026, 5, 3)
CITED = 'Citations: "Yes"; answers must be verifiable against a source'
FACTS = described("Facts", citations="required")


def judged(capability: Capability, verdict: VerdictType, edition: str = "small 0") -> Capability:
    return replace(capability, review=Review("accepted", verdict, edition, DAY, "Ada"))


def test_only_those_that_moved_under_another_edition_are_outdated() -> None:
    moved = judged(FACTS, VerdictType.FINETUNING)
    project = project_of(
        FACTS,
        judged(FACTS, VerdictType.RETRIEVAL),
        judged(FACTS, VerdictType.BOTH, SMALL.edition),
        moved,
    )
    (found,) = find_outdated_reviews(project, SMALL)
    assert (found.number, found.capability, found.review) == (4, moved, moved.review)
    assert found.now == assess(FACTS, SMALL)


@given(projects(SMALL))
def test_the_outdated_are_stale_and_each_says_why(project: Project) -> None:
    items = tuple(
        replace(item, review=replace(item.review, rulebook="small 0")) if item.review else item
        for item in project.capabilities
    )
    found = find_outdated_reviews(replace(project, capabilities=items), SMALL)
    stale = [item for item in items if review_state(item, SMALL) is ReviewState.STALE]
    assert [each.capability for each in found] == stale
    assert all(each.shifts and all(shift.sentence for shift in each.shifts) for each in found)
    assert find_outdated_reviews(project, SMALL) == ()


@pytest.mark.parametrize(
    ("answers", "verdict", "sentences"),
    [
        (
            {"citations": "required"},
            VerdictType.PROMPTING,
            [f"knowledge is now part of the verdict: {CITED}"],
        ),
        (
            {"citations": "required"},
            VerdictType.FINETUNING,
            [
                f"knowledge is now part of the verdict: {CITED}",
                "behaviour is no longer part of the verdict: nothing asks for it",
            ],
        ),
        (
            {"citations": "required", "volatility": "weekly", "tone": "none"},
            VerdictType.BOTH,
            ["behaviour is no longer part of the verdict: nothing asks for it"],
        ),
        (
            {"tone": "preferred"},
            VerdictType.FINETUNING,
            [
                (
                    "behaviour is no longer part of the verdict, with 1 point, and it needs 3: "
                    'Tone: "It would be nice"; a house manner is welcome'
                )
            ],
        ),
        (
            {},
            VerdictType.PROMPTING,
            [f"no evidence yet: {SMALL.nothing_says}"],
        ),
    ],
    ids=["came in", "one for the other", "nothing left", "too little left", "no evidence"],
)
def test_what_moved_a_verdict_is_named_for_each_axis(
    answers: dict[str, AnswerValue], verdict: VerdictType, sentences: list[str]
) -> None:
    item = judged(described("One", **answers), verdict)
    (found,) = find_outdated_reviews(project_of(item), SMALL)
    assert [shift.sentence for shift in found.shifts] == sentences


def test_an_axis_that_is_held_back_names_the_gate() -> None:
    gate = Gate(id="enough", when={"citations": ("none",)}, says="it is good enough", source="x")
    rulebook = replace(SMALL, id="gated", gates=(gate,))
    item = described("One", tone="strict", citations="none")
    review = Review("accepted", VerdictType.FINETUNING, "gated 0", DAY)
    (shift,) = find_shifts(review, assess(item, rulebook), rulebook.threshold)
    assert shift.reason
    assert shift.reason.kind is ReasonKind.GATE
    assert shift.sentence == (
        'behaviour is no longer part of the verdict: Citations: "No"; it is good enough'
    )


def test_an_axis_that_something_speaks_against_names_that() -> None:
    rulebook = packaged_rulebook()
    item = described("One", private_knowledge="none", tone="strict")
    review = Review("accepted", VerdictType.BOTH, "default 1", DAY)
    (shift,) = find_shifts(review, assess(item, rulebook), rulebook.threshold)
    assert shift.reason
    assert shift.reason.points < 0
    assert shift.sentence.startswith(
        "knowledge is no longer part of the verdict: it needs no knowledge beyond "
    )


def test_an_axis_that_came_in_names_its_guard_before_weightier_answers() -> None:
    rulebook = packaged_rulebook()
    item = described("One", volatility="realtime", citations="required", source="collection")
    review = Review("accepted", VerdictType.PROMPTING, "default 1", DAY)
    (shift,) = find_shifts(review, assess(item, rulebook), rulebook.threshold)
    assert shift.reason
    assert shift.reason.kind is ReasonKind.GUARD
