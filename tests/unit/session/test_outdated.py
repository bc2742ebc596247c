"""Reviews of an earlier edition: listed once, and accepted as they are now in one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ragft_tui.core.decision import ReviewState, review_state
from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.model import Capability, Review, VerdictType
from ragft_tui.session.outdated import (
    accept_outdated,
    describe_outdated,
    describe_outdated_review,
    take_outdated_reviews,
)
from ragft_tui.session.session import Session
from tests.support.projects import described
from tests.unit.session.conftest import Opens

DAY = date(2026, 5, 3)
JUDGED = Review("accepted", VerdictType.BOTH, "default 1", DAY, "Mara")
REFUNDS = replace(described("Refunds", volatility="daily", citations="required"), review=JUDGED)
TONE = replace(
    described("Tone", "Answers kindly.", tone="strict"),
    review=replace(
        JUDGED, decision="overridden", type=VerdictType.RETRIEVAL, because="Legal", by=""
    ),
)
HOLDS = replace(
    described("Holds", tone="strict"), review=replace(JUDGED, judged=VerdictType.FINETUNING)
)
NOTHING = replace(described("Nothing"), review=replace(JUDGED, judged=VerdictType.PROMPTING))


def states(session: Session) -> list[ReviewState]:
    return [review_state(item, session.rulebook) for item in session.project.capabilities]


def lines(session: Session) -> list[str]:
    found = take_outdated_reviews(session)
    return [line for each in found for line in describe_outdated_review(each)]


def test_they_are_listed_once_with_what_was_judged_and_what_it_is_now(opens: Opens) -> None:
    session = opens(REFUNDS, HOLDS, TONE)
    assert [each.number for each in session.outdated] == [1, 3]
    assert lines(session) == [
        "1. Refunds: both accepted by Mara on 2026-05-03; now retrieval, lean",
        "Behaviour is no longer part of the verdict: nothing asks for it",
        "3. Tone: both overridden with retrieval on 2026-05-03; now fine-tuning, lean",
        "Knowledge is no longer part of the verdict: nothing asks for it",
    ]
    assert take_outdated_reviews(session) == ()


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        (
            (REFUNDS,),
            (
                "1 decision made under the default rulebook, edition 1, needs another "
                "look: the default rulebook, edition 2, comes to another verdict."
            ),
        ),
        (
            (REFUNDS, replace(TONE, review=replace(JUDGED, rulebook="house 7"))),
            (
                "2 decisions made under the default rulebook, edition 1 and the house "
                "rulebook, edition 7, need another look: the default rulebook, edition "
                "2, comes to other verdicts."
            ),
        ),
    ],
)
def test_a_sentence_says_how_many_and_by_what(
    opens: Opens, items: tuple[Capability, ...], sentence: str
) -> None:
    session = opens(*items)
    assert describe_outdated(session, take_outdated_reviews(session)) == sentence


def test_all_are_accepted_as_they_are_now_in_one_change(opens: Opens) -> None:
    voice = replace(TONE, review=JUDGED)
    session = opens(REFUNDS, HOLDS, voice, by="Grace")
    outcome = accept_outdated(session, take_outdated_reviews(session), "x")
    assert outcome.sentence("u") == "2 verdicts accepted; u undoes it."
    first, second, third = (item.review for item in session.project.capabilities)
    today = date(2026, 11, 22)
    assert first == Review("accepted", VerdictType.RETRIEVAL, "default 2", today, "Grace")
    assert third == Review("accepted", VerdictType.FINETUNING, "default 2", today, "Grace")
    assert second == HOLDS.review
    session.undo()
    assert session.project.capabilities == (REFUNDS, HOLDS, voice)


def test_what_a_person_put_in_the_place_of_a_verdict_stays_beside_others(opens: Opens) -> None:
    chosen = replace(JUDGED, decision="overridden", type=VerdictType.FINETUNING, because="Legal")
    agreed = replace(TONE, id="agreed", review=chosen)
    session = opens(REFUNDS, TONE, agreed)
    outcome = accept_outdated(session, take_outdated_reviews(session), "x")
    assert outcome.left_out == ((2, "overridden; x withdraws that first"),)
    assert states(session) == [ReviewState.ACCEPTED, ReviewState.STALE, ReviewState.ACCEPTED]


def test_one_without_evidence_stays_stale_beside_others(opens: Opens) -> None:
    session = opens(REFUNDS, NOTHING)
    outcome = accept_outdated(session, take_outdated_reviews(session), "x")
    assert outcome.left_out == ((2, "no evidence yet"),)
    assert states(session) == [ReviewState.ACCEPTED, ReviewState.STALE]


def test_one_that_was_removed_since_is_left_out(opens: Opens) -> None:
    session = opens(REFUNDS, TONE)
    found = take_outdated_reviews(session)
    session.edit("remove", replace(session.project, capabilities=(REFUNDS,)))
    accept_outdated(session, found, "x")
    assert states(session) == [ReviewState.ACCEPTED]


def test_nothing_is_accepted_in_the_name_of_nobody(opens: Opens) -> None:
    session = opens(REFUNDS, by="ask")
    found = take_outdated_reviews(session)
    with pytest.raises(InvalidAnswerError, match="who decides"):
        accept_outdated(session, found, "x")
    session.reviewer.set_name("Grace")
    accept_outdated(session, found, "x")
    assert states(session) == [ReviewState.ACCEPTED]


def test_they_are_listed_also_where_nothing_may_be_changed(opens: Opens) -> None:
    session = opens(REFUNDS, read_only_reason="somebody writes it")
    assert len(take_outdated_reviews(session)) == 1


def test_hostile_text_is_on_one_visible_line(opens: Opens) -> None:
    review = replace(JUDGED, by="A\x1b[2J", rulebook="x\u202ey 1")
    session = opens(replace(REFUNDS, name="N\n\x1b]0;t\x07", review=review))
    found = take_outdated_reviews(session)
    text = "\n".join([describe_outdated(session, found), *describe_outdated_review(found[0])])
    assert not {char for char in text if ord(char) < 32} - {"\n"}
    assert "\u202e" not in text
    assert text.count("\n") == 2
