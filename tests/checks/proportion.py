"""Proportions with their 95 % intervals."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

_Z: Final = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Proportion:
    """How many of a number of cases have a property."""

    having: float
    total: float

    @classmethod
    def of(cls, found: Iterable[bool]) -> Proportion:
        """Count what is true."""
        listed = list(found)
        return cls(sum(listed), len(listed))

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson score interval (95 %), from 0 to 1.

        Raises:
            ZeroDivisionError: If there are no cases.
        """
        share, z2 = self.having / self.total, _Z**2 / self.total
        centre = share + z2 / 2
        half = math.sqrt(share * (1 - share) * z2 + z2**2 / 4)
        return (centre - half) / (1 + z2), (centre + half) / (1 + z2)

    @property
    def percentage(self) -> str:
        """The share and its interval, such as `72 % [56, 84]`, or `-` of no cases."""
        if not self.total:
            return "-"
        low, high = self.interval
        return f"{100 * self.having / self.total:.0f} % [{abs(100 * low):.0f}, {100 * high:.0f}]"

    def __str__(self) -> str:
        """Return the percentage and the counts, such as `72 % [56, 84] 26/36`."""
        return f"{self.percentage} {self.having}/{self.total}" if self.total else self.percentage
