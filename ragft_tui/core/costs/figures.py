"""Figures of an estimate: a band or an exact number, with its formula, assumptions and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from math import fsum
from typing import Final

from ragft_tui.core.costs.kinds import Method, Source
from ragft_tui.core.records import dataclass


class Unit(Enum):
    """What a figure counts."""

    BYTES = "bytes"
    PARAMETERS = "parameters"
    TOKENS = "tokens"
    TOKENS_PER_QUERY = "tokens per query"
    TOKENS_PER_MONTH = "tokens per month"
    CHUNKS = "chunks"
    FLOP = "FLOP"
    GPU_HOURS = "GPU-hours"
    MONEY = "money"
    MONEY_PER_MONTH = "money per month"


WHOLE: Final = frozenset(Unit) - {Unit.GPU_HOURS, Unit.MONEY, Unit.MONEY_PER_MONTH}
"""Units of which there are no fractions: their values are rounded up to whole numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: low, expected and high, which are the same where the formula is exact."""

    id: str
    """A key that stays the same, such as `index_ram`."""
    name: str
    """What it is, such as "Index in memory"."""
    unit: Unit
    low: float
    expected: float
    high: float
    """Whole numbers where the unit has no fractions."""
    formula: str
    """How it comes about, in words."""
    assumptions: tuple[str, ...] = ()
    """What must hold for it, each a sentence."""
    sources: tuple[Source, ...] = ()
    """Where the formula was read."""

    @property
    def exact(self) -> bool:
        """Whether it is one number and no band."""
        return self.low == self.high

    def times(self, count: int) -> Figure:
        """Return the figure for several of the same."""
        low, expected, high = self.low * count, self.expected * count, self.high * count
        return replace(self, low=low, expected=expected, high=high)


def total(figures: Iterable[Figure], identity: str, name: str, formula: str) -> Figure:
    """Return the sum of figures of one unit; its low, expected and high are those of its parts.

    Args:
        figures: At least one.
        identity: The id of the sum.
        name: The name of the sum.
        formula: What is added, in words.
    """
    parts = tuple(figures)
    return Figure(
        id=identity,
        name=name,
        unit=parts[0].unit,
        low=_sum(part.low for part in parts),
        expected=_sum(part.expected for part in parts),
        high=_sum(part.high for part in parts),
        formula=formula,
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
    )


def _sum(values: Iterable[float]) -> float:
    """Return a sum that is exact for whole numbers of any size."""
    numbers = list(values)
    return sum(numbers) if all(isinstance(each, int) for each in numbers) else fsum(numbers)


@dataclass(frozen=True, slots=True)
class GpuFit:
    """GPUs that hold a training run."""

    gpu: str
    """The name of the GPU, such as "A100 80 GB"."""
    count: int
    """How many of them, the states of the training shared out among them."""
    memory: int
    """The memory of each in bytes."""
    needed: int
    """What the run needs on each in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingEstimate:
    """What fine-tuning one adapter, or one full copy of a model, needs."""

    model: str
    """The name of the base model."""
    method: Method
    figures: tuple[Figure, ...]
    """Parameters, files, tokens and GPU-hours."""
    memory: tuple[Figure, ...]
    """The parts of the memory at its peak, in the order of a bar: weights come first."""
    peak: Figure
    """The sum of these parts."""
    fit: GpuFit | None
    """The smallest common GPU, or number of GPUs, that holds the high figure, if any does."""
    tight: GpuFit | None
    """The same for the expected figure, which may be a smaller one."""
    notes: tuple[str, ...] = ()
    """What is and is not counted, each a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What both halves of a decision need; a half that is not called for is missing."""

    retrieval: tuple[Figure, ...] = ()
    training: TrainingEstimate | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in the order in which they are shown."""
        training = self.training
        rest = (*training.figures, *training.memory, training.peak) if training else ()
        return (*self.retrieval, *rest)

    def find(self, identity: str) -> Figure | None:
        """Return the figure of an id, or `None` if there is none."""
        return next((figure for figure in self.figures if figure.id == identity), None)
