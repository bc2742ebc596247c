"""The card at the end of a capability: what it says, and in how many sentences."""

from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.model import Answer, Capability
from ragft_tui.report.verdict_card import VerdictCard
from ragft_tui.report.view import CapabilityView
from tests.support.projects import described, packaged_rulebook


def card(item: Capability) -> VerdictCard:
    return VerdictCard(CapabilityView(item, packaged_rulebook()))


def test_it_says_type_strength_and_how_knowledge_comes() -> None:
    shown = card(described("Refunds", volatility="weekly", source="collection"))
    assert shown.title == "◆ RETRIEVAL, lean"
    assert shown.reach == "by search in a collection of texts"


def test_every_row_is_made_of_sentences_and_at_most_three_say_why() -> None:
    shown = card(
        described("Refunds", volatility="daily", citations="required", private_knowledge="large")
    )
    rows = dict(shown.rows)
    assert [*rows][:2] == ["Why", "First step"]
    assert 1 <= len(rows["Why"]) <= 3
    for label, sentences in rows.items():
        assert all(each.endswith((".", "!", "?")) for each in sentences), label


def test_reasons_for_the_verdict_come_before_others() -> None:
    shown = card(described("Voice", tone="strict", citations="helpful"))
    assert shown.title.startswith("▲ FINE-TUNING")
    assert "one particular way" in dict(shown.rows)["Why"][0]


def test_who_says_so_stands_at_the_end() -> None:
    item = replace(described("Refunds"), answers=(Answer("citations", "required", "Legal, 3 May"),))
    assert card(item).rows[-1] == ("Says so", ("Citations: Legal, 3 May",))


def test_without_evidence_it_is_undecided_and_needs_no_reach() -> None:
    shown = card(described("Refunds", volatility="unknown"))
    assert shown.title == "? UNDECIDED"
    assert shown.reach == ""
