"""Documents in JSON or YAML: an API description, a manifest of tools, or an array of objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.importing import Format
from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.storage.importing.entry import Entry, Pairs
from ragft_tui.storage.importing.json_text import parse_json
from ragft_tui.storage.importing.line_index import LineIndex, index_json
from ragft_tui.storage.importing.openapi import read_openapi
from ragft_tui.storage.importing.tools import find_tools, read_tools
from ragft_tui.storage.importing.yaml_text import parse_yaml

_LISTS: Final = (
    *("capabilities", "issues", "items", "data", "records", "features", "results"),
    *("value", "nodes", "workItems"),
)
"""Under which names programs put the objects that they export, one below another."""
_FIELDS: Final = "fields"
_PREFIX: Final = "System."
"""How Jira and Azure DevOps answer: the fields of an issue in an object, with names like these."""
_NESTED: Final = 4
_TOP: Final = pattern(r"\A\s*[\[{]")


@dataclass(frozen=True, slots=True)
class Document:
    """What a document holds, and how it was understood."""

    format: Format
    entries: Iterator[Entry]


def read_document(text: str, wanted: Format | None, *, notes: list[str]) -> Document:
    """Return the entries of a document.

    Args:
        text: The text of the document; JSON if it begins with a bracket, else YAML.
        wanted: What it is to be read as; `None` for what it looks like.
        notes: Takes sentences on what a person should know, while the entries are read.

    Raises:
        UsageError: If it is no document of these kinds, or OpenAPI 2.
    """
    if _TOP.match(text):
        data = parse_json(text)
        lines = index_json(text, data)
    else:
        data, lines = parse_yaml(text)
    return _understand(data, wanted, lines, notes)


def _understand(
    data: object, wanted: Format | None, lines: LineIndex, notes: list[str]
) -> Document:
    if isinstance(data, dict) and "swagger" in data and wanted in (None, "openapi"):
        raise UsageError(
            "is an OpenAPI 2 (Swagger) description",
            advice="convert it to OpenAPI 3 first, with the Swagger Editor or swagger2openapi",
        )
    is_api = isinstance(data, dict) and ("openapi" in data or "paths" in data)
    if wanted == "openapi" or (wanted is None and is_api):
        if not is_api or not isinstance(data, dict):
            raise UsageError("is no OpenAPI 3 description", advice="it needs `openapi` and `paths`")
        return Document("openapi", read_openapi(data, lines, notes))
    tools = find_tools(data, lines)
    if wanted == "tools" or (wanted is None and tools is not None):
        if tools is None:
            raise UsageError("holds no tools", advice="it needs a list of tools with their names")
        return Document("tools", read_tools(tools, lines, notes))
    return Document("json", _objects(data, lines))


def _objects(data: object, lines: LineIndex) -> Iterator[Entry]:
    items = data
    for _ in range(_NESTED):
        if isinstance(items, dict):
            below = [items[name] for name in _LISTS if isinstance(items.get(name), list | dict)]
            items = below[0] if below else [items]
    if not isinstance(items, list):
        raise UsageError(
            "holds no list of objects", advice='write [{"name": "...", "description": "..."}]'
        )
    return _each(items, lines)


def _each(items: list[object], lines: LineIndex) -> Iterator[Entry]:
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            yield Entry(lines.of(item), _pairs(item))
        else:
            what = f"entry {number:,} is not an object"
            yield Entry(lines.of(items), problems=(UsageError(what, advice="remove it"),))


def _pairs(item: dict[str, object]) -> Pairs:
    fields = item.get(_FIELDS)
    if not isinstance(fields, dict):
        return tuple(item.items())
    inner = {name.removeprefix(_PREFIX): value for name, value in fields.items()}
    return tuple({**inner, **item, _FIELDS: None}.items())
