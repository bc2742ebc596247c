"""Answers as they are typed in a line, in every way in which people write them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.core.model import Answer, AnswerValue
from ragft_tui.plain.answers import parse_number_list, parse_typed_answer
from tests.support.plain import capability, talk
from tests.support.projects import described, packaged_rulebook, project_of
from tests.unit.plain.conftest import answers, written

WEEKLY = packaged_rulebook().question("volatility").options[2].text


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
        ("00000000000000000000003", "weekly"),
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


def test_who_says_so_can_stand_behind_the_answer(file: Path) -> None:
    talk(file, "3 because Legal, 3 May", "BECAUSE of nothing", "helpful Because  Ada ")
    assert capability(file).answers == (
        Answer("volatility", "weekly", "Legal, 3 May"),
        Answer("citations", "helpful", "Ada"),
    )


@pytest.mark.parametrize("typed", ["Weekly", WEEKLY, "I dont know", "i don’t know"])
def test_an_option_is_known_by_its_words_as_well(typed: str, file: Path) -> None:
    assert talk(file, typed).status == 0
    assert answers(file)["volatility"] in {"weekly", "unknown"}


def test_a_number_is_taken_with_and_without_commas(new: Path) -> None:
    item = described("Refunds", "Sounds like us, always.", volatility="static", citations="none")
    written(new, project_of(item))
    done = talk(new, "strict", "review", "answer examples 1,200", "answer examples lots")
    assert answers(new)["examples"] == 1200
    wanted = "is not a whole number of examples from 0 to 1,000,000,000,000, nor an option"
    assert f'"lots" {wanted}; it can be "none", "few"' in " ".join(done.err.split())


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", "enough"),
        ("0", "unknown"),
        ("=3", 3),
        ("= 1,200", 1200),
        ("=0", 0),
        ("120", 120),
        ("15k", 15_000),
        ("few", "few"),
        ("FEW", "few"),
        ("ma", "many"),
        ("10 to 49", "few"),
        ("unknown", "unknown"),
    ],
)
def test_where_a_number_is_asked_for_digits_are_bands_and_others_exact(
    typed: str, value: str | int, new: Path
) -> None:
    written(new, project_of(described("Refunds")))
    done = talk(new, "review", f"answer examples {typed}")
    assert (done.status, answers(new)) == (0, {"examples": value})


def test_the_bands_of_a_number_have_digits_and_an_exact_one_is_explained(new: Path) -> None:
    written(new, project_of(described("Refunds")))
    done = talk(new, "review", "answer examples", "answer examples b")
    examples = packaged_rulebook().question("examples")
    assert "An exact number of examples is typed behind =, as in =1200." in done.out
    assert f"2. {examples.options[1].text} (few)\n" in done.out
    assert "0. I don't know (unknown)" in done.out
    assert '"b" alone is no answer; "because" is a command' in done.err
    assert answers(new) == {}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1,5", "could be two numbers"),
        ("12,00", "could be two numbers"),
        ("1.000", "could be two numbers"),
        ("1,200,", "is not a whole number"),
        ("-3", "is not a whole number"),
        ("1.5", "is not a whole number"),
    ],
)
def test_what_is_no_plain_whole_number_is_refused(typed: str, told: str, new: Path) -> None:
    written(new, project_of(described("Refunds")))
    done = talk(new, "review", f"answer examples {typed}")
    assert f'"{typed}" {told}' in done.err
    assert answers(new) == {}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("d", '"d" alone is no answer; "daily" is an answer'),
        ("W", '"W" alone is no answer; "weekly" is an answer'),
        ("s because Legal", '"s" alone is no answer; "static" is an answer, "skip" is a command'),
        ("i", '"i" alone is no answer; choose a number'),
    ],
)
def test_a_letter_is_never_an_answer(typed: str, told: str, file: Path) -> None:
    done = talk(file, typed)
    assert told in done.err
    assert answers(file) == {}


def test_an_option_of_two_words_is_typed_as_it_is_told(file: Path) -> None:
    done = talk(file, "review", "answer baseline", "answer baseline not tried")
    assert "(not tried)" in done.out
    assert answers(file) == {"baseline": "not_tried"}


def test_a_line_of_blanks_before_a_because_is_taken_at_once(file: Path) -> None:
    started = time.monotonic()
    talk(file, f"daily{' ' * 60_000}becaus", f"daily{' ' * 60_000}because Ada")
    assert time.monotonic() - started < 5
    assert capability(file).answers == (Answer("volatility", "daily", "Ada"),)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("2", (2,)),
        ("1 3-5", (1, 3, 4, 5)),
        ("1,3 , 5", (1, 3, 5)),
        ("4-4", (4,)),
        ("1-7", (1, 2, 3, 4, 5, 6, 7)),
    ],
)
def test_numbers_and_ranges_of_numbers_are_read(typed: str, numbers: tuple[int, ...]) -> None:
    assert parse_number_list(typed, 7) == numbers


@pytest.mark.parametrize("typed", ["0", "8", "3-8", "5-3", "x", "1 x", "1-", "-1", "1-2-3", "0-2"])
def test_what_is_no_number_of_a_capability_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is no number of a capability; choose from 1 to 7"):
        parse_number_list(typed, 7)


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        ("baseline", "yes", "nothing"),
        ("baseline", "no", "unclear"),
        ("baseline", "noth", "nothing"),
        ("access", "yes", "yes"),
        ("volume", "high", "high"),
        ("volume", "60k", 60_000),
    ],
)
def test_ids_of_before_and_bands_are_answers(question: str, typed: str, value: AnswerValue) -> None:
    assert parse_typed_answer(packaged_rulebook().question(question), typed) == value
