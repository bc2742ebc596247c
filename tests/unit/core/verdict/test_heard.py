"""What the lexicon hears: axes where enough words say so, and nothing in another language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.errors import LexiconError
from ragft_tui.core.lexicon import AXIS
from ragft_tui.core.model import Axis, Capability
from ragft_tui.core.verdict import assess, suggest_answer
from ragft_tui.core.verdict.heard import Heard, hear
from ragft_tui.storage.lexicons import load_lexicon
from tests.support.projects import described, packaged_rulebook

RULEBOOK = packaged_rulebook()
HANDBOOK = "Answers questions of staff from the policy handbook and cites the clause."
VOICE = "Writes every reply to a customer in our brand voice, as our own writers would."


def heard(description: str, name: str = "") -> Heard:
    return hear(Capability("it", name, description), RULEBOOK)


@pytest.mark.parametrize(
    ("description", "knowledge", "behaviour"),
    [
        (HANDBOOK, True, False),
        (VOICE, None, True),
        ("Shortens the text that the user pastes in.", False, False),
        ("", None, None),
        ("Cites the handbook.", None, None),
        ("a " * 32_768, None, None),
    ],
)
def test_an_axis_is_asked_for_or_not_or_left_open(
    description: str, *, knowledge: bool | None, behaviour: bool | None
) -> None:
    found = heard(description)
    assert (found.asks_for(Axis.KNOWLEDGE), found.asks_for(Axis.BEHAVIOUR)) == (
        knowledge,
        behaviour,
    )
    assert found.decides is (knowledge is not None and behaviour is not None)


def test_in_another_language_nothing_is_heard() -> None:
    german = described("Kündigung", "Beantwortet Fragen zur Kündigungsfrist aus dem Handbuch.")
    assert hear(german, RULEBOOK).foreign
    assert assess(german, RULEBOOK).foreign
    assert assess(german, RULEBOOK).verdict_label == "undecided"
    assert not any(suggest_answer(german, each, RULEBOOK) for each in RULEBOOK.questions)


def test_neighbours_are_quoted_together_and_stand_in_the_text() -> None:
    found = heard(VOICE, "Replies")
    spans = found.spans(found.axes[Axis.BEHAVIOUR])
    assert any("brand voice" in span.text for span in spans)
    for span in spans:
        assert found.texts[span.place][span.start : span.end] == span.text
    assert [span.weight for span in spans] == sorted((s.weight for s in spans), reverse=True)


def test_a_lexicon_that_cannot_be_read_leaves_the_answers() -> None:
    def missing() -> None:
        raise LexiconError("is missing")

    rulebook = RULEBOOK.with_lexicon(missing)  # type: ignore[arg-type]
    capability = described("Replies", VOICE, tone="strict")
    assert str(rulebook.lexicon_problem) == "is missing"
    assert hear(capability, rulebook).scores is None
    assert assess(capability, rulebook).verdict_label == "fine-tuning"
    assert assess(replace(capability, answers=()), rulebook).verdict_label == "undecided"


def test_a_rulebook_that_asks_for_nothing_reads_no_lexicon() -> None:
    rulebook = replace(RULEBOOK, learned=()).with_lexicon(load_lexicon)
    assert rulebook.lexicon is None
    assert hear(described("Replies", VOICE), rulebook).scores is None


def test_the_packaged_lexicon_knows_both_axes() -> None:
    lexicon = load_lexicon()
    assert all(lexicon.target(AXIS, axis) for axis in Axis)
    assert [each.axis for each in RULEBOOK.learned] == list(Axis)
