from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview.values import (
    may_become_number,
    parse_answer,
    parse_number,
    parse_number_or_none,
)
from ragft_tui.core.model import UNKNOWN, AnswerValue
from ragft_tui.core.rulebook import LARGEST_NUMBER, Question
from tests.support.projects import packaged_rulebook


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("50", 50),
        (" 1,200 ", 1_200),
        ("1 200 000", 1_200_000),
        ("1\u202f200", 1_200),
        ("1'200", 1_200),
        ("1’200", 1_200),
        ("1_200", 1_200),
        ("1.234.567", 1_234_567),
        ("00000000000000000000000050", 50),
        ("000", 0),
        ("1000.0", 1_000),
        ("1,000.00", 1_000),
        ("1200.000", 1_200),
        ("15k", 15_000),
        ("15 K", 15_000),
        ("1.5k", 1_500),
        ("15 Tsd.", 15_000),
        ("2 Mio", 2_000_000),
        ("2 million", 2_000_000),
        ("1.25 millions", 1_250_000),
        ("1e6", 1_000_000),
        ("1.5e+03", 1_500),
        ("٤٢", 42),
        ("１２", 12),
    ],
)
def test_a_number_is_read_as_people_and_programs_write_it(typed: str, number: int) -> None:
    assert parse_number(typed) == number
    assert parse_number_or_none(typed) == number


@pytest.mark.parametrize(
    "typed", ["1.000", "12.000", "1,5", "0,5", "1,00", "1,5k", "1.000k", "1,500k", "1,5 Mio"]
)
def test_what_could_be_two_numbers_is_refused(typed: str) -> None:
    with pytest.raises(InvalidAnswerError, match="could be two numbers; write digits alone"):
        parse_number(typed)


NO_NUMBERS = (
    *("", "k", "1 2", "1,200 000", "12.5", "1.5", "-3", "+3", "²", "½", "1e400", "15 kg", "15kk"),
    *(
        "~15",
        "15+",
        "10-20",
        "1,200,",
        ".5",
        "many",
        "0x10",
        "1/2",
        "€15",
        "1.000.0",
        "12.345.00",
        "9" * 41,
        "9" * 99_999,
    ),
)


@pytest.mark.parametrize("typed", NO_NUMBERS, ids=lambda typed: typed[:20])
def test_what_is_no_whole_number_is_not_made_one(typed: str) -> None:
    with pytest.raises(InvalidAnswerError):
        parse_number(typed)
    assert parse_number_or_none(typed) is None


@given(st.integers(0, LARGEST_NUMBER))
def test_every_number_is_read_in_every_spelling(number: int) -> None:
    grouped = [f"{number:,}".replace(",", mark) for mark in (",", " ", "'", "_")]
    spelled = (str(number), *grouped, f"0{number}", f"{number}.0", f"{number}000"[:-3])
    assert {parse_number_or_none(text) for text in spelled} == {number}


@given(st.text(st.sampled_from("0123456789.,' kKmMioTsd e"), max_size=12))
def test_nothing_of_what_is_read_is_left_out(text: str) -> None:
    """A number has all the digits of its text, but for zeros that say nothing."""
    number = parse_number_or_none(text)
    if number is not None:
        significant = "".join(each for each in text.partition("e")[0] if each.isdigit())
        assert str(number).strip("0") == significant.strip("0")


@pytest.mark.parametrize(
    "text", ["15", "15k", "15 ", "15 T", "15 ts", "2 mi", "1,", "2 million", "1e", "1e+", "1.5e3"]
)
def test_more_of_a_number_may_follow(text: str) -> None:
    assert may_become_number(text)


@pytest.mark.parametrize("text", ["", "k", "15b", "15 s", "2 mix", "15kk", "15ek", "15e123"])
def test_what_no_number_begins_with_is_known(text: str) -> None:
    assert not may_become_number(text)


BASELINE = packaged_rulebook().question("baseline")
VOLUME = packaged_rulebook().question("volume")


@pytest.mark.parametrize(
    ("given", "value"),
    [
        *((given, "nothing") for given in ("yes", "YES", "true", "y", True, "nothing")),
        *((given, "unclear") for given in ("no", "falsch", False, "unclear")),
        *((given, None) for given in ("", "n/a", None)),
        ("I don't know", UNKNOWN),
        (BASELINE.options[2].text, "facts"),
    ],
)
def test_an_answer_by_an_id_of_before_is_the_option_that_it_stands_for_now(
    given: object, value: AnswerValue | None
) -> None:
    assert parse_answer(BASELINE, given) == value


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("high", "high"),
        (VOLUME.options[0].text, "low"),
        ("60,000", 60_000),
        (60_000.0, 60_000),
        ("-", None),
    ],
)
def test_a_number_may_be_answered_by_its_band(given: object, value: AnswerValue | None) -> None:
    assert parse_answer(VOLUME, given) == value


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        (BASELINE, "manners", 'did you mean "manner"?'),
        (BASELINE, 5, "5 is not one of the options"),
        (VOLUME, "hihg", 'nor an option; did you mean "high"?'),
        (VOLUME, "1.000", "could be two numbers"),
        (VOLUME, True, "true is not a whole number of requests a month"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_nearest(
    question: Question, given: object, said: str
) -> None:
    with pytest.raises(InvalidAnswerError) as caught:
        parse_answer(question, given)
    assert said in str(caught.value)
