"""Names and values from outside in messages: the nearest valid name, a value in short form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ragft_tui.core.errors import Location, UsageError

# Of a name or value from outside.
_SHOWN: Final = 60
# Of the names that are valid.
_LISTED: Final = 20
# Python refuses to write numbers of thousands of digits, and nobody would read them.
_LONGEST_NUMBER: Final = 64


def did_you_mean(name: str, valid: Iterable[str]) -> str:
    """Return advice: the valid name nearest to `name`, or all of them if none is near."""
    choices = list(valid)
    if near := closest(name, choices):
        return f'did you mean "{near}"?'
    if len(choices) > _LISTED:
        shown = ", ".join(f'"{choice[:_SHOWN]}"' for choice in choices[:_LISTED])
        return f"it can be {shown} or one of {len(choices) - _LISTED:,} others"
    return f"it can be {listed(choices)}" if choices else "remove it"


def closest(name: str, valid: Iterable[str], *, at_least: float = 0.5) -> str:
    """Return the valid name nearest to a name, letter case aside, or an empty string.

    Names are alike as far as the characters go that both have in the same order. One of more than
    60 characters is near none.

    Args:
        name: The name.
        valid: What it may have been meant to be.
        at_least: How alike they must be, from 0 to 1.
    """
    if len(name) > _SHOWN:
        return ""
    folded = name.casefold()
    choices = [choice for choice in valid if len(choice) <= _SHOWN]
    likeness = {choice: _likeness(folded, choice.casefold()) for choice in choices}
    near = max(choices, key=likeness.__getitem__, default="")
    return near if near and likeness[near] >= at_least else ""


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are: the share of their longest common subsequence in both.

    A row of the usual table is one number, so that two names take as many steps as they have
    characters: Crochemore and others, "A fast and practical bit-vector algorithm for the longest
    common subsequence problem", 2001.
    """
    size = len(one) + len(other)
    places: dict[str, int] = {}
    for at, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << at
    every = row = (1 << len(one)) - 1
    for char in other:
        common = row & places.get(char, 0)
        row = (row + common | row - common) & every
    return 2 * (len(one) - row.bit_count()) / size if size else 0.0


def unknown_name(kind: str, name: str, valid: Iterable[str], location: Location) -> UsageError:
    """Return the error of a name that is not among the valid ones.

    Args:
        kind: What the name should be, such as "source" or "option".
        name: The name that was found.
        valid: The names that could stand there.
        location: Where it was found.
    """
    return UsageError(
        f'"{name[:_SHOWN]}" is not a known {kind}',
        location=location,
        advice=did_you_mean(name, valid),
    )


def unknown_key(kind: str, key: str, valid: Iterable[str], table: Location) -> UsageError:
    """Return the error of a key that is not among the valid ones of its table.

    Args:
        kind: What the key should be, such as "key" or "question".
        key: The key that was found.
        valid: The keys that could stand there.
        table: The table that it was found in.
    """
    return UsageError(
        f'"{key[:_SHOWN]}" is not a known {kind}',
        location=table / key,
        advice=did_you_mean(key, valid),
        names_key=True,
    )


def listed(names: Sequence[str]) -> str:
    """Return names in quotes, with "or" before the last one."""
    quoted = [f'"{name[:_SHOWN]}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def describe_value(value: object, table: str = "a table") -> str:
    """Return a value from outside as a short phrase for a message.

    Args:
        value: Anything that a TOML or JSON reader gave.
        table: What the author of the data calls a mapping.
    """
    match value:
        case str():
            return f'"{value[:_SHOWN]}"'
        case bool():
            return str(value).lower()
        case dict():
            return table
        case list():
            return "a list"
        case None:
            return "null"
        case int() if value.bit_length() > _LONGEST_NUMBER:
            return "a number that long"
        case _:
            return str(value)[:_SHOWN]
