"""What came of a scenario: figures, and what went wrong in which round."""

from __future__ import annotations

import math
import random
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Tally"]


@dataclass
class Tally:
    """Figures of one scenario; it passes when no round has a problem."""

    name: str
    seed: int
    counts: Counter[str] = field(default_factory=Counter)
    measures: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    problems: list[str] = field(default_factory=list)

    @contextmanager
    def round(self, number: object, *, counted: bool = True) -> Iterator[random.Random]:
        """Surround one round; gives its own dice, so that it can be repeated alone."""
        self.counts["rounds"] += counted
        try:
            yield random.Random(f"{self.seed} {number}")  # noqa: S311 - to be repeated, not secret
        except AssertionError as error:
            self.problems.append(f"round {number}: {error}")
        except Exception:  # noqa: BLE001 - the other rounds have something to tell, too
            self.problems.append(f"round {number}: {traceback.format_exc()}")

    def measure(self, name: str, value: float, limit: float = math.inf) -> None:
        """Note a value, which is a problem where it is above its limit."""
        self.measures[name].append(value)
        if value > limit:
            self.problems.append(f"{name} is {value:.2f}, more than {limit:g}")

    @property
    def passed(self) -> bool:
        """Whether every round went as it should."""
        return not self.problems

    def line(self) -> str:
        """Return all figures in one line: words of `name=value`, without blanks in either."""
        words = [f"{name}={count}" for name, count in self.counts.items()]
        for name, values in self.measures.items():
            ordered = sorted(values)
            words.append(f"{name}_max={ordered[-1]:.2f}")
            if len(ordered) >= 100:
                words.append(f"{name}_p99={ordered[math.ceil(len(ordered) * 0.99) - 1]:.2f}")
        verdict = "ok" if self.passed else f"FAILED={len(self.problems)}"
        return " ".join([f"{self.name}:", verdict, *words])

    def __str__(self) -> str:
        return "\n".join([self.line(), f"seed {self.seed}", *self.problems])
