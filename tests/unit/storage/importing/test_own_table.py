"""Rows of our own CSV, read back as capabilities."""

from __future__ import annotations

from datetime import date

import pytest

from ragft_tui.core.errors import ProblemsError
from ragft_tui.core.model import UNKNOWN, Answer, Capability, Review, VerdictType
from ragft_tui.storage.importing.own_table import is_own_table, own_capability
from tests.support.projects import packaged_rulebook

ROW = {
    "id": "refunds",
    "name": "Refunds",
    "description": "'=SUM(A1) of the clause",
    "counts_as": "both",
    "decision": "overridden",
    "decision.type": "both",
    "decision.because": "Legal wants it.",
    "decision.by": "Ada",
    "decision.on": "2026-11-22",
    "decision.judged": "retrieval",
    "decision.rulebook": "default 2",
    "decision.stale": "no",
    "notes": "''tis so",
    "notes_by": "Bo",
    "answer.volatility": "weekly",
    "because.volatility": "Legal, 3 May",
    "answer.examples": "1200",
    "answer.tone": "unknown",
    "named.tone": "brand voice",
    "reasons": "The facts change weekly",
}


def test_everything_that_a_project_says_comes_back() -> None:
    assert own_capability(ROW, packaged_rulebook()) == Capability(
        "refunds",
        "Refunds",
        "=SUM(A1) of the clause",
        notes="'tis so",
        notes_by="Bo",
        answers=(
            Answer("volatility", "weekly", "Legal, 3 May"),
            Answer("tone", UNKNOWN),
            Answer("examples", 1200),
        ),
        named=(("tone", "brand voice"),),
        review=Review(
            *("overridden", VerdictType.RETRIEVAL, "default 2", date(2026, 11, 22)),
            by="Ada",
            type=VerdictType.BOTH,
            because="Legal wants it.",
        ),
    )


def test_a_day_that_a_spreadsheet_wrote_anew_is_understood() -> None:
    review = own_capability({**ROW, "decision.on": "3.9.2026"}, packaged_rulebook()).review
    assert review is not None
    assert review.on == date(2026, 9, 3)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"decision.on": "11/22/26"}, 'decision.on: "11/22/26" is not a day; write 2026-11-22'),
        ({"answer.volatility": "wekly"}, 'did you mean "weekly"?'),
        ({"answer.colour": "red"}, '"colour" is not a known question'),
        ({"decision": "maybe"}, "decision"),
        ({"decision.type": ""}, "add the type that replaces it"),
        ({"name": " "}, "is not described yet"),
    ],
)
def test_what_cannot_be_understood_is_a_problem(changed: dict[str, str], told: str) -> None:
    with pytest.raises(ProblemsError) as refused:
        own_capability({**ROW, **changed}, packaged_rulebook())
    assert told in "\n".join(map(str, refused.value.problems))


def test_only_our_own_table_is_one() -> None:
    assert is_own_table(tuple(ROW))
    assert not is_own_table(("id", "name", "description", "decision"))
