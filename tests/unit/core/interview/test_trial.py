from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.interview.trial import Trial
from ragft_tui.core.model import UNKNOWN, Answer, Draft
from tests.support.projects import described, packaged_rulebook, project_of

RULEBOOK = packaged_rulebook()
TONE = RULEBOOK.question("tone")
VOLATILITY = RULEBOOK.question("volatility")
VOLUME = RULEBOOK.question("volume")
EXAMPLES = RULEBOOK.question("examples")
VOICE = described("Voice", tone="strict", volume=60_000)


def test_nothing_is_tried_at_first() -> None:
    trial = Trial.of(VOICE)
    assert trial.changes == ()
    assert trial.value(TONE) == "strict"
    assert trial.value(VOLATILITY) is None


def test_a_question_without_an_answer_may_stay_so_and_an_answer_is_not_taken_away() -> None:
    trial = Trial.of(VOICE)
    assert trial.choices(VOLATILITY)[0] is None
    assert trial.choices(TONE) == ("none", "preferred", "strict", UNKNOWN)


def test_steps_go_through_the_options_and_stop_at_the_ends() -> None:
    trial = Trial.of(VOICE)
    seen = []
    for _ in range(5):
        trial = trial.with_step(TONE, -1)
        seen.append(trial.value(TONE))
    assert seen == ["preferred", "none", "none", "none", "none"]
    for _ in range(5):
        trial = trial.with_step(TONE, 1)
    assert trial.value(TONE) == UNKNOWN


@pytest.mark.parametrize(
    ("number", "value"), [(1, "static"), (5, "realtime"), (0, UNKNOWN)], ids=str
)
def test_an_option_is_tried_by_its_number(number: int, value: str) -> None:
    assert Trial.of(VOICE).with_option(VOLATILITY, number).value(VOLATILITY) == value


def test_a_number_without_an_option_is_refused() -> None:
    with pytest.raises(IndexError):
        Trial.of(VOICE).with_option(TONE, 4)


def test_a_number_stands_in_the_place_of_its_band() -> None:
    trial = Trial.of(VOICE)
    assert trial.choices(VOLUME) == (60_000, "medium", "high", UNKNOWN)
    assert trial.choices(EXAMPLES) == (None, "none", "few", "enough", "many", UNKNOWN)
    assert all(EXAMPLES.accepts(option.id) for option in EXAMPLES.options)


def test_a_band_that_was_answered_is_tried_as_such() -> None:
    assert Trial.of(described("Band", volume="high")).choices(VOLUME)[2] == "high"


def test_what_is_tried_and_taken_back_leaves_no_trace() -> None:
    trial = Trial.of(VOICE).with_step(TONE, -1).with_option(VOLATILITY, 2).with_step(VOLUME, 1)
    assert [item.question for item in trial.changes] == ["tone", "volume", "volatility"]
    back = trial.with_step(TONE, 1).with_value(VOLATILITY, None).with_step(VOLUME, -1)
    assert back.tried == VOICE


def test_the_project_changes_only_when_the_trial_is_kept() -> None:
    project = project_of(described("Other"), VOICE)
    trial = Trial.of(VOICE).with_option(TONE, 1)
    assert project.capability("voice") is VOICE
    kept = trial.applied_to(project)
    assert kept.capabilities[0] is project.capabilities[0]
    assert kept.capabilities[1] == described("Voice", tone="none", volume=60_000)


def test_a_because_goes_with_its_answer_and_texts_in_progress_stay() -> None:
    draft = Draft(notes="half", because=(("volatility", "Le"),), answers=(("volume", "6"),))
    voice = replace(VOICE, answers=(Answer("tone", "strict", "Brand book"),), draft=draft)
    tried = Trial.of(voice).with_option(TONE, 2).with_option(VOLATILITY, 3)
    kept = tried.applied_to(project_of(voice))
    assert kept.capabilities[0].answers == (
        Answer("tone", "preferred"),
        Answer("volatility", "weekly"),
    )
    back = tried.with_option(TONE, 3).applied_to(project_of(voice))
    assert back.capabilities[0].answers[0] == Answer("tone", "strict", "Brand book")
    assert kept.capabilities[0].draft == draft
