"""OpenAPI 3: each operation is a capability, by its summary, its description and its first tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.patterns import pattern
from ragft_tui.core.text import capitalize, count_noun
from ragft_tui.storage.importing.entry import Entry
from ragft_tui.storage.importing.line_index import LineIndex

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_REF: Final = "$ref"
_MOST_REFS: Final = 10
_SHOWN: Final = 60
_WORD_STARTS: Final = pattern(r"(?<=[a-z0-9])(?=[A-Z])|[\W_]+")


def read_openapi(
    document: Mapping[str, object], lines: LineIndex, notes: list[str]
) -> Iterator[Entry]:
    """Yield an entry for each operation; nothing but the document itself is read.

    Args:
        document: The description.
        lines: Where its parts stand.
        notes: Gets a sentence on operations without description.
    """
    paths = document.get("paths")
    if not isinstance(paths, dict) or not paths:
        notes.append("The description has no paths, so there are no operations.")
        return
    bare = 0
    for path, item in paths.items():
        line = lines.of(item)
        try:
            item = _resolved(document, item)  # noqa: PLW2901 - what it stands for
        except UsageError as error:
            yield Entry(line, problems=(UsageError(f"{path[:_SHOWN]} {error.what}"),))
            continue
        for method in (each for each in item if each.lower() in _METHODS):
            operation = item[method]
            if isinstance(operation, dict):
                bare += not (_text(operation, "description") or _text(operation, "summary"))
                yield _operation(path, method, item, operation, lines.of(operation, line))
    if bare:
        whats = count_noun(bare, "operation has", "operations have")
        notes.append(f"{whats} neither summary nor description; say what each does.")


def _operation(
    path: str,
    method: str,
    item: Mapping[str, object],
    operation: Mapping[str, object],
    line: int,
) -> Entry:
    call = f"{method.upper()} {path}"
    given = _text(operation, "operationId")
    summary = _text(operation, "summary") or _text(item, "summary")
    description = _text(operation, "description") or _text(item, "description")
    name = summary.rstrip(".") or _words(given) or call
    tags = operation.get("tags")
    group = next((str(tag) for tag in tags), "") if isinstance(tags, list) else ""
    pairs = (("id", given), ("name", name), ("description", description or summary))
    return Entry(line, pairs, group=group)


def _resolved(document: Mapping[str, object], item: object) -> dict[str, object]:
    """Return the item of a path, or what it refers to inside the document.

    Raises:
        UsageError: If it refers to another document, to itself, or to nothing.
    """
    for _ in range(_MOST_REFS):
        if not isinstance(item, dict):
            raise UsageError("is no object")
        reference = item.get(_REF)
        if not isinstance(reference, str):
            return item
        if not reference.startswith("#/"):
            raise UsageError(f'refers to "{reference[:_SHOWN]}", which is not read')
        target: object = document
        for step in reference[2:].split("/"):
            key = step.replace("~1", "/").replace("~0", "~")
            target = target.get(key) if isinstance(target, dict) else None
        if target is None:
            raise UsageError(f'refers to "{reference[:_SHOWN]}", which is not there')
        item = target
    raise UsageError("refers to itself")


def _text(holder: Mapping[str, object], key: str) -> str:
    value = holder.get(key)
    return value.strip() if isinstance(value, str) else ""


def _words(identifier: str) -> str:
    """Return an identifier in words: `listUserRepos` and `users/list-repos` become such."""
    return capitalize(" ".join(_WORD_STARTS.sub(" ", identifier).split()).lower())
