from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ragft_tui.core.interview import drafts
from ragft_tui.core.model import Answer, Capability, Draft, Project, Review, VerdictType
from tests.support.projects import described, project_of

OVERRIDDEN = Review(
    "overridden",
    VerdictType.RETRIEVAL,
    "small 1",
    date(2026, 11, 22),
    type=VerdictType.BOTH,
    because="Legal wants the tone too.",
)
FULL = Draft("na", "de", "no", "ov", (("tone", "be"),), (("examples", "1"),), (("tone", "br"),))


class TestUndo:
    """`restore_drafts(before, now)` is what undo and redo go to."""

    def test_texts_typed_since_come_along(self) -> None:
        before = project_of(described("One"), described("Two"))
        typed = replace(described("One", tone="strict"), draft=Draft(notes="half a no"))
        now = project_of(typed, described("Two"))
        assert drafts.restore_drafts(before, now) == project_of(
            replace(described("One"), draft=Draft(notes="half a no")), described("Two")
        )

    def test_the_text_that_the_step_accepted_is_in_progress_again(self) -> None:
        before = project_of(replace(described("One"), draft=Draft(because=(("tone", "Legal"),))))
        one = described("One")
        now = project_of(replace(one, answers=(Answer("tone", "none", "Legal"),)))
        assert drafts.restore_drafts(before, now) == before

    def test_that_text_stays_beside_what_was_typed_since(self) -> None:
        before = project_of(replace(described("One"), draft=Draft(because=(("tone", "Legal"),))))
        since = Draft(name="On", answers=(("examples", "1"),), because=(("citations", "Fin"),))
        now = project_of(replace(described("One", tone="none"), draft=since))
        (one,) = drafts.restore_drafts(before, now).capabilities
        assert one.draft == Draft(
            name="On",
            because=(("tone", "Legal"), ("citations", "Fin")),
            answers=(("examples", "1"),),
        )

    def test_of_two_texts_for_one_field_the_newer_stays(self) -> None:
        before = project_of(replace(described("One"), draft=FULL))
        newer = Draft(
            "NA", "DE", "NO", "OV", (("tone", "BE"),), (("examples", "2"),), (("tone", "BR"),)
        )
        now = project_of(replace(described("One"), draft=newer))
        assert drafts.restore_drafts(before, now) == now

    def test_a_page_begun_since_stays(self) -> None:
        page = Capability("new", draft=Draft(name="Inv"))
        now = project_of(described("One", tone="none"), page)
        assert drafts.restore_drafts(project_of(described("One")), now) == project_of(
            described("One"), page
        )

    def test_a_new_title_in_progress_stays(self) -> None:
        now = replace(project_of(described("One")), draft=Draft(name="Ap"))
        assert drafts.restore_drafts(project_of(), now) == replace(project_of(), draft=now.draft)

    def test_a_page_begun_before_is_there_once(self) -> None:
        page = Capability("new", draft=Draft(name=""))
        now = project_of(described("One", tone="none"), page)
        before = project_of(described("One"), page)
        assert drafts.restore_drafts(before, now) == before

    def test_an_addition_that_is_undone_is_gone_with_what_was_typed_on_it(self) -> None:
        now = project_of(replace(described("One"), draft=Draft(notes="half a no")))
        assert drafts.restore_drafts(project_of(), now) == project_of()

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (
                project_of(Capability("new", draft=Draft(name="One ", description="Does\nit. "))),
                project_of(Capability("one", "One", "Does\nit.")),
            ),
            (
                project_of(replace(described("One"), draft=Draft(description="Other."))),
                project_of(described("One", "Other.")),
            ),
            (
                project_of(replace(described("One"), draft=Draft(answers=(("examples", "12"),)))),
                project_of(described("One", examples=12)),
            ),
            (
                project_of(replace(described("One"), draft=Draft(notes="A note."))),
                project_of(replace(described("One"), notes="A note.")),
            ),
            (
                project_of(replace(described("One"), draft=Draft(override=OVERRIDDEN.because))),
                project_of(replace(described("One"), review=OVERRIDDEN)),
            ),
            (
                replace(project_of(), draft=Draft(name="Apps")),
                replace(project_of(), name="Apps"),
            ),
        ],
        ids=["page", "description", "number", "note", "override", "title"],
    )
    def test_undo_and_redo_lead_back_to_the_same_project(
        self, before: Project, after: Project
    ) -> None:
        undone = drafts.restore_drafts(before, after)
        assert undone == before
        assert drafts.restore_drafts(after, undone) == after

    def test_redo_keeps_a_page_whose_text_was_changed_since(self) -> None:
        after = project_of(described("One"))
        page = Capability("new", draft=Draft(name="One", description="Does One. And more."))
        redone = drafts.restore_drafts(after, project_of(page))
        assert redone == project_of(described("One"), page)


def test_the_text_of_a_question_is_set_and_removed_in_a_draft() -> None:
    pairs = drafts.set_text((), "tone", "Leg")
    pairs = drafts.set_text(pairs, "volatility", "Fin")
    assert drafts.set_text(pairs, "tone", "Legal") == (("volatility", "Fin"), ("tone", "Legal"))
    assert drafts.set_text(pairs, "tone", "") == (("volatility", "Fin"), ("tone", ""))
    assert drafts.set_text(pairs, "tone", None) == (("volatility", "Fin"),)
