from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.model import UNKNOWN, Answer
from ragft_tui.core.rulebook import Keyword, Option, Question
from ragft_tui.core.verdict import assess
from ragft_tui.core.verdict.suggest import suggest_answer
from tests.support.projects import described, packaged_rulebook

RULEBOOK = packaged_rulebook()


def suggested(description: str, question: str, name: str = "Test") -> str | None:
    found = suggest_answer(described(name, description), RULEBOOK.question(question), RULEBOOK)
    return found.option.id if found else None


@pytest.mark.parametrize(
    ("description", "question", "expected"),
    [
        ("Prices change daily.", "volatility", "daily"),
        ("It must cite its SOURCES.", "citations", "required"),
        ("No citations needed.", "citations", "none"),
        ("Deletion requests and personal data.", "access", "yes"),
        ("It holds no personal data.", "access", "no"),
        ("Does it.", "volatility", None),
        ("配送を追跡する", "volatility", None),
    ],
)
def test_the_words_imply_an_option(description: str, question: str, expected: str | None) -> None:
    assert suggested(description, question) == expected


def test_the_name_speaks_as_well_and_the_words_stand_as_they_are_written() -> None:
    capability = described("DAILY prices", "Does it.")
    found = suggest_answer(capability, RULEBOOK.question("volatility"), RULEBOOK)
    assert found
    assert found.option.id == "daily"
    assert found.quote.startswith("DAILY")


@pytest.mark.parametrize("value", ["static", "daily", UNKNOWN])
def test_an_answered_question_has_no_suggestion(value: str) -> None:
    capability = described("Test", "Prices change daily.", volatility=value)
    assert suggest_answer(capability, RULEBOOK.question("volatility"), RULEBOOK) is None


@pytest.mark.parametrize("description", ["Millions of requests a month.", "Not at scale."])
def test_words_imply_no_number(description: str) -> None:
    assert suggested(description, "volume") is None


OPTIONS = tuple(Option(id=name, text=name) for name in ("none", "some", "all"))
QUESTION = Question(id="moons", stage="further", title="Moons", text="?", why=".", options=OPTIONS)


def of_words(description: str, *keywords: tuple[str, str, int], ordered: bool = True) -> str | None:
    """Return what is suggested where a lexicon of words, options and points is all there is."""
    question = replace(QUESTION, ordered=ordered)
    rulebook = replace(
        RULEBOOK,
        questions=(question,),
        keywords=tuple(
            Keyword(
                subject="moons", words=(word,), suggests=option, points=points, says="", source=""
            )
            for word, option, points in keywords
        ),
    )
    found = suggest_answer(described("Test", description), question, rulebook)
    return found.option.id if found else None


def test_the_weightiest_words_win_also_where_they_speak_against_the_axis() -> None:
    words = ("red", "some", 1), ("blue", "all", 3), ("green", "none", -4)
    assert of_words("red blue", *words) == "all"
    assert of_words("red blue green", *words) == "none"


def test_among_equals_the_first_told_wins_whatever_the_order_of_the_lexicon() -> None:
    words = ("red", "some", 2), ("blue", "all", 2)
    for lexicon in (words, words[::-1]):
        assert of_words("blue then red", *lexicon) == "all"
        assert of_words("red then blue", *lexicon) == "some"


def test_affirmed_words_go_before_denied_ones() -> None:
    assert of_words("without blue but red", ("red", "some", 1), ("blue", "all", 4)) == "some"


def test_denied_words_imply_the_first_option_of_an_ordered_question_alone() -> None:
    assert of_words("without blue", ("blue", "all", 4)) == "none"
    assert of_words("without blue", ("blue", "all", 4), ordered=False) is None


def test_what_asks_for_nothing_implies_nothing_where_it_is_denied() -> None:
    assert of_words("never red", ("red", "none", 0)) is None


def test_words_that_suggest_nothing_are_passed_over() -> None:
    assert of_words("red", ("red", "", 9)) is None
    assert of_words("without red", ("red", "", 9)) is None


def test_a_suggestion_counts_only_when_it_is_accepted() -> None:
    capability = described("Test", "Prices change daily.")
    before = assess(capability, RULEBOOK)
    found = suggest_answer(capability, RULEBOOK.question("volatility"), RULEBOOK)
    assert found
    assert assess(capability, RULEBOOK) == before
    assert "volatility" not in {reason.question for reason in before.reasons if reason.firm}
    accepted = replace(capability, answers=(Answer("volatility", found.option.id),))
    assert assess(accepted, RULEBOOK) != before
