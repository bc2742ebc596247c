"""A rulebook that extends another: what it says itself goes before what it takes over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.rulebook.places import numbered

_PLACE: Final = re.compile(r"\b([a-z]+)\[(\d+)")


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

    def placed(self, problem: RagftError) -> RagftError:
        """Return a problem of the joined tables, placed where its author can find it."""
        return UsageError(
            _PLACE.sub(self._own_place, problem.what),
            where=_PLACE.sub(self._own_place, problem.where),
            advice=problem.advice,
            key=problem.key,
        )

    def _own_place(self, match: re.Match[str]) -> str:
        origins, number = self._origins.get(match[1], []), int(match[2])
        if not 0 < number <= len(origins):
            return match[0]
        mine, at = origins[number - 1]
        return f"{'' if mine else f'{self._name} '}{match[1]}[{at + 1}"


def repeated_ids(own: Mapping[str, object]) -> Iterator[RagftError]:
    """Yield a problem for each entry of an extension that has the id of one before it."""
    for table, entries in own.items():
        seen: dict[str, int] = {}
        for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
            entry_id = _id(entry)
            if entry_id in seen:
                yield UsageError(
                    f'"{entry_id}" is the id of entry {seen[entry_id]} already',
                    where=f"{numbered(table, number, entry_id)}.id",
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
