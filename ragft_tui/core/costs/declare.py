"""How the inputs of an estimate are declared: each in the metadata of its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from ragft_tui.core.costs.kinds import Group, Input, Source

KEY: Final = "input"
"""The key of an input in the metadata of a field."""


def number(
    group: Group,
    label: str,
    unit: str,
    span: tuple[float, float],
    reason: str,
    *,
    source: Source | None = None,
    whole: bool = True,
) -> Mapping[str, Input]:
    """Return the metadata of a number.

    Args:
        group: What it belongs to.
        label: What a form calls it.
        unit: What it counts.
        span: The smallest and the largest value.
        reason: What its default rests on.
        source: Where the default was read.
        whole: Whether it has no fractions.
    """
    low, high = span
    return {
        KEY: Input(
            group=group,
            label=label,
            unit=unit,
            reason=reason,
            source=source,
            low=low,
            high=high,
            whole=whole,
        )
    }


def price(label: str, unit: str) -> Mapping[str, Input]:
    """Return the metadata of a price, which has no default.

    Args:
        label: What a form calls it.
        unit: What it is paid for.
    """
    reason = "No price is built in: prices age."
    return number(Group.PRICES, label, unit, (0, 10**9), reason, whole=False)


def name(
    group: Group,
    label: str,
    reason: str,
    choices: Iterable[str] = (),
    *,
    source: Source | None = None,
) -> Mapping[str, Input]:
    """Return the metadata of a name or a switch.

    Args:
        group: What it belongs to.
        label: What a form calls it.
        reason: What its default rests on.
        choices: The names that are valid; none where they are many.
        source: Where the default was read.
    """
    return {
        KEY: Input(group=group, label=label, reason=reason, source=source, choices=tuple(choices))
    }


def values(choices: type[Enum]) -> Iterable[str]:
    """Return the names that an enumeration has."""
    return (str(choice.value) for choice in choices)
