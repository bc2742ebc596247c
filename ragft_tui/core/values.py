"""Values that people put in: what kinds there are, and the bounds of whole numbers."""

from __future__ import annotations

from typing import NamedTuple

Value = int | float | str | bool
"""What is put in for one input of an estimate."""


class Bounds(NamedTuple):
    """The least and the most that a number of a file may be: `Annotated[int, Bounds(1, 99)]`."""

    least: int
    most: int | None = None
