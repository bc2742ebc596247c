"""The list of the review: what it shows, what is selected, and what is marked."""

from __future__ import annotations

from pathlib import Path

from tests.support.plain import capability, saved, talk
from tests.support.projects import described, project_of
from tests.unit.plain.conftest import written


def test_the_review_tells_all_in_lines_and_who_signs(three: Path) -> None:
    done = talk(three)
    assert done.status == 0
    assert done.out == (
        "App, app.toml: going on.\n"
        "\n"
        "Review of App: 3 capabilities, 0 decided.\n"
        "Decisions are signed: ada.\n"
        "1. Refunds: retrieval, clear; not decided\n"
        "2. Tone: finetuning, clear; not decided\n"
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
        "Selected: 2. Tone: finetuning, clear; not decided\n"
        "Reason: tone strict: a manner that must always hold is learned from examples,\n"
        "not looked up.\n"
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
    assert done.out.count("2. Tone: finetuning") == 2


def test_a_filter_that_nothing_fits_is_no_dead_end(three: Path) -> None:
    done = talk(three, "filter nonsense", "accept", "why 2", "delete")
    assert "0 fit the filter" in done.out
    assert 'line 2: there is no capability here; "filter" tells all' in done.err
    assert [item.name for item in saved(three).capabilities] == ["Refunds", "Nothing"]


def test_the_map_and_the_summary_are_told_in_sentences(three: Path) -> None:
    done = talk(three, "map", "summary")
    assert "retrieval: 1\nfinetuning: 2\nundecided: 3\n" in done.out
    assert done.out.isascii()
    assert "1. Refunds: knowledge 8, behaviour 0; retrieval.\n" in done.out
    assert "3 capabilities.\nretrieval: 1, of these 1 clear.\n" in done.out
    assert "undecided: 1.\nDecisions: 3 not decided.\n" in done.out
    assert "To do, 2: Accept or override the verdict: 1 Refunds, 2 Tone.\n" in done.out
    assert "May share an index, the source is not known: 1 Refunds.\n" in done.out
    assert "Not ready, 1 Refunds: corpus not known yet.\n" in done.out


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
    assert "2. Tone: finetuning, clear; not decided\n" in listed


def test_marks_that_the_filter_hides_are_told_and_left_alone(three: Path) -> None:
    done = talk(
        three, "mark all", "filter verdict:retrieval", "mark all", "delete", "filter marked"
    )
    assert "Marked: 1, 2, 3. The filter hides 2, 3.\n" in done.out
    assert "“Refunds” is removed; undo brings it back." in done.out
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
