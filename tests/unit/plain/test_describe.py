from __future__ import annotations

import time
from pathlib import Path

from ragft_tui.core.model import Capability, Draft
from ragft_tui.core.text import FIELD_CHARACTERS, FIELD_LINES
from ragft_tui.storage.project import encode_project
from tests.support.plain import capability, saved, talk
from tests.support.projects import described, packaged_rulebook, project_of

TEXT = "Tells what a customer gets back."


def names(path: Path) -> list[str]:
    return [item.name for item in saved(path).capabilities]


def test_a_name_and_a_line_describe_a_capability(new: Path) -> None:
    done = talk(new, "Refunds", TEXT)
    assert done.status == 0
    assert capability(new).description == TEXT
    assert "Volatility, question 1" in done.out


def test_a_description_takes_several_lines_between_the_marks(new: Path) -> None:
    done = talk(new, "Refunds", "<<", "First line.", "", "quit", "..", "..x", ".")
    assert done.status == 0
    assert capability(new).description == "First line.\n\nquit\n.\n..x"


def test_a_list_between_the_marks_becomes_as_many_capabilities(new: Path) -> None:
    done = talk(new, "<<", "- Refunds: Tells what comes back.", "- Prices", ".", "undo", "redo")
    assert names(new) == ["Refunds", "Prices"]
    assert "2 capabilities are added; undo takes that back." in done.out
    assert "Undone: add 2 capabilities." in done.out
    assert "draft" not in new.read_text()


def test_undo_of_a_list_keeps_its_lines_as_the_description_in_progress(new: Path) -> None:
    done = talk(new, "<<", "- Refunds", "- Prices", ".", "undo", "Both")
    assert "Description so far: - Refunds\n- Prices\nAn empty line keeps it." in done.out
    assert saved(new).capabilities[0].draft.description == "- Refunds\n- Prices"


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
    done = talk(new, "", "Refunds", "", TEXT, "next", "")
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
    done = talk(new, "Refunds", TEXT, "next")
    assert done.out.startswith("App, app.toml: a new project.\nA new capability. ")
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
    done = talk(new, "edit", "", "Quotes the law.", "review")
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
