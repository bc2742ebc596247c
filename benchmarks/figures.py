"""Figures beside what they must be and what they aim at, and works that take turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Final, TypeVar

_T = TypeVar("_T")

_DIGITS: Final = {"x": 2, "ms": 1, "s": 2, "MB": 0, "B": 0, "": 0}
"""Digits behind the point, by unit."""
_SMALL: Final = 10
"""Of milliseconds below it, one digit more is told."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; all of them are the better the smaller."""

    name: str
    value: float
    unit: str = "x"
    """`x` is a ratio: times as much as a reference in the same run."""
    must: float | None = None
    aim: float | None = None
    detail: str = ""
    """What was measured and compared."""
    quartile: float | None = None
    """What three rounds of four exceed; `None` where there was one."""
    gates: bool = True
    """Whether it can fail the run; milliseconds cannot, since they are the machine's."""

    @property
    def missed(self) -> bool:
        """Whether it is above what it must be."""
        return self.must is not None and self.value > self.must

    @property
    def fails(self) -> bool:
        """Whether it is so surely above that the run fails: in three rounds of four."""
        least = self.value if self.quartile is None else self.quartile
        return self.gates and self.must is not None and self.missed and least > self.must

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """The figure as texts: its name, value, must, aim, and what there is to say."""
        missed = "MISSED" if self.missed else ""
        value, must, aim = (
            "" if each is None else _text(each, self.unit)
            for each in (self.value, self.must, self.aim)
        )
        return self.name, value, must, aim, "; ".join(filter(None, (missed, self.detail)))


def _text(value: float, unit: str) -> str:
    digits = _DIGITS[unit] + (unit == "ms" and value < _SMALL)
    return f"{value:,.{digits}f} {unit}".rstrip()


def take_turns(works: Mapping[str, Callable[[], _T]], rounds: int) -> dict[str, list[_T]]:
    """Do each work once in a round, and return the results by work.

    Every other round goes backwards, so that whatever changes meanwhile changes for all.
    """
    results: dict[str, list[_T]] = {name: [] for name in works}
    for number in range(rounds):
        for name in list(works)[:: -1 if number % 2 else 1]:
            results[name].append(works[name]())
    return results


def ratio(
    name: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    must: float | None = None,
    aim: float | None = None,
    unit: str = "ms",
) -> Figure:
    """Return the median of the ratios of all rounds.

    Args:
        name: What is compared.
        ours: What it cost in each round.
        theirs: What the reference cost in the same rounds.
        must: The largest ratio that is right.
        aim: The ratio to get to.
        unit: In what the costs are told: `ms` of seconds, or their own.
    """
    ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
    factor = 1e3 if unit == "ms" else 1
    told = [_text(median(each) * factor, unit) for each in (ours, theirs)]
    quartile = quantiles(ratios, n=4, method="inclusive")[0] if len(ratios) > 1 else None
    return Figure(
        name, median(ratios), "x", must, aim, f"{told[0]} against {told[1]}", quartile=quartile
    )
