"""Imports in words: how a file was read, what a row changes, the preview as lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ragft_tui.core.importing import Candidate, Source, Unread, make_plan
from ragft_tui.core.model import Answer, Capability, Project, Review, VerdictType
from ragft_tui.report.importing import (
    count_extras,
    describe_mapping,
    describe_notes,
    describe_row,
    describe_source,
    describe_unread,
    render_preview,
    render_unread,
)
from tests.support.projects import packaged_rulebook

RULEBOOK = packaged_rulebook()
REVIEW = Review("accepted", VerdictType.RETRIEVAL, "default 2", date(2026, 11, 22), "Ada")
REFUNDS = Capability("refunds", "Refunds", "Quotes it.", review=REVIEW)
PROJECT = Project("App", capabilities=(REFUNDS,))


def test_how_a_table_was_read_is_told_with_its_columns() -> None:
    source = Source(
        "csv", "cp1252", ";", header=True, mapping=(("Summary", "name"), ("Issue\x1bkey", "id"))
    )
    assert describe_source(source) == "table, cp1252, semicolons, header in the first row"
    assert describe_mapping(source) == "Summary as name, Issue␛key as id"
    assert describe_source(Source("csv", "utf-8", "~", header=False)) == (
        'table, utf-8, "~", no header'
    )
    assert describe_source(Source("list")) == "list"


def test_notes_are_sentences() -> None:
    assert describe_notes(Source("list", notes=("one row is empty",))) == ("One row is empty.",)


def test_a_row_that_was_not_read_has_its_line_and_its_column() -> None:
    assert describe_unread(Unread(3, 2, "is no answer")) == "line 3, column 2: is no answer"
    assert list(render_unread([("b.csv", Unread(3, 0, "is bad"))], several=True)) == [
        "not read: b.csv: line 3: is bad"
    ]


def test_a_changed_row_tells_each_field_before_and_after() -> None:
    other = replace(REFUNDS, description="Quotes both.", answers=(Answer("volatility", "weekly"),))
    candidate = Candidate("Refunds", "Quotes both.", 1, capability=other)
    [row] = make_plan(PROJECT, [candidate]).rows
    assert describe_row(row, RULEBOOK)[0] == "description: Quotes it. → Quotes both."
    assert describe_row(row, RULEBOOK)[1].startswith("Volatility: (empty) → ")
    assert not count_extras(row)


def test_a_new_row_tells_what_it_brings() -> None:
    item = Capability(
        *("maps", "Maps", "Shows.", "Ask Bo"), (Answer("volatility", "weekly"),), REVIEW
    )
    [row] = make_plan(PROJECT, [Candidate("Maps", "Shows.", 1, capability=item)]).rows
    assert count_extras(row) == "1 answer, notes, accepted"
    assert [line.partition(":")[0] for line in describe_row(row, RULEBOOK)] == [
        *("notes", "review", "Volatility")
    ]


def test_what_is_odd_is_told() -> None:
    candidates = [
        Candidate("Maps", "Shows.", 1, "x"),
        Candidate("Taxi", "Calls.", 2, "x"),
        Candidate("Maps", "Shows.", 3),
        Candidate(
            "Refunds", "Quotes it.", 4, capability=replace(REFUNDS, review=replace(REVIEW, by="Bo"))
        ),
    ]
    rows = make_plan(PROJECT, candidates).rows
    assert [describe_row(row, RULEBOOK) for row in rows] == [
        (),
        ("Line 1 has its id, too, so it gets another: x-2.",),
        ("It says the same as line 1.",),
        ("It brings another decision; the one that was made here stays.",),
    ]
    assert list(render_preview(rows, {0}, RULEBOOK)) == [
        "1. new: Maps: Shows.",
        "2. new, left out: Taxi: Calls.",
        "   Line 1 has its id, too, so it gets another: x-2.",
        "4. same: Refunds: Quotes it.",
        "   It brings another decision; the one that was made here stays.",
    ]
    assert list(render_preview(rows, {0}, RULEBOOK, most=1)) == [
        "1. new: Maps: Shows.",
        "... and 2 more rows",
    ]
