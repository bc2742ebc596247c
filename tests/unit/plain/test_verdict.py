"""The verdict at the end of the interview of a capability: accepted, left, looked into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.core.model import Draft
from tests.support.plain import capability, saved, talk
from tests.support.projects import described, project_of
from tests.unit.plain.conftest import written


@pytest.fixture
def two(new: Path) -> Path:
    """Make a file with two capabilities, of which nothing is answered."""
    return written(new, project_of(described("Refunds"), described("Prices")))


@pytest.mark.parametrize("line", ["", "next", "n"])
def test_leaving_a_capability_tells_its_verdict_and_goes_on(two: Path, line: str) -> None:
    done = talk(two, "daily", "next", line)
    assert "Refunds: ◆ RETRIEVAL, lean, by search or by call: not known yet. Why: " in done.flowing
    assert "First step: Take ten real questions, " in done.flowing
    assert "were left for later.\nAn empty line goes on; " in done.out
    assert "Capability 2 of 2: Prices" in done.out.partition("RETRIEVAL")[2]
    assert all(item.review is None for item in saved(two).capabilities)


@pytest.mark.parametrize("line", ["accept", "a"])
def test_the_verdict_is_accepted_where_it_is_told(two: Path, line: str) -> None:
    done = talk(two, "daily", "next", line, by="Ada")
    assert "Refunds: accepted, retrieval, lean, by Ada." in done.out
    assert "Capability 2 of 2: Prices" in done.out.partition("accepted")[2]
    first, second = saved(two).capabilities
    assert first.review is not None
    assert first.review.by == "Ada"
    assert second.review is None


def test_who_decides_is_asked_before_a_verdict_is_accepted(two: Path) -> None:
    done = talk(two, "daily", "next", "accept", "Grace", by="ask")
    assert "Who decides?" in done.out
    assert "Refunds: accepted, retrieval, lean, by Grace." in done.out


def test_a_line_that_is_no_command_changes_nothing_at_a_verdict(two: Path) -> None:
    done = talk(two, "daily", "next", "acept")
    assert 'no text is asked for here; an empty line goes on; "accept" accepts' in done.err.lower()
    assert [item.name for item in saved(two).capabilities] == ["Refunds", "Prices"]


def test_reasons_answers_and_notes_are_at_hand_at_a_verdict(two: Path) -> None:
    done = talk(two, "daily", "next", "why", "answers", "note Asked Legal.", by="Ada")
    assert "Published sources: " in done.out
    assert "Volatility: Daily, or several times a day." in done.out
    assert (capability(two).notes, capability(two).notes_by) == ("Asked Legal.", "Ada")


def test_back_leads_to_the_verdict_and_from_there_to_the_last_question(two: Path) -> None:
    done = talk(two, "daily", "next", "", "back", "back")
    assert done.out.count("RETRIEVAL") == 2
    assert "Citations, about" in done.out.rpartition("RETRIEVAL")[2]


def test_a_note_is_signed_by_whoever_is_asked(two: Path) -> None:
    talk(two, "note Asked Legal.", "Grace", by="ask")
    assert (capability(two).notes, capability(two).notes_by) == ("Asked Legal.", "Grace")


def test_accepting_is_not_offered_where_nothing_is_decided(three: Path) -> None:
    done = talk(three, "3", "describe", "", "Greets people.", "accept")
    card = done.out.partition("? UNDECIDED")[2]
    assert "An empty line goes on.\nVerdict: accept\n" in card
    assert done.status == 1
    assert saved(three).capabilities[2].review is None


def test_a_begun_capability_that_comes_after_a_verdict_is_announced(new: Path) -> None:
    begun = replace(described("Prices"), name="", description="", draft=Draft(name="Prices"))
    file = written(new, project_of(described("Refunds"), begun))
    done = talk(file, "open 1", "daily", "next", "accept", by="Ada")
    assert "Capability 2 of 2 is begun and not described yet." in done.out
