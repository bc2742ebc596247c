"""Groups of entries: which one each stands in, and all of one as one capability."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ragft_tui.core.text import one_line
from ragft_tui.storage.importing.entry import Entry
from ragft_tui.storage.importing.fields import FieldNames, Role

_SHOWN: Final = 200
_NESTED: Final = 3
_TEXTS: Final[tuple[Role, ...]] = ("name", "description")


def group_of(value: object) -> str:
    """Return the group that a value names: a text, what has a name, or the first of several."""
    for _ in range(_NESTED):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("title") or ""
    return one_line(value)[:_SHOWN] if isinstance(value, str) else ""


def group_entries(entries: Iterable[Entry], names: FieldNames) -> Iterator[Entry]:
    """Yield one entry for each group, named after it, with a line for each entry in it.

    What stands in no group stays as it is, and so does what cannot be read.

    Args:
        entries: The entries of a file, all of which are kept.
        names: What their fields mean.
    """
    groups: dict[str, list[tuple[int, str]]] = {}
    for entry in entries:
        fields: dict[Role | None, object] = {}
        for name, value in entry.pairs:
            fields.setdefault(names.role(name), value)
        group = group_of(fields.get("group")) or entry.group
        if entry.problems or not group:
            yield entry
            continue
        name, description = (one_line(str(fields.get(key) or "")) for key in _TEXTS)
        line = f"{name}: {description}" if name and description else name or description
        line = description if description.startswith(name) else line
        groups.setdefault(group, []).append((entry.line, line or name))
    for group, members in groups.items():
        lines = "\n".join(f"- {line}" for _, line in members)
        yield Entry(members[0][0], (("name", group), ("description", lines)))
