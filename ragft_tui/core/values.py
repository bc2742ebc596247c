"""Values that people put in: what kinds there are, and the bounds of whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

Value = int | float | str | bool
"""What is put in for one input of an estimate."""

SWITCHES: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}
"""What people write for true and false where there is only text."""


class Bounds(NamedTuple):
    """The least and the most that a number of a file may be: `Annotated[int, Bounds(1, 99)]`."""

    least: int
    most: int | None = None
