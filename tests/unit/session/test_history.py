from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.interview import DESCRIBE, Interview, InterviewPosition
from ragft_tui.core.model import Draft
from ragft_tui.session.history import Change, History, count_or_name, quote_name
from tests.support.projects import described, project_of, small_rulebook

BEFORE = Interview(
    project_of(described("Refunds")), small_rulebook(), InterviewPosition("refunds", DESCRIBE)
)
AFTER = Interview(
    project_of(described("Refunds"), described("Prices")),
    small_rulebook(),
    InterviewPosition("prices", DESCRIBE),
)


def test_the_last_change_is_undone_first_and_made_again_last() -> None:
    history = History()
    history.add(Change("one", BEFORE))
    history.add(Change("two", AFTER))
    undone = [history.undo(AFTER), history.undo(AFTER), history.undo(AFTER)]
    assert [change and change.label for change in undone] == ["two", "one", None]
    again = [history.redo(AFTER), history.redo(AFTER), history.redo(AFTER)]
    assert [change and change.label for change in again] == ["one", "two", None]


def test_what_was_undone_cannot_be_made_again_after_another_change() -> None:
    history = History()
    history.add(Change("one", BEFORE))
    history.undo(AFTER)
    history.add(Change("two", BEFORE))
    assert history.redo(AFTER) is None


def test_a_step_of_the_interview_leads_back_to_its_position_and_an_edit_stays() -> None:
    assert Change("step", BEFORE, is_step=True).revert(AFTER).position == BEFORE.position
    edit = Change("edit", AFTER).revert(
        replace(AFTER, position=InterviewPosition("refunds", DESCRIBE))
    )
    assert edit.position == InterviewPosition("refunds", DESCRIBE)
    assert edit.project == AFTER.project


def test_a_change_that_is_redone_leads_to_what_was_undone() -> None:
    history = History()
    history.add(Change("add", BEFORE, is_step=True))
    undone = history.undo(AFTER)
    assert undone
    now = undone.revert(AFTER)
    assert now.project == BEFORE.project
    redone = history.redo(now)
    assert redone
    assert redone.revert(now).project == AFTER.project


def test_texts_in_progress_stay_but_for_the_version_of_another_program() -> None:
    item = replace(described("Refunds"), draft=Draft(notes="half a no"))
    now = BEFORE.on(project_of(item))
    (kept,) = Change("edit", BEFORE).revert(now).project.capabilities
    assert kept.draft.notes == "half a no"
    (taken_back,) = Change("take", BEFORE, other_version=b"x").revert(now).project.capabilities
    assert taken_back.draft == Draft()


def test_a_label_names_one_capability_and_counts_several() -> None:
    one, two = described("Refunds"), described("Prices")
    assert count_or_name([one], "capabilities") == "“Refunds”"
    assert count_or_name([one, two], "capabilities") == "2 capabilities"
    assert count_or_name([one, two], "verdicts") == "2 verdicts"
    assert count_or_name([described("")], "capabilities") == "the text in progress"


def test_a_label_takes_one_line_whatever_a_name_holds() -> None:
    assert quote_name(described("a\nb\x1b")) == "“a b␛”"
