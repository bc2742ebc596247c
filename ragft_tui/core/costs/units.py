"""Numbers of estimates as text, and bytes in GB and GiB; text in them read back."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil
from typing import Final

from ragft_tui.core.costs.figures import WHOLE, Figure, Unit
from ragft_tui.core.errors import UsageError
from ragft_tui.core.patterns import pattern

_DECIMAL: Final = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15}
_BINARY: Final = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40, "PiB": 2**50}
_SIZES: Final = {name.casefold(): size for name, size in (_DECIMAL | _BINARY).items()}
_SHORT: Final = {10**15: "quadrillion", 10**12: "trillion", 10**9: "billion", 10**6: "million"}
_SIZE: Final = pattern(r"\s*([0-9][0-9,_]*(?:\.[0-9]+)?)\s*([a-z]+)\s*", re.IGNORECASE)
_LARGE: Final = 10**18
_SIGNIFICANT: Final = 3


def format_bytes(size: float) -> str:
    """Return a size in both kinds of units, such as `4.65 GB (4.33 GiB)`."""
    decimal = _scaled(size, _DECIMAL)
    if size < _BINARY["KiB"]:
        return decimal
    return f"{decimal} ({_scaled(size, _BINARY)})"


def parse_bytes(text: str) -> int:
    """Return the bytes that a size such as `4.65 GB` or `24 GiB` is, rounded up.

    Raises:
        UsageError: If it is no such size.
    """
    match = _SIZE.fullmatch(text)
    if match is None or match[2].casefold() not in _SIZES:
        advice = "write it like 24 GB or 24 GiB"
        raise UsageError("is not a size in bytes", advice=advice)
    number = Fraction(match[1].replace(",", "").replace("_", ""))
    return ceil(number * _SIZES[match[2].casefold()])


def format_number(value: float) -> str:
    """Return a number as people read it: three digits that count, and a word for very large."""
    if abs(value) >= _LARGE:
        return f"{value:.3g}"
    for size, name in _SHORT.items():
        if abs(value) >= size:
            return f"{_digits(value / size)} {name}"
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else _digits(value)  # noqa: PLR2004 - three digits


def format_value(figure: Figure, value: float) -> str:
    """Return a value of a figure with its unit, such as `4.65 GB (4.33 GiB)` or `1.2 million`."""
    match figure.unit:
        case Unit.BYTES:
            return format_bytes(value)
        case Unit.PARAMETERS:
            return f"{value:,.0f}"
        case Unit.MONEY | Unit.MONEY_PER_MONTH:
            return f"{value:,.2f}"
        case _:
            return format_number(value)


def whole(unit: Unit, value: float) -> float:
    """Return a value as its unit has it: rounded up where there are no fractions of it."""
    return ceil(value) if unit in WHOLE else value


def _scaled(size: float, units: dict[str, int]) -> str:
    name, scale = next(iter(units.items()))
    for other, larger in units.items():
        if size >= larger:
            name, scale = other, larger
    return f"{_digits(size / scale)} {name}"


def _digits(value: float) -> str:
    """Return a number with three digits that count, and all digits before the point."""
    if value == 0:
        return "0"
    before = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    text = f"{value:,.{max(_SIGNIFICANT - before, 0)}f}" if before else f"{value:.3g}"
    return text.rstrip("0").rstrip(".") if "." in text else text
