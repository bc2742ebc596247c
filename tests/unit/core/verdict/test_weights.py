"""What answers weigh, as integers that are added."""

from __future__ import annotations

import pytest

from ragft_tui.core.model import Axis
from ragft_tui.core.verdict.weights import axis_weights
from tests.support.projects import packaged_rulebook

KNOWLEDGE = axis_weights(packaged_rulebook())[Axis.KNOWLEDGE]
OPEN = sum(KNOWLEDGE.unanswered.values())
"""What weighs while no question is answered."""


def with_answers(**answers: str) -> int:
    """Return what weighs with some answers, and all other questions open."""
    return OPEN + sum(
        KNOWLEDGE.answers[question][option] - KNOWLEDGE.unanswered[question]
        for question, option in answers.items()
    )


@pytest.mark.parametrize(
    ("answers", "points", "needed"),
    [
        ({}, 0, False),
        ({"citations": "helpful"}, 1, False),
        ({"volatility": "monthly"}, 7, True),
        ({"volatility": "monthly", "source": "supplied"}, 5, False),
        ({"volatility": "weekly", "source": "supplied"}, 6, True),
        ({"private_knowledge": "none", "source": "supplied"}, -3, False),
    ],
    ids=["nothing", "too few", "enough", "held by a gate", "kept by a guard", "below zero"],
)
def test_points_and_rules_add_up(answers: dict[str, str], points: int, needed: bool) -> None:  # noqa: FBT001
    weight = with_answers(**answers)
    assert KNOWLEDGE.points(weight) == points
    assert KNOWLEDGE.needs(weight) is needed


def test_points_beyond_what_counts_make_no_difference() -> None:
    many, more = (KNOWLEDGE.weight(points, asks=True) for points in (20, 30))
    merged = {KNOWLEDGE.merged(weight, 0, 10, -1) for weight in (many, more)}
    assert len(merged) == 1
    assert KNOWLEDGE.points(merged.pop()) == 10


def test_rules_ruled_out_twice_weigh_as_if_once() -> None:
    once = with_answers(source="collection")
    twice = once + KNOWLEDGE.unanswered["citations"]
    assert once != twice
    assert KNOWLEDGE.merged(once, -9, 9, 0) == KNOWLEDGE.merged(twice, -9, 9, 0)
