"""Rulebooks that extend another one: their own tables joined with those of the base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ragft_tui.core.errors import ROOT, Index, Location, RagftError, UsageError


class Extension:
    """The tables of a rulebook on top of those of the one that it extends.

    Single values replace those of the base. In a list, an entry with the id of one in the base
    stands in its place; other entries, and all keywords, which have no id, are appended.
    """

    def __init__(self, base: Mapping[str, object], own: Mapping[str, object], name: str) -> None:
        """Join the tables.

        Args:
            base: The tables of the rulebook that is extended.
            own: The tables of the one that extends it.
            name: What problems call the base.
        """
        self._name = name
        self._origins: dict[str, list[tuple[bool, int]]] = {}
        """Of each entry of a joined list, whether it is an own one, and where it stood."""
        self.tables: dict[str, object] = {**base, **own}
        """The joined tables."""
        for key, below in base.items():
            above = own.get(key, [])
            if isinstance(below, list) and isinstance(above, list):
                origins = _origins(below, above)
                self._origins[key] = origins
                self.tables[key] = [(above if mine else below)[at] for mine, at in origins]

    def origin(self, location: Location) -> Location:
        """Return where what is at a location of the joined tables was written.

        Args:
            location: In the joined tables.

        Returns:
            The location in the extension, or one such as `default guards[2]` in the base.
        """
        match location[:2]:
            case (str(table), Index(number, entry_id)) if table in self._origins:
                mine, at = self._origins[table][number]
                key = table if mine else f"{self._name} {table}"
                return Location((key, Index(at, entry_id), *location[2:]))
            case _:
                return location


def find_repeated_ids(own: Mapping[str, object]) -> Iterator[RagftError]:
    """Yield a problem for each entry of an extension that has the id of one before it."""
    for table, entries in own.items():
        seen: dict[str, int] = {}
        for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
            entry_id = _id(entry)
            if entry_id in seen:
                yield UsageError(
                    f'"{entry_id}" is the id of entry {seen[entry_id]} already',
                    location=ROOT / table / Index(number - 1, entry_id) / "id",
                    advice="choose another",
                )
            elif entry_id:
                seen[entry_id] = number


def _origins(base: Sequence[object], own: Sequence[object]) -> list[tuple[bool, int]]:
    by_id = {entry_id: at for at, entry in enumerate(own) if (entry_id := _id(entry))}
    joined = [
        (True, by_id[_id(entry)]) if _id(entry) in by_id else (False, at)
        for at, entry in enumerate(base)
    ]
    replacing = {at for mine, at in joined if mine}
    return joined + [(True, at) for at in range(len(own)) if at not in replacing]


def _id(entry: object) -> str:
    found = entry.get("id") if isinstance(entry, Mapping) else None
    return found if isinstance(found, str) else ""
