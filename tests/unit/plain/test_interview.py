"""The interview line by line: names, descriptions, lists, answers, and who stands behind them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ragft_tui.core.model import Answer, Capability, Draft
from ragft_tui.core.text import FIELD_CHARACTERS, FIELD_LINES
from ragft_tui.storage.project.encode import encode_project
from tests.support.plain import capability, saved, talk
from tests.support.projects import described, packaged_rulebook, project_of
from tests.unit.plain.conftest import answers, written

TEXT = "Tells what a customer gets back."
WEEKLY = packaged_rulebook().question("volatility").options[2].text
FARES = described("Refunds", "Quotes this week's fares and links the source.")


def names(path: Path) -> list[str]:
    return [item.name for item in saved(path).capabilities]


def test_a_name_and_a_line_describe_a_capability(new: Path) -> None:
    done = talk(new, "Refunds", TEXT)
    assert done.status == 0
    assert capability(new).description == TEXT
    assert "Volatility, about" in done.out


def test_a_description_takes_several_lines_between_the_marks(new: Path) -> None:
    done = talk(new, "Refunds", "<<", "First line.", "", "quit", "..", "..x", ".")
    assert done.status == 0
    assert capability(new).description == "First line.\n\nquit\n.\n..x"


def test_a_list_between_the_marks_is_previewed_and_becomes_as_many_capabilities(
    new: Path,
) -> None:
    lines = ("- Refunds: Tells what comes back.", "- Prices")
    done = talk(new, "<<", *lines, ".", "yes", "undo", "redo")
    assert names(new) == ["Refunds", "Prices"]
    assert "1. new: Refunds: Tells what comes back.\n2. new: Prices\n2 new." in done.out
    assert '2 capabilities added; "undo" in the review undoes it.' in done.out
    assert "Undone: the import of 2 capabilities." in done.out
    assert "draft" not in new.read_text()


def test_undo_of_a_list_takes_its_text_away_too(new: Path) -> None:
    done = talk(new, "<<", "- Refunds", "- Prices", ".", "yes", "undo", "Both")
    assert "Description so far" not in done.out
    assert names(new) == [""]
    assert saved(new).capabilities[0].draft == Draft(name="Both")


def test_a_list_can_be_kept_together_as_one_description(new: Path) -> None:
    done = talk(new, "<<", "- Refunds", "- Prices", ".", "together", "Both", "")
    assert "It is kept as one description." in done.out
    assert [item.description for item in saved(new).capabilities] == ["- Refunds\n- Prices"]


def test_a_list_that_is_not_imported_is_kept_as_text_in_progress(new: Path) -> None:
    done = talk(new, "<<", "- Refunds", "- Prices", ".", "back")
    assert "Nothing is imported." in done.out
    assert [item.draft.description for item in saved(new).capabilities] == ["- Refunds\n- Prices"]


def test_a_list_typed_anew_takes_the_place_of_one_that_was_undone(new: Path) -> None:
    first = ("- Refunds", "- Prices", ".", "yes", "undo")
    talk(new, "<<", *first, "<<", "Orders", "Hours", ".", "yes")
    assert names(new) == ["Orders", "Hours"]


def test_a_description_in_progress_outlasts_lists_typed_over_it(new: Path) -> None:
    begun = Capability("new", draft=Draft(name="", description=TEXT))
    new.write_bytes(encode_project(project_of(begun), packaged_rulebook()))
    second = ("<<", "Orders", "Hours", ".", "yes")
    talk(new, "<<", "Refunds", "Prices", ".", "yes", "undo", *second)
    assert names(new) == ["", "Orders", "Hours"]
    assert saved(new).capabilities[0].draft.description == TEXT


def test_a_list_that_is_not_ended_is_kept_as_text_in_progress_and_told(new: Path) -> None:
    done = talk(new, "<<", "Refunds", "Prices")
    assert done.status == 1
    assert "was not ended by a line with only ." in done.err
    assert [item.draft.description for item in saved(new).capabilities] == ["Refunds\nPrices"]


def test_somebody_at_a_terminal_may_end_a_text_with_the_end_of_input(new: Path) -> None:
    done = talk(new, "Refunds", "<<", "First.", "Second.", by_hand=True)
    assert done.status == 0
    assert capability(new).description == "First.\nSecond."


def test_a_name_without_description_is_kept_and_an_empty_line_keeps_it(new: Path) -> None:
    talk(new, "Refunds")
    assert saved(new).capabilities[0].draft.name == "Refunds"
    done = talk(new, "", TEXT)
    assert 'Name so far: "Refunds". An empty line keeps it.' in done.out
    assert capability(new).description == TEXT
    assert saved(new).capabilities[0].draft.name is None


def test_a_command_word_is_a_command_alone_and_text_within_a_line_or_behind_the_sign(
    new: Path,
) -> None:
    talk(new, "=Back", "Back office work", "review", "add", "Skip the queue", "==", "review")
    assert [(item.name, item.description) for item in saved(new).capabilities] == [
        ("Back", "Back office work"),
        ("Skip the queue", "="),
    ]


def test_back_leads_from_the_description_to_the_name_and_nothing_is_lost(new: Path) -> None:
    done = talk(new, "Refnds", "back", "Refunds", TEXT)
    assert 'Name so far: "Refnds". An empty line keeps it.' in done.out
    assert names(new) == ["Refunds"]


def test_back_at_the_beginning_says_so(new: Path) -> None:
    done = talk(new, "back", by_hand=True)
    assert "This is the beginning" in done.out


def test_an_empty_line_asks_again_and_after_the_last_capability_leads_to_the_review(
    new: Path,
) -> None:
    done = talk(new, "", "Refunds", "", TEXT, "next", "", "")
    assert done.out.count("What must the application be able to do?") == 3
    assert done.out.count('What does "Refunds" do?') == 2
    assert "Review of App: 1 capability" in done.out


def test_a_description_that_is_too_long_is_refused_and_what_fits_is_kept(new: Path) -> None:
    long = "x" * (FIELD_CHARACTERS // 2 + 1)
    done = talk(new, "Refunds", "<<", long, long, ".", "review")
    assert done.status == 1
    assert "the text has 65,539 characters" in done.err
    assert "only its first line is kept as text in progress" in done.err
    assert saved(new).capabilities[0].draft.description == long


def test_a_text_of_too_many_lines_is_refused_and_what_is_kept_of_it_is_told(new: Path) -> None:
    lines = [f"Line {number}." for number in range(FIELD_LINES + 1)]
    done = talk(new, "Refunds", "<<", *lines, ".", "review")
    assert "the text has 2,001 lines, and a field holds 2,000; " in done.err
    assert "only its first 2,000 lines are kept as text in progress" in done.err
    assert saved(new).capabilities[0].draft.description == "\n".join(lines[:-1])


def test_of_a_because_that_is_too_long_nothing_is_kept_and_that_is_told(file: Path) -> None:
    done = talk(file, "because", "<<", *["Legal"] * (FIELD_LINES + 1), ".", "back")
    assert "and a field holds 2,000; nothing of it is kept" in done.err
    assert "nothing was lost" not in done.err


def test_a_text_of_very_many_lines_is_read_in_a_moment(new: Path) -> None:
    started = time.monotonic()
    done = talk(new, "Refunds", "<<", *["A line."] * 16_000, ".", "review")
    assert time.monotonic() - started < 10
    assert "the text has 127,999 characters" in done.err


def test_the_first_name_is_asked_for_with_the_way_to_help(new: Path) -> None:
    done = talk(new, "Refunds", TEXT, "next", "")
    assert done.out.startswith(
        "App, app.toml: a new project.\n"
        'The application is called App; "rename" gives it another name.\n'
        "A new capability. "
    )
    assert done.out.count('Its name, in a few words ("?" tells what can be typed).\nName: ') == 1
    assert done.out.count("Its name, in a few words.\n") == 1
    assert talk(new).out.startswith("App, app.toml: going on.\n")
    assert talk(new, read_only_reason="it is a test").out.startswith("App, app.toml: to look at.\n")


def test_a_line_that_is_too_long_in_a_text_does_not_make_commands_of_the_others(new: Path) -> None:
    done = talk(new, "Refunds", "<<", "y" * 70_000, "quit", ".", "review", "save")
    assert "line 3: the line has more than 65,536 characters" in done.err
    assert "nothing from here on was taken" in done.err
    assert "Review of App" not in done.out
    new.unlink()
    lines = ["Refunds", "<<", "y" * 70_000, "quit", ".", "review", "quit"]
    typed = talk(new, *lines, by_hand=True)
    assert "The line has more than 65,536 characters" in typed.flowing
    assert "Review of App" in typed.out


def test_editing_shows_what_there_is_and_keeps_the_answers(new: Path) -> None:
    project = project_of(described("Refunds", TEXT, volatility="weekly"))
    new.write_bytes(encode_project(project, packaged_rulebook()))
    done = talk(new, "describe", "", "Quotes the law.", "review")
    assert f"Description so far: {TEXT}" in done.out
    assert capability(new).description == "Quotes the law."
    assert [answer.value for answer in capability(new).answers] == ["weekly"]


def test_a_description_typed_elsewhere_is_offered_once_there_is_a_name(new: Path) -> None:
    begun = Capability("new", draft=Draft(name=" ", description=TEXT))
    new.write_bytes(encode_project(project_of(described("Prices"), begun), packaged_rulebook()))
    done = talk(new, "", "Refunds", "")
    assert "Nothing more to add?" not in done.out
    assert f"Description so far: {TEXT}" in done.out
    assert capability(new).description == TEXT


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
    done = talk(file, "s", "2", "u", "b Legal", "2", "r", "e", "n")
    assert "Volatility is left for later." in done.out
    assert "Undone: the answer to “Must answers show their sources?” on “Refunds”." in done.out
    assert "Because: Legal" in done.out
    assert "Published sources: " in done.out
    assert (
        "Citations: It would help, but an answer without one is fine (because: Legal)."
        in done.flowing
    )
    assert "The rest is left for later." in done.out
    assert capability(file).answers == (Answer("citations", "helpful", "Legal"),)


def test_each_option_tells_the_word_that_chooses_it_unless_it_is_its_text(file: Path) -> None:
    done = talk(file, "daily", "required")
    daily = "4. Daily, or several times a day (daily)"
    assert f"3. {WEEKLY} (weekly) {daily} 5. By the minute (realtime) " in done.flowing
    assert "0. I don't know (unknown)\n" in done.out


def test_a_because_without_a_reason_asks_for_it_and_is_not_said_twice(file: Path) -> None:
    done = talk(file, "daily because", "because  Because the CTO", "because", "", "because because")
    assert done.out.count("Who or what stands behind the answer?") == 3
    assert capability(file).answers == (Answer("volatility", "daily", "the CTO"),)


def test_points_are_told_again_only_where_they_changed(new: Path) -> None:
    written(new, project_of(described("Refunds", "Quotes the policy; prices change weekly.")))
    done = talk(new, "weekly", "none", "strict")
    assert done.out.count(", needs 4.") == 6
    unknown = "by search or by call: not known yet"
    assert f"Verdict so far: retrieval, lean, {unknown}. Reason: The facts " in done.flowing
    assert (
        f"Verdict so far: both, lean, {unknown}. Knowledge: 12 points, needs 4. "
        "Behaviour: 5 points, needs 4. Reason: It must always write"
    ) in done.flowing


def test_the_interview_can_be_asked_for_and_all_be_listed_at_a_question(file: Path) -> None:
    done = talk(file, "list", "interview")
    assert done.status == 0
    assert "Answer: list\n1. Refunds: undecided; not decided; " in done.out
    assert done.out.count("Volatility, about") == 2


def test_a_suggestion_is_told_with_its_words_and_how_often_they_mean_it(new: Path) -> None:
    written(new, project_of(FARES))
    done = talk(new, "3")
    assert (
        f'3. {WEEKLY} (weekly), suggested by "Quotes this week\'s": '
        "more than 9 of 10 descriptions with these words mean this 4. Daily"
    ) in done.flowing
    assert answers(new) == {"volatility": "weekly"}


@pytest.mark.parametrize("item", [FARES, described("Refunds")])
def test_an_empty_line_takes_no_suggestion_asks_again_and_says_how_to_choose(
    new: Path, item: Capability
) -> None:
    done = talk(written(new, project_of(item)), "", "  ")
    assert done.status == 0
    assert done.out.count("Volatility, about") == 3
    said = "An empty line answers nothing here. Type the number of an option, or two letters"
    assert done.flowing.count(said) == 2
    assert "takes this answer" not in done.out
    assert answers(new) == {}


def test_an_empty_line_keeps_an_answer_and_goes_on(file: Path) -> None:
    done = talk(file, "3 because Legal", "back", "")
    assert f"Answered: {WEEKLY}. An empty line keeps that." in done.flowing
    assert capability(file).answers == (Answer("volatility", "weekly", "Legal"),)
    assert done.out.rstrip().endswith("Answer:")


def test_back_skip_and_next_lead_where_they_say(file: Path) -> None:
    done = talk(file, "skip", "back", "back", "next")
    asked = [line.split(",")[0] for line in done.out.splitlines() if ", about " in line]
    assert asked == ["Volatility", "Citations", "Volatility"]
    assert 'Name so far: "Refunds"' in done.out
    assert saved(file).capabilities[0].answers == ()


def test_undo_and_redo_name_what_they_did(file: Path) -> None:
    done = talk(file, "3", "undo", "redo", "undo", "undo")
    assert "Undone: the answer to “How often do the facts change?” on “Refunds”." in done.out
    assert "Redone: the answer to “How often do the facts change?” on “Refunds”." in done.out
    assert "Nothing to undo." in done.out
    assert answers(file) == {}


def test_the_verdict_is_told_in_words_with_the_reason_that_is_new(file: Path) -> None:
    done = talk(file, "daily", "none", "none")
    assert (
        "Verdict so far: undecided. Knowledge: 0 points, needs 4. "
        "Behaviour: 0 points, needs 4. " in done.flowing
    )
    assert (
        "Verdict so far: retrieval, lean, by search or by call: not known yet. "
        "Knowledge: 9 points, needs 4. Behaviour: 0 points, needs 4. " in done.flowing
    )
    assert "Reason: The facts change every day; trained weights are as old" in done.out
    assert "Verdict still: retrieval, lean." in done.out


def test_why_tells_all_and_more_tells_the_options(file: Path) -> None:
    done = talk(file, "daily", "why", "more")
    assert "Reason, knowledge, +9 points: The facts change every day" in done.out
    assert done.out.count("Published sources: ") == 1
    assert '"it must always write or judge in one particular way", "its answer' in done.flowing
    assert '"the facts change once a year at most"' in done.flowing
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


def test_the_application_is_renamed_where_its_first_capability_is_asked_for(new: Path) -> None:
    done = talk(new, "rename", "Front desk", "Refunds", TEXT)
    assert "What is the application called?" in done.out
    assert 'It is called "Front desk" now.' in done.out
    assert saved(new).name == "Front desk"
    assert names(new) == ["Refunds"]
