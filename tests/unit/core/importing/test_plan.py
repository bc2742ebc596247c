"""What a candidate stands for, and what taking it in changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ragft_tui.core.importing import Candidate, RowState, apply_plan, make_plan
from ragft_tui.core.model import Answer, Capability, Project, Review, VerdictType

REVIEW = Review("accepted", VerdictType.RETRIEVAL, "default 1", date(2026, 11, 22), "Ada")
REFUNDS = Capability(
    "refunds",
    "Refund policy",
    "Quotes it.",
    notes="Ask legal",
    notes_by="Ada",
    answers=(Answer("tone", "none", "Legal"), Answer("volatility", "weekly")),
    review=REVIEW,
)
PROJECT = Project("App", capabilities=(REFUNDS, Capability("hello", "Greeting", "Says hello.")))


def _candidates(*rows: tuple[str, ...]) -> list[Candidate]:
    return [
        Candidate(texts[0], texts[1], line, "".join(texts[2:]))
        for line, texts in enumerate(rows, start=1)
    ]


def _states(project: Project, *texts: tuple[str, ...]) -> list[str]:
    return [row.state.value for row in make_plan(project, _candidates(*texts)).rows]


def test_candidates_are_new_changed_or_the_same() -> None:
    assert _states(
        PROJECT,
        ("Opening hours", "Tells them."),
        ("Greeting", "Says hi."),
        ("Refund policy", "Quotes it."),
    ) == ["new", "changed", "same"]


@pytest.mark.parametrize("name", ["REFUND  Policy", "refund policy"])
def test_case_and_blanks_make_no_other_name(name: str) -> None:
    assert _states(PROJECT, (name, "Quotes it.")) == ["same"]


def test_an_id_counts_before_a_name() -> None:
    plan = make_plan(PROJECT, _candidates(("Greeting", "Says hi."), ("Welcome", "", "hello")))
    assert [row.before and row.before.id for row in plan.rows] == [None, "hello"]
    assert apply_plan(plan, {1}).capabilities[1] == Capability("hello", "Welcome", "Says hello.")


def test_of_several_with_a_name_the_one_described_alike_is_meant() -> None:
    project = Project(
        "App", capabilities=(Capability("a", "Search", "One."), Capability("b", "Search", "Two."))
    )
    plan = make_plan(project, _candidates(("Search", "New."), ("Search", "One.")))
    assert [row.before and row.before.id for row in plan.rows] == ["b", "a"]


def test_what_is_left_empty_stays() -> None:
    assert _states(PROJECT, ("Refund policy", "")) == ["same"]


def test_a_name_alone_is_no_other_description() -> None:
    assert _states(PROJECT, ("Refund policy", "Refund policy")) == ["same"]


def test_a_name_alone_describes_what_is_new() -> None:
    [row] = make_plan(PROJECT, _candidates(("Hours", ""))).rows
    assert row.after == Capability("hours", "Hours", "Hours")


def test_nothing_is_added_twice() -> None:
    plan = make_plan(PROJECT, _candidates(("Hours", "Tells."), ("hours", "Tells.")))
    assert [row.state for row in plan.rows] == [RowState.NEW, RowState.SAME]
    assert plan.rows[1].repeats == plan.rows[0].candidate
    assert len(apply_plan(plan, {0, 1}).capabilities) == 3


def test_an_id_that_stands_twice_makes_two_capabilities_and_is_told() -> None:
    plan = make_plan(PROJECT, _candidates(("One", "A.", "X-1"), ("Two", "B.", "X-1")))
    assert [row.after.id for row in plan.rows] == ["X-1", "X-1-2"]
    assert plan.rows[1].shares_id_with == plan.rows[0].candidate


def test_what_cannot_be_an_id_is_made_one() -> None:
    plan = make_plan(PROJECT, _candidates(("One", "A.", "#42 / b"), ("Two", "B.", "//")))
    assert [row.after.id for row in plan.rows] == ["42-b", "two"]


def test_an_id_is_not_given_to_another() -> None:
    plan = make_plan(PROJECT, _candidates(("Hours", "A."), ("Two", "B.", "hours")))
    assert [row.after.id for row in plan.rows] == ["hours-2", "hours"]


def test_only_ticked_rows_are_taken_in() -> None:
    plan = make_plan(PROJECT, _candidates(("Hours", "A."), ("Greeting", "Says hi."), ("Two", "B.")))
    taken = apply_plan(plan, {1, 2}).capabilities
    assert [item.description for item in taken] == ["Quotes it.", "Says hi.", "B."]
    assert apply_plan(plan, ()) == PROJECT


def _whole(**changes: object) -> list[Candidate]:
    item = replace(REFUNDS, **changes)  # type: ignore[arg-type]
    return [Candidate(item.name, item.description, 1, item.id, capability=item)]


def test_a_whole_capability_that_says_the_same_changes_nothing() -> None:
    assert make_plan(PROJECT, _whole()).rows[0].state is RowState.SAME


def test_answers_are_merged_and_a_because_stays_with_its_answer() -> None:
    plan = make_plan(
        PROJECT,
        _whole(answers=(Answer("tone", "none"), Answer("citations", "required", "Bo"))),
    )
    assert plan.rows[0].after.answers == (
        Answer("tone", "none", "Legal"),
        Answer("volatility", "weekly"),
        Answer("citations", "required", "Bo"),
    )


def test_the_because_of_another_answer_is_not_kept() -> None:
    plan = make_plan(PROJECT, _whole(answers=(Answer("tone", "strict"),)))
    assert plan.rows[0].after.answers[0] == Answer("tone", "strict")


def test_the_decision_of_a_person_stays_and_that_is_told() -> None:
    other = replace(REVIEW, by="Bo")
    row = make_plan(PROJECT, _whole(review=other)).rows[0]
    assert row.after.review == REVIEW
    assert row.keeps_decision
    assert row.state is RowState.SAME
    assert not make_plan(PROJECT, _whole()).rows[0].keeps_decision


def test_a_decision_comes_where_there_is_none() -> None:
    undecided = PROJECT.with_capability(replace(REFUNDS, review=None))
    row = make_plan(undecided, _whole()).rows[0]
    assert row.after == REFUNDS
    assert not row.keeps_decision


def test_notes_bring_who_wrote_them() -> None:
    row = make_plan(PROJECT, _whole(notes="Call sales", notes_by="Bo")).rows[0]
    assert (row.after.notes, row.after.notes_by) == ("Call sales", "Bo")
    row = make_plan(PROJECT, _whole(notes="", notes_by="")).rows[0]
    assert (row.after.notes, row.after.notes_by) == ("Ask legal", "Ada")
