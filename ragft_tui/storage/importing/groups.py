"""All that stands under one heading or tag as one capability."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ragft_tui.core.text import one_line
from ragft_tui.storage.importing.entry import Entry


def group_entries(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield one entry for each group, named after it, with a line for each entry in it.

    What stands under no heading stays as it is, and so does what cannot be read.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.problems or not entry.group:
            yield entry
        else:
            groups.setdefault(entry.group, []).append(entry)
    for group, members in groups.items():
        lines = "\n".join(f"- {_in_a_line(each)}" for each in members)
        yield Entry(members[0].line, (("name", group), ("description", lines)))


def _in_a_line(entry: Entry) -> str:
    fields = dict(entry.pairs)
    name, description = (one_line(str(fields.get(key) or "")) for key in ("name", "description"))
    if not description or description.startswith(name):
        return description or name
    return f"{name}: {description}"
