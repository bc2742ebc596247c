from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ragft_tui.core.decision import make_acceptance
from ragft_tui.core.model import UNKNOWN, Answer, Capability, Draft, Review, VerdictType
from ragft_tui.core.verdict import Suggestion, assess
from ragft_tui.report.suggestions import describe_suggestion
from ragft_tui.report.view import CapabilityView
from tests.support.projects import described, packaged_rulebook, small_rulebook

RULEBOOK = small_rulebook()
TODAY = date(2026, 11, 22)
PACKAGED = packaged_rulebook()
FACTS = described("Facts", citations="required")
FACTS_WITH_TEXTS = described("Texts", citations="required", source="collection", corpus="ready")
ACCEPTED = make_acceptance(FACTS, RULEBOOK, by="Ada", on=TODAY)
OVERRIDDEN = Review(
    *("overridden", VerdictType.RETRIEVAL, "small 1", TODAY),
    type=VerdictType.BOTH,
    because="Legal.",
)

UNDER = "on 2026-11-22, under the small rulebook, edition 1"
ANEW = "the verdict is now retrieval, so decide anew"
LINE = "retrieval was accepted by Ada on 2026-11-22, under the small rulebook, edition 1"


@pytest.mark.parametrize(
    ("capability", "words"),
    [
        (described("One"), "undecided"),
        (described("One", tone="preferred"), "prompting, lean"),
        (FACTS, "retrieval, lean"),
        (described("Facts", citations="required", tone="none"), "retrieval, clear"),
        (described("One", citations="required", tone="strict"), "both, clear"),
    ],
)
def test_a_verdict_is_told_with_its_strength_or_as_undecided(
    capability: Capability, words: str
) -> None:
    assert assess(capability, RULEBOOK).label == words
    item = CapabilityView(capability, RULEBOOK)
    assert (item.verdict, item.strength) == (
        tuple(words.split(", ")) if ", " in words else ("undecided", "open")
    )


@pytest.mark.parametrize(
    ("capability", "state", "words", "line"),
    [
        (FACTS, "none", "not decided", ""),
        (
            replace(FACTS, review=ACCEPTED),
            *("accepted", "accepted"),
            LINE,
        ),
        (
            replace(FACTS, review=OVERRIDDEN),
            *("overridden", "overridden: both"),
            (
                "retrieval was overridden with both on 2026-11-22, under the small "
                "rulebook, edition 1, because: Legal."
            ),
        ),
        (
            replace(described("One", tone="strict"), review=ACCEPTED),
            *("stale", "to be decided anew"),
            f"{LINE}; the verdict is now fine-tuning, so decide anew",
        ),
        (
            replace(described("One"), review=replace(ACCEPTED, judged=VerdictType.PROMPTING)),
            *("stale", "to be decided anew"),
            f"{LINE}; the verdict is now undecided, so decide anew".replace(
                "retrieval", "prompting"
            ),
        ),
    ],
    ids=["none", "accepted", "overridden", "stale", "evidence gone"],
)
def test_a_review_is_told_in_a_word_and_in_a_sentence(
    capability: Capability, state: str, words: str, line: str
) -> None:
    item = CapabilityView(capability, RULEBOOK)
    assert (item.state, item.review_label, item.review_sentence) == (state, words, line)


@pytest.mark.parametrize(
    ("capability", "verdict", "decision", "counts"),
    [
        (FACTS, "retrieval, lean", "2 questions open", "retrieval, lean"),
        (replace(FACTS, review=ACCEPTED), "retrieval, lean", "✓ accepted", "retrieval, lean"),
        (
            replace(FACTS, review=replace(OVERRIDDEN, by="ada")),
            *("retrieval, lean", "◈ both, ada", "both (verdict: retrieval, lean)"),
        ),
        (
            replace(FACTS, review=replace(OVERRIDDEN, type=VerdictType.FINETUNING)),
            *("retrieval, lean", "▲ fine-tuning", "fine-tuning (verdict: retrieval, lean)"),
        ),
        (
            replace(FACTS, review=replace(ACCEPTED, judged=VerdictType.BOTH)),
            *("retrieval, lean", "stale decision", "retrieval, lean"),
        ),
        (
            described("All", citations="required", tone="strict", volatility="weekly", examples=60),
            *("both", "–", "both, clear"),
        ),
        (described("One"), "undecided", "3 questions open", "undecided"),
        (Capability("new", draft=Draft(name="")), "undecided", "–", "undecided"),
    ],
)
def test_a_row_tells_the_verdict_and_what_was_decided_or_is_waited_for(
    capability: Capability, verdict: str, decision: str, counts: str
) -> None:
    item = CapabilityView(capability, RULEBOOK)
    assert (item.short_label, item.decision_label, item.effective_label) == (
        verdict,
        decision,
        counts,
    )


def test_once_decided_the_first_step_and_what_is_missing_are_those_of_the_decision() -> None:
    verdict = CapabilityView(FACTS_WITH_TEXTS, PACKAGED)
    decided = replace(
        FACTS_WITH_TEXTS,
        review=replace(OVERRIDDEN, rulebook="default 2", type=VerdictType.FINETUNING),
    )
    decision = CapabilityView(decided, PACKAGED)
    assert verdict.reach == "by search"
    assert verdict.full_label.endswith(", by search")
    assert decision.reach == ""
    assert decision.full_label.startswith("fine-tuning (verdict: retrieval")
    assert verdict.first_step
    assert decision.first_step
    assert verdict.first_step.step.id != decision.first_step.step.id
    assert any("xamples" in what for what in decision.missing)
    assert not any("xamples" in what for what in verdict.missing)


@pytest.mark.parametrize(
    ("review", "rows"),
    [
        (None, ["Verdict: retrieval, lean", "Decision: none yet"]),
        (ACCEPTED, ["Verdict: retrieval, lean", f"Decision: retrieval (accepted by Ada {UNDER})"]),
        (
            replace(OVERRIDDEN, type=VerdictType.FINETUNING, by="Jonas", because="So."),
            [
                f"Decision: fine-tuning (overridden by Jonas {UNDER}), because: So.",
                "Verdict: retrieval, lean",
            ],
        ),
        (
            replace(ACCEPTED, judged=VerdictType.BOTH),
            ["Verdict: retrieval, lean", f"Decision: both was accepted by Ada {UNDER}; {ANEW}"],
        ),
    ],
    ids=["none", "accepted", "overridden", "stale"],
)
def test_what_counts_comes_first_each_behind_its_label(
    review: Review | None, rows: list[str]
) -> None:
    item = CapabilityView(replace(FACTS, review=review), RULEBOOK)
    told = [f"{label}: {text}" for label, text in item.outcome]
    reach = ", by search or by call: not known yet"
    assert [row.replace(reach, "") for row in told] == rows


def test_an_undecided_one_says_what_would_bring_it_to_a_verdict() -> None:
    begun = CapabilityView(Capability("new", draft=Draft(name="")), RULEBOOK)
    assert begun.changes[0] == "It has to be described first"
    assert begun.open == ()
    nothing = CapabilityView(described("One"), RULEBOOK)
    way = 'Any answer but "I don\'t know" gives it a verdict'
    assert nothing.changes == (way, *nothing.flip_labels)
    for question in RULEBOOK.weighed:
        for option in question.options:
            answered = replace(nothing.capability, answers=(Answer(question.id, option.id),))
            assert CapabilityView(answered, RULEBOOK).assessment.verdict
    facts = CapabilityView(FACTS, RULEBOOK)
    assert facts.changes_title == "Would change it"
    assert facts.changes == facts.flip_labels


def test_contradictions_begin_with_a_capital_as_other_sentences_do() -> None:
    clashing = described("Small", source="supplied", private_knowledge="large")
    item = CapabilityView(clashing, PACKAGED)
    assert item.contradictions
    assert all(each[0].isupper() for each in item.contradictions)
    assert [each.lower() for each in item.contradictions] == [
        each.lower() for each in item.assessment.contradictions
    ]


def test_notes_are_marked_and_signed() -> None:
    noted = CapabilityView(replace(FACTS, notes="Ask.", notes_by="ada\n"), RULEBOOK)
    assert (noted.note_mark, noted.note_label) == ("✎", "Note by ada")
    unsigned = CapabilityView(replace(FACTS, notes="Ask."), RULEBOOK)
    assert (unsigned.note_mark, unsigned.note_label) == ("✎", "Note")
    assert CapabilityView(FACTS, RULEBOOK).note_mark == ""


def test_an_answer_is_told_with_the_name_beside_it() -> None:
    named = replace(described("One", tone="strict"), named=(("tone", "brand voice"),))
    told = {each.question.id: each.text for each in CapabilityView(named, RULEBOOK).answers}
    assert told["tone"] == "Yes (brand voice)"


def test_answers_are_told_in_the_words_of_their_questions() -> None:
    one = described("One", volatility=UNKNOWN, tone="strict", examples=1_200)
    one = replace(one, answers=(*one.answers[:2], Answer("examples", 1_200, "Counted")))
    answers = CapabilityView(one, RULEBOOK).answers
    assert [(each.question.title, each.text, each.because) for each in answers] == [
        ("Volatility", "I don't know", ""),
        ("Citations", "open", ""),
        ("Tone", "Yes", ""),
        ("Examples", "1,200 examples", "Counted"),
    ]


@pytest.mark.parametrize(
    ("capability", "expected"),
    [
        (described("One"), 3),
        (described("One", tone="strict"), 3),
        (described("One", volatility="weekly", citations="none", tone="none"), 0),
        (Capability("new", draft=Draft(name="One")), 0),
    ],
)
def test_open_questions_are_counted_once_it_is_described(
    capability: Capability, expected: int
) -> None:
    assert CapabilityView(capability, RULEBOOK).open_count == expected


def test_every_reason_has_a_label_a_source_and_its_defence() -> None:
    one = replace(FACTS, answers=(Answer("citations", "required", "Legal, 3 May"),))
    (reason,) = CapabilityView(one, RULEBOOK).reasons
    assert reason.label == "knowledge, +4 points"
    assert reason.reason.sentence == 'Citations: "Yes"; answers must be verifiable against a source'
    assert reason.reason.because == "Legal, 3 May"
    assert (reason.source.title, reason.source.url) == (
        "A handbook",
        "https://example.org/handbook",
    )


@pytest.mark.parametrize(
    ("capability", "labels"),
    [
        (described("One"), {"prompting"}),
        (described("One", baseline="nothing"), {"prompting"}),
        (
            described("One", volatility="weekly", baseline="nothing"),
            {"knowledge, +8 points", "against it"},
        ),
        (
            described("One", tone="strict", source="supplied"),
            {"behaviour, +5 points", "knowledge, -2 points"},
        ),
    ],
)
def test_a_label_says_which_axis_and_how_much(capability: Capability, labels: set[str]) -> None:
    found = {reason.label for reason in CapabilityView(capability, packaged_rulebook()).reasons}
    assert labels <= found


def test_what_would_change_the_verdict_is_told_or_that_nothing_would() -> None:
    assert CapabilityView(FACTS, RULEBOOK).flip_labels == (
        'Tone: "Yes" would make it both',
        'Citations: "It would help", for example, would make it prompting',
    )
    knowledge = replace(RULEBOOK, id="knowledge", questions=RULEBOOK.questions[:2])
    sure = described("One", volatility="weekly", citations="required")
    assert CapabilityView(sure, knowledge).flips == ()
    assert CapabilityView(sure, knowledge).flip_labels == (
        "No single answer would change this verdict",
    )


def test_a_capability_without_a_name_has_a_word() -> None:
    unnamed = Capability("new", draft=Draft(description="Inv"))
    assert CapabilityView(FACTS, RULEBOOK).name == "Facts"
    assert CapabilityView(unnamed, RULEBOOK).name == "(being described)"


def test_a_row_of_a_list_works_out_no_reasons_flips_or_readiness(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("a row does not show this")

    for name in ("view_reasons", "view_first_step", "find_flips", "describe_missing"):
        monkeypatch.setattr(f"ragft_tui.report.view.{name}", refuse)
    row = CapabilityView(replace(FACTS, review=ACCEPTED), RULEBOOK)
    assert (row.name, row.verdict, row.strength) == ("Facts", "retrieval", "lean")
    assert (row.state, row.review_label, row.open_count) == ("accepted", "accepted", 2)


@pytest.mark.parametrize(
    ("confidence", "often"),
    [
        (0.62, ": 6 of 10 descriptions with these words mean this"),
        (0.87, ": 9 of 10 descriptions with these words mean this"),
        (0.949, ": 9 of 10 descriptions with these words mean this"),
        (0.951, ": more than 9 of 10 descriptions with these words mean this"),
        (1.0, ": more than 9 of 10 descriptions with these words mean this"),
        (None, ""),
    ],
)
def test_a_suggestion_is_told_with_its_words_and_how_often_they_mean_it(
    confidence: float | None, often: str
) -> None:
    question = packaged_rulebook().question("volatility")
    found = Suggestion(question, question.options[2], confidence, ("this week's", "fares\n today"))
    assert describe_suggestion(found) == f"“this week's”, “fares today”{often}"
    assert describe_suggestion(found, '""') == f'"this week\'s", "fares today"{often}'


def test_a_suggestion_of_options_that_are_told_only_together_names_them_all() -> None:
    question = packaged_rulebook().question("volatility")
    daily, realtime = question.options[3:]
    found = Suggestion(question, daily, 0.8, ("today",), (daily, realtime))
    often = (
        '"today": 8 of 10 descriptions with these words mean "Daily, or several times a day" or '
        '"By the minute"'
    )
    assert describe_suggestion(found, '""') == often


def test_a_name_is_shown_as_far_as_it_is_typed() -> None:
    begun = Capability("one", draft=Draft(name=" Refu "))
    assert CapabilityView(begun, RULEBOOK).name == "Refu"
    assert CapabilityView(Capability("one", draft=Draft(name=" ")), RULEBOOK).name != " "
    assert CapabilityView(replace(begun, name="Refunds"), RULEBOOK).name == "Refunds"
