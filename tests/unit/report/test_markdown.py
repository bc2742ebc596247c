from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from ragft_tui.core.model import Answer, Project
from ragft_tui.core.text import one_line
from ragft_tui.report.markdown import render_markdown
from ragft_tui.report.project_costs import cost_sections, figure_sources
from ragft_tui.report.view import CapabilityView
from tests.support.markdown import active_texts, blocks, kinds, renderers, table
from tests.support.projects import HOSTILE, packaged_rulebook, project_of, texts
from tests.support.reports import report_of
from tests.support.reviewed import ALL, BEGUN, NOTHING, REFUNDS, STYLE, VOICE

SIGNED = replace(
    VOICE,
    notes_by="ada",
    review=replace(VOICE.review, by="Mara") if VOICE.review else None,
    named=(("tone", "house voice"),),
)


def rendered(project: Project) -> str:
    return "".join(render_markdown(report_of(project)))


def told(project: Project) -> list[tuple[str, str]]:
    return list(blocks(renderers()[1].parse(rendered(project))))


def test_the_table_has_a_row_for_each_with_what_was_decided_and_what_is_first() -> None:
    head, *rows = table(rendered(project_of(REFUNDS, SIGNED, STYLE, NOTHING, BEGUN)))
    assert head == ["#", "Capability", "Verdict", "Decision", "Strength", "First step"]
    assert [row[:3] for row in rows] == [
        ["1", "Refunds", "◆ retrieval"],
        ["2", "Voice", "◈ both"],
        ["3", "Straße", "▲ fine-tuning"],
        ["4", "Small", "? undecided"],
        ["5", "(being described)", "? undecided"],
    ]
    views = [CapabilityView(each, packaged_rulebook()) for each in (REFUNDS, SIGNED, STYLE)]
    assert [row[3] for row in rows[:3]] == [each.decided_label for each in views]
    steps = [each.first_step.says for each in views if each.first_step]
    assert [row[5] for row in rows[:3]] == [step.split(";")[0] for step in steps]
    assert all(one_line(step) in rendered(project_of(REFUNDS, SIGNED, STYLE)) for step in steps)


def test_each_capability_has_all_that_is_said_of_it() -> None:
    text = "\n".join(part for _, part in told(project_of(SIGNED)))
    view = CapabilityView(SIGNED, packaged_rulebook())
    for part in (
        "1. Voice",
        "Sounds like us.",
        *(f"{label}: {text}" for label, text in view.outcome),
        *(each.question.text for each in view.answered),
        *(each.text for each in view.answered),
        *(each.reason.sentence for each in view.reasons),
        *(each.source.title for each in view.reasons),
        *view.flip_labels,
        *view.missing,
        "Note by ada",
        "Marketing signs off.",
        "Made on 2026-11-22 at 14:03 UTC",
    ):
        assert one_line(part) in text, part


def test_what_is_undecided_lists_what_is_open_and_what_would_bring_a_verdict() -> None:
    parts = [part for _, part in told(project_of(NOTHING))]
    view = CapabilityView(NOTHING, packaged_rulebook())
    at = parts.index("Open questions") + 1
    assert parts[at : at + len(view.open)] == [each.text for each in view.open]
    assert parts[at + len(view.open) :][:2] == [
        "What would bring it to a verdict",
        'Any answer but "I don\'t know" gives it a verdict',
    ]


def test_the_sources_are_links() -> None:
    view = CapabilityView(REFUNDS, packaged_rulebook())
    links = {
        child.attrs["href"]
        for token in renderers()[0].parse(rendered(project_of(REFUNDS)))
        for child in token.children or ()
        if child.type == "link_open"
    }
    costs = cost_sections(report_of(project_of(REFUNDS)).costs)
    cited = figure_sources(figure for section in costs for figure in section.figures)
    assert links == {*(each.source.url for each in view.reasons)} | {each.url for each in cited}


@given(active_texts | texts)
def test_text_from_people_makes_nothing_but_text(text: str) -> None:
    def project(text: str) -> Project:
        answers = tuple(Answer(each.question, each.value, text) for each in VOICE.answers)
        override = replace(VOICE.review, because=text, by=text) if VOICE.review else None
        item = replace(VOICE, notes_by=text, answers=answers, review=override)
        return Project(text, capabilities=(item,))

    for renderer in renderers():
        hostile, plain = (
            kinds(renderer.parse(rendered(project(each)))) for each in (text, "Voice")
        )
        assert hostile == plain or not one_line(text)


@given(active_texts)
def test_the_cells_of_the_table_come_back(text: str) -> None:
    name = one_line(text)
    _, row = table(rendered(project_of(replace(VOICE, name=text))))
    assert row[1] == (name or "(being described)" if not text else name or "–")


@given(active_texts)
def test_the_lines_of_a_note_and_a_description_come_back(text: str) -> None:
    lines = [line for line in map(one_line, text.replace("\r", "\n").split("\n")) if line]
    found = told(project_of(replace(NOTHING, notes=text, description=text)))
    quoted = [part for kind, part in found if kind == "blockquote paragraph"]
    assert "\n".join(quoted).split("\n") == lines or not lines
    assert all(any(line in part.split("\n") for _, part in found) for line in lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_is_left_in_it(text: str) -> None:
    item = replace(VOICE, name=text, notes=text, description=text)
    assert not {*"\x1b\x9b\u202e\u2028"} & {*rendered(Project(text, text, capabilities=(item,)))}


def test_a_project_without_capabilities_says_so() -> None:
    title, nothing, *_ = told(Project(""))
    assert title == ("heading", "Without a name")
    assert nothing == ("paragraph", "Nothing is described yet.")


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    rulebook = packaged_rulebook()
    evil = replace(
        rulebook, sources=tuple(replace(each, url="javascript:x") for each in rulebook.sources)
    )
    text = "".join(render_markdown(report_of(project_of(*ALL), evil)))
    assert "javascript" not in text
