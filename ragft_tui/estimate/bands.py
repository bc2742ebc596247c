"""Figures made from what formulas return: exact ones, and bands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from ragft_tui.core.costs import Figure, Source, Unit, whole
from ragft_tui.core.records import dataclass

Value = TypeVar("Value")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Band(Generic[Value]):
    """A value as it is at the low end, as expected, and at the high end."""

    low: Value
    expected: Value
    high: Value

    def map(self, change: Callable[[Value], Other]) -> Band[Other]:
        """Return the band of what a function makes of each."""
        return Band(change(self.low), change(self.expected), change(self.high))


def exactly(value: Value) -> Band[Value]:
    """Return the band of a value that is known."""
    return Band(value, value, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a figure besides its values."""

    id: str
    name: str
    unit: Unit
    formula: str
    assumptions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def figure(self, band: Band[int] | Band[float]) -> Figure:
        """Return the figure with these values, whole where its unit has no fractions."""
        return Figure(
            id=self.id,
            name=self.name,
            unit=self.unit,
            low=whole(self.unit, band.low),
            expected=whole(self.unit, band.expected),
            high=whole(self.unit, band.high),
            formula=self.formula,
            assumptions=tuple(filter(None, self.assumptions)),
            sources=self.sources,
        )
