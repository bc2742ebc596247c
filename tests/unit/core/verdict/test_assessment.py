"""The verdict: which evidence leads to which type, how firmly, and with which reasons."""

from __future__ import annotations

import pytest

from ragft_tui.core.model import UNKNOWN, Answer, Axis, Capability, Draft, VerdictType
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import capitalize
from ragft_tui.core.verdict import ReasonKind, describe_missing
from ragft_tui.core.verdict.assessment import Assessment, assess
from ragft_tui.storage.rulebooks import load_rulebook
from tests.support.projects import wordy_rulebook

RULEBOOK = load_rulebook()

Answers = dict[str, str | int]


def capability(answers: Answers, description: str = "", name: str = "") -> Capability:
    given = tuple(Answer(question, value) for question, value in answers.items())
    return Capability("it", name, description, answers=given)


def verdict(answers: Answers, description: str = "") -> str:
    assessment = assess(capability(answers, description), RULEBOOK)
    return f"{assessment.verdict_label} {assessment.strength}"


QUIET: Answers = {
    "volatility": "static",
    "citations": "none",
    "tone": "none",
    "source": "none",
    "private_knowledge": "none",
    "format": "free",
    "vocabulary": "general",
    "baseline": "not_tried",
    "footprint": "no",
    "volume": "low",
    "examples": "none",
    "access": "no",
}
"""Answers to every question that weighs, none of which asks for anything."""
NO_NEED: Answers = {"baseline": "nothing"}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "undecided open"),
        ({"volatility": UNKNOWN, "tone": UNKNOWN}, "undecided open"),
        ({"examples": 5000}, "undecided open"),
        ({"examples": "none", "corpus": "ready"}, "undecided open"),
        # Guards.
        ({"volatility": "weekly"}, "retrieval lean"),
        ({"volatility": "realtime"}, "retrieval lean"),
        ({"citations": "required"}, "retrieval lean"),
        ({"citations": "required", "source": "supplied"}, "prompting lean"),
        ({"access": "yes"}, "prompting lean"),
        ({"access": "yes", "private_knowledge": "small"}, "retrieval lean"),
        ({"private_knowledge": "large", "source": "supplied"}, "prompting lean"),
        # What suffices alone.
        ({"private_knowledge": "large"}, "retrieval lean"),
        ({"source": "collection"}, "retrieval lean"),
        ({"source": "live"}, "retrieval lean"),
        ({"source": "both"}, "retrieval lean"),
        ({"tone": "strict"}, "fine-tuning lean"),
        ({"format": "strict"}, "fine-tuning lean"),
        ({"volatility": "monthly"}, "retrieval lean"),
        # What a good prompt gets wrong.
        ({"baseline": "facts"}, "retrieval lean"),
        ({"baseline": "manner"}, "fine-tuning lean"),
        ({"baseline": "both"}, "both lean"),
        ({"baseline": "cost"}, "prompting lean"),
        ({"baseline": "unclear"}, "prompting lean"),
        # What never suffices.
        ({"volatility": "static"}, "prompting lean"),
        ({"citations": "helpful"}, "prompting lean"),
        ({"tone": "preferred"}, "prompting lean"),
        ({"private_knowledge": "small"}, "prompting lean"),
        ({"format": "structured"}, "prompting lean"),
        ({"vocabulary": "specialised"}, "prompting lean"),
        ({"footprint": "fast"}, "prompting lean"),
        ({"volatility": "static", "examples": 5000}, "prompting lean"),
        # What suffices together.
        ({"vocabulary": "specialised", "volume": 10**7}, "fine-tuning lean"),
        ({"vocabulary": "specialised", "volume": "high"}, "fine-tuning lean"),
        ({"vocabulary": "specialised", "examples": 500}, "fine-tuning lean"),
        ({"vocabulary": "specialised", "examples": 499}, "prompting lean"),
        ({"vocabulary": "specialised", "baseline": "unclear"}, "fine-tuning lean"),
        ({"footprint": "small", "format": "structured"}, "fine-tuning lean"),
        # A need on each side, which nothing but a gate could take away.
        ({"volatility": "daily", "tone": "strict"}, "both lean"),
        ({"volatility": "daily", "tone": "strict", "baseline": "unclear"}, "both clear"),
        # A good prompt already does it, unless a guard stands.
        ({"baseline": "nothing"}, "prompting lean"),
        ({"baseline": "nothing", "tone": "strict"}, "prompting lean"),
        ({"baseline": "nothing", "volatility": "monthly"}, "prompting lean"),
        ({"baseline": "nothing", "volatility": "weekly"}, "retrieval lean"),
        ({"baseline": "nothing", "volatility": "weekly", "tone": "strict"}, "retrieval lean"),
        ({"baseline": "nothing", "private_knowledge": "large"}, "retrieval lean"),
        ({"baseline": "nothing", "vocabulary": "specialised", "volume": "high"}, "prompting lean"),
    ],
)
def test_answers_lead_to_a_verdict(answers: Answers, expected: str) -> None:
    assert verdict(answers) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "prompting clear"),
        ({"baseline": "nothing"}, "prompting clear"),
        ({"baseline": "nothing", "tone": "strict"}, "prompting lean"),
        # Each axis rests on what suffices, and the other one is quiet.
        ({"tone": "strict"}, "fine-tuning clear"),
        ({"tone": "strict", "examples": 3}, "fine-tuning clear"),
        ({"tone": "strict", "private_knowledge": "small"}, "fine-tuning clear"),
        (
            {"volatility": "realtime", "private_knowledge": "large", "source": "live"},
            "retrieval clear",
        ),
        (
            {"citations": "required", "private_knowledge": "large", "source": "collection"},
            "retrieval clear",
        ),
        ({"vocabulary": "specialised", "volume": "high"}, "fine-tuning clear"),
        ({"vocabulary": "specialised", "footprint": "small"}, "fine-tuning clear"),
        ({"footprint": "fast", "format": "structured"}, "fine-tuning clear"),
        # The other one is not.
        (
            {
                "citations": "required",
                "private_knowledge": "large",
                "source": "collection",
                "vocabulary": "specialised",
            },
            "retrieval lean",
        ),
        ({"footprint": "fast"}, "prompting lean"),
        # Something speaks against it.
        ({"volatility": "weekly"}, "retrieval lean"),
        ({"volatility": "monthly"}, "retrieval lean"),
        # A strict format without support.
        ({"format": "strict"}, "prompting lean"),
        ({"format": "strict", "volume": 2_000}, "prompting lean"),
        ({"format": "strict", "volume": UNKNOWN}, "fine-tuning lean"),
        ({"format": "strict", "volume": 200_000}, "fine-tuning lean"),
        ({"format": "strict", "volume": 600_000}, "fine-tuning clear"),
        ({"format": "strict", "volume": "high"}, "fine-tuning clear"),
        ({"format": "strict", "examples": 600}, "fine-tuning clear"),
        ({"format": "strict", "baseline": "manner"}, "fine-tuning clear"),
        ({"format": "strict", "tone": "strict"}, "fine-tuning clear"),
        # What is not known counts as open, unless the first step finds it out.
        ({"tone": "strict", "vocabulary": UNKNOWN}, "fine-tuning clear"),
        ({"tone": "strict", "volatility": UNKNOWN}, "fine-tuning lean"),
        ({"tone": "strict", "volume": UNKNOWN, "baseline": UNKNOWN}, "fine-tuning clear"),
    ],
)
def test_a_verdict_is_clear_when_it_is_settled_and_firm_and_the_other_side_is_quiet(
    answers: Answers, expected: str
) -> None:
    assert verdict({**QUIET, **answers}) == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Quotes the clause and cites its source.", "retrieval lean"),
        ("Speaks in our brand voice.", "fine-tuning lean"),
        ("Cites the clause, in our brand voice.", "both lean"),
        ("Shortens the text that the user pastes in.", "prompting lean"),
        ("Does something with things.", "undecided open"),
        ("It is full of jargon.", "undecided open"),
        ("No citations needed, and the tone does not matter.", "prompting lean"),
        ("Citations.", "undecided open"),
        ("", "undecided open"),
    ],
)
def test_words_lead_to_a_verdict_that_is_never_clear(description: str, expected: str) -> None:
    assert verdict({}, description) == expected


def test_an_answer_silences_the_words_of_its_subject() -> None:
    assert verdict({"citations": "none"}, "Cites the clause.") == "prompting lean"


def test_unknown_leaves_the_words_as_they_are() -> None:
    assert verdict({"citations": UNKNOWN}, FROM_THE_HANDBOOK) == "retrieval lean"


def told(answers: Answers, description: str = "", rulebook: Rulebook = RULEBOOK) -> Assessment:
    return assess(capability(answers, description), rulebook)


FROM_THE_HANDBOOK = "Answers questions of staff from the policy handbook and cites the clause."
CITES = "As an auditor I want every statement with a citation of its source so that I can check it."
"""A text of which the lexicon is sure that it needs citations."""


@pytest.mark.parametrize(
    ("answers", "description", "words"),
    [
        ({"citations": "none"}, CITES, "contradicts the answer that no answer has to show"),
        ({"volatility": "static", "source": "live"}, "", "live system"),
        ({"private_knowledge": "large", "source": "supplied"}, "", "come with the request"),
        ({"baseline": "nothing", "volatility": "daily"}, "", "measure it on new facts"),
        ({"baseline": "nothing", "private_knowledge": "large"}, "", "that need that knowledge"),
        (
            {"baseline": "facts", "private_knowledge": "none", "source": "none"},
            "",
            "said to get facts wrong, but no knowledge",
        ),
        (
            {"baseline": "manner", "tone": "none", "format": "free", "vocabulary": "general"},
            "",
            "said to get the manner wrong, but neither",
        ),
        (
            {"baseline": "cost", "volume": "low", "footprint": "no"},
            "",
            "too slow or too dear, but few requests",
        ),
        ({"private_knowledge": "none", "source": "both"}, "", "has to be fetched, but no"),
    ],
)
def test_a_contradiction_is_told_and_softens(
    answers: Answers, description: str, words: str
) -> None:
    assessment = told(answers, description)
    assert any(words in sentence for sentence in assessment.contradictions)
    assert assessment.strength != "clear"


@pytest.mark.parametrize(
    ("citations", "description", "words"),
    [
        (
            "none",
            "Cites the clause.",
            'says "Cites", which contradicts the answer that no answer has',
        ),
        ("required", "No citations needed.", 'denies "citations"'),
    ],
)
def test_keywords_of_a_house_contradict_answers(
    citations: str, description: str, words: str
) -> None:
    assessment = told({"citations": citations}, description, wordy_rulebook())
    assert any(words in sentence for sentence in assessment.contradictions)
    assert assessment.strength != "clear"


def test_words_that_agree_contradict_nothing() -> None:
    assert told({"citations": "required"}, CITES).contradictions == ()
    agreed = told({"citations": "required"}, "Cites the clause.", wordy_rulebook())
    assert agreed.contradictions == ()


def test_a_guard_speaks_first_and_names_its_source() -> None:
    reason = told({"tone": "preferred", "citations": "required"}).reasons[0]
    assert reason.kind is ReasonKind.GUARD
    assert reason.sentence.startswith("Every answer must name a source to check it by; ")
    assert RULEBOOK.source(reason.source).url.startswith("https://")


def test_the_reasons_of_the_verdict_stand_before_the_others() -> None:
    reasons = told({"private_knowledge": "none", "volatility": "static", "tone": "strict"}).reasons
    assert reasons[0].question == "tone"


def test_every_reason_names_a_published_source() -> None:
    everything: Answers = {
        "volatility": "weekly",
        "citations": "helpful",
        "tone": "strict",
        "source": "supplied",
        "private_knowledge": "none",
        "format": "strict",
        "vocabulary": "specialised",
        "baseline": "not_tried",
        "volume": 10**6,
        "examples": 7,
        "corpus": "none",
    }
    for reason in told(everything, "Small model, low latency, cites.").reasons:
        assert RULEBOOK.source(reason.source).url


def test_the_because_of_an_answer_goes_with_its_reason() -> None:
    given = Capability("it", answers=(Answer("tone", "strict", "Brand book"),))
    assert assess(given, RULEBOOK).reasons[0].because == "Brand book"


def test_no_evidence_is_said_to_be_none() -> None:
    (reason,) = told({}).reasons
    assert reason.sentence.startswith("No evidence yet")


@pytest.mark.parametrize(
    ("answers", "label"),
    [
        ({**QUIET, "tone": "strict"}, "fine-tuning, clear"),
        ({"volatility": "monthly"}, "retrieval, lean"),
        ({}, "undecided"),
    ],
)
def test_a_label_has_the_strength_of_what_is_decided(answers: Answers, label: str) -> None:
    assert told(answers).label == label


def test_a_gate_on_both_axes_is_reason_enough() -> None:
    (reason,) = told({"baseline": "nothing"}).reasons
    assert (reason.kind, reason.axis) == (ReasonKind.GATE, None)


def test_little_evidence_is_said_to_be_little_until_answers_are_weighed() -> None:
    *_, last = told({}, "It is full of jargon.", wordy_rulebook()).reasons
    assert last.sentence.startswith("Too little evidence yet: ")
    *_, last = told({"citations": "helpful"}).reasons
    assert last.sentence == capitalize(RULEBOOK.nothing_says)


def test_drafts_notes_and_ids_have_no_part_in_it() -> None:
    one = Capability("a", "n", "Cites.", "notes", draft=Draft(description="in our brand voice"))
    other = Capability("b", "n", "Cites.")
    assert assess(one, RULEBOOK) == assess(other, RULEBOOK)


def test_axes_and_types_are_one_to_one() -> None:
    assert {VerdictType.on(kind.axes) for kind in VerdictType} == set(VerdictType)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"tone": "strict"}, ("Not known yet: how many good examples there are",)),
        (
            {"tone": "strict", "examples": UNKNOWN},
            ("Not known yet: how many good examples there are",),
        ),
        (
            {"tone": "strict", "examples": 12},
            ("There are 12 examples; collect 50 good ones before fine-tuning",),
        ),
        ({"tone": "strict", "examples": 50}, ()),
        ({"volatility": "daily", "corpus": "ready", "examples": 3}, ()),
        (
            {"volatility": "daily", "corpus": "none"},
            (
                (
                    "The information is not written down yet; write it down first, "
                    "for there is nothing to retrieve from"
                ),
            ),
        ),
        (
            {"volatility": "daily", "tone": "strict"},
            (
                "Not known yet: how many good examples there are",
                "Not known yet: the state of the texts to be searched",
            ),
        ),
        ({"baseline": "nothing"}, ()),
    ],
)
def test_readiness_says_what_is_missing(answers: Answers, expected: tuple[str, ...]) -> None:
    assert describe_missing(capability(answers), RULEBOOK) == expected


def test_one_example_is_no_plural() -> None:
    (sentence,) = describe_missing(capability({"tone": "strict", "examples": 1}), RULEBOOK)
    assert sentence.startswith("The number of examples is 1; collect 50")


def test_a_gate_that_a_must_outweighs_comes_last_and_says_what_it_does() -> None:
    before, after = told({"volatility": "weekly"}), told({"volatility": "weekly", **NO_NEED})
    first, *_, last = after.reasons
    assert (first.kind, last.kind) == (ReasonKind.GUARD, ReasonKind.GATE)
    assert last.sentence.startswith("Against the verdict: a good prompt")
    assert after.told_after(before) == (first, last)


def test_what_is_told_is_the_weightiest_reason_that_is_new() -> None:
    before, after = told({"volatility": "weekly"}), told({"volatility": "weekly", "tone": "strict"})
    (new,) = after.told_after(before)
    assert new.question == "tone"
    assert after.told_after(None) == after.told_after(after) == after.reasons[:1]


@pytest.mark.parametrize(
    ("answers", "held", "begins"),
    [
        (
            {"baseline": "nothing", "volatility": "monthly", "tone": "strict"},
            tuple(Axis),
            "Knowledge and behaviour are over the line, but held back: a good prompt does it ",
        ),
        (
            {"source": "supplied", "volatility": "monthly"},
            (Axis.KNOWLEDGE,),
            "Knowledge is over the line, but held back: ",
        ),
        ({"baseline": "nothing"}, (), "A good prompt does it well enough; "),
    ],
)
def test_a_gate_says_which_axes_it_holds_back_over_the_line(
    answers: Answers, held: tuple[Axis, ...], begins: str
) -> None:
    assessment = told(answers)
    (gate,) = (each for each in assessment.reasons if each.kind is ReasonKind.GATE)
    assert gate.held == held
    assert gate.sentence.startswith(begins)
    assert assessment.held_back == ((gate,) if held else ())
    scores = (score for score in assessment.scores if not score.needed)
    assert {score.axis for score in scores if score.points >= RULEBOOK.threshold} == set(held)
