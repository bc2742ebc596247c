from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.model import Project
from ragft_tui.core.review import FilterError, Order
from ragft_tui.session.listing import Listing
from tests.support.projects import described, packaged_rulebook, project_of

RULEBOOK = packaged_rulebook()
PROJECT = project_of(
    described("Refunds", volatility="daily"),
    described("Tone", "Answers kindly.", tone="strict"),
    described("Care", volatility="daily"),
    replace(described("Half"), description=""),
)


def listing(project: Project = PROJECT, terms: str = "") -> Listing:
    made = Listing()
    made.narrow(terms, RULEBOOK)
    made.refresh(project, RULEBOOK)
    return made


def shown(made: Listing) -> list[str]:
    return [item.name for item in made.shown]


def test_everything_is_listed_in_the_order_of_the_file() -> None:
    made = listing()
    assert shown(made) == ["Refunds", "Tone", "Care", "Half"]
    assert (made.filtered, made.by_file, made.total, made.describe()) == (False, True, 4, ())
    assert list(made.numbered) == [1, 2, 3, 4]


def test_a_filter_narrows_and_numbers_stay_those_of_the_file() -> None:
    made = listing(terms=" verdict:retrieval ")
    assert shown(made) == ["Refunds", "Care"]
    assert list(made.numbered) == [1, 3]
    assert (made.terms, made.filtered) == ("verdict:retrieval", True)
    assert made.describe() == ("2 of 4 shown",)
    with pytest.raises(FilterError):
        made.narrow("x:y", RULEBOOK)
    assert made.terms == "verdict:retrieval"
    made.narrow("  ", RULEBOOK)
    made.refresh(PROJECT, RULEBOOK)
    assert (made.filtered, len(made.shown)) == (False, 4)


def test_an_order_can_be_turned_round() -> None:
    made = listing()
    made.order = Order.NAME
    made.refresh(PROJECT, RULEBOOK)
    assert shown(made) == ["Care", "Half", "Refunds", "Tone"]
    assert not made.by_file
    made.backwards = True
    made.refresh(PROJECT, RULEBOOK)
    assert shown(made) == ["Tone", "Refunds", "Half", "Care"]
    made.order = Order.FILE
    assert not made.by_file


def test_rows_are_found_by_id() -> None:
    made = listing(terms="verdict:retrieval")
    assert made.item(1).name == "Care"
    assert made.row_of("care", 7) == 1
    assert made.row_of("tone", 7) == 7


def test_what_is_marked_is_listed_in_the_order_that_is_shown_and_counted() -> None:
    made = listing()
    made.marked |= {"care", "tone", "refunds"}
    assert [item.name for item in made.shown_marked] == ["Refunds", "Tone", "Care"]
    made.marked = frozenset({"refunds"})
    assert made.describe() == ("1 marked",)


def test_all_that_are_shown_are_marked_or_none() -> None:
    made = listing(terms="verdict:retrieval")
    made.marked |= {"tone"}
    made.toggle_all()
    assert made.marked == {"refunds", "care", "tone"}
    assert made.describe() == ("2 of 4 shown", "3 marked, 1 hidden")
    assert [item.name for item in made.shown_marked] == ["Refunds", "Care"]
    made.toggle_all()
    assert made.marked == {"tone"}


def test_marks_of_what_is_gone_are_gone() -> None:
    made = listing()
    made.toggle_all()
    made.refresh(project_of(*PROJECT.capabilities[1:]), RULEBOOK)
    assert made.marked == {"tone", "care", "half"}


def test_marks_are_a_condition_of_the_filter() -> None:
    made = listing()
    made.marked ^= {"tone"}
    made.narrow("-marked", RULEBOOK)
    assert made.shows_any(made.filter)
    made.refresh(PROJECT, RULEBOOK)
    assert shown(made) == ["Refunds", "Care", "Half"]


def test_the_next_one_to_decide_is_looked_for_from_a_row_round_to_it() -> None:
    made = listing()
    assert made.following(0) == ("tone", "care", "half", "refunds")
    assert made.following(1) == ("care", "half", "refunds", "tone")
    assert made.following(2) == ("half", "refunds", "tone", "care")
    found = made.next_pending(made.following(1), RULEBOOK)
    assert found
    assert found.name == "Care"
    found = made.next_pending(made.following(2), RULEBOOK)
    assert found
    assert found.name == "Refunds"
    assert made.next_pending(("half", "gone"), RULEBOOK) is None
