"""A rulebook that extends another: what it says itself goes before what it takes over."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["extended"]


def extended(base: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """Return the tables of a rulebook on top of those of the one that it extends.

    Single values replace those of the base. In a list, an entry with the id of one in the base
    stands in its place; other entries, and all keywords, which have no id, are appended.

    Args:
        base: The tables of the rulebook that is extended.
        own: The tables of the one that extends it.
    """
    merged = dict(base)
    for key, value in own.items():
        below = base.get(key)
        merged[key] = (
            _joined(below, value) if isinstance(below, list) and isinstance(value, list) else value
        )
    return merged


def _joined(base: list[object], own: list[object]) -> list[object]:
    replaced = {entry_id: entry for entry in own if (entry_id := _id(entry))}
    kept = [replaced.pop(_id(entry), entry) for entry in base]
    return kept + [entry for entry in own if not _id(entry) or _id(entry) in replaced]


def _id(entry: object) -> str:
    found = entry.get("id") if isinstance(entry, Mapping) else None
    return found if isinstance(found, str) else ""
