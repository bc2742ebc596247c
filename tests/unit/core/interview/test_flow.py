from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import DESCRIBE, NEW, InterviewPosition, edits
from ragft_tui.core.interview.flow import Interview
from ragft_tui.core.model import UNKNOWN, Answer, AnswerValue, Capability, Draft, Project
from ragft_tui.core.rulebook import LARGEST_NUMBER, Question
from ragft_tui.core.text import FIELD_CHARACTERS
from tests.support.projects import described, packaged_rulebook, project_of, small_rulebook

RULEBOOK = small_rulebook()
NEW_PAGE = InterviewPosition(NEW, DESCRIBE)
TOO_LONG = "x" * (FIELD_CHARACTERS + 1)

FACTS = described("Facts", volatility="weekly", citations="none", tone="none")
"""Settled, and nothing is open."""

Step = Callable[[Interview], Interview]


def begin(*capabilities: Capability, at: str = "") -> Interview:
    interview = Interview.resume(project_of(*capabilities), RULEBOOK)
    return replace(interview, position=place(at)) if at else interview


def place(words: str) -> InterviewPosition:
    capability, _, step = words.partition(" ")
    return InterviewPosition(capability, step)


def where(interview: Interview) -> str:
    """Say where an interview stands, as `place` reads it."""
    here = interview.position
    if here is None:
        return "end"
    return "new page" if here == NEW_PAGE else f"{here.capability} {here.step}"


def walk(interview: Interview, step: Step) -> list[str]:
    """Take a step until the end, and list the places."""
    seen = [where(interview)]
    while interview.position is not None:
        interview = step(interview)
        seen.append(where(interview))
        assert len(seen) < 100, seen
    return seen


def first_option(interview: Interview) -> Interview:
    """Answer with the first option, or 12; at the end of all questions, skip."""
    question = interview.question
    if question is None:
        return interview.skip()
    return interview.answer(12 if question.numeric else question.options[0].id)


def skip(interview: Interview) -> Interview:
    return interview.skip()


class TestGoingOn:
    def test_an_empty_project_begins_at_a_new_page(self) -> None:
        assert where(begin()) == "new page"

    def test_what_was_described_is_asked_about_at_once(self) -> None:
        interview = begin(FACTS, at="").describe("Refunds", "Quotes the policy.")
        assert where(interview) == "refunds volatility"
        assert interview.project.capabilities[1:] == (
            Capability("refunds", "Refunds", "Quotes the policy."),
        )

    def test_each_capability_is_asked_to_its_end_then_the_next_then_a_new_page(self) -> None:
        interview = begin(described("One"), described("Two", tone="strict"))
        assert walk(interview, first_option) == [
            *("one volatility", "one citations", "one tone", "one verdict"),
            *("two volatility", "two citations", "two examples", "two verdict"),
            *("new page", "end"),
        ]

    def test_after_the_last_capability_those_before_it_come_round(self) -> None:
        done = {"volatility": "static", "citations": "none"}
        interview = begin(
            described("One", **done), FACTS, described("Three", **done), at="three tone"
        )
        assert where(interview.answer("none").skip()) == "one tone"

    def test_the_next_capability_comes_before_those_that_were_passed_over(self) -> None:
        interview = begin(described("One"), FACTS, described("Three"), at="facts tone")
        assert where(interview.answer("none").skip()) == "three volatility"

    def test_a_capability_that_is_not_described_comes_in_its_turn(self) -> None:
        nameless = Capability("new", draft=Draft(name="Inv"))
        interview = (
            begin(FACTS, nameless, described("Three"), at="facts tone").answer(UNKNOWN).skip()
        )
        assert where(interview) == "new describe"

    def test_the_readiness_question_comes_where_the_verdict_calls_for_it(self) -> None:
        asked = described("One", volatility="static", citations="none")
        interview = begin(asked, at="one tone")
        assert where(interview.answer("none")) == "one verdict"
        assert where(interview.answer("strict")) == "one examples"

    def test_further_questions_come_after_the_core_while_they_can_change_the_type(self) -> None:
        def stages(pick: Callable[[Question], AnswerValue]) -> list[str]:
            interview = Interview.resume(project_of(described("One")), packaged_rulebook())
            asked: list[str] = []
            while (question := interview.question) is not None:
                asked.append(question.stage)
                interview = interview.answer(pick(question))
            return asked

        firm = stages(lambda question: 0 if question.numeric else question.options[-1].id)
        vague = stages(lambda _: UNKNOWN)
        assert firm[:3] == vague[:3] == ["core"] * 3
        assert firm == sorted(firm)
        assert vague == sorted(vague)
        assert firm.count("further") < vague.count("further")
        assert firm[-1] == "readiness"

    def test_i_dont_know_is_an_answer_and_is_not_asked_again(self) -> None:
        interview = begin(described("One")).answer(UNKNOWN).answer(UNKNOWN).answer(UNKNOWN)
        assert where(interview) == "one verdict"
        assert [answer.value for answer in interview.project.capabilities[0].answers] == [
            UNKNOWN
        ] * 3
        assert Interview.resume(interview.project, RULEBOOK).position is None

    def test_a_thousand_capabilities_are_not_all_looked_through_at_each_key(self) -> None:
        items = [described(f"Word{number}", f"Does {number}.") for number in range(1_000)]
        project = project_of(*items)
        began = process_time()
        interview = Interview.resume(project, packaged_rulebook())
        for _ in range(20):
            interview = interview.skip()
            assert interview.place[1] == 1_000
        assert process_time() - began < 1.5, "looking through all takes several seconds"


class TestSkipping:
    def test_it_writes_nothing_and_goes_on(self) -> None:
        interview = begin(described("One"))
        assert where(interview.skip()) == "one citations"
        assert interview.skip().project is interview.project

    def test_everything_can_be_skipped_to_the_end(self) -> None:
        interview = begin(described("One"), Capability("new", draft=Draft(name="")), at="")
        assert walk(replace(interview, position=place("one volatility")), skip) == [
            *("one volatility", "one citations", "one tone"),
            *("new describe", "new page", "end"),
        ]

    def test_what_was_skipped_comes_again_in_the_next_interview_only(self) -> None:
        interview = begin(described("One")).skip().answer("none").answer("none")
        assert where(interview) == "one verdict"
        assert where(Interview.resume(interview.project, RULEBOOK)) == "one volatility"

    def test_at_the_end_it_stays_there(self) -> None:
        end = begin(FACTS)
        assert where(end) == "end"
        assert end.skip() is end

    def test_text_typed_at_a_skipped_page_brings_it_back(self) -> None:
        skipped = begin(Capability("new", draft=Draft(name="Inv"))).skip()
        assert where(skipped) == "new page"
        typed = skipped.back().drafted(Draft(name="Invoices"))
        assert not typed.skipped


class TestBack:
    def test_it_retraces_the_way_and_changes_nothing(self) -> None:
        start = begin(described("One"), described("Two"))
        interview = start.answer("weekly").skip().answer("none").skip()
        assert where(interview) == "two volatility"
        seen = []
        for _ in range(4):
            interview = interview.back()
            seen.append(where(interview))
        assert seen == ["one verdict", "one tone", "one citations", "one volatility"]
        assert [answer.value for answer in interview.project.capabilities[0].answers] == [
            "weekly",
            "none",
        ]

    def test_it_leaves_a_description_that_could_not_be_accepted(self) -> None:
        interview = begin(FACTS).jump(NEW_PAGE).drafted(Draft(description="half a "))
        back = interview.back()
        assert where(back) == "facts verdict"
        assert back.project.capabilities[-1].draft.description == "half a "

    def test_without_a_trail_it_goes_by_the_order_of_the_project(self) -> None:
        interview = begin(FACTS, described("Two", volatility="static"), at="two volatility")
        seen = []
        for _ in range(7):
            interview = interview.back()
            seen.append(where(interview))
        assert seen == [
            *("two describe", "facts verdict", "facts tone", "facts citations"),
            "facts volatility",
            *("facts describe", "facts describe"),
        ]

    def test_at_the_very_beginning_it_stays_put(self) -> None:
        empty = begin()
        assert empty.back() is empty

    def test_places_that_are_gone_are_passed_over(self) -> None:
        interview = begin(described("One"), described("Two"), described("Three"), at="one tone")
        interview = interview.jump(place("two tone")).jump(place("three tone"))
        removed = interview.on(edits.remove(interview.project, "two"))
        assert where(removed) == "three tone"
        assert where(removed.back()) == "one tone"

    def test_going_on_retraces_the_way_forward_answered_or_not(self) -> None:
        start = begin(described("One"), described("Two"))
        interview = start.answer("static").answer("none").answer("none").skip().answer("static")
        for _ in range(5):
            interview = interview.back()
        assert walk(interview, skip)[:7] == [
            *("one volatility", "one citations", "one tone", "one verdict"),
            *("two volatility", "two citations", "two tone"),
        ]

    def test_going_on_leaves_out_what_a_changed_answer_made_pointless(self) -> None:
        interview = begin(described("One")).answer("static").answer("none").answer("strict")
        assert where(interview) == "one examples"
        assert where(interview.back().answer("none")) == "one verdict"

    def test_going_on_asks_first_what_a_changed_answer_opened(self) -> None:
        interview = begin(described("One"), described("Two"))
        interview = interview.answer("static").answer("none").answer("none").back()
        interview = interview.answer("strict")
        assert where(interview) == "one examples"
        assert where(interview.answer(60).skip()) == "two volatility"

    def test_from_the_end_it_leads_to_where_the_interview_was(self) -> None:
        interview = begin(described("One")).skip()
        assert where(interview.finish()) == "end"
        assert where(interview.finish().back()) == "one citations"

    def test_the_end_forgets_what_back_came_from(self) -> None:
        interview = begin(described("One"), FACTS).jump(place("facts tone")).back()
        assert walk(interview, skip)[3] == "facts tone"
        assert walk(interview.finish().back(), skip)[3] == "new page"

    def test_the_trail_is_bounded_and_back_still_leads_to_the_beginning(self) -> None:
        items = [described(f"Word{number}") for number in range(100)]
        interview = begin(*items)
        while interview.position != NEW_PAGE:
            interview = interview.skip()
        assert len(interview.trail) == 200
        steps = 0
        while interview.back().position != interview.position:
            interview, steps = interview.back(), steps + 1
        assert where(interview) == "word0 describe"
        assert steps > 200


class TestJump:
    def test_it_goes_to_a_place_and_back_returns(self) -> None:
        interview = begin(described("One"), FACTS).jump(place("facts tone"))
        assert where(interview) == "facts tone"
        assert where(interview.back()) == "one volatility"

    @pytest.mark.parametrize(
        "nowhere",
        ["gone tone", "one gone", "new volatility", " volatility", " "],
    )
    def test_to_a_place_that_does_not_exist_it_stays_put(self, nowhere: str) -> None:
        interview = begin(described("One"), Capability("new", draft=Draft(name="")))
        interview = replace(interview, position=place("one volatility"))
        assert interview.jump(place(nowhere)) is interview

    def test_a_jump_to_where_it_is_does_not_hold_back_up(self) -> None:
        interview = begin(described("One"), FACTS).jump(place("facts tone"))
        interview = interview.jump(place("facts tone")).jump(place("facts tone"))
        assert where(interview.back()) == "one volatility"


class TestResume:
    DRAFTED = described("Drafted", volatility="static", citations="none", tone="none")

    @pytest.mark.parametrize(
        ("capabilities", "remembered", "expected"),
        [
            ((), None, "new page"),
            ((), "gone tone", "new page"),
            ((FACTS,), None, "end"),
            ((FACTS,), "facts tone", "facts tone"),
            ((FACTS,), "facts describe", "facts describe"),
            ((FACTS,), " describe", "new page"),
            ((FACTS,), "facts gone", "end"),
            ((FACTS, described("Two")), None, "two volatility"),
            ((FACTS, described("Two")), "gone tone", "two volatility"),
            ((described("One"), replace(FACTS, draft=Draft(name="F"))), None, "facts describe"),
            ((described("One"), Capability("new", draft=Draft(name=""))), None, "new describe"),
            (
                (described("One"), replace(described("Two"), draft=Draft(because=(("tone", ""),)))),
                None,
                "two tone",
            ),
            (
                (described("One"), replace(described("Two"), draft=Draft(notes="half a no"))),
                None,
                "one volatility",
            ),
            (
                (described("One"), replace(FACTS, draft=Draft(because=(("tone", "old"),)))),
                None,
                "one volatility",
            ),
        ],
    )
    def test_it_lands_where_the_work_is(
        self, capabilities: tuple[Capability, ...], remembered: str | None, expected: str
    ) -> None:
        left = place(remembered) if remembered else None
        project = project_of(*capabilities)
        assert where(Interview.resume(project, RULEBOOK, left)) == expected


class TestDescribe:
    @pytest.mark.parametrize(
        ("name", "description", "told"),
        [
            ("", "Does it.", "the name is empty; a few words are enough"),
            (" \n\t", "Does it.", "the name is empty; a few words are enough"),
            ("Name", "", "the description is empty; a few words are enough"),
            ("Name", "\r\n", "the description is empty; a few words are enough"),
            ("Name", TOO_LONG, "the description has 65,537 characters, and a field holds 65,536"),
            ("Name", "x\n" * 2_000 + "x", "the description has 2,001 lines"),
            (TOO_LONG, "Does it.", "the name has 65,537 characters"),
        ],
    )
    def test_what_cannot_be_taken_is_told_and_the_draft_stays(
        self, name: str, description: str, told: str
    ) -> None:
        interview = begin().drafted(Draft(name="half", description="a draft"))
        with pytest.raises(InvalidAnswerError) as caught:
            interview.describe(name, description)
        assert told in str(caught.value)
        assert interview.project.capabilities[0].draft == Draft(name="half", description="a draft")

    def test_the_lasting_id_comes_from_the_name_and_stays(self) -> None:
        interview = begin().drafted(Draft(name="Ref"))
        assert where(interview) == "new describe"
        interview = interview.describe(" Refund\npolicy ", " Quotes it.\r\nAll of it.\n")
        item = interview.project.capabilities[0]
        assert (item.id, item.name) == ("refund-policy", "Refund policy")
        assert item.description == "Quotes it.\nAll of it."
        assert not item.draft
        renamed = interview.jump(place("refund-policy describe")).describe("Money back", "Same.")
        assert renamed.project.capabilities[0].id == "refund-policy"

    def test_back_finds_the_page_under_its_lasting_id(self) -> None:
        interview = begin().drafted(Draft(name="Ref")).describe("Refunds", "Quotes it.")
        assert where(interview.back()) == "refunds describe"

    def test_a_new_description_keeps_answers_notes_and_other_texts_in_progress(self) -> None:
        draft = Draft(description="new text", notes="half", because=(("tone", "Le"),))
        old = replace(FACTS, notes="Ask Legal.", draft=draft)
        interview = begin(old).jump(place("facts describe")).describe("Facts", "new text")
        new = interview.project.capabilities[0]
        assert new == replace(old, description="new text", draft=replace(draft, description=None))

    def test_the_first_that_an_import_added_is_asked(self) -> None:
        interview = begin(FACTS).jump(NEW_PAGE)
        one = Capability("one", "One", "Does one.")
        interview = interview.imported(Project("App", capabilities=(FACTS, one)), "one")
        assert where(interview) == "one volatility"
        assert where(interview.back()) == "one describe"

    def test_one_that_is_not_described_is_described_first(self) -> None:
        project = Project("App", capabilities=(Capability("one", "One"),))
        assert where(begin().imported(project, "one")) == "one describe"


class TestDrafts:
    def test_the_first_character_makes_a_capability_and_the_last_deleted_takes_it_away(
        self,
    ) -> None:
        typed = begin(FACTS).jump(NEW_PAGE).drafted(Draft(name="R"))
        assert where(typed) == "new describe"
        assert typed.project.capabilities[1] == Capability("new", draft=Draft(name="R"))
        deleted = typed.drafted(Draft())
        assert where(deleted) == "new page"
        assert deleted.project == project_of(FACTS)

    def test_an_id_in_use_is_not_taken_for_a_draft(self) -> None:
        typed = begin(replace(FACTS, id="new")).jump(NEW_PAGE).drafted(Draft(name="R"))
        assert where(typed) == "new-2 describe"

    def test_text_at_a_question_stays_at_the_question(self) -> None:
        interview = begin(described("One"), at="one tone")
        typed = interview.drafted(Draft(because=(("tone", "Leg"),)))
        assert where(typed) == "one tone"
        assert typed.project.capabilities[0].draft.because == (("tone", "Leg"),)


class TestAnswers:
    @pytest.mark.parametrize(
        ("at", "value", "told"),
        [
            ("one tone", "stict", '"stict" is not one of the options; did you mean "strict"?'),
            ("one tone", "", '"" is not one of the options; it can be "none", "preferred", "st'),
            ("one tone", 3, "3 is not one of the options"),
            ("one tone", "\x1b[2J", '"␛[2J" is not one of the options'),
            ("one examples", "many", '"many" is not a whole number of examples from 0 to 1,000,'),
            ("one examples", -1, "-1 is not a whole number of examples"),
            ("one examples", LARGEST_NUMBER + 1, "1000000000001 is not a whole number of examples"),
            pytest.param(
                *(
                    "one examples",
                    10**5_000,
                    "a number that long is not a whole number",
                ),
                id="a number that Python refuses to write",
            ),
            ("one describe", "strict", "no question is asked here"),
            (" describe", "strict", "no question is asked here"),
        ],
    )
    def test_what_a_question_does_not_take_is_told(
        self, at: str, value: AnswerValue, told: str
    ) -> None:
        with pytest.raises(InvalidAnswerError) as caught:
            begin(described("One"), at=at).answer(value)
        assert str(caught.value).startswith(told)

    def test_at_the_end_nothing_can_be_answered(self) -> None:
        with pytest.raises(InvalidAnswerError, match="no question is asked here"):
            begin(FACTS).answer(UNKNOWN)

    def test_a_changed_answer_stands_where_the_old_one_stood(self) -> None:
        interview = begin(FACTS, at="facts volatility").answer("static")
        assert interview.project.capabilities[0].answers == (
            Answer("volatility", "static"),
            Answer("citations", "none"),
            Answer("tone", "none"),
        )

    def test_the_because_waits_in_the_draft_until_the_answer_comes(self) -> None:
        interview = begin(described("One")).because(" Legal,\n 3 May ")
        assert where(interview) == "one volatility"
        assert interview.project.capabilities[0].draft.because == (("volatility", "Legal, 3 May"),)
        answered = interview.answer("weekly").project.capabilities[0]
        assert answered.answers == (Answer("volatility", "weekly", "Legal, 3 May"),)
        assert not answered.draft

    def test_the_because_of_an_answer_can_be_changed_kept_and_taken_away(self) -> None:
        interview = begin(described("One")).because("Legal").answer("weekly").back()
        changed = interview.because("Finance")
        assert where(changed) == "one volatility"
        kept = changed.answer("weekly").project.capabilities[0]
        assert kept.answers == (Answer("volatility", "weekly", "Finance"),)
        taken = interview.because("  ").project.capabilities[0]
        assert taken.answers == (Answer("volatility", "weekly"),)

    def test_a_because_does_not_stand_behind_another_answer(self) -> None:
        interview = begin(described("One")).because("Legal").answer("weekly").back()
        other = interview.answer("static").project
        assert other.capabilities[0].answers == (Answer("volatility", "static"),)
        assert edits.lost_becauses(interview.project, other) == ("Legal",)

    def test_a_because_for_another_answer_waits_until_that_is_given(self) -> None:
        interview = begin(described("One")).because("Legal").answer("weekly").back()
        meant = interview.because("Finance", "static")
        item = meant.project.capabilities[0]
        assert item.answers == (Answer("volatility", "weekly", "Legal"),)
        assert item.draft.because == (("volatility", "Finance"),)
        given = meant.answer("static").project.capabilities[0]
        assert given.answers == (Answer("volatility", "static", "Finance"),)
        assert not given.draft

    def test_an_empty_because_leaves_no_draft(self) -> None:
        interview = begin(described("One")).because("Legal").because("")
        assert not interview.project.capabilities[0].draft

    def test_a_because_does_not_lose_the_number_that_is_being_typed(self) -> None:
        draft = Draft(because=(("examples", "Le"),), answers=(("examples", "15"),))
        one = replace(described("One", tone="strict", examples=12), draft=draft)
        item = begin(one, at="one examples").because("Legal").project.capabilities[0]
        assert item.answer("examples") == Answer("examples", 12, "Legal")
        assert item.draft == Draft(answers=(("examples", "15"),))

    def test_a_because_that_does_not_fit_is_told(self) -> None:
        with pytest.raises(InvalidAnswerError, match="the because has 65,537 characters"):
            begin(described("One")).because(TOO_LONG)

    def test_a_because_needs_a_question(self) -> None:
        with pytest.raises(InvalidAnswerError, match="no question is asked here"):
            begin().because("Legal")


class TestPlace:
    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            ("one describe", (1, 2)),
            ("one tone", (1, 2)),
            ("two verdict", (2, 2)),
            (" describe", (3, 3)),
        ],
    )
    def test_it_is_the_number_of_the_capability(self, at: str, expected: tuple[int, int]) -> None:
        assert begin(described("One", tone="strict"), described("Two"), at=at).place == expected

    def test_at_the_end_all_capabilities_are_through(self) -> None:
        assert begin(FACTS).place == (1, 1)


class TestProgress:
    def test_it_falls_with_each_answer_and_rises_only_for_a_question_that_it_names(self) -> None:
        interview = Interview.resume(project_of(described("One")), packaged_rulebook())
        numbers = []
        while interview.question is not None:
            numbers.append(interview.progress.to_go)
            after = interview.answer(UNKNOWN)
            if after.progress.to_go >= interview.progress.to_go:
                assert after.progress.new is not None
            interview = after
        assert numbers[0] > 1
        assert numbers[-1] == 1
        assert interview.progress.to_go == 0

    def test_a_skipped_question_is_off_the_number_until_one_goes_back_to_it(self) -> None:
        interview = begin(described("One"))
        skipped = interview.skip()
        assert skipped.progress.to_go == interview.progress.to_go - 1
        assert "volatility" in skipped.back().progress.waiting

    def test_an_answer_that_calls_for_a_question_says_which(self) -> None:
        interview = begin(described("One", volatility="static", citations="none"), at="one tone")
        after = interview.answer("strict")
        assert after.progress.new is not None
        assert after.progress.new.id == "examples"
        assert after.progress.to_go == 1


class TestVerdict:
    def test_the_last_answer_leads_to_it_and_going_on_leaves_it(self) -> None:
        one = replace(FACTS, answers=FACTS.answers[:-1])
        interview = Interview.resume(project_of(one, described("Two")), RULEBOOK)
        while interview.question is not None:
            question = interview.question
            interview = interview.answer(question.options[0].id)
        assert interview.at_verdict
        assert interview.back().question is not None
        assert interview.back().skip().at_verdict
        assert where(interview.skip()) == "two volatility"

    def test_it_is_shown_once_until_an_answer_is_given(self) -> None:
        interview = begin(described("One", tone="strict"), described("Two"), at="one examples")
        at_card = interview.leave_capability()
        assert where(at_card) == "one verdict"
        gone = at_card.skip()
        assert where(gone) == "two volatility"
        again = gone.jump(place("one examples"))
        assert where(again.leave_capability()) == "two volatility"
        assert where(again.answer(12)) == "one verdict"

    def test_without_evidence_there_is_none_to_show(self) -> None:
        interview = begin(described("One"), described("Two"))
        assert where(interview.leave_capability()) == "two volatility"

    def test_resumed_at_it_the_interview_goes_on_to_the_next_capability(self) -> None:
        project = project_of(described("One", tone="strict"), described("Two"))
        interview = Interview.resume(project, RULEBOOK, place("one verdict"))
        assert interview.at_verdict
        assert where(interview.skip()) == "two volatility"


class TestChangesFromElsewhere:
    def test_the_interview_stays_where_its_place_still_is(self) -> None:
        interview = begin(described("One"), at="one tone").skip()
        project = edits.set_notes(interview.project, "one", "A note.", "ada")
        changed = interview.on(project)
        assert changed == replace(interview, project=project)

    def test_at_the_end_it_stays_at_the_end(self) -> None:
        assert where(begin(FACTS).on(project_of(described("One")))) == "end"

    def test_where_its_place_is_gone_it_goes_to_what_is_open_and_keeps_the_way_back(self) -> None:
        interview = begin(described("One"), described("Two"), at="one tone")
        interview = interview.jump(place("two tone"))
        moved = interview.on(edits.remove(interview.project, "two"))
        assert where(moved) == "one volatility"
        assert where(moved.back()) == "one tone"

    def test_an_edit_ends_where_its_capability_is_gone(self) -> None:
        interview = replace(begin(described("One"), FACTS).jump(place("facts tone")), only=True)
        moved = interview.on(edits.remove(interview.project, "facts"))
        assert walk(moved, skip) == [
            *("one volatility", "one citations", "one tone", "new page", "end"),
        ]

    def test_where_nothing_is_left_it_begins_anew(self) -> None:
        assert where(begin(described("One")).on(Project("App"))) == "new page"


class TestLeavingACapability:
    def test_it_goes_to_the_next_one_and_writes_nothing(self) -> None:
        interview = begin(described("First"), described("Second"), at="first citations")
        left = interview.leave_capability()
        assert where(left) == "second volatility"
        assert left.project == interview.project

    def test_the_next_interview_asks_again(self) -> None:
        left = begin(described("First"), described("Second"), at="first tone").leave_capability()
        assert where(Interview.resume(left.project, RULEBOOK)) == "first volatility"

    def test_a_capability_that_is_edited_alone_ends_the_interview(self) -> None:
        interview = begin(described("First"), described("Second"))
        only = replace(interview.jump(InterviewPosition("first", "volatility")), only=True)
        assert where(only.leave_capability()) == "end"
