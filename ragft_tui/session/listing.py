"""What the review lists: the filter, the order, the marks, and the next one to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragft_tui.core.decision import review_state
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.review import EVERYTHING, Filter, Order, parse_filter, sort_capabilities
from ragft_tui.core.rulebook import Rulebook


class Listing:
    """A choice of the capabilities of a project; it is no part of the project."""

    def __init__(self) -> None:
        """List everything in the order of the file, nothing marked."""
        self.filter: Filter = EVERYTHING
        self.terms = ""
        """The filter as it was typed."""
        self.order = Order.FILE
        self.backwards = False
        self.marked: frozenset[str] = frozenset()
        """The ids of what is marked, shown or not; the faces add and take away."""
        self.indices: tuple[int, ...] = ()
        """The indices of what is shown, as they are in the project."""
        self._items: tuple[Capability, ...] = ()

    def refresh(self, project: Project, rulebook: Rulebook) -> None:
        """List the capabilities of a project that changed, or by a filter or an order that did."""
        self._items = project.capabilities
        self.marked &= {item.id for item in self._items}
        found = self._matches(self.filter)
        self.indices = sort_capabilities(
            found, self._items, rulebook, self.order, backwards=self.backwards
        )

    def narrow(self, terms: str, rulebook: Rulebook) -> None:
        """Set the filter, for the next refresh.

        Args:
            terms: The filter as it was typed; a blank one lists everything.
            rulebook: Its questions are words of the filter language.

        Raises:
            FilterError: If it cannot be understood.
        """
        terms = terms.strip()
        self.filter = parse_filter(terms, rulebook) if terms else EVERYTHING
        self.terms = terms

    def shows_any(self, chosen: Filter) -> bool:
        """Return whether a filter would show anything."""
        return next(self._matches(chosen), None) is not None

    def _matches(self, chosen: Filter) -> Iterator[int]:
        for index, item in enumerate(self._items):
            if chosen.matches(item, marked=item.id in self.marked):
                yield index

    @property
    def filtered(self) -> bool:
        """Whether a filter may hide something."""
        return self.filter is not EVERYTHING

    @property
    def by_file(self) -> bool:
        """Whether the order is that of the file."""
        return self.order is Order.FILE and not self.backwards

    @property
    def total(self) -> int:
        """How many capabilities there are, shown or not."""
        return len(self._items)

    def item(self, row: int) -> Capability:
        """Return the capability in a row."""
        return self._items[self.indices[row]]

    @property
    def shown(self) -> tuple[Capability, ...]:
        """The capabilities that are shown, in their order."""
        return tuple(self._items[index] for index in self.indices)

    @property
    def numbered(self) -> dict[int, Capability]:
        """The capabilities that are shown, by their numbers in the file."""
        return {index + 1: self._items[index] for index in self.indices}

    @property
    def shown_marked(self) -> tuple[Capability, ...]:
        """Those that are shown and marked, which is what a command for all marked ones acts on."""
        return tuple(item for item in self.shown if item.id in self.marked)

    def row_of(self, capability_id: str, otherwise: int) -> int:
        """Return the row of a capability.

        Args:
            capability_id: Which one.
            otherwise: What to return where it is not shown.
        """
        ids = [item.id for item in self.shown]
        return ids.index(capability_id) if capability_id in ids else otherwise

    def toggle_all(self) -> None:
        """Mark all that are shown; where all of them are, take their marks away."""
        shown = frozenset(item.id for item in self.shown)
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown

    def following(self, row: int) -> tuple[str, ...]:
        """Return the ids of what is shown, from the row after one round to the row itself."""
        ids = tuple(item.id for item in self.shown)
        return ids[row + 1 :] + ids[: row + 1]

    def next_pending(self, ids: Sequence[str], rulebook: Rulebook) -> Capability | None:
        """Return the first capability that waits for a decision; `None` if all are decided.

        Args:
            ids: Where to look, in this order; what is not shown is passed over.
            rulebook: Says which decisions still hold.
        """
        shown = {item.id: item for item in self.shown}
        found = (shown[key] for key in ids if key in shown)
        return next(
            (item for item in found if item.described and review_state(item, rulebook).pending),
            None,
        )

    def describe(self) -> tuple[str, ...]:
        """Return how many are shown and how many are marked, where that is not as usual."""
        shown, hidden = len(self.indices), len(self.marked) - len(self.shown_marked)
        parts = [f"{shown} of {self.total} shown"] if self.filtered else []
        if self.marked:
            parts.append(f"{len(self.marked)} marked" + (f", {hidden} hidden" if hidden else ""))
        return tuple(parts)
