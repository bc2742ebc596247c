from __future__ import annotations

from pathlib import Path

from ragft_tui.core.model import Answer, Draft
from tests.support.plain import capability, saved, talk
from tests.support.projects import described, project_of
from tests.unit.plain.conftest import answers, written


def test_somebody_at_a_terminal_is_told_at_once_and_it_is_no_mistake(file: Path) -> None:
    done = talk(file, "6", by_hand=True)
    assert "There is no option 6; choose from 0 to 5." in done.out
    assert done.status == 0
    assert "line" not in done.err


def test_who_says_so_can_be_said_alone_before_and_after(file: Path) -> None:
    talk(file, "because Legal", "3", "back", "because", "Board", "review")
    assert capability(file).answers == (Answer("volatility", "weekly", "Board"),)


def test_a_because_without_answer_waits_as_text_in_progress(file: Path) -> None:
    talk(file, "because Legal")
    assert capability(file).draft == Draft(because=(("volatility", "Legal"),))
    done = talk(file, "3")
    assert "Because: Legal" in done.out
    assert capability(file).answers == (Answer("volatility", "weekly", "Legal"),)


def test_another_answer_drops_the_because_says_so_and_undo_brings_it_back(file: Path) -> None:
    done = talk(file, "3 because Legal", "back", "4", "review")
    told = "“Legal” stood behind the other answer and is dropped; "
    assert f'{told}"undo" in the review undoes it.' in done.flowing
    assert capability(file).answers == (Answer("volatility", "daily"),)
    talk(file, "review", "answer volatility 3 because Ops", "answer volatility 4", "undo")
    assert capability(file).answers == (Answer("volatility", "weekly", "Ops"),)


def test_letters_do_at_a_question_what_they_do_on_the_full_screen(file: Path) -> None:
    done = talk(file, "s", "2", "u", "b Legal", "2", "r", "e", "", "", "n")
    assert "Volatility is left for later." in done.out
    assert "Undone: answer citations." in done.out
    assert "Because: Legal" in done.out
    assert "Published sources: " in done.out
    assert 'What does "Refunds" do?' in done.out
    assert "The rest is left for later." in done.out
    assert capability(file).answers == (Answer("citations", "helpful", "Legal"),)


def test_each_option_tells_the_word_that_chooses_it_unless_it_is_its_text(file: Path) -> None:
    done = talk(file, "daily", "required")
    assert "3. About weekly (weekly)\n4. Daily\n5. By the minute (realtime)\n" in done.out
    assert "0. I don't know (unknown)\n" in done.out


def test_a_because_without_a_reason_asks_for_it_and_is_not_said_twice(file: Path) -> None:
    done = talk(file, "daily because", "because  Because the CTO", "because", "", "because because")
    assert done.out.count("Who or what stands behind the answer?") == 3
    assert capability(file).answers == (Answer("volatility", "daily", "the CTO"),)


def test_points_are_told_again_only_where_they_changed(new: Path) -> None:
    written(new, project_of(described("Refunds", "Quotes the policy; prices change weekly.")))
    done = talk(new, "weekly", "required", "strict")
    assert done.out.count("are needed") == 3
    assert "Verdict so far: retrieval, clear.\nReason: citations required: " in done.out
    assert (
        "Verdict so far: both, clear. Knowledge 12 points, 4 are needed: yes. "
        "Behaviour 5: yes. Reason: tone strict"
    ) in done.flowing


def test_the_interview_can_be_asked_for_and_all_be_listed_at_a_question(file: Path) -> None:
    done = talk(file, "list", "interview")
    assert done.status == 0
    assert "Answer: list\n1. Refunds: undecided; not decided; " in done.out
    assert done.out.count("Volatility, question 1") == 2


def test_a_suggested_answer_is_told_and_an_empty_line_accepts_it(new: Path) -> None:
    written(new, project_of(described("Refunds", "Quotes it; prices change weekly.")))
    done = talk(new, "")
    assert '3. About weekly (weekly), suggested by "change weekly"' in done.out
    assert "An empty line takes this answer: About weekly." in done.out
    assert answers(new) == {"volatility": "weekly"}


def test_without_a_suggestion_an_empty_line_asks_again(file: Path) -> None:
    done = talk(file, "", "  ")
    assert done.status == 0
    assert done.out.count("Volatility, question 1") == 3
    assert answers(file) == {}


def test_an_empty_line_keeps_an_answer_and_goes_on(file: Path) -> None:
    done = talk(file, "3 because Legal", "back", "")
    assert "Answered: About weekly. An empty line keeps that." in done.out
    assert capability(file).answers == (Answer("volatility", "weekly", "Legal"),)
    assert done.out.rstrip().endswith("Answer:")


def test_back_skip_and_next_lead_where_they_say(file: Path) -> None:
    done = talk(file, "skip", "back", "back", "next")
    asked = [line.split(",")[0] for line in done.out.splitlines() if ", question " in line]
    assert asked == ["Volatility", "Citations", "Volatility"]
    assert 'Name so far: "Refunds"' in done.out
    assert saved(file).capabilities[0].answers == ()


def test_undo_and_redo_name_what_they_did(file: Path) -> None:
    done = talk(file, "3", "undo", "redo", "undo", "undo")
    assert "Undone: answer volatility." in done.out
    assert "Done again: answer volatility." in done.out
    assert "Nothing to undo: this is the beginning." in done.out
    assert answers(file) == {}


def test_the_verdict_is_told_in_words_with_the_reason_that_is_new(file: Path) -> None:
    done = talk(file, "daily", "none", "none")
    assert (
        "Verdict so far: undecided. Knowledge 0 points, 4 are needed: no. Behaviour 0: no. "
        in done.flowing
    )
    assert (
        "Verdict so far: retrieval, clear. Knowledge 9 points, 4 are needed: yes. Behaviour 0: no. "
        in done.flowing
    )
    assert "Reason: volatility daily: facts change weekly or faster" in done.out
    assert "Verdict still: retrieval, clear." in done.out


def test_leaving_a_capability_tells_its_verdict(new: Path) -> None:
    written(new, project_of(described("Refunds"), described("Prices")))
    done = talk(new, "daily", "next")
    assert "Refunds: retrieval, clear.\n\nCapability 2 of 2: Prices" in done.out


def test_why_tells_all_and_more_tells_the_options(file: Path) -> None:
    done = talk(file, "daily", "why", "more")
    assert "Reason, knowledge +9: volatility daily" in done.out
    assert (
        done.flowing.count("Published sources: Microsoft: When to use fine-tuning, https://") == 1
    )
    assert (
        "Would change it: volatility static makes it prompting; tone strict makes it both; "
        in done.flowing
    )
    assert "Open: Citations, Tone, " in done.flowing
    assert "Such as: " in done.out


def test_a_note_is_taken_in_a_line_or_asked_for(file: Path) -> None:
    done = talk(file, "note", "<<", "Ask Legal", "and the board", ".", "note Ask again", "note", "")
    assert 'A note on "Refunds":' in done.out
    assert "So far: Ask again" in done.out
    assert capability(file).notes == "Ask again"


def test_a_note_that_is_not_finished_is_kept(file: Path) -> None:
    assert talk(file, "note", "<<", "Ask Legal").status == 1
    assert capability(file).draft.notes == "Ask Legal"
    done = talk(file, "note", "")
    assert "So far: Ask Legal" in done.out
    assert (capability(file).notes, capability(file).draft) == ("Ask Legal", Draft())


def test_a_number_typed_in_the_full_screen_is_offered(new: Path) -> None:
    typed = Draft(answers=(("examples", "12"),))
    item = described("Refunds", volatility="static", citations="none", tone="strict")
    all_but_examples = {"source": "none", "private_knowledge": "none", "format": "free"}
    given = tuple(Answer(question, value) for question, value in all_but_examples.items())
    item = type(item)(
        item.id, item.name, item.description, "", (*item.answers, *given), None, typed
    )
    written(new, project_of(item))
    done = talk(new, "")
    assert "An empty line takes this answer: 12 examples." in done.out
    assert answers(new)["examples"] == 12
