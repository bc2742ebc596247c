"""The review: what is listed, selected and marked, and what is decided and changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from ragft_tui.core.model import Answer, Review, VerdictType
from tests.support.plain import capability, saved, talk
from tests.support.projects import described, packaged_rulebook, project_of
from tests.unit.plain.conftest import written

TODAY = datetime.now().astimezone().date()


def test_accepting_signs_the_decision_and_goes_on_to_the_next(three: Path) -> None:
    done = talk(three, "accept", "accept 2", "next")
    assert "Refunds: accepted, retrieval, clear, by ada.\nSelected: 2. Tone" in done.out
    review = capability(three, "Tone").review
    assert review == Review(
        "accepted", VerdictType.FINETUNING, packaged_rulebook().edition, TODAY, "ada"
    )
    assert "Selected: 3. Nothing" in done.out


def test_nothing_can_be_accepted_without_evidence(three: Path) -> None:
    done = talk(three, "accept 3")
    assert "line 1: there is no evidence yet, so there is no verdict to accept" in done.err
    assert capability(three, "Nothing").review is None


@pytest.mark.parametrize(
    "lines",
    [
        ("override both because Legal wants it",),
        ("override BO because Legal wants it",),
        ("override both", "Legal wants it"),
        ("override both", "<<", "Legal wants it", "."),
        ("override both because Legal wants it", "1", "override both", ""),
    ],
)
def test_overriding_takes_a_type_and_a_reason(lines: tuple[str, ...], three: Path) -> None:
    done = talk(three, *lines)
    assert done.status == 0
    review = capability(three).review
    assert review is not None
    assert (review.type, review.because) == (VerdictType.BOTH, "Legal wants it")


def test_overriding_without_a_type_or_a_reason_changes_nothing(three: Path) -> None:
    done = talk(three, "override", "override neither", "override both", "", "1")
    assert done.err.count("a type is needed; such as: override retrieval, finetuning") == 2
    assert "Why, and who decided?" in done.flowing
    assert capability(three).review is None


def test_a_reason_that_is_not_finished_is_kept(three: Path) -> None:
    talk(three, "override both", "<<", "Legal wants it")
    assert capability(three).draft.override == "Legal wants it"
    talk(three, "override both", "")
    review = capability(three).review
    assert review is not None
    assert review.because == "Legal wants it"


def test_an_override_without_a_reason_asks_for_it_and_says_because_once(three: Path) -> None:
    done = talk(three, "override both because", "because the CTO", "1", "o bo because because Ada")
    assert "Why, and who decided?" in done.flowing
    assert "Refunds: overridden, both, because the CTO, by ada." in done.out
    assert "Refunds: overridden, both, because Ada, by ada." in done.out


def test_the_verdict_itself_is_no_override(three: Path) -> None:
    done = talk(three, "override retrieval", "override retrieval because Ada")
    assert done.err.count('that is already the verdict; "accept" accepts it') == 2
    assert "Why, and who" not in done.out
    assert capability(three).review is None


def test_what_is_accepted_already_is_told_and_stays_as_it_is(three: Path) -> None:
    talk(three, "accept 1", by="Grace")
    before = three.read_bytes()
    done = talk(three, "accept 1", by="Linus")
    assert (done.status, three.read_bytes()) == (0, before)
    assert "Refunds: already accepted by Grace." in done.out


def test_letters_do_in_the_review_what_they_do_on_the_full_screen(three: Path) -> None:
    done = talk(three, "a", "n Kind", "p", "u", "x 1", "m", "v", "/ tone", "/", "r 2", "w tone 1")
    assert done.status == 0
    told = (
        "Refunds: accepted, retrieval, clear, by ada.",
        'Note on "Tone": Kind',
        "Undone: the note on “Tone”.",
        "Refunds: the decision is withdrawn.",
        "1. Refunds: retrieval. Knowledge: 14 points, needs 4. Behaviour: 0 points, needs 4.",
        "To do, 1: ",
        'fit the filter "tone".',
        "Published sources: ",
        "Nothing is changed.",
    )
    assert [words for words in told if words not in done.flowing] == []


def test_a_script_that_begins_with_review_works_from_everywhere(new: Path) -> None:
    written(new, project_of(described("Refunds", volatility="daily")))
    script = ("review", "list", "accept", "answer tone strict", "accept")
    for _ in range(2):
        done = talk(new, *script)
        assert done.status == 0, done.err
        assert "Review of App: " in done.out


def test_a_question_is_named_by_its_title_as_well(three: Path) -> None:
    done = talk(
        three,
        "answer good prompt yes because Ada",  # a word of the first rulebook
        "answer GOOD no",
        "try private knowledge large; Access rules yes",
        "answer private_knowledge small",
    )
    assert done.status == 0
    given = capability(three)
    assert given.answer("baseline") == Answer("baseline", "unclear")
    assert given.answer("private_knowledge") == Answer("private_knowledge", "small")
    nothing = packaged_rulebook().question("baseline").options[1].text
    assert f"Good prompt: {nothing}." in done.flowing


def test_what_stood_behind_an_answer_that_is_replaced_is_told(three: Path) -> None:
    done = talk(three, "answer tone strict because Ada", "answer tone strict", "answer tone none")
    told = '“Ada” stood behind the other answer and is dropped; "undo" undoes it.'
    assert done.flowing.count(told) == 1


def test_reopening_takes_a_decision_back_and_undo_names_it(three: Path) -> None:
    done = talk(three, "accept 1", "reopen 1", "reopen 1", "undo", "undo", "redo", "redo")
    assert "line 3: there is no decision to withdraw" in done.err
    assert "Undone: the withdrawal of the decision on “Refunds”." in done.out
    assert "Redone: the acceptance of “Refunds”." in done.out
    assert capability(three).review is None


def test_a_question_is_answered_again_by_its_word(three: Path) -> None:
    done = talk(three, "accept", "1", "answer vola 2 because Ada", "list")
    monthly = packaged_rulebook().question("volatility").options[1].text
    assert f"Volatility: {monthly}. Verdict: retrieval, clear, by search." in done.flowing
    assert Answer("volatility", "monthly", "Ada") in capability(three).answers


def test_who_stood_behind_an_answer_does_not_stand_behind_another(new: Path) -> None:
    item = described("Refunds")
    item = type(item)(item.id, item.name, item.description, "", (Answer("tone", "none", "Ada"),))
    written(new, project_of(item))
    talk(new, "review", "answer tone none")
    assert capability(new).answers == (Answer("tone", "none", "Ada"),)
    talk(new, "review", "answer tone strict")
    assert capability(new).answers == (Answer("tone", "strict", ""),)


def test_answers_tell_all_questions_and_answer_with_one_tells_its_options(three: Path) -> None:
    done = talk(three, "answers", "answer tone", "answer taste 1", "answer tone 9", "answer")
    volatility, tone = (packaged_rulebook().question(each) for each in ("volatility", "tone"))
    assert f"Volatility: {volatility.options[2].text}." in done.flowing
    assert f"1. {tone.options[0].text}" in done.flowing
    assert 'line 3: there is no question "taste"' in done.err
    assert "line 4: there is no option 9" in done.err
    assert 'line 5: a question is needed; "answers" tells them all' in done.err


def test_an_answer_is_taken_back_and_undo_brings_it(three: Path) -> None:
    done = talk(three, "1", "clear volatility", "clear volatility", "undo")
    assert "Volatility: open again." in done.out
    assert "line 3: there is no answer to take back" in done.err
    assert saved(three).capabilities[0].answer("volatility") is not None


def test_deleting_can_be_undone(three: Path) -> None:
    done = talk(three, "delete 2", "undo", "delete", "delete", "delete", "delete", "undo")
    assert "“Tone” deleted; undo restores it." in done.out
    assert 'there is no capability here; "add" describes one' in done.err
    assert [item.name for item in saved(three).capabilities] == ["Nothing"]


def test_describing_again_comes_back_to_the_review(new: Path) -> None:
    three_answers = {"volatility": "static", "citations": "none", "tone": "none"}
    written(new, project_of(described("Refunds", **three_answers)))
    done = talk(new, "review", "describe", "", "Quotes the law.", "")
    assert 'What does "Refunds" do?' in done.out
    assert done.out.rstrip().endswith("Review:")
    assert capability(new).description == "Quotes the law."


def test_interview_add_and_back_lead_to_the_interview(three: Path) -> None:
    done = talk(three, "interview", "add", "review", "back", "Prices", "Tells prices.")
    assert 'line 1: no question is open; "add" describes another capability' in done.err
    assert [item.name for item in saved(three).capabilities][-1] == "Prices"
    assert "Capability 4 of 4: Prices" in done.out


def test_a_copy_and_another_title_are_made(three: Path) -> None:
    done = talk(three, "duplicate 2", "rename Claims", "rename", "undo", "redo")
    assert [item.name for item in saved(three).capabilities][2] == "Tone (copy)"
    assert saved(three).name == "Claims"
    assert "line 3: the name is empty" in done.err


def test_a_session_that_only_looks_says_so_and_changes_nothing(three: Path) -> None:
    before = three.read_bytes()
    changing: tuple[str, ...] = (
        "accept",
        "override both because x",
        "note x",
        "answer tone 1",
        "describe",
        "clear tone",
        "add",
    )
    changing += ("delete", "duplicate", "rename x", "undo", "redo", "reopen", "interview", "back")
    done = talk(
        three, *changing, "1", "map", "summary", "filter tone", read_only_reason="it is a test"
    )
    assert "Read-only: it is a test. Nothing is changed or saved here." in done.out
    assert done.err.count("read-only: it is a test; nothing is changed here") == len(changing) - 1
    assert done.err.count("\n") == len(changing) + 1
    assert three.read_bytes() == before


def test_a_session_that_was_left_in_the_review_goes_on_there(new: Path) -> None:
    written(new, project_of(described("Refunds"), described("Prices")))
    talk(new, "review", "2")
    done = talk(new, "back", "daily")
    assert "Selected: 2. Prices" in done.out
    assert "Volatility, about" in done.out
    assert "Review of" not in talk(new).out


def test_the_capability_that_the_interview_is_at_is_selected(new: Path) -> None:
    written(new, project_of(described("Refunds"), described("Prices")))
    done = talk(new, "next", "review", "interview 1", "review")
    assert done.out.count("Selected: 2. Prices") == 1
    assert done.out.count("Selected: 1. Refunds") == 1


def test_who_decides_is_chosen_or_asked_for_once(three: Path) -> None:
    assert "Decisions are signed: Grace." in talk(three, by="Grace").out
    done = talk(three, "accept 1", "Linus", "override prompting because too early", by="ask")
    assert "Who decides?" in done.out
    assert "signed" not in done.out.split("Who decides?")[0]
    reviews = [item.review.by for item in saved(three).capabilities if item.review]
    assert reviews == ["Linus", "Linus"]


def test_nothing_is_decided_in_the_name_of_nobody(three: Path) -> None:
    done = talk(three, "override both because Legal", "", "accept", "= ", "back", by="ask")
    assert "line 4: a name is needed" in done.err
    assert capability(three).review is None


def test_the_review_is_not_told_again_after_a_text_was_asked_for(three: Path) -> None:
    done = talk(three, "note", "Ask Legal", "note", "back", "override both", "Legal wants it")
    assert done.status == 0
    assert done.out.count("Review of App") == 1


def test_other_answers_are_tried_and_nothing_changes(three: Path) -> None:
    before = three.read_bytes()
    done = talk(
        three, "try tone strict; vola static", "try tone", "try taste 1", "try tone 9", "try"
    )
    assert (
        "Now: retrieval, clear, by search. With that: fine-tuning, lean. Nothing is changed. "
        "First step: Start with a good prompt on ten real cases; " in done.flowing
    )
    assert "Reason, behaviour, " in done.out
    assert "line 2: an answer is needed" in done.err
    assert 'line 3: there is no question "taste"' in done.err
    assert done.status == 1
    assert three.read_bytes() == before
    assert (
        "With that: both" in talk(three, "try tone strict", read_only_reason="it is a test").flowing
    )


def test_a_capability_is_moved_in_the_file(three: Path) -> None:
    done = talk(three, "3", "move 1", "move 9", "undo", "redo")
    assert "Selected: 1. Nothing: undecided" in done.out
    assert "line 3: there is no capability of that number" in done.err
    assert [item.name for item in saved(three).capabilities] == ["Nothing", "Refunds", "Tone"]


def test_all_that_are_marked_are_accepted_in_one_change(three: Path) -> None:
    done = talk(three, "mark all", "accept", "accept", "undo", "redo")
    told = '2 verdicts accepted; "undo" undoes it. Left out 3: no evidence yet.'
    assert told in done.flowing
    assert "line 3: there is no evidence yet" in done.err
    assert "Undone: the acceptance of 2 verdicts." in done.out
    assert [item.review is not None for item in saved(three).capabilities] == [True, True, False]


def test_a_number_stands_before_marks(three: Path) -> None:
    done = talk(three, "mark all", "accept 2", "delete 3")
    assert "Tone: accepted, fine-tuning, clear, by ada." in done.out
    items = saved(three).capabilities
    assert [item.name for item in items if item.review] == ["Tone"]
    assert [item.name for item in items] == ["Refunds", "Tone"]


def test_decisions_on_all_that_are_marked_are_taken_back(three: Path) -> None:
    done = talk(three, "mark 1-2", "accept", "mark all", "reopen", "mark all", "reopen")
    assert '2 decisions withdrawn; "undo" undoes it.' in done.flowing
    assert "line 6: there is no decision to withdraw" in done.err
    assert all(item.review is None for item in saved(three).capabilities)


def test_a_question_is_answered_on_all_that_are_marked(three: Path) -> None:
    done = talk(three, "mark 1-2", "answer tone none because Ada", "undo", "redo", "answer tone 9")
    assert (
        '“Must it write in one particular way?” answered on 2 capabilities; "undo" undoes it.'
        in done.flowing
    )
    given = [item.answer("tone") for item in saved(three).capabilities[:2]]
    assert given == [Answer("tone", "none", "Ada")] * 2


def test_all_that_are_marked_are_deleted(three: Path) -> None:
    done = talk(three, "mark 1 3", "delete", "undo", "unmark", "delete")
    assert "2 capabilities deleted; undo restores them." in done.out
    assert "“Refunds” deleted; undo restores it." in done.out
    assert [item.name for item in saved(three).capabilities] == ["Tone", "Nothing"]


def test_whoever_must_be_asked_is_asked_before_many_are_accepted(three: Path) -> None:
    done = talk(three, "mark 1-2", "accept", "Linus", by="ask")
    assert '2 verdicts accepted; "undo" undoes it.' in done.flowing
    reviews = [item.review.by for item in saved(three).capabilities if item.review]
    assert reviews == ["Linus", "Linus"]


def test_the_review_tells_all_in_lines_and_who_signs(three: Path) -> None:
    done = talk(three)
    assert done.status == 0
    assert done.out == (
        "App, app.toml: going on.\n"
        "\n"
        "Review of App: 3 capabilities, 0 decided.\n"
        "Decisions are signed: ada.\n"
        "1. Refunds: retrieval, clear; not decided\n"
        "2. Tone: fine-tuning, clear; not decided\n"
        "3. Nothing: undecided; not decided\n"
        "Selected: 1. Refunds: retrieval, clear; not decided\n"
        "Review: \n"
    )


def test_where_one_is_is_told_once_to_somebody_who_is_lost(three: Path) -> None:
    done = talk(three, "Prices", "acept", "list", "acept", by_hand=True)
    here = 'You are in the review; "add" describes another capability.'
    first, second = done.flowing.split('"Prices" is no command here')[1].split("Review: 1. Ref")
    assert (first.count(here), second.count(here)) == (1, 1)
    assert done.flowing.count('"?" tells them all.') == 3


def test_a_number_selects_and_tells_the_verdict_in_short_and_why_tells_everything(
    three: Path,
) -> None:
    done = talk(three, "note Ask Legal", "2", "note Ask the board", "9", "0", "why")
    selected, everything = done.out.split("Review: 9")
    assert (
        "Selected: 2. Tone: fine-tuning, clear; not decided\n"
        "First step: Start with a good prompt on ten real cases; fine-tune if more than\n"
        "two of them miss the manner.\n"
        "Reason: It must always write or judge in one particular way; such a manner is\n"
        "learned from examples, not looked up.\n"
        "Review: note Ask the board\n"
    ) in selected
    assert "Answers kindly." in everything
    assert done.err.count("there is no capability of that number; choose from 1 to 3") == 2
    assert capability(three).notes == "Ask Legal"
    assert capability(three, "Tone").notes == "Ask the board"


def test_a_filter_narrows_what_is_told_and_an_empty_one_ends_it(three: Path) -> None:
    done = talk(three, "filter verdict:retrieval", "filter verdict:neither", "filter x:y", "filter")
    assert '1 fit the filter "verdict:retrieval".\n1. Refunds' in done.out
    assert "line 2: verdict is never" in done.err
    assert "line 3: unknown word" in done.err
    assert done.out.count("2. Tone: fine-tuning") == 2


def test_a_filter_that_nothing_fits_is_no_dead_end(three: Path) -> None:
    done = talk(three, "filter nonsense", "accept", "why 2", "delete")
    assert "0 fit the filter" in done.out
    assert 'line 2: there is no capability here; "filter" tells all' in done.err
    assert [item.name for item in saved(three).capabilities] == ["Refunds", "Nothing"]


def test_a_voice_is_named_in_the_review_and_at_its_question(three: Path) -> None:
    done = talk(
        three, "2", "name tone brand voice", "answers", "name volatility x", "name tone", ""
    )
    assert capability(three, "Tone").named == (("tone", "brand voice"),)
    assert "(brand voice)." in done.flowing
    assert "So far: brand voice" in done.out
    assert '"Volatility" takes no name beside its answer' in done.err
    assert "The voice of “Tone” is called “brand voice”." in done.flowing


def test_the_map_and_the_summary_are_told_in_sentences(three: Path) -> None:
    done = talk(three, "map", "summary")
    assert "retrieval: 1\nfine-tuning: 2\nundecided: 3\n" in done.out
    assert done.out.isascii()
    assert "1. Refunds: retrieval. Knowledge: 14 points, needs 4. Behaviour: 0 " in done.flowing
    assert "3 capabilities.\nretrieval: 1, of these 1 clear.\n" in done.out
    assert "undecided: 1.\nDecisions: 3 not decided.\n" in done.out
    assert "To do, 2: Accept or override the verdict: 1 Refunds, 2 Tone.\n" in done.out
    assert "one source with the same access rules. Source: From a collection" in done.flowing
    assert "Missing, 1 Refunds: Not known yet: the state of the texts to be searched.\n" in done.out


def test_a_large_project_is_not_told_whole(new: Path) -> None:
    written(new, project_of(*(described(f"C{number}") for number in range(1, 46))))
    done = talk(new, "review")
    assert "40. C40" in done.out
    assert "41. C41" not in done.out
    assert 'And 5 more: "list" tells all, "filter TERMS" fewer.' in done.out
    assert "45. C45" in talk(new, "review", "list").out


def test_what_is_no_command_is_told(three: Path) -> None:
    done = talk(three, "acept", "map it", "=accept")
    assert 'line 1: "acept" is no command here; "?" tells them all' in done.err
    assert 'line 2: "map it" is no command here' in done.err
    assert 'line 3: "accept" is no command here' in done.err


def test_capabilities_are_told_in_another_order_and_keep_their_numbers(three: Path) -> None:
    done = talk(three, "sort name", "next", "sort ver", "sort", "sort size")
    assert "3. Nothing: undecided; not decided\n1. Refunds" in done.out
    assert "Selected: 2. Tone" in done.out
    assert "line 5: that is no order; there are file, verdict, strength" in done.err
    assert [item.name for item in saved(three).capabilities] == ["Refunds", "Tone", "Nothing"]


def test_capabilities_are_marked_by_numbers_and_ranges_or_all(three: Path) -> None:
    done = talk(three, "mark 1 3", "list", "mark", "unmark 1", "unmark", "mark 2-3", "mark all")
    assert done.status == 0
    told = [line for line in done.out.splitlines() if line.startswith("Marked: ")]
    assert told == [
        "Marked: 1, 3.",
        "Marked: 1, 3.",
        "Marked: 3.",
        "Marked: nothing.",
        "Marked: 2, 3.",
        "Marked: 1, 2, 3.",
    ]
    listed = done.out.split("Review: list\n")[1]
    assert listed.startswith("1. Refunds: retrieval, clear; not decided; marked\n2. Tone: ")
    assert "2. Tone: fine-tuning, clear; not decided\n" in listed


def test_marks_that_the_filter_hides_are_told_and_left_alone(three: Path) -> None:
    done = talk(
        three, "mark all", "filter verdict:retrieval", "mark all", "delete", "filter marked"
    )
    assert "Marked: 1, 2, 3. The filter hides 2, 3.\n" in done.out
    assert "“Refunds” deleted; undo restores it." in done.out
    assert '2 fit the filter "marked".' in done.out
    assert [item.name for item in saved(three).capabilities] == ["Tone", "Nothing"]


def test_what_is_no_number_is_not_marked(three: Path) -> None:
    done = talk(three, "mark 4", "mark Tone", "unmark 0")
    told = "is no number of a capability; choose from 1 to 3, such as: 1 3-5"
    assert done.err.count(told) == 3


def test_without_capabilities_there_is_nothing_to_mark(new: Path) -> None:
    done = talk(new, "review", "mark", "mark all", "mark 1")
    assert 'there is no capability here; "add" describes one' in done.err
    assert "Marked: nothing." in done.out
    assert '"1" is no number of a capability\n' in done.err


def test_what_is_tried_says_that_a_decision_stays(three: Path) -> None:
    done = talk(three, "override both because Legal", "1", "try tone strict", by="Ada")
    assert "Decided: both (Ada); this changes the verdict only." in done.flowing


def test_add_goes_to_the_capability_that_was_begun(new: Path) -> None:
    done = talk(new, "Refunds", "review", "add", "", "Tells what comes back.")
    assert "1. Refunds: not described yet" in done.out
    assert "Name so far: " in done.out.partition("Review: add")[2]
    assert [item.name for item in saved(new).capabilities] == ["Refunds"]
