"""The rows of the review's table stand under their heading."""

from __future__ import annotations

import pytest

from ragft_tui.core.review import Order
from ragft_tui.report.view import CapabilityView
from ragft_tui.tui.widgets.review_table import review_heading, review_row
from tests.support.projects import described, packaged_rulebook

RULEBOOK = packaged_rulebook()
STRICT = described("Voice", tone="strict")


@pytest.mark.parametrize("width", [38, 40, 63, 64, 78, 118, 200])
@pytest.mark.parametrize("total", [1, 99, 100, 1_000])
def test_columns_stand_under_their_heading(width: int, total: int) -> None:
    heading = review_heading(width, Order.FILE).plain
    for marked in (False, True):
        row = review_row(
            total, CapabilityView(STRICT, RULEBOOK), width, total=total, marked=marked
        ).plain
        assert row[heading.index("Verdict") :].startswith("fine-tuning ")
        assert row[heading.index("Review") :].startswith("not decided")
        assert (f"{total}*" in row) == marked


@pytest.mark.parametrize("width", [38, 78])
@pytest.mark.parametrize("order", Order)
def test_one_arrow_in_the_heading_tells_the_order_and_moves_no_column(
    width: int, order: Order
) -> None:
    plain = review_heading(width, Order.FILE).plain
    down = review_heading(width, order).plain
    up = review_heading(width, order, backwards=True).plain
    assert down.count("↓") == (order is not Order.FILE)
    assert up.count("↑") == 1
    for heading in (down, up):
        assert len(heading) <= width
        assert heading.index("Verdict") == plain.index("Verdict")
        assert heading[plain.index("Review") - 1] == " "
        assert heading[plain.index("Review")] != " "
