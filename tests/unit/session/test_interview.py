"""The interview in a session: each step is saved, can be undone, and says where it led."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import DESCRIBE, InterviewPosition
from ragft_tui.core.interview.route import NEW_PAGE
from ragft_tui.core.model import Answer, Draft
from ragft_tui.core.verdict import flips, reachable
from ragft_tui.core.verdict.remaining import questions_left
from ragft_tui.session import interview as steps
from ragft_tui.session.interview import Answered
from ragft_tui.session.session import Session
from tests.support.projects import described, packaged_rulebook
from tests.unit.session.conftest import Opens

DONE = {question.id: "unknown" for question in packaged_rulebook().questions}


def only(session: Session) -> Draft:
    (item,) = session.project.capabilities
    return item.draft


def test_describing_leads_to_the_first_question_and_is_undone_by_name(opens: Opens) -> None:
    session = opens()
    moved = steps.describe(session, "Refunds", "Says whether a refund is due.")
    assert (moved.left, moved.at_end) == (None, False)
    assert session.interview.position == InterviewPosition("refunds", "volatility")
    assert session.undo().sentence == "Undone: the description of “Refunds”."
    steps.describe(session, "Re\nfunds\x1b", "Says whether a refund is due.")
    assert session.undo().label == "the description of “Re funds␛”"
    assert session.interview.position == NEW_PAGE


def test_what_cannot_be_described_changes_nothing(opens: Opens) -> None:
    session = opens()
    with pytest.raises(InvalidAnswerError, match="the description is empty"):
        steps.describe(session, "Refunds", " ")
    assert session.project.capabilities == ()
    assert session.undo().label is None


def test_an_answer_goes_on_and_keeps_what_was_typed_behind_it(opens: Opens) -> None:
    session = opens(described("Refunds"))
    steps.draft_answer(session, because="Legal", number="")
    moved = steps.answer(session, Answered("volatility", "weekly"))
    assert moved.left is None
    (item,) = session.project.capabilities
    assert item.answers == (Answer("volatility", "weekly", "Legal"),)
    assert (
        session.undo().sentence
        == "Undone: the answer to “How often do the facts change?” on “Refunds”."
    )


def test_an_answer_carries_its_because_and_tells_of_one_that_it_drops(opens: Opens) -> None:
    session = opens(described("Refunds"))
    steps.answer(session, Answered("volatility", "weekly", "Legal"))
    steps.go_back(session)
    moved = steps.answer(session, Answered("volatility", "daily"))
    assert moved.dropped == ("Legal",)
    (item,) = session.project.capabilities
    assert item.answers == (Answer("volatility", "daily"),)


def test_what_was_considered_changes_nothing_and_is_not_worked_out_again(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[object] = []

    def count(*arguments: object) -> list[float]:
        worked_out.append(arguments)
        return questions_left(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(flips, "questions_left", count)
    session = opens(described("Considered"))  # like no other, of which all would be known
    before = session.interview
    reachable._weigh.cache_clear()
    worked_out.clear()
    considered = steps.consider(session, "weekly")
    assert session.interview is before
    assert session.undo().label is None
    assert len(worked_out) == 1
    steps.answer(session, Answered("volatility", "weekly"))
    assert session.interview.position == considered.position
    assert len(worked_out) == 1
    with pytest.raises(InvalidAnswerError, match="no option"):
        steps.consider(session, "no option")


def test_only_the_question_that_is_asked_is_answered(opens: Opens) -> None:
    session = opens(described("Refunds"))
    with pytest.raises(InvalidAnswerError, match="not asked here"):
        steps.answer(session, Answered("tone", "strict"))
    steps.describe_another(session)
    with pytest.raises(InvalidAnswerError, match="not asked here"):
        steps.answer(session, Answered("volatility", "weekly"))


def test_the_last_answer_leads_to_the_verdict_and_on_from_there(
    opens: Opens,
) -> None:
    almost = {key: value for key, value in DONE.items() if key != "volatility"}
    session = opens(described("Refunds", **{**almost, "source": "live"}), described("Prices"))
    moved = steps.answer(session, Answered("volatility", "weekly"))
    assert moved.left is None
    assert session.interview.at_verdict
    moved = steps.skip(session)
    assert moved.left
    assert moved.left.name == "Refunds"
    assert moved.left.answer("volatility")
    assert not moved.at_end


def test_a_capability_without_a_description_has_no_verdict_to_pass(opens: Opens) -> None:
    session = opens(described("Prices"))
    steps.describe_another(session)
    steps.draft_description(session, name="Half a na")
    moved = steps.skip(session)
    assert moved.left


def test_skipping_is_no_change_and_the_end_is_said(opens: Opens) -> None:
    session = opens(described("Refunds"))
    steps.skip(session)
    assert session.interview.position == InterviewPosition("refunds", "citations")
    assert steps.skip_capability(session).left is not None
    assert session.interview.position == NEW_PAGE
    assert steps.finish(session).at_end
    assert session.undo().label is None


def test_there_is_nothing_before_the_beginning(opens: Opens) -> None:
    session = opens(described("Refunds"))
    assert steps.go_back(session) is not None
    assert session.interview.position == InterviewPosition("refunds", DESCRIBE)
    assert steps.go_back(session) is None


def test_a_because_can_be_said_before_and_behind_an_answer(opens: Opens) -> None:
    session = opens(described("Refunds"))
    steps.set_because(session, "Legal", "weekly")
    assert only(session).because == (("volatility", "Legal"),)
    assert (
        session.undo().sentence
        == "Undone: what stands behind the answer to “How often do the facts change?” on “Refunds”."
    )
    steps.answer(session, Answered("volatility", "weekly"))
    steps.go_back(session)
    steps.set_because(session, "Ada")
    assert session.project.capabilities[0].because("volatility", "weekly") == "Ada"


def test_texts_in_progress_are_kept_where_they_are_not_accepted(opens: Opens) -> None:
    session = opens(described("Refunds"))
    steps.edit_description(session)
    assert steps.texts_in_progress(session) == ("Refunds", "Does Refunds.")
    steps.draft_description(session, description="Does more.")
    assert steps.texts_in_progress(session) == ("Refunds", "Does more.")
    assert only(session) == Draft(description="Does more.")
    steps.draft_description(session, name="Claims")
    assert only(session) == Draft(name="Claims", description="Does more.")
    steps.draft_description(session, name="Refunds", description="Does Refunds.")
    assert only(session) == Draft()


def test_a_typed_number_and_because_are_kept_until_they_are_accepted(opens: Opens) -> None:
    almost = {key: value for key, value in DONE.items() if key != "examples"}
    almost = {**almost, "tone": "strict"}
    session = opens(described("Tone", "Answers kindly.", **almost))
    assert session.interview.position == InterviewPosition("tone", "examples")
    steps.draft_answer(session, because="Ada", number="12")
    assert only(session) == Draft(because=(("examples", "Ada"),), answers=(("examples", "12"),))
    steps.answer(session, Answered("examples", 12))
    session.go(session.interview.jump(InterviewPosition("tone", "examples")))
    steps.draft_answer(session, because="Ada", number="12")
    assert only(session) == Draft()
    steps.draft_answer(session, because="Ada", number="")
    assert only(session) == Draft()


def test_a_band_that_a_because_waits_for_stays_where_no_number_is_typed(opens: Opens) -> None:
    almost = {key: value for key, value in DONE.items() if key != "examples"}
    session = opens(described("Tone", "Answers kindly.", **{**almost, "tone": "strict"}))
    steps.set_because(session, "Ada", "few")
    steps.draft_answer(session, because="Ada Byron", number="")
    waiting = Draft(because=(("examples", "Ada Byron"),), answers=(("examples", "few"),))
    assert only(session) == waiting
    steps.draft_answer(session, because="Ada Byron", number="70")
    assert only(session) == replace(waiting, answers=(("examples", "70"),))


def test_where_no_question_is_asked_nothing_is_kept_of_one(opens: Opens) -> None:
    session = opens()
    steps.draft_answer(session, because="Ada", number="")
    assert session.project.capabilities == ()


def test_describing_again_ends_with_the_description(opens: Opens) -> None:
    session = opens(described("Refunds", volatility="weekly"), described("Prices"))
    (refunds, _) = session.project.capabilities
    steps.describe_again(session, refunds)
    assert session.interview.position == InterviewPosition("refunds", DESCRIBE)
    steps.describe(session, "Refunds", "Does more.")
    assert session.interview.at_verdict
    assert session.project.capabilities[0].description == "Does more."
    assert steps.skip(session).at_end
    assert steps.resume(session)
    assert session.interview.position is not None


def test_describing_again_without_a_change_ends_at_once(opens: Opens) -> None:
    session = opens(described("Refunds", volatility="weekly"), described("Prices"))
    (refunds, _) = session.project.capabilities
    steps.describe_again(session, refunds)
    assert steps.describe(session, refunds.name, refunds.description).at_end


def test_a_first_description_is_followed_by_its_questions(opens: Opens) -> None:
    session = opens(replace(described("Half"), description=""), described("Prices"))
    steps.describe_again(session, session.project.capabilities[0])
    assert not steps.describe(session, "Half", "Does half.").at_end
    assert session.interview.position == InterviewPosition("half", "volatility")


def test_the_interview_goes_to_a_chosen_capability_or_to_the_next_with_a_question(
    opens: Opens,
) -> None:
    items = (described("Refunds"), described("Prices", **DONE), described("Tone"))
    session = opens(*items)
    for index, there in ((2, "tone"), (1, "tone"), (0, "refunds")):
        assert steps.resume(session, session.project.capabilities[index])
        assert session.interview.position == InterviewPosition(there, "volatility")


def test_the_description_is_edited_where_the_interview_is_and_not_at_its_end(opens: Opens) -> None:
    session = opens(described("Refunds"))
    steps.edit_description(session)
    assert session.interview.position == InterviewPosition("refunds", DESCRIBE)
    steps.finish(session)
    assert steps.edit_description(session).at_end


def test_the_interview_is_resumed_where_something_is_open(opens: Opens) -> None:
    session = opens(described("Refunds"), described("Prices", **DONE))
    steps.finish(session)
    assert steps.resume(session)
    assert session.interview.position == InterviewPosition("refunds", "volatility")
    done = opens(described("Refunds", **DONE))
    assert not steps.resume(done)
    assert done.interview.position is None


def test_another_capability_is_described_once_the_one_that_was_begun_is(opens: Opens) -> None:
    session = opens(described("Prices"))
    steps.describe_another(session)
    steps.draft_description(session, "Refu")
    begun = session.interview.position
    steps.finish(session)
    steps.describe_another(session)
    assert session.interview.position == begun
    assert len(session.project.capabilities) == 2
    assert "begun and not yet described" in session.take_news()
    steps.describe(session, "Refunds", "Says whether a refund is due.")
    steps.describe_another(session)
    assert session.interview.position == NEW_PAGE


def test_a_last_question_that_nobody_counted_on_says_why_it_comes(opens: Opens) -> None:
    session, told = opens(described("Refunds")), []
    while session.interview.question is not None:
        told.append(steps.describe_progress(session))
        steps.answer(session, Answered(session.interview.question.id, "unknown"))
    ones = [each for each in told if each.startswith("about 1 to go")]
    assert len(ones) <= 1
    assert told[-1].startswith(("a further question, which can change", "about 1 to go"))


def test_a_last_question_of_a_settled_verdict_is_not_said_to_change_it(opens: Opens) -> None:
    session = opens(described("Refunds"))
    for answer in ("static", "none", "strict", "none", "not_tried"):
        assert session.interview.question is not None
        steps.answer(session, Answered(session.interview.question.id, answer))
    assert session.interview.question is not None
    assert session.interview.question.id == "examples"
    told = "a further question, on what the verdict needs"
    assert steps.describe_progress(session) == f"{told} · {steps.SETTLED}"
