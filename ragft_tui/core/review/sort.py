"""The orders in which capabilities can be listed; the file keeps its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from ragft_tui.core.decision import ReviewState, effective_type, review_state
from ragft_tui.core.model import Capability, Strength, VerdictType
from ragft_tui.core.review.filter import fold
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.verdict import assess, find_flips, possible_types


class Order(StrEnum):
    """What capabilities are sorted by."""

    FILE = "file"
    VERDICT = "verdict"
    """The one that counts: the decision, where there is one."""
    STRENGTH = "strength"
    REVIEW = "review"
    NAME = "name"
    OPEN = "open questions"
    """Those first whose open questions can change the verdict most."""

    @property
    def next(self) -> Order:
        """The order after this one; after the last comes the first."""
        orders = list(Order)
        return orders[(orders.index(self) + 1) % len(orders)]


_VERDICTS = [*VerdictType, None]
_REVIEWS = [ReviewState.STALE, ReviewState.NONE, ReviewState.ACCEPTED, ReviewState.OVERRIDDEN]
_LAST = (1,)


def sort_capabilities(
    indices: Iterable[int],
    items: Sequence[Capability],
    rulebook: Rulebook,
    order: Order,
    *,
    backwards: bool = False,
) -> tuple[int, ...]:
    """Return the indices of capabilities in an order; what is equal in it stays as in the file.

    Args:
        indices: Which of the capabilities to put in order, as they are in the file.
        items: All capabilities.
        rulebook: What they are assessed by.
        order: What to sort by.
        backwards: Whether to begin with the last.
    """
    if order is Order.FILE:
        found = tuple(indices)
        return found[::-1] if backwards else found
    return tuple(
        sorted(indices, key=lambda index: _KEYS[order](items[index], rulebook), reverse=backwards)
    )


def _decisiveness(item: Capability, rulebook: Rulebook) -> tuple[int, ...]:
    """Return a sort key: the more types are possible and an answer away, the less it is."""
    possible = len(possible_types(item, rulebook))
    away = sum(item.answer(flip.question.id) is None for flip in find_flips(item, rulebook))
    return (0, -possible, -away)


_KEYS: Final[Mapping[Order, Callable[[Capability, Rulebook], tuple[int | str, ...]]]] = {
    Order.VERDICT: lambda item, rulebook: (_VERDICTS.index(effective_type(item, rulebook)),),
    Order.STRENGTH: lambda item, rulebook: (list(Strength).index(assess(item, rulebook).strength),),
    Order.REVIEW: lambda item, rulebook: (_REVIEWS.index(review_state(item, rulebook)),),
    Order.NAME: lambda item, _: (0, fold(item.name)) if item.name else _LAST,
    Order.OPEN: lambda item, rulebook: _decisiveness(item, rulebook) if item.described else _LAST,
}
