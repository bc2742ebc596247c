"""The packaged rulebook is whole, and its words are ones to ask people with."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.core.model import UNKNOWN, Answer, Capability, Reach, Strength, VerdictType
from ragft_tui.core.rulebook import check_rulebook, resolve_aliases
from ragft_tui.core.rulebook.model import LARGEST_NUMBER, Question
from ragft_tui.core.verdict import assess
from ragft_tui.storage.rulebooks import load_rulebook

RULEBOOK = load_rulebook()
SAMPLE = Path(__file__).parents[4] / "ragft_tui" / "storage" / "data" / "sample.toml"
OPTIONS = {
    "volatility": "static monthly weekly daily realtime",
    "citations": "none helpful required",
    "tone": "none preferred strict",
    "source": "none supplied collection live both",
    "private_knowledge": "none small large",
    "format": "free structured strict",
    "vocabulary": "general specialised",
    "baseline": "not_tried nothing facts manner both cost unclear",
    "footprint": "no fast small",
    "volume": "low medium high",
    "access": "no yes",
    "examples": "none few enough many",
    "corpus": "none scattered collected ready",
}


def test_it_has_every_question_with_its_options() -> None:
    found = {q.id: " ".join(option.id for option in q.options) for q in RULEBOOK.questions}
    assert found == OPTIONS


def test_it_passes_its_checks() -> None:
    check_rulebook(RULEBOOK)


def test_three_questions_are_the_core() -> None:
    assert [q.id for q in RULEBOOK.stage("core")] == ["volatility", "citations", "tone"]


@pytest.mark.parametrize("question", RULEBOOK.questions, ids=lambda q: q.id)
def test_its_words_fit_the_screen(question: Question) -> None:
    assert len(question.title.split()) <= 2
    assert len(question.text) <= 78
    assert 0 < len(question.why) <= 150
    for option in question.options:
        assert 0 < len(option.text) <= 60
        assert 0 < len(option.hint) <= 70
        assert 0 < len(option.example) <= 90


def test_an_answer_that_suffices_reaches_the_threshold_and_no_weak_one_does() -> None:
    weak = {
        ("private_knowledge", "small"),
        ("citations", "helpful"),
        ("tone", "preferred"),
        ("format", "structured"),
        ("volatility", "static"),
        ("examples", "many"),
    }
    for question in RULEBOOK.questions:
        for option in question.options:
            if option.sufficient:
                assert option.points >= RULEBOOK.threshold
            if (question.id, option.id) in weak:
                assert option.points < RULEBOOK.threshold


def test_no_rule_names_an_unpublished_source() -> None:
    assert all(source.url.startswith("https://") for source in RULEBOOK.sources)


def test_a_number_falls_into_its_band() -> None:
    volume = RULEBOOK.question("volume")
    for number, band in ((0, "low"), (99_999, "low"), (100_000, "medium"), (10**9, "high")):
        option = volume.option(number)
        assert option is not None
        assert option.id == band


@pytest.mark.parametrize("value", [-1, LARGEST_NUMBER + 1, "lo", "many", ""])
def test_a_number_out_of_range_or_a_word_of_no_band_is_refused(value: str | int) -> None:
    assert not RULEBOOK.question("volume").accepts(value)


def test_a_band_is_an_answer_without_a_number() -> None:
    volume = RULEBOOK.question("volume")
    assert all(volume.accepts(option.id) for option in volume.options)
    assert volume.option("high") is volume.options[-1]


@pytest.mark.parametrize(
    ("value", "current"),
    [("yes", "nothing"), ("no", "unclear"), ("facts", "facts"), (UNKNOWN, UNKNOWN), (5, 5)],
)
def test_an_id_of_an_earlier_version_stands_for_the_option_that_it_has_now(
    value: str | int, current: str | int
) -> None:
    assert RULEBOOK.question("baseline").current(value) == current


def test_an_id_that_other_questions_have_is_theirs() -> None:
    assert RULEBOOK.question("access").current("yes") == "yes"


def test_rules_and_keywords_name_options_by_the_ids_that_they_have_now() -> None:
    old = {"baseline": ("yes", "no", "facts"), "access": ("yes",)}
    now = {"baseline": ("nothing", "unclear", "facts"), "access": ("yes",)}
    rulebook = resolve_aliases(
        replace(
            RULEBOOK,
            gates=(replace(RULEBOOK.gates[0], when=old),),
            supports=(replace(RULEBOOK.supports[0], when={"tone": ("strict",)}, unless=old),),
            keywords=(replace(RULEBOOK.keywords[0], subject="baseline", suggests="no"),),
        )
    )
    assert rulebook.gates[0].when == rulebook.supports[0].unless == now
    assert rulebook.keywords[0].suggests == "unclear"
    assert rulebook.guards == RULEBOOK.guards


def test_unknown_is_an_answer_to_every_question() -> None:
    assert all(question.accepts(UNKNOWN) for question in RULEBOOK.questions)


def test_the_sample_shows_every_verdict() -> None:
    shown = []
    for table in tomllib.loads(SAMPLE.read_text(encoding="utf-8"))["capabilities"]:
        answers = tuple(Answer(key, value) for key, value in table.get("answers", {}).items())
        for answer in answers:
            assert RULEBOOK.question(answer.question).accepts(answer.value)
        capability = Capability(table["id"], table["name"], table["description"], answers=answers)
        assessment = assess(capability, RULEBOOK)
        shown.append(assessment)
        review = table.get("review")
        assert review is None or review["judged"] == assessment.type
        assert review is None or review["rulebook"] == RULEBOOK.edition
    assert len(shown) == 8
    assert {each.verdict for each in shown} == {*VerdictType, None}
    clear = [each.type for each in shown if each.strength is Strength.CLEAR]
    assert set(clear) == set(VerdictType)
    assert {each.reach for each in shown} >= {Reach.SEARCH, Reach.CALL}


def test_every_source_is_named_by_something() -> None:
    named = {RULEBOOK.nothing_source}
    named |= {rule.source for rules in RULEBOOK.rules.values() for rule in rules}
    named |= {keyword.source for keyword in RULEBOOK.keywords}
    named |= {learned.source for learned in RULEBOOK.learned}
    for question in RULEBOOK.questions:
        named |= {question.source, *(option.source for option in question.options)}
    assert {source.id for source in RULEBOOK.sources} == named - {""}
