from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.report.text import render_text
from tests.support.projects import HOSTILE, packaged_rulebook, project_of
from tests.support.reports import report_of
from tests.support.reviewed import NOTHING, REFUNDS, VOICE


def test_it_begins_with_the_table_and_ends_with_where_it_is_from() -> None:
    table, *others, _, end = list(render_text(report_of()))
    assert "Refunds" in table
    assert "Voice" in table
    titles = [piece.splitlines()[1] for piece in others]
    assert titles[0] == "5 capabilities, counted by decision, or else by verdict"
    at = titles.index("1  Refunds")
    assert titles[at + 1] == "2  Voice"
    assert end.endswith("from app.toml (SHA-256 abababababab).\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_from_people_makes_a_line_of_its_own(text: str) -> None:
    def lines(note: str) -> list[str]:
        noted = replace(REFUNDS, notes=note, review=None)
        return "".join(render_text(report_of(project_of(noted)))).split("\n")

    assert len(lines(text or "x")) == len(lines("x"))
    assert "\x1b" not in "".join(lines(text))


def test_a_decision_against_the_verdict_comes_first_and_the_verdict_behind_it() -> None:
    text = "".join(render_text(report_of(project_of(VOICE))))
    how = "(overridden on 2026-11-22, under the default rulebook, edition 1)"
    _, _, behind = text.partition("1  Voice\n")
    decision, verdict, *_ = behind.split("\n")
    assert decision.startswith("Decision: retrieval, by search or by call")
    assert decision.endswith(f"{how}, because: The board wants it so.")
    assert verdict.startswith("Verdict: both, lean")


def test_what_is_open_is_listed_and_how_an_undecided_one_comes_to_a_verdict() -> None:
    text = "".join(render_text(report_of(project_of(REFUNDS, NOTHING))))
    refunds, _, nothing = text.partition("\n2  Small\n")
    core = packaged_rulebook().stage("core")
    assert all(f"  open: {each.text}\n" in nothing for each in core)
    assert not any(f"  open: {each.text}\n" in refunds for each in core)
    assert nothing.count("  to a verdict: ") == 1
    assert "  to a verdict: " not in refunds
