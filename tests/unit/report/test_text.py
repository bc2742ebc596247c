from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from ragft_tui.core.model import Capability, Draft, Project
from ragft_tui.core.review import make_acceptance
from ragft_tui.report.text import render_table, render_verdict
from ragft_tui.report.view import CapabilityView
from tests.support.projects import HOSTILE, described, project_of, small_rulebook

RULEBOOK = small_rulebook()
FACTS = described("Facts", citations="required", volatility="weekly")
ACCEPTED = make_acceptance(FACTS, RULEBOOK, by="Ada", on=date(2026, 11, 22))


def test_the_table_has_a_line_for_each_capability() -> None:
    settled = described("Voice", volatility="static", citations="none", tone="strict", examples=9)
    project = project_of(
        replace(FACTS, review=ACCEPTED),
        settled,
        described("Open"),
        replace(settled, name="Changed", review=ACCEPTED),
        Capability("new", draft=Draft(name="Inv")),
    )
    assert render_table(project, RULEBOOK) == (
        "App\n"
        "\n"
        " #   Capability          Verdict      Strength   Review     Open\n"
        " ───────────────────────────────────────────────────────────────\n"
        " 1   Facts               retrieval    clear      accepted   1\n"
        " 2   Voice               finetuning   clear      none       -\n"
        " 3   Open                undecided    open       none       3\n"
        " 4   Changed             finetuning   clear      stale      -\n"
        " 5   (being described)   undecided    open       none       -\n"
    )


def test_a_project_without_capabilities_has_a_heading() -> None:
    assert "Capability" in render_table(Project("App"), RULEBOOK)


@pytest.mark.parametrize("name", [*HOSTILE, "漢字" * 30, "עברית " * 12, "👩‍👩‍👧‍👦" * 25])
def test_whatever_the_names_the_table_is_inert_narrow_and_in_line(name: str) -> None:
    project = project_of(replace(FACTS, name=name), replace(FACTS, name="Plain"))
    table = render_table(replace(project, name=name), RULEBOOK)
    *_, hostile, plain = table.splitlines()
    assert hostile[: hostile.index("retrieval")].rstrip()
    before = [line[: line.index("retrieval")] for line in (hostile, plain)]
    assert cell_len(before[0]) == cell_len(before[1])
    assert all(cell_len(line) <= 100 for line in table.splitlines())
    assert not {char for char in table if ord(char) < 32 or 127 <= ord(char) < 160} - {"\n"}
    assert not set("\u202e\u2066") & set(table)


def test_markup_in_a_name_is_text() -> None:
    name = "[/] [red]x[/] [link=https://a]"
    project = replace(project_of(replace(FACTS, name=name)), name=name)
    title, *_, row = render_table(project, RULEBOOK).splitlines()
    assert title == name
    assert name in row


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    row = render_table(project_of(replace(FACTS, name="x" * 50)), RULEBOOK).splitlines()[-1]
    assert f" {'x' * 39}… " in row


def test_the_verdict_is_told_with_every_reason_and_its_source() -> None:
    assert render_verdict(
        CapabilityView(described("One", tone="strict", citations="none"), RULEBOOK)
    ) == (
        "finetuning, clear\n"
        "  behaviour +4: tone strict: the manner is part of the product\n"
        "    source: A handbook, https://example.org/handbook\n"
        "  knowledge: citations none: nobody asks for sources\n"
        "    source: A handbook, https://example.org/handbook\n"
        "  not ready: examples not known yet\n"
        "  would change it: volatility weekly -> both\n"
        "  would change it: citations required -> both\n"
        "  would change it: tone preferred -> prompting\n"
    )


def test_without_evidence_it_is_undecided_and_says_why() -> None:
    assert render_verdict(CapabilityView(described("One"), RULEBOOK)) == (
        "undecided\n"
        "  prompting: no evidence yet: nothing asks for more than a prompt\n"
        "    source: A handbook, https://example.org/handbook\n"
        "  would change it: volatility weekly -> retrieval\n"
        "  would change it: citations required -> retrieval\n"
        "  would change it: tone strict -> finetuning\n"
    )


def test_contradictions_are_told() -> None:
    quoting = replace(RULEBOOK.keywords[0], points=RULEBOOK.threshold)
    rulebook = replace(RULEBOOK, id="louder", keywords=(quoting,))
    one = described("One", "Must quote the clause.", citations="none")
    told = render_verdict(CapabilityView(one, rulebook)).splitlines()
    assert '  contradiction: the description says "quote", but citations is none' in told


def test_words_of_a_stranger_in_rulebook_or_description_are_inert() -> None:
    source = replace(RULEBOOK.sources[0], title="\x1b]0;title\x07", url="https://a\u202eb\n")
    rulebook = replace(RULEBOOK, id="other", sources=(source,))
    text = render_verdict(CapabilityView(described("One", "quote\x1b[2J"), rulebook))
    assert "␛]0;title␇, https://a⟨U+202E⟩b" in text
    assert not {char for char in text if ord(char) < 32} - {"\n"}


def test_the_decision_and_who_stands_behind_an_answer_are_told_with_the_verdict() -> None:
    answers = (replace(FACTS.answers[0], because="Legal, 3 May"), *FACTS.answers[1:])
    item = replace(FACTS, answers=answers, review=ACCEPTED, notes="Ask\nOps.")
    lines = render_verdict(CapabilityView(item, RULEBOOK)).splitlines()
    assert lines[:2] == [
        "retrieval, clear",
        "  review: accepted retrieval by Ada on 2026-11-22, rulebook small 1",
    ]
    assert any("(because: Legal, 3 May)" in line for line in lines)
    assert lines[-1] == "  note: Ask Ops."
