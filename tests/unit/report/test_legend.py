from __future__ import annotations

from ragft_tui.core.model import VerdictType
from ragft_tui.report.legend import (
    explain_map,
    explain_scores,
    explain_strengths,
    explain_types,
)


def test_each_type_and_undecided_has_its_sign_and_a_meaning_of_its_own() -> None:
    terms = explain_types()
    assert [term for term, _ in terms] == [
        "◆ retrieval",
        "▲ fine-tuning",
        "◈ both",
        "○ prompting",
        "? undecided",
    ]
    assert len({means for _, means in terms}) == len(VerdictType) + 1


def test_the_threshold_is_that_of_the_rulebook() -> None:
    assert "from 4 points on" in dict(explain_scores(4))["┃ in a bar"]
    assert "from 1 point on" in dict(explain_scores(1))["┃ in a bar"]


def test_meanings_are_sentences_that_can_stand_in_a_list() -> None:
    terms = (*explain_types(), *explain_strengths(), *explain_scores(4), *explain_map())
    for term, means in terms:
        assert term
        assert means == means.strip()
        assert not means.endswith(".")
