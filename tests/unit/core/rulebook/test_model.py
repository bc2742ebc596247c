"""The packaged rulebook is whole, and its words are ones to ask people with."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ragft_tui.core.errors import ROOT, Index, Location
from ragft_tui.core.model import UNKNOWN, Answer, Capability, VerdictType
from ragft_tui.core.rulebook import check_rulebook
from ragft_tui.core.rulebook.model import LARGEST_NUMBER, Extension, Question
from ragft_tui.core.verdict import assess
from ragft_tui.storage.rulebooks import load_rulebook

RULEBOOK = load_rulebook()
SAMPLE = Path(__file__).parents[4] / "ragft_tui" / "storage" / "data" / "sample.toml"
OPTIONS = {
    "volatility": "static monthly weekly daily realtime",
    "citations": "none helpful required",
    "tone": "none preferred strict",
    "source": "none supplied collection live",
    "private_knowledge": "none small large",
    "format": "free structured strict",
    "vocabulary": "general specialised",
    "baseline": "not_tried no yes",
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


@pytest.mark.parametrize("value", [-1, LARGEST_NUMBER + 1, "low", "many"])
def test_a_number_out_of_range_or_a_word_is_no_number(value: str | int) -> None:
    assert not RULEBOOK.question("volume").accepts(value)


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
        shown.append(assessment.verdict_label)
        review = table.get("review")
        assert review is None or review["judged"] == assessment.type
    assert len(shown) == 8
    assert set(shown) == {*(verdict.value for verdict in VerdictType), "undecided"}


BASE: dict[str, object] = {
    "id": "default",
    "threshold": 4,
    "questions": [{"id": "tone"}, {"id": "source"}, {"id": "access"}],
    "keywords": [{"words": ["one"]}, {"words": ["two"]}],
    "guards": [{"id": "changing"}],
}


def joined(own: dict[str, object]) -> dict[str, object]:
    return Extension(BASE, own, "default").tables


def test_what_is_not_said_is_taken_over() -> None:
    assert joined({}) == BASE


def test_single_values_replace_those_of_the_base_and_new_ones_are_kept() -> None:
    assert joined({"threshold": 5, "title": "House"}) == {**BASE, "threshold": 5, "title": "House"}


def test_an_entry_with_a_known_id_stands_in_its_place_and_others_come_last() -> None:
    new, changed = {"id": "new"}, {"id": "source", "title": "Changed"}
    found = joined({"questions": [new, changed]})["questions"]
    assert found == [{"id": "tone"}, changed, {"id": "access"}, new]


def test_entries_without_an_id_are_appended() -> None:
    own: list[object] = [{"words": ["three"]}, {"words": ["four"]}]
    base = BASE["keywords"]
    assert isinstance(base, list)
    assert joined({"keywords": own})["keywords"] == [*base, *own]


@pytest.mark.parametrize("value", [5, "text", {"id": "tone"}, None])
def test_what_is_no_list_is_left_for_the_shape_to_refuse(value: object) -> None:
    assert joined({"questions": value})["questions"] == value


@pytest.mark.parametrize("entry", [5, [], {"id": 5}, {"id": ""}, {"id": ["tone"]}])
def test_entries_of_any_shape_are_kept_for_it_too(entry: object) -> None:
    questions = joined({"questions": [entry]})["questions"]
    assert isinstance(questions, list)
    assert questions[-1] == entry
    assert len(questions) == 4


def test_the_base_is_not_changed() -> None:
    before = repr(BASE)
    joined({"questions": [{"id": "source", "title": "Changed"}], "guards": [{"id": "x"}]})
    assert repr(BASE) == before


@pytest.mark.parametrize(
    ("location", "origin"),
    [
        (ROOT / "keywords" / Index(3) / "source", "keywords[2].source"),
        (ROOT / "keywords" / Index(2) / "words" / Index(0), "keywords[1].words[1]"),
        (ROOT / "keywords" / Index(1) / "source", "default keywords[2].source"),
        (
            ROOT / "questions" / Index(1, "source") / "options" / Index(0, "x"),
            'questions[2, "source"].options[1, "x"]',
        ),
        (ROOT / "questions" / Index(2, "access"), 'default questions[3, "access"]'),
        (ROOT / "questions" / Index(3, "new"), 'questions[1, "new"]'),
        (
            ROOT / "guards" / Index(0, "changing") / "when" / "x",
            'default guards[1, "changing"].when.x',
        ),
        (ROOT / "keywords", "keywords"),
        (ROOT / "sources" / Index(98), "sources[99]"),
        (ROOT / "threshold", "threshold"),
        (ROOT, ""),
    ],
)
def test_the_origin_of_what_is_joined_is_where_its_author_wrote_it(
    location: Location, origin: str
) -> None:
    own: dict[str, object] = {
        "questions": [{"id": "new"}, {"id": "source"}],
        "keywords": [{"words": ["three"]}, {"words": ["four"]}],
    }
    assert str(Extension(BASE, own, "default").origin(location)) == origin
