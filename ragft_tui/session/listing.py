"""What the review lists: which capabilities, in which order, and which of them are marked."""

from __future__ import annotations

from collections.abc import Iterator

from ragft_tui.core.model import Capability, Project
from ragft_tui.core.review.filter import EVERYTHING, Filter
from ragft_tui.core.review.sort import Order, ordered
from ragft_tui.core.rulebook.model import Rulebook


class Listing:
    """A choice of the capabilities of a project; it is no part of the project."""

    def __init__(self) -> None:
        """List everything in the order of the file, nothing marked."""
        self.filter: Filter = EVERYTHING
        self.order = Order.FILE
        self.backwards = False
        self.marked: frozenset[str] = frozenset()
        """The ids of what is marked, shown or not."""
        self.indices: tuple[int, ...] = ()
        """The indices of what is shown, as they are in the project."""
        self._items: tuple[Capability, ...] = ()

    def take_up(self, project: Project, rulebook: Rulebook) -> None:
        """Choose anew from a project that changed, or by a filter that did."""
        self._items = project.capabilities
        self.marked &= {item.id for item in self._items}
        found = self._found(self.filter)
        self.indices = ordered(found, self._items, rulebook, self.order, backwards=self.backwards)

    def finds(self, chosen: Filter) -> bool:
        """Tell whether a filter would show anything."""
        return next(self._found(chosen), None) is not None

    def _found(self, chosen: Filter) -> Iterator[int]:
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
    def shown_marked(self) -> tuple[Capability, ...]:
        """Those that are shown and marked: what a key does to all marked ones, it does to these."""
        return tuple(item for item in self.shown if item.id in self.marked)

    def row_of(self, capability_id: str, otherwise: int) -> int:
        """Return the row of a capability.

        Args:
            capability_id: Which one.
            otherwise: The row where it is not shown.
        """
        rows = (
            row for row, index in enumerate(self.indices) if self._items[index].id == capability_id
        )
        return next(rows, otherwise)

    def mark(self, capability: Capability) -> None:
        """Mark a capability, or take its mark away."""
        self.marked ^= {capability.id}

    def mark_all(self) -> None:
        """Mark all that are shown, or none of them where all are."""
        shown = {item.id for item in self.shown}
        self.marked = self.marked - shown if shown <= self.marked else self.marked | shown

    def unmark(self, capability_ids: frozenset[str]) -> None:
        """Take marks away."""
        self.marked -= capability_ids

    @property
    def words(self) -> str:
        """What is not as usual, in words for the status line."""
        shown, hidden = len(self.indices), len(self.marked) - len(self.shown_marked)
        parts = [f"{shown} of {self.total} shown"] if self.filtered else []
        if self.marked:
            parts.append(f"{len(self.marked)} marked" + (f", {hidden} hidden" if hidden else ""))
        return "".join(f" · {part}" for part in parts)
