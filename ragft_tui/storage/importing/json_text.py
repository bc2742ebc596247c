"""JSON from outside: objects one a line, and whole documents with the lines of their parts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ragft_tui.core.errors import Position, UsageError
from ragft_tui.core.text import uncapitalize
from ragft_tui.storage.importing.entry import Entry
from ragft_tui.storage.importing.lines import Line

_SHOWN: Final = 60
_BYTE_ORDER_MARK: Final = "\ufeff"


def read_json_lines(lines: Iterable[Line]) -> Iterator[Entry]:
    """Yield an entry for each line that is not blank."""
    for line in lines:
        if line.error:
            yield Entry(line.number, problems=(line.error,))
        elif line.text.strip():
            try:
                yield Entry(line.number, tuple(_parse_line(line.text).items()))
            except UsageError as error:
                yield Entry(line.number, problems=(error,))


def parse_json(text: str) -> object:
    """Return what a JSON document holds.

    Raises:
        UsageError: If it is none; with line and column.
    """
    try:
        if text.startswith(_BYTE_ORDER_MARK):
            return json.loads(text)  # which says what is wrong with it
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise UsageError(
            f"is not JSON: {uncapitalize(error.msg)}",
            position=Position(error.lineno, error.colno),
            advice="correct it there",
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise UsageError("a number is too long", advice="shorten it") from error
    except RecursionError as error:
        raise UsageError("lists or objects are nested too deeply", advice="flatten it") from error


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Return an object, or raise UsageError if two of its fields have one name."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                what = f'"{key[:_SHOWN]}" appears twice in one object'
                raise UsageError(what, advice="remove one")
            seen.add(key)
    return fields


# To make one for each line takes longer than to read most of them.
_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique)


def _parse_line(line: str) -> dict[str, object]:
    try:
        fields = parse_json(line.rstrip("\r\n"))
    except UsageError as error:
        if error.position is None:
            raise
        position = Position(None, error.position.column)
        advice = "write one whole object on one line"
        raise UsageError(error.what, position=position, advice=advice) from error
    if not isinstance(fields, dict):
        raise UsageError(
            "is not a JSON object", advice='write one object a line, such as {"description": "..."}'
        )
    return fields
