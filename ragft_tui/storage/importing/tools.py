"""Manifests of tools: of an MCP server, and functions as models are given them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import count_noun
from ragft_tui.storage.importing.entry import Entry
from ragft_tui.storage.importing.line_index import LineIndex

_SCHEMAS: Final = ("inputSchema", "input_schema", "parameters", "outputSchema", "annotations")
"""What a tool has besides its name, in one kind of manifest or another."""
_FUNCTION: Final = "function"


def find_tools(data: object, lines: LineIndex) -> list[object] | None:
    """Return the tools of a document; `None` if it is no manifest.

    That is a list of tools, or an object with `tools` or `functions`, as an MCP server answers, a
    request to a model has and an extension lists, or that keeps tools by their names. A tool may
    be a function with a type around it.

    Args:
        data: What the document holds.
        lines: Where its parts stand.
    """
    if isinstance(data, dict):
        inner = data.get("result")
        holder = inner if isinstance(inner, dict) else data
        found = [holder[name] for name in ("tools", "functions") if name in holder]
        if found and isinstance(found[0], list):
            return found[0]
        if _is_tool(data):
            return [data]
        by_name = found[0] if found else data
        return _by_name(by_name, lines) if isinstance(by_name, dict) else None
    if isinstance(data, list) and data and _is_tool(data[0]):
        return data
    return None


def read_tools(tools: list[object], lines: LineIndex, notes: list[str]) -> Iterator[Entry]:
    """Yield an entry for each tool: its title or name, and its description.

    Args:
        tools: The tools.
        lines: Where they stand.
        notes: Gets a sentence on tools without description.
    """
    bare = 0
    line = lines.of(tools)
    for number, tool in enumerate(tools, start=1):
        line = lines.of(tool, line)
        inner = _inner(tool)
        name = inner.get("name")
        if not isinstance(name, str) or not name.strip():
            what = f"tool {number:,} has no name"
            yield Entry(line, problems=(UsageError(what, advice="give it one"),))
            continue
        description = inner.get("description")
        bare += not description
        pairs = (("id", name), ("name", _title(inner) or name), ("description", description))
        category = inner.get("category")
        yield Entry(line, pairs, group=category if isinstance(category, str) else "")
    if bare:
        whats = count_noun(bare, "tool has", "tools have")
        notes.append(f"{whats} no description; say what each does when it is asked for.")


def _by_name(tools: Mapping[str, object], lines: LineIndex) -> list[object] | None:
    """Return tools that are kept by their names; `None` if they are none."""
    named: list[object] = []
    for name, tool in tools.items():
        if not isinstance(tool, dict) or not _is_tool({"name": name, **tool}):
            return None
        named.append({"name": name, **tool})
        lines.add(named[-1], lines.of(tool))
    return named or None


def _inner(tool: object) -> Mapping[str, object]:
    if not isinstance(tool, dict):
        return {}
    inner = tool.get(_FUNCTION)
    return inner if isinstance(inner, dict) else tool


def _title(tool: Mapping[str, object]) -> str:
    notes = tool.get("annotations")
    titles = [tool.get("title"), notes.get("title") if isinstance(notes, dict) else None]
    return next((each for each in titles if isinstance(each, str) and each.strip()), "")


def _is_tool(item: object) -> bool:
    inner = _inner(item)
    return "name" in inner and any(name in inner for name in _SCHEMAS)
