"""What the review tells of a project: which capabilities, and in which order."""

from __future__ import annotations

from collections.abc import Iterable

from ragft_tui.core.errors import UsageError
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.review.filter import EVERYTHING, Filter, parse_filter
from ragft_tui.core.review.sort import Order, ordered
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.plain.answers import only_one
from ragft_tui.plain.words import capability_line, quoted


class Listing:
    """A choice of the capabilities of a project; it is no part of the project."""

    def __init__(self) -> None:
        """List everything in the order of the file."""
        self._terms = ""
        self._filter: Filter = EVERYTHING
        self._order = Order.FILE

    @property
    def filtered(self) -> bool:
        """Whether a filter may hide something."""
        return bool(self._terms)

    def narrow(self, terms: str, rulebook: Rulebook) -> None:
        """List only what fits a filter; an empty one lists everything.

        Raises:
            FilterError: Where it is none.
        """
        self._filter = parse_filter(terms, rulebook) if terms else EVERYTHING
        self._terms = terms

    def sort(self, typed: str) -> None:
        """List in another order; without one, in that of the file.

        Args:
            typed: The order, or the beginning of its word.

        Raises:
            UsageError: Where there is no such order.
        """
        order = only_one(typed, tuple(Order), "order") if typed else Order.FILE
        if order is None:
            raise UsageError("that is no order", advice=f"there are {', '.join(Order)}")
        self._order = Order(order)

    def shown(self, project: Project, rulebook: Rulebook) -> dict[int, Capability]:
        """Return what is listed, by the numbers of the file."""
        items, fits = project.capabilities, self._filter.matches
        found = [index for index, item in enumerate(items) if fits(item)]
        order = ordered(found, items, rulebook, self._order)
        return {index + 1: items[index] for index in order}

    def lines(self, project: Project, rulebook: Rulebook, most: int | None) -> Iterable[str]:
        """Yield a line for each capability that is listed.

        Args:
            project: Whose capabilities.
            rulebook: What they are assessed by.
            most: How many are told, and more are counted; `None` for all.
        """
        shown = self.shown(project, rulebook)
        if self._terms:
            yield f"{len(shown)} fit the filter {quoted(self._terms)}."
        for number in list(shown)[:most]:
            yield capability_line(number, shown[number], rulebook)
        if most is not None and len(shown) > most:
            yield f'And {len(shown) - most:,} more: "list" tells all, "filter TERMS" fewer.'
