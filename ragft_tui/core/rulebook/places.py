"""Places in a rulebook file, as errors name them, and ids that stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragft_tui.core.errors import RagftError, UsageError


def numbered(table: str, number: int, name: str = "") -> str:
    """Return the place of an entry, such as `guards[2, "changing"]`.

    Args:
        table: The table and what leads to it.
        number: Which entry it is, counted from one.
        name: Its id, where it has one.
    """
    return f'{table}[{number}, "{name[:40]}"]' if name else f"{table}[{number}]"


def repeated(table: str, names: Sequence[str]) -> Iterator[RagftError]:
    """Yield a problem for each id of a table that is empty or stood before.

    Args:
        table: The table and what leads to it.
        names: Its ids in their order.
    """
    seen: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        place = f"{numbered(table, number, name)}.id"
        if not name:
            yield UsageError("is empty", where=place, advice="give it a short name")
        elif (first := seen.setdefault(name, number)) != number:
            yield UsageError(
                f'"{name}" is the id of entry {first} already', where=place, advice="choose another"
            )
