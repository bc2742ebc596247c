"""Values of inputs read and checked: each against its range, and those that depend on another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final, Never, cast

from ragft_tui.core.costs.inputs import INPUTS, CostInputs
from ragft_tui.core.costs.kinds import Group, Input
from ragft_tui.core.errors import (
    ROOT,
    RagftError,
    UsageError,
    describe_value,
    did_you_mean,
    unknown_name,
)
from ragft_tui.core.values import SWITCHES, Value

_LONGEST: Final = 40
"""Characters of a number that somebody typed."""


def parse_input(name: str, text: str) -> Value | None:
    """Return the value of an input from what was typed; the default if that is nothing.

    Digits may be grouped by commas or underscores.

    Args:
        name: The name of the input.
        text: What was typed.

    Raises:
        UsageError: With the valid range.
    """
    wanted, typed = INPUTS[name], text.strip()
    if not typed:
        return wanted.default
    if wanted.is_switch:
        return check_value(name, SWITCHES.get(typed.casefold(), typed))
    if not wanted.is_number:
        return check_value(name, typed)
    number = typed.replace(",", "").replace("_", "")
    try:
        if len(number) > _LONGEST:
            return check_value(name, math.inf)
        return check_value(name, int(number) if number.lstrip("+-").isdecimal() else float(number))
    except ValueError:
        return check_value(name, typed)


def check_value(name: str, value: object) -> Value:
    """Return a value of an input that was checked.

    Args:
        name: The name of the input.
        value: Anything that a reader of a file gave, or an option.

    Raises:
        UsageError: With the valid range, and the name as its location.
    """
    wanted = INPUTS[name]
    if wanted.is_switch:
        if isinstance(value, bool):
            return value
    elif wanted.is_number:
        if (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and _within(wanted, value)
        ):
            return int(value) if wanted.whole else float(value)
    elif isinstance(value, str) and (value in wanted.choices or not wanted.choices) and value:
        return value
    shown = "a number that large" if value == math.inf else describe_value(value)
    raise UsageError(
        f"must be {wanted.range}, not {shown}",
        location=ROOT / name,
        advice=_advice(wanted, value),
    )


def read_inputs(values: Mapping[str, object]) -> tuple[CostInputs, tuple[RagftError, ...]]:
    """Return inputs with the values that are valid, and what is wrong with the others.

    Args:
        values: By the names of inputs, values of a file or what was typed.
    """
    found: dict[str, Value] = {}
    problems: list[RagftError] = []
    for name, value in values.items():
        try:
            if name not in INPUTS:
                raise unknown_name("input", name, INPUTS, ROOT / name, is_key=True)
            read = parse_input(name, value) if isinstance(value, str) else check_value(name, value)
        except UsageError as error:
            problems.append(error)
        else:
            if read is not None:
                found[name] = read
    # Each was checked for its field, of which the type checker knows nothing.
    return CostInputs(**cast("dict[str, Never]", found)), tuple(problems)


def find_problems(inputs: CostInputs) -> tuple[RagftError, ...]:
    """Return what is wrong with inputs: values out of range, and an overlap that is no overlap.

    Args:
        inputs: The inputs.

    Returns:
        Errors with the name of the input as their location.
    """
    return tuple(_problems(inputs))


def group_of(problem: RagftError) -> Group:
    """Return the group of the input that a problem is about."""
    return INPUTS[str(problem.location[-1])].group


def _problems(inputs: CostInputs) -> Iterator[RagftError]:
    for name, wanted in INPUTS.items():
        value = getattr(inputs, name)
        if value is None and wanted.default is None:
            continue
        try:
            check_value(name, value)
        except UsageError as error:
            yield error
    if inputs.chunk >= 1 and inputs.overlap >= inputs.chunk:
        yield UsageError(
            f"must be smaller than the chunk of {inputs.chunk:,} tokens, not {inputs.overlap:,}",
            location=ROOT / "overlap",
            advice=f"it can be a whole number from 0 to {inputs.chunk - 1:,}",
        )


def _within(wanted: Input, value: float) -> bool:
    low = -math.inf if wanted.low is None else wanted.low
    high = math.inf if wanted.high is None else wanted.high
    return low <= value <= high and (not wanted.whole or value == math.floor(value))


def _advice(wanted: Input, value: object) -> str:
    if wanted.choices and isinstance(value, str):
        return did_you_mean(value, wanted.choices)
    return ""
