"""Orders of capabilities for review."""

from __future__ import annotations

import pytest

from ragft_tui.core.review.sort import Order, sort_capabilities
from tests.support.projects import packaged_rulebook
from tests.support.reviewed import ALL

RULEBOOK = packaged_rulebook()


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (Order.FILE, ["refunds", "voice", "straße", "small", "new"]),
        (Order.VERDICT, ["refunds", "voice", "straße", "small", "new"]),
        (Order.STRENGTH, ["refunds", "voice", "straße", "small", "new"]),
        (Order.REVIEW, ["straße", "small", "new", "refunds", "voice"]),
        (Order.NAME, ["refunds", "small", "straße", "voice", "new"]),
        (Order.OPEN, ["small", "straße", "refunds", "voice", "new"]),
    ],
)
def test_an_order_keeps_that_of_the_file_among_equals(order: Order, ids: list[str]) -> None:
    indices = sort_capabilities(range(len(ALL)), ALL, RULEBOOK, order)
    assert [ALL[index].id for index in indices] == ids


def test_the_order_of_the_file_can_be_turned_round_too() -> None:
    assert sort_capabilities([0, 2, 3], ALL, RULEBOOK, Order.FILE, backwards=True) == (3, 2, 0)
    assert sort_capabilities(range(4), ALL, RULEBOOK, Order.NAME, backwards=True) == (1, 2, 3, 0)


def test_the_orders_follow_one_another_round() -> None:
    order, seen = Order.FILE, []
    for _ in Order:
        seen.append(order)
        order = order.next
    assert order is Order.FILE
    assert set(seen) == set(Order)
