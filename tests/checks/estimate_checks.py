"""How the estimates compare with published and measured figures.

Usage: python tests/checks/estimate_checks.py FILE.jsonl

A check is an object with `id`, `quantity`, `inputs`, `expected`, `unit` and `tolerance`. Each miss
is a line, and so is each check of a quantity that the product does not estimate. The last line is
`N passed, M failed, K skipped`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ragft_tui.core.errors import RagftError
from tests.checks.estimate_inputs import Given, OutOfScopeError
from tests.checks.estimate_retrieval import CHUNKS, index_value
from tests.checks.estimate_training import TRAINING

_UNITS: Final[Mapping[str, float]] = {
    "kB": 1e3,
    "KB": 1e3,
    "MB": 1e6,
    "GB": 1e9,
    "TB": 1e12,
    "KiB": 2**10,
    "MiB": 2**20,
    "GiB": 2**30,
    "TiB": 2**40,
    "minutes": 60,
    "min": 60,
    "ms": 1e-3,
    "TFLOP": 1e12,
    "PFLOP": 1e15,
}
"""What a unit is in that of the product, where it is not the same."""

Result = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One figure that somebody published or measured."""

    id: str
    domain: str
    quantity: str
    given: Given
    expected: Result
    unit: str
    kind: str
    """The kind of tolerance: `exact`, `rel` or `abs`."""
    value: float
    """The tolerance."""

    def fits(self, found: Result) -> bool:
        """Return whether what was found is within the tolerance."""
        return len(found) == len(self.expected) and all(
            abs(value - wanted) <= self._slack(wanted)
            for value, wanted in zip(found, self.expected, strict=True)
        )

    def _slack(self, wanted: float) -> float:
        match self.kind:
            case "rel":
                return self.value * abs(wanted)
            case "abs":
                return self.value
            case _:
                return 1e-9 * abs(wanted)  # both may have gone through a decimal fraction


@dataclass(frozen=True, slots=True)
class Judged:
    """A check with what the product says."""

    check: Check
    found: Result | None
    reason: str = ""
    """Why it was skipped."""

    @property
    def line(self) -> str:
        """What to print of it unless it passed."""
        name = f"{self.check.id} {self.check.quantity}"
        if self.found is None:
            return f"skipped {name}: {self.reason}"
        wanted, unit = _shown(self.check.expected), self.check.unit
        return f"miss {name}: {_shown(self.found)} {unit}, expected {wanted} {unit}{self._off}"

    @property
    def passed(self) -> bool:
        """Whether the product agrees."""
        return self.found is not None and self.check.fits(self.found)

    @property
    def _off(self) -> str:
        if not self.found or not self.check.expected or not self.check.expected[0]:
            return ""
        return f" ({self.found[0] / self.check.expected[0] - 1:+.1%})"


def read_checks(path: Path) -> Iterator[Check]:
    """Yield the checks of a file.

    Args:
        path: A file with an object a line.

    Raises:
        ValueError: If a line is no check.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            expected, tolerance = data["expected"], data.get("tolerance") or {"type": "exact"}
            values = expected if isinstance(expected, list) else [expected]
            yield Check(
                id=str(data["id"]),
                domain=str(data.get("domain", "")),
                quantity=str(data["quantity"]),
                given=Given(data["inputs"]),
                expected=tuple(float(value) for value in values),
                unit=str(data.get("unit", "")),
                kind=str(tolerance["type"]),
                value=float(tolerance.get("value", 0)),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}:{number}: no check: {error!r}") from error


def judge(check: Check) -> Judged:
    """Return what the product says to a check."""
    try:
        found = _value(check)
    except OutOfScopeError as error:
        return Judged(check, None, str(error))
    except (RagftError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        return Judged(check, None, f"its inputs cannot be read: {error!r}")
    if found is None:
        return Judged(check, None, "the product does not estimate this")
    scale = _UNITS.get(check.unit.partition("/")[0], 1.0)
    return Judged(check, tuple(value / scale for value in found))


def _value(check: Check) -> Result | None:
    name = check.quantity
    if rule := CHUNKS.get(name):
        return rule(check.given)
    if one := TRAINING.get(name):
        return (one(check.given),)
    value = index_value(name, check.given)
    return None if value is None else (value,)


def report(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield a line for each check that did not pass, and the counts."""
    results = list(judged)
    passed = sum(each.passed for each in results)
    skipped = sum(each.found is None for each in results)
    yield from (each.line for each in results if not each.passed)
    yield f"{passed} passed, {len(results) - passed - skipped} failed, {skipped} skipped"


def main(arguments: Sequence[str]) -> int:
    """Print how the estimates compare with a file of checks; 1 if any fails."""
    if len(arguments) != 1:
        sys.stderr.write((__doc__ or "").partition("\n\n")[2].partition("\n")[0] + "\n")
        return 2
    try:
        results = [judge(check) for check in read_checks(Path(arguments[0]))]
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write("\n".join(report(results)) + "\n")
    return 0 if all(each.passed or each.found is None for each in results) else 1


def _shown(values: Result) -> str:
    return ", ".join(f"{value:,.10g}" for value in values)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
