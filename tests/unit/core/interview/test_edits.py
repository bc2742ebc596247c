from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import edits
from ragft_tui.core.model import Answer, Capability, Draft, Project, Review, VerdictType
from ragft_tui.core.text import FIELD_CHARACTERS, FIELD_LINES
from tests.support.projects import described, project_of

TODAY = date(2026, 11, 22)
ACCEPTED = Review("accepted", VerdictType.RETRIEVAL, "small 1", TODAY)
OVERRIDDEN = replace(
    ACCEPTED, decision="overridden", type=VerdictType.BOTH, because="Legal wants the tone too."
)
FULL = Draft("na", "de", "no", "ov", (("tone", "be"),), (("examples", "1"),), (("tone", "br"),))


class TestChecked:
    @pytest.mark.parametrize(
        "text", ["", "   ", "\n\t\r\n", "\u2028", "\u3000", "\u200b\u2060", "\u202e\ufeff "]
    )
    def test_what_has_no_text_is_empty(self, text: str) -> None:
        with pytest.raises(InvalidAnswerError, match="the name is empty; a few words are enough"):
            edits.check_text(text, "the name")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("x" * (FIELD_CHARACTERS + 1), "the note has 65,537 characters"),
            ("x\n" * FIELD_LINES + "x", "the note has 2,001 lines"),
        ],
    )
    def test_what_does_not_fit_is_told_with_its_measure(self, text: str, told: str) -> None:
        with pytest.raises(InvalidAnswerError, match=told):
            edits.check_text(text, "the note")

    @pytest.mark.parametrize("text", ["x" * FIELD_CHARACTERS, "\n".join("x" * FIELD_LINES)])
    def test_what_just_fits_is_taken(self, text: str) -> None:
        assert edits.check_text(text, "the note") == text

    def test_white_space_around_it_does_not_count(self) -> None:
        assert edits.check_text("\n " + "x" * FIELD_CHARACTERS + "\r\n", "it").startswith("xx")

    def test_it_is_cleaned(self) -> None:
        assert edits.check_text(" a\r\nb\x1b[2J ", "it") == "a\nb␛[2J"

    def test_a_line_is_folded(self) -> None:
        assert edits.check_line(" a\r\nb\t c ", "it") == "a b c"

    def test_a_because_may_be_empty(self) -> None:
        assert edits.check_because(" \n ") == ""
        assert edits.check_because(" Legal,\n3 May ") == "Legal, 3 May"


class TestIds:
    def test_each_is_new_and_made_of_the_name(self) -> None:
        project, ids = Project("App"), []
        for name in ["Refunds", "Refunds", "refunds!", "", "👍", "Refunds 2"]:
            project, new_id = edits.add(project, name, "Does it.")
            ids.append(new_id)
        assert ids == [
            *("refunds", "refunds-2", "refunds-3", "capability", "capability-2", "refunds-2-2"),
        ]
        assert [item.id for item in project.capabilities] == ids

    def test_a_page_in_progress_may_become_what_its_own_id_says(self) -> None:
        project, page = edits.set_draft(Project("App"), "", Draft(name="New"))
        assert page == "new"
        assert edits.describe(project, page, "New", "It is new.")[1] == "new"

    def test_a_new_name_does_not_change_the_id(self) -> None:
        project, new_id = edits.describe(project_of(described("One")), "one", "Two", "Other.")
        assert new_id == "one"
        assert project.capabilities[0] == Capability("one", "Two", "Other.")

    @pytest.mark.parametrize(
        "edit", ["describe", "answer", "set_because", "set_name", "set_notes", "set_review"]
    )
    def test_an_edit_of_what_is_not_there_is_a_mistake_of_the_caller(self, edit: str) -> None:
        arguments = {
            "describe": ("name", "description"),
            "answer": ("tone", "none"),
            "set_because": ("tone", "Legal"),
            "set_name": ("tone", "house"),
            "set_notes": ("text", "ada"),
            "set_review": (None,),
        }
        with pytest.raises(KeyError, match="gone"):
            getattr(edits, edit)(Project("App"), "gone", *arguments[edit])


class TestDraftsAreKeptUntilTheirTextIsAccepted:
    PROJECT = project_of(
        described("Other"), replace(described("One", tone="none", examples=3), draft=FULL)
    )

    def draft_after(self, project: Project) -> Draft:
        assert project.capabilities[0] == described("Other")
        return project.capabilities[1].draft

    def test_describing_takes_name_and_description(self) -> None:
        project, _ = edits.describe(self.PROJECT, "one", "na", "de")
        assert self.draft_after(project) == replace(FULL, name=None, description=None)

    def test_answering_takes_what_belongs_to_the_question(self) -> None:
        project = edits.answer(self.PROJECT, "one", "tone", "strict")
        assert self.draft_after(project) == replace(FULL, because=(), named=())
        assert project.capabilities[1].named == (("tone", "br"),)
        project = edits.answer(self.PROJECT, "one", "examples", 12)
        assert self.draft_after(project) == replace(FULL, answers=())

    def test_a_because_takes_only_itself(self) -> None:
        project = edits.set_because(self.PROJECT, "one", "tone", "Legal")
        assert self.draft_after(project) == replace(FULL, because=())
        project = edits.set_because(self.PROJECT, "one", "examples", "Legal")
        assert self.draft_after(project) == FULL
        assert project.capabilities[1].answers[1] == Answer("examples", 3, "Legal")

    def test_a_note_takes_the_note(self) -> None:
        project = edits.set_notes(self.PROJECT, "one", "no", "ada")
        assert self.draft_after(project) == replace(FULL, notes=None)
        assert project.capabilities[1].notes == "no"

    def test_a_name_takes_only_itself(self) -> None:
        project = edits.set_name(self.PROJECT, "one", "tone", "brand voice")
        assert self.draft_after(project) == replace(FULL, named=())
        assert project.capabilities[1].named == (("tone", "brand voice"),)

    def test_an_override_takes_its_reason_and_no_other_decision_does(self) -> None:
        project = edits.set_review(self.PROJECT, "one", OVERRIDDEN)
        assert self.draft_after(project) == replace(FULL, override=None)
        for other in (ACCEPTED, None):
            project = edits.set_review(self.PROJECT, "one", other)
            assert self.draft_after(project) == FULL
            assert project.capabilities[1].review == other

    def test_a_new_title_takes_that_of_the_project(self) -> None:
        titled = replace(self.PROJECT, draft=Draft(name="Ap", description="All of"))
        project = edits.rename(titled, "Apps")
        assert (project.name, project.description) == ("Apps", titled.description)
        assert project.draft == Draft(description="All of")
        assert project.capabilities == self.PROJECT.capabilities


class TestRemove:
    def test_only_the_one_that_is_named_goes(self) -> None:
        project = project_of(described("One"), described("Two"), described("Three"))
        assert edits.remove(project, "two") == project_of(described("One"), described("Three"))
        assert edits.remove(project, "gone") == project


class TestRearranging:
    def test_a_copy_stands_below_under_its_own_id_and_without_what_was_decided(self) -> None:
        refunds = replace(
            described("Refunds", tone="strict"), notes="Ask.", review=ACCEPTED, draft=FULL
        )
        project, copy = edits.duplicate(project_of(refunds, described("Voice")), "refunds")
        assert [item.id for item in project.capabilities] == ["refunds", copy, "voice"]
        found = project.capability(copy)
        assert found == Capability(
            copy, "Refunds (copy)", refunds.description, "Ask.", refunds.answers
        )
        assert copy == "refunds-copy"
        again, second = edits.duplicate(project, "refunds")
        assert second == "refunds-copy-2"
        assert len(again.capabilities) == 4

    def test_a_name_that_fills_its_field_is_copied_as_it_is(self) -> None:
        long = replace(described("Refunds"), name="x" * FIELD_CHARACTERS)
        project, copy = edits.duplicate(project_of(long), "refunds")
        found = project.capability(copy)
        assert found is not None
        assert found.name == long.name

    @pytest.mark.parametrize(
        ("index", "order"),
        [(0, "bac"), (1, "abc"), (2, "acb")],
    )
    def test_a_capability_is_moved_to_an_index(self, index: int, order: str) -> None:
        project = project_of(*(described(name) for name in "abc"))
        moved = edits.move(project, "b", index)
        assert "".join(item.id for item in moved.capabilities) == order
