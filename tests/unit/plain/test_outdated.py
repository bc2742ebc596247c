"""Outdated decisions in lines: a list, and a question where somebody is there to answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ragft_tui.core.model import Project, Review, VerdictType
from tests.support.plain import saved, talk
from tests.support.projects import described, project_of
from tests.unit.plain.conftest import written

JUDGED = Review("accepted", VerdictType.BOTH, "default 1", date(2026, 5, 3), "Mara")
REFUNDS = replace(described("Refunds", volatility="daily"), review=JUDGED)
TONE = replace(described("Tone", "Answers kindly.", tone="strict"), review=JUDGED)
STALE = (
    "2 decisions made under the default rulebook, edition 1, need another "
    "look: the default rulebook, edition 2, comes to other verdicts."
)
ROW = "1. Refunds: both accepted by Mara on 2026-05-03; now retrieval, lean."


@pytest.fixture
def outdated(new: Path) -> Path:
    """Make a file with two decisions that another edition makes stale."""
    return written(new, project_of(REFUNDS, TONE))


def types(project: Project) -> list[str]:
    return [item.review.judged for item in project.capabilities if item.review]


def test_all_are_accepted_at_once_and_undone_at_once(outdated: Path) -> None:
    done = talk(outdated, "1", "review", "undo", "redo", "quit", by_hand=True)
    assert STALE in done.flowing
    assert ROW in done.flowing
    assert "Behaviour is no longer part of the verdict: nothing asks for it." in done.flowing
    assert '2 verdicts accepted; "undo" undoes it.' in done.flowing
    assert "Undone: the acceptance of 2 verdicts." in done.flowing
    assert types(saved(outdated)) == ["retrieval", "finetuning"]


@pytest.mark.parametrize("line", ["2", "back"])
def test_they_may_stay_stale(outdated: Path, line: str) -> None:
    done = talk(outdated, line, "review", "quit", by_hand=True)
    assert "0 decided, 2 stale" in done.flowing
    assert types(saved(outdated)) == ["both", "both"]


def test_any_other_line_is_none_of_the_ways(outdated: Path) -> None:
    done = talk(outdated, "3", "2", "quit", by_hand=True)
    assert "That is not one of the choices; type 1 or 2." in done.flowing


def test_where_nobody_said_who_decides_that_is_asked_first(outdated: Path) -> None:
    talk(outdated, "1", "Grace", "quit", by_hand=True, by="ask")
    assert [item.review.by for item in saved(outdated).capabilities if item.review] == ["Grace"] * 2


def test_a_file_of_lines_is_not_asked(outdated: Path) -> None:
    done = talk(outdated, "review", "quit")
    assert STALE in done.flowing
    assert "Leave the decisions stale" not in done.out
    assert done.status == 0
    assert types(saved(outdated)) == ["both", "both"]


def test_who_only_looks_sees_the_list(outdated: Path) -> None:
    done = talk(outdated, "quit", by_hand=True, read_only_reason="somebody writes it")
    assert ROW in done.flowing
    assert "Leave the decisions stale" not in done.out
