"""Decisions and changes in the review: on one, where a reason is an error, and on many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.decision import ReviewState, review_state
from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.core.interview import Trial
from ragft_tui.core.model import Answer, Draft, VerdictType
from ragft_tui.session import review
from ragft_tui.session.interview import Answered
from ragft_tui.session.review import Outcome, dropped_sentence
from ragft_tui.session.session import Session
from tests.support.projects import described
from tests.unit.session.conftest import Opens, names

REFUNDS = described("Refunds", volatility="daily")
TONE = described("Tone", "Answers kindly.", tone="strict")
NOTHING = described("Nothing")
HALF = replace(described("Half"), description="")


def decisions(session: Session) -> dict[str, str]:
    return {item.name: item.review.decision for item in session.project.capabilities if item.review}


def test_one_verdict_is_accepted_with_name_and_day(opens: Opens) -> None:
    session = opens(REFUNDS, TONE)
    outcome = review.accept(session, session.project.capabilities[:1], "x")
    assert outcome.sentence("u") == "Accepted: “Refunds” (retrieval); u undoes it."
    assert outcome.done == {"refunds"}
    decided = session.project.capabilities[0].review
    assert decided
    assert (decided.by, decided.on.isoformat()) == ("ada", "2026-11-22")
    with pytest.raises(InvalidAnswerError, match="it is already accepted by ada"):
        review.accept(session, session.project.capabilities[:1], "x")


def test_one_verdict_that_cannot_be_accepted_is_an_error(opens: Opens) -> None:
    session = opens(NOTHING)
    with pytest.raises(InvalidAnswerError, match="there is no evidence yet"):
        review.accept(session, session.project.capabilities, "x")
    assert session.undo().label is None


def test_one_override_is_replaced_and_among_many_it_stays(opens: Opens) -> None:
    session = opens(REFUNDS, TONE)
    refunds = session.project.capabilities[0]
    review.override(session, refunds, VerdictType.BOTH, " As agreed ")
    outcome = review.accept(session, session.project.capabilities, "x")
    assert decisions(session) == {"Refunds": "overridden", "Tone": "accepted"}
    assert outcome.done == {"tone"}
    assert outcome.left_out == ((1, "overridden; x withdraws that first"),)
    review.accept(session, session.project.capabilities[:1], "x")
    assert decisions(session) == {"Refunds": "accepted", "Tone": "accepted"}


def test_many_are_accepted_in_one_change_and_the_others_are_told_with_the_reason(
    opens: Opens,
) -> None:
    session = opens(REFUNDS, NOTHING, HALF, TONE)
    outcome = review.accept(session, session.project.capabilities, "x")
    assert outcome.sentence("u") == (
        "2 verdicts accepted; u undoes it. Left out 2: no evidence yet. Left "
        "out 3: not described yet."
    )
    assert outcome.done == {"refunds", "tone"}
    again = review.accept(session, session.project.capabilities, "x")
    assert (again.change, again.done) == ("", frozenset({"refunds", "tone"}))
    session.undo()
    assert decisions(session) == {}


def test_a_stale_decision_is_accepted_anew_among_many(opens: Opens) -> None:
    session = opens(REFUNDS, TONE)
    review.accept(session, session.project.capabilities[:1], "x")
    review.answer(session, session.project.capabilities[:1], Answered("tone", "strict"))
    assert review_state(session.current("refunds"), session.rulebook) is ReviewState.STALE
    outcome = review.accept(session, session.project.capabilities, "x")
    assert (outcome.change, outcome.left_out) == ("2 verdicts accepted", ())
    assert review_state(session.current("refunds"), session.rulebook) is ReviewState.ACCEPTED


def test_nobody_decides_who_did_not_say_so(opens: Opens) -> None:
    session = opens(REFUNDS, TONE, by="ask")
    for items in (session.project.capabilities[:1], session.project.capabilities):
        with pytest.raises(InvalidAnswerError, match="nobody has said"):
            review.accept(session, items, "x")
    with pytest.raises(InvalidAnswerError, match="nobody has said"):
        review.override(session, session.project.capabilities[0], VerdictType.BOTH, "So")
    assert decisions(session) == {}


def test_an_override_needs_a_reason_and_another_type(opens: Opens) -> None:
    session = opens(REFUNDS)
    (refunds,) = session.project.capabilities
    with pytest.raises(InvalidAnswerError, match="needs a reason"):
        review.override(session, refunds, VerdictType.BOTH, "  ")
    with pytest.raises(InvalidAnswerError, match="is already the verdict"):
        review.override(session, refunds, VerdictType.RETRIEVAL, "So")
    review.override(session, refunds, VerdictType.BOTH, " As agreed ")
    decided = session.project.capabilities[0].review
    assert decided
    assert (decided.type, decided.because) == (VerdictType.BOTH, "As agreed")
    assert session.undo().label == "the override on “Refunds”"


def test_decisions_are_taken_back_where_there_are_some(opens: Opens) -> None:
    session = opens(REFUNDS, TONE, NOTHING)
    with pytest.raises(UsageError, match="there is no decision to withdraw"):
        review.reopen(session, session.project.capabilities)
    review.accept(session, session.project.capabilities[:2], "x")
    outcome = review.reopen(session, session.project.capabilities)
    assert outcome.change == "2 decisions withdrawn"
    assert outcome.done == {"refunds", "tone", "nothing"}
    assert decisions(session) == {}
    assert session.undo().label == "the withdrawal of 2 decisions"
    assert len(decisions(session)) == 2


def test_a_note_is_set_and_a_blank_one_takes_it_away(opens: Opens) -> None:
    session = opens(REFUNDS)
    review.draft_note(session, "refunds", "Ask Le")
    assert review.note_so_far(session.current("refunds")) == "Ask Le"
    review.note(session, session.current("refunds"), " Ask Legal ")
    assert session.current("refunds").notes == "Ask Legal"
    assert session.current("refunds").notes_by == "ada"
    assert session.current("refunds").draft == Draft()
    assert review.note_so_far(session.current("refunds")) == "Ask Legal"
    review.note(session, session.current("refunds"), "  ")
    assert session.current("refunds").notes == session.current("refunds").notes_by == ""
    assert session.undo().label == "the note on “Refunds”"


def test_one_answer_is_given_to_many_and_left_out_where_nothing_is_described(
    opens: Opens,
) -> None:
    legal = replace(REFUNDS, answers=(Answer("tone", "none", "Legal"),))
    session = opens(legal, HALF, TONE)
    outcome = review.answer(session, session.project.capabilities, Answered("tone", "strict"))
    assert outcome.change == "“Must it write in one particular way?” answered on 2 capabilities"
    assert outcome.left_out == ((2, "not described yet"),)
    assert outcome.done == {"refunds", "tone"}
    assert outcome.dropped == ("Legal",)
    session.undo()
    assert session.current("refunds").because("tone", "none") == "Legal"


def test_an_answer_to_many_carries_its_because(opens: Opens) -> None:
    session = opens(REFUNDS, TONE)
    review.answer(session, session.project.capabilities, Answered("tone", "none", "Ada"))
    given = [item.answer("tone") for item in session.project.capabilities]
    assert given == [Answer("tone", "none", "Ada")] * 2


def test_an_answer_that_the_question_does_not_take_changes_nothing(opens: Opens) -> None:
    session = opens(REFUNDS, TONE)
    with pytest.raises(InvalidAnswerError, match="not one of the options"):
        review.answer(session, session.project.capabilities, Answered("tone", "loud"))
    assert session.undo().label is None


def test_nothing_is_answered_where_nothing_is_described(opens: Opens) -> None:
    session = opens(HALF)
    outcome = review.answer(session, session.project.capabilities, Answered("tone", "none"))
    assert (outcome.change, outcome.done) == ("", frozenset())
    assert session.undo().label is None


def test_a_trial_is_kept_in_one_change(opens: Opens) -> None:
    session = opens(replace(TONE, answers=(Answer("tone", "strict", "Ada"),)))
    question = session.rulebook.question("tone")
    trial = Trial.of(session.current("tone")).with_value(question, "none")
    kept = review.keep_trial(session, trial, "u")
    assert kept == (
        "1 answer of “Tone” kept; u undoes it. "
        "“Ada” stood behind the other answer and is dropped; u undoes it."
    )
    other = session.rulebook.question("volatility")
    two = Trial.of(session.current("tone")).with_value(question, "strict")
    kept = review.keep_trial(session, two.with_value(other, "daily"), "u")
    assert kept == "2 answers of “Tone” kept; u undoes it."
    assert session.undo().label == "the answers of “Tone”"


def test_a_copy_is_put_below_without_the_decision(opens: Opens) -> None:
    session = opens(REFUNDS, TONE)
    review.accept(session, session.project.capabilities[:1], "x")
    copy = review.duplicate(session, session.current("refunds"))
    assert names(session.project) == ["Refunds", "Refunds (copy)", "Tone"]
    assert session.current(copy).review is None
    assert session.undo().label == "the copy of “Refunds”"


def test_a_capability_is_moved_to_another_place_in_the_file(opens: Opens) -> None:
    session = opens(REFUNDS, TONE, NOTHING)
    review.move(session, session.current("nothing"), 0)
    assert names(session.project) == ["Nothing", "Refunds", "Tone"]
    assert session.undo().label == "the move of “Nothing”"


def test_capabilities_are_removed_in_one_change(opens: Opens) -> None:
    session = opens(REFUNDS, TONE, NOTHING)
    assert review.remove(session, [session.current("tone")], "u") == (
        "“Tone” deleted; u restores it."
    )
    assert review.remove(session, session.project.capabilities, "u") == (
        "2 capabilities deleted; u restores them."
    )
    assert session.project.capabilities == ()
    assert session.undo().label == "the deletion of 2 capabilities"
    assert names(session.project) == ["Refunds", "Nothing"]
    with pytest.raises(UsageError, match="the capability is gone"):
        session.current("tone")


def test_the_application_gets_another_name(opens: Opens) -> None:
    session = opens(REFUNDS)
    review.draft_name(session, "Clai")
    assert review.name_so_far(session.project) == "Clai"
    review.rename(session, " Claims ")
    assert review.name_so_far(session.project) == session.project.name == "Claims"
    assert session.undo().label == "the name of the application"
    with pytest.raises(InvalidAnswerError, match="the name is empty"):
        review.rename(session, " ")


def test_a_reason_in_progress_comes_before_one_that_was_given(opens: Opens) -> None:
    session = opens(REFUNDS)
    assert review.override_so_far(session.current("refunds")) == ""
    review.override(session, session.current("refunds"), VerdictType.BOTH, "So")
    assert review.override_so_far(session.current("refunds")) == "So"
    review.draft_override(session, "refunds", "So and")
    assert review.override_so_far(session.current("refunds")) == "So and"


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome("accept “A”", frozenset({"a"})), "accept “A”; u undoes it."),
        (Outcome("", frozenset()), "Nothing was changed."),
        (
            Outcome("", frozenset(), ((2, "no evidence yet"), (5, "no evidence yet"))),
            "Nothing was changed. Left out 2, 5: no evidence yet.",
        ),
        (
            Outcome("x", frozenset(), tuple((number, "why") for number in range(1, 11))),
            "x; u undoes it. Left out 1, 2, 3, 4, 5, 6, 7, 8 and 2 more: why.",
        ),
        (
            Outcome("x", frozenset(), tuple((number, "why") for number in range(1, 10))),
            "x; u undoes it. Left out 1, 2, 3, 4, 5, 6, 7, 8 and 1 more: why.",
        ),
        (
            Outcome("x", frozenset(), tuple((number, "why") for number in range(1, 9))),
            "x; u undoes it. Left out 1, 2, 3, 4, 5, 6, 7, 8: why.",
        ),
        (
            Outcome("x", frozenset(), ((1, "why"), (2, "other"), (3, "why")), ("Legal",)),
            "x; u undoes it. Left out 1, 3: why. Left out 2: other. "
            + dropped_sentence(("Legal",), "u"),
        ),
    ],
)
def test_an_outcome_is_a_sentence_on_what_was_done_and_one_for_each_reason(
    outcome: Outcome, sentence: str
) -> None:
    assert outcome.sentence("u") == sentence


def test_becauses_that_were_dropped_are_named_or_counted() -> None:
    assert dropped_sentence((), "u") == ""
    one = "“Legal” stood behind the other answer and is dropped; u undoes it."
    assert dropped_sentence(("Legal",), "u") == one
    four = "“Legal” and 3 more stood behind other answers and are dropped; u undoes it."
    assert dropped_sentence(("Legal", "b", "c", "d"), "u") == four
