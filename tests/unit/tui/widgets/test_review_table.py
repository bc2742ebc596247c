"""The rows of the review's table stand under their heading, and none is cut without need."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ragft_tui.core.model import Review, VerdictType
from ragft_tui.core.review import Order
from ragft_tui.report.view import CapabilityView
from ragft_tui.tui.widgets.review_table import Columns, longest_name, review_heading, review_row
from tests.support.projects import described, packaged_rulebook

RULEBOOK = packaged_rulebook()
STRICT = replace(described("Voice", tone="strict"), notes="Ask Ada.")
OVERRIDDEN = replace(
    STRICT,
    review=Review(
        "overridden",
        VerdictType.FINETUNING,
        RULEBOOK.edition,
        date(2026, 5, 3),
        "ada",
        VerdictType.RETRIEVAL,
        "Legal",
    ),
)
ACCEPTED = replace(
    STRICT,
    review=Review("accepted", VerdictType.FINETUNING, RULEBOOK.edition, date(2026, 5, 3), "ada"),
)
WIDTHS = [36, 37, 53, 54, 57, 71, 72, 77, 117, 200]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("total", [1, 99, 100, 1_000])
def test_columns_stand_under_their_heading(width: int, total: int) -> None:
    columns = Columns.of(width, total, longest_name([STRICT]))
    heading = review_heading(columns, Order.FILE).plain
    for marked in (False, True):
        row = review_row(total, CapabilityView(STRICT, RULEBOOK), columns, marked=marked).plain
        assert row[heading.index("Capability") :].startswith("Voice")
        assert row[heading.index("Verdict") :].startswith("▲ fine-tuning")
        if width >= 54:
            assert row[heading.index("Decision") :].startswith("7 questions open")
            assert "✎" in row
        assert (f"{total}*" in row) == marked
        assert len(row) <= width
        assert len(heading) == len(row)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("order", Order)
def test_one_arrow_in_the_heading_tells_the_order_and_moves_no_column(
    width: int, order: Order
) -> None:
    columns = Columns.of(width, 8, 22)
    start = columns.number + columns.name + columns.gap
    down = review_heading(columns, order).plain
    up = review_heading(columns, order, backwards=True).plain
    assert down.count("↓") == (order is not Order.FILE)
    assert up.count("↑") == 1
    for heading in (down, up):
        assert heading[start - 1] == " "
        assert heading[start] in "VS"


def test_the_decision_has_the_sign_and_the_colour_of_what_counts() -> None:
    columns = Columns.of(77, 8, 22)
    row = review_row(4, CapabilityView(OVERRIDDEN, RULEBOOK), columns)
    assert "▲ fine-tuning, lean  ◆ retrieval, ada" in row.plain
    styles = {str(span.style) for span in row.spans}
    assert {"$verdict-finetuning", "$verdict-retrieval"} <= styles
    accepted = review_row(4, CapabilityView(ACCEPTED, RULEBOOK), columns)
    assert "✓ accepted" in accepted.plain


def test_a_narrow_table_leaves_out_how_firm_a_verdict_is() -> None:
    row = review_row(4, CapabilityView(STRICT, RULEBOOK), Columns.of(57, 8, 22)).plain
    assert "▲ fine-tuning " in row
    assert "lean" not in row


@pytest.mark.parametrize(("width", "room"), [(77, 26), (117, 66), (200, 149)])
def test_a_name_is_cut_only_where_there_is_no_room(width: int, room: int) -> None:
    named = replace(STRICT, name="n" * 200)
    columns = Columns.of(width, 8, longest_name([named]))
    assert columns.name >= room
    assert "…" in review_row(1, CapabilityView(named, RULEBOOK), columns).plain
    short = replace(STRICT, name="n" * room)
    columns = Columns.of(width, 8, longest_name([short]))
    assert "n" * room in review_row(1, CapabilityView(short, RULEBOOK), columns).plain


def test_free_room_goes_between_the_columns() -> None:
    assert Columns.of(117, 8, 20).gap > Columns.of(77, 8, 20).gap


def test_wide_characters_keep_the_columns() -> None:
    columns = Columns.of(57, 8, 40)
    heading = review_heading(columns, Order.FILE)
    for name in ("客户支持和退款政策" * 5, "👩‍👩‍👧 family plans", "e\u0301tat"):
        row = review_row(1, CapabilityView(replace(STRICT, name=name), RULEBOOK), columns)
        assert row.cell_length == heading.cell_length
