from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.errors import UsageError
from ragft_tui.core.model import Review, VerdictType
from ragft_tui.core.review import GapKind, Span, find_gap, parse_span
from tests.support.projects import described, packaged_rulebook
from tests.support.reviewed import BEGUN, NOTHING, REFUNDS, STYLE, TODAY, VOICE

RULEBOOK = packaged_rulebook()


def test_each_capability_has_the_first_gap_that_holds_or_none() -> None:
    unreviewed = described("Tone", tone="strict")
    kinds = {
        item.id: gap.kind if (gap := find_gap(item, RULEBOOK)) else None
        for item in (REFUNDS, VOICE, STYLE, NOTHING, BEGUN, unreviewed)
    }
    assert kinds == {
        "refunds": None,
        "voice": None,
        "straße": GapKind.STALE,
        "small": GapKind.UNDECIDED,
        "new": GapKind.UNDECIDED,
        "tone": GapKind.UNREVIEWED,
    }


def test_an_override_of_what_is_undecided_is_a_decision() -> None:
    override = Review(
        *("overridden", VerdictType.PROMPTING, "default 2", TODAY),
        type=VerdictType.RETRIEVAL,
        because="Legal wants it so.",
    )
    assert find_gap(replace(NOTHING, review=override), RULEBOOK) is None


def test_a_decision_is_old_where_it_was_before_the_oldest_day() -> None:
    assert find_gap(REFUNDS, RULEBOOK, TODAY) is None
    gap = find_gap(REFUNDS, RULEBOOK, date(2026, 11, 23))
    assert gap
    assert (gap.kind, gap.what) == (
        GapKind.OLD,
        "the decision is of 2026-11-22, before 2026-11-23",
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1d", date(2026, 3, 30)),
        ("2w", date(2026, 3, 17)),
        ("1m", date(2026, 2, 28)),
        ("13m", date(2025, 2, 28)),
        ("1y", date(2025, 3, 31)),
        ("9999y", date.min),
        ("9999m", date(1192, 12, 31)),
    ],
)
def test_a_span_leads_back_to_a_day(text: str, day: date) -> None:
    assert parse_span(text).before(date(2026, 3, 31)) == day


@given(st.integers(1, 9999), st.sampled_from("dwmy"), st.dates())
def test_every_span_leads_back_and_is_read_as_it_is_written(
    count: int, unit: str, day: date
) -> None:
    span = Span(count, unit)
    assert parse_span(str(span)) == span
    assert span.before(day) <= day


@pytest.mark.parametrize(
    "text", ["", "180", "d", "0d", "-1d", "1.5m", "6 m", "180D", "10000d", "٣d"]
)
def test_what_is_no_span_is_told_with_examples(text: str) -> None:
    with pytest.raises(UsageError, match="is no span of time; write days"):
        parse_span(text)
