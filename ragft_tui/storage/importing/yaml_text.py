"""YAML from outside: text, lists and mappings, without tags, and no bigger than it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ragft_tui.core.errors import Position, RagftError, UsageError
from ragft_tui.storage.importing.line_index import LineIndex

if TYPE_CHECKING:
    from yaml import Event

_DEPTH: Final = 100
_MOST_VALUES: Final = 1_000_000
"""Values of a document with every alias written out; no API description has more."""
_CONSTANTS: Final = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MERGE: Final = "<<"
_SHOWN: Final = 60


def parse_yaml(text: str) -> tuple[object, LineIndex]:
    """Return what a YAML document holds, and the lines of its lists and mappings.

    Numbers stay text, tags are passed over, and an alias is what it names, without a copy. No code
    of the document runs and no file is read.

    Raises:
        UsageError: If it is no YAML, or several documents, nested too deeply, or an alias holds
            itself or makes it too large.
    """
    # Slow to import, and needed only here.
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        builder = _Builder(yaml.parse(text, Loader=loader))
        return builder.document(), builder.lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        position = Position(mark.line + 1, mark.column + 1) if mark else None
        what = f"is not YAML: {error.problem or error.context or 'it cannot be read'}"
        raise UsageError(what, position=position, advice="correct it there") from error
    except yaml.YAMLError as error:
        raise UsageError(f"is not YAML: {error}", advice="save the file as UTF-8") from error


class _Builder:
    """Builds values of the events of one document."""

    def __init__(self, events: Iterator[Event]) -> None:
        self.lines = LineIndex()
        self._events = events
        self._anchors: dict[str, tuple[object, int]] = {}
        self._open: set[str] = set()
        self._values = 0

    def document(self) -> object:
        import yaml

        value: object = None
        seen = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    raise _error("holds a second document", event, "split it, one document a file")
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, 0)[0]
        return value

    def _value(self, event: Event, depth: int) -> tuple[object, int]:
        """Return the value that an event begins, and how many values it has in it."""
        import yaml

        if depth > _DEPTH:
            raise _error("is nested too deeply", event, "flatten it")
        if isinstance(event, yaml.AliasEvent):
            return self._count(self._alias(event), event)
        anchor = event.anchor if isinstance(event, yaml.NodeEvent) else None
        if anchor:
            self._open.add(anchor)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0] and event.style is None
            built = self._count((_scalar(event.value, plain=plain), 1), event)
        elif isinstance(event, yaml.SequenceStartEvent):
            built = self._list(event, depth)
        else:
            built = self._mapping(event, depth)
        if anchor:
            self._open.discard(anchor)
            self._anchors[anchor] = built
        return built

    def _count(self, built: tuple[object, int], event: Event) -> tuple[object, int]:
        self._values += built[1]
        if self._values > _MOST_VALUES:
            what = f"has more than {_MOST_VALUES:,} values, its aliases written out"
            raise _error(what, event, "check that it is the right file")
        return built

    def _alias(self, event: Event) -> tuple[object, int]:
        name = getattr(event, "anchor", "")
        shown = f'the alias "{name[:_SHOWN]}"'
        if name in self._open:
            raise _error(f"{shown} stands inside what it names", event, "remove it")
        if name not in self._anchors:
            raise _error(f"{shown} names nothing above it", event, "remove it")
        return self._anchors[name]

    def _list(self, start: Event, depth: int) -> tuple[object, int]:
        import yaml

        values: list[object] = []
        count = 1
        self._count((None, 1), start)
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            value, size = self._value(event, depth + 1)
            values.append(value)
            count += size
        self.lines.add(values, _position(start)[0])
        return values, count

    def _mapping(self, start: Event, depth: int) -> tuple[object, int]:
        import yaml

        values: dict[str, object] = {}
        merged: list[object] = []
        count = 1
        line = _position(start)[0]
        self._count((None, 1), start)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _error("a key is no text", event, "write it as text")
            name = event.value
            value, size = self._value(next(self._events), depth + 1)
            count += size + 1
            if name == _MERGE:
                merged += value if isinstance(value, list) else [value]
            elif name in values:
                what = f'"{name[:_SHOWN]}" appears twice in one mapping'
                raise _error(what, event, "remove one")
            else:
                values[name] = value
                if isinstance(value, dict) and _position(event)[0] < self.lines.of(value):
                    self.lines.add(value, _position(event)[0])
        for each in merged:
            if isinstance(each, dict):
                values = {**each, **values}
        self.lines.add(values, line)
        return values, count


def _scalar(text: str, *, plain: bool) -> object:
    return _CONSTANTS.get(text, text) if plain else text


def _error(what: str, event: Event, advice: str) -> RagftError:
    return UsageError(what, position=Position(*_position(event)), advice=advice)


def _position(event: Event) -> tuple[int, int]:
    """Return the line and the column of an event, from one."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
