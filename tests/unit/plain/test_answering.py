from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.model import Answer, AnswerValue, Draft
from tests.support.plain import capability, saved, talk
from tests.support.projects import described, project_of
from tests.unit.plain.conftest import written


def answers(path: Path) -> dict[str, AnswerValue]:
    return {item.question: item.value for item in capability(path).answers}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", "weekly"),
        ("weekly", "weekly"),
        ("WEEK", "weekly"),
        ("0", "unknown"),
        ("unknown", "unknown"),
        ("I don't know", "unknown"),
        ("=weekly", "weekly"),
        (" 2 ", "monthly"),
    ],
)
def test_an_option_is_chosen_by_number_word_or_beginning(
    typed: str, value: str, file: Path
) -> None:
    done = talk(file, typed)
    assert (done.status, answers(file)) == (0, {"volatility": value})


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("6", "there is no option 6; choose from 0 to 5"),
        ("wekly", 'is not one of the options; did you mean "weekly"?'),
        ("daily now", '"daily now" is not one of the options'),
        ("back x", '"back x" is not one of the options'),
        ("<<", "only one line is taken here"),
        ("-1", '"-1" is not one of the options'),
    ],
)
def test_what_is_no_answer_is_told_and_changes_nothing(typed: str, told: str, file: Path) -> None:
    before = file.read_bytes()
    done = talk(file, typed)
    assert done.status == 1
    assert told in done.err
    assert file.read_bytes() == before


def test_a_beginning_of_two_options_is_told_with_both(file: Path) -> None:
    done = talk(file, "answer", "review", "answer vo 3")
    assert '"vo" begins more than one question; volatility or vocabulary or volume?' in done.err


def test_somebody_at_a_terminal_is_told_at_once_and_it_is_no_mistake(file: Path) -> None:
    done = talk(file, "6", by_hand=True)
    assert "There is no option 6; choose from 0 to 5." in done.out
    assert done.status == 0
    assert "line" not in done.err


def test_who_says_so_can_stand_behind_the_answer(file: Path) -> None:
    talk(file, "3 because Legal, 3 May", "BECAUSE of nothing", "helpful Because  Ada ")
    assert capability(file).answers == (
        Answer("volatility", "weekly", "Legal, 3 May"),
        Answer("citations", "helpful", "Ada"),
    )


def test_who_says_so_can_be_said_alone_before_and_after(file: Path) -> None:
    talk(file, "because Legal", "3", "back", "because", "Board", "review")
    assert capability(file).answers == (Answer("volatility", "weekly", "Board"),)


def test_a_because_without_answer_waits_as_text_in_progress(file: Path) -> None:
    talk(file, "because Legal")
    assert capability(file).draft == Draft(because=(("volatility", "Legal"),))
    done = talk(file, "3")
    assert "Because: Legal" in done.out
    assert capability(file).answers == (Answer("volatility", "weekly", "Legal"),)


def test_a_number_is_taken_with_and_without_commas(new: Path) -> None:
    item = described("Refunds", "Sounds like us, always.", volatility="static", citations="none")
    written(new, project_of(item))
    done = talk(new, "strict", "review", "answer examples 1,200", "answer examples many")
    assert answers(new)["examples"] == 1200
    assert '"many" is not a whole number' in done.err


def test_a_suggested_answer_is_told_and_an_empty_line_accepts_it(new: Path) -> None:
    written(new, project_of(described("Refunds", "Quotes it; prices change weekly.")))
    done = talk(new, "")
    assert '3. About weekly (suggested by "change weekly")' in done.out
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
    assert "Nothing to undo." in done.out
    assert answers(file) == {}


def test_the_verdict_is_told_in_words_with_the_reason_that_is_new(file: Path) -> None:
    done = talk(file, "daily", "none", "none")
    assert "Verdict so far: undecided. Knowledge 0 of 4 points; behaviour 0 of 4" in done.out
    assert "Verdict so far: retrieval, clear. Knowledge counts, with 9 points;" in done.out
    assert "Reason: volatility daily: facts change weekly or faster" in done.out
    assert "Verdict still: retrieval, clear." in done.out


def test_leaving_a_capability_tells_its_verdict(new: Path) -> None:
    written(new, project_of(described("Refunds"), described("Prices")))
    done = talk(new, "daily", "next")
    assert "Refunds: retrieval, clear.\n\nCapability 2 of 2: Prices" in done.out


def test_why_tells_all_and_more_tells_the_options(file: Path) -> None:
    done = talk(file, "daily", "why", "more")
    assert "Reason, knowledge +9: volatility daily" in done.out
    assert "Source: Microsoft: When to use fine-tuning, https://" in done.flowing
    assert "Would change it: tone strict makes it both." in done.out
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
