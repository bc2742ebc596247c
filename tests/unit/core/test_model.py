from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from ragft_tui.core.model import Answer, Capability, Draft, Project
from tests.support.projects import described, project_of


@pytest.mark.parametrize(
    ("draft", "begun"),
    [
        (Draft(), False),
        (Draft(name=""), True),
        (Draft(description=""), True),
        (Draft(notes=""), True),
        (Draft(override=""), True),
        (Draft(because=(("tone", ""),)), True),
        (Draft(answers=(("examples", ""),)), True),
    ],
)
def test_an_empty_text_in_progress_is_one_and_none_is_not(draft: Draft, begun: bool) -> None:  # noqa: FBT001
    assert bool(draft) is begun


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [("One", "Does.", True), ("", "Does.", False), ("One", "", False), ("", "", False)],
)
def test_questions_can_be_asked_once_name_and_description_are_accepted(
    name: str,
    description: str,
    expected: bool,  # noqa: FBT001
) -> None:
    assert Capability("one", name, description).described is expected


def test_answers_say_as_much_as_a_description() -> None:
    answered = (Answer("citations", "required"),)
    assert Capability("one", "One", answers=answered).described
    assert not Capability("one", answers=answered).described


def test_an_answer_is_found_by_its_question() -> None:
    item = described("One", tone="none", examples=0)
    assert item.answer("examples") == Answer("examples", 0)
    assert item.answer("citations") is None


def test_a_capability_is_found_by_its_id() -> None:
    project = project_of(described("One"), described("Two"))
    assert project.capability("two") == described("Two")
    assert project.capability("gone") is None


def test_a_changed_capability_stands_in_the_place_of_the_old_one() -> None:
    project = project_of(described("One"), described("Two"), described("Three"))
    changed = replace(described("Two"), notes="A note.")
    after = project.with_capability(changed)
    assert after.capabilities == (described("One"), changed, described("Three"))
    assert project.capabilities[1] == described("Two")


@pytest.mark.parametrize(
    ("thing", "field"), [(Project("App"), "name"), (described("One"), "id"), (Draft(), "name")]
)
def test_nothing_is_changed_in_place(thing: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(thing, field, "other")


def test_projects_can_be_cached_whatever_other_programs_keep_in_them() -> None:
    assert len({Project("App", tool={"editor": []}), Project("App", tool={"editor": []})}) == 1
