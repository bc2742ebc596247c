"""Strict reading of mappings from outside: every problem, its place, and the nearest valid name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Final, TypeVar, cast

import msgspec
from msgspec import inspect

from ragft_tui.core.errors import RagftError, UsageError, refuse

Shape = TypeVar("Shape")

_Table = Mapping[str, object]

SWITCHES: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}
"""What people write for true and false where there is only text."""

# Of a name or value from outside.
_SHOWN: Final = 60
# Of the names that are valid.
_LISTED: Final = 20
# Python refuses to write numbers of thousands of digits, and nobody would read them.
_LONGEST_NUMBER: Final = 64


def read(data: Mapping[str, object], shape: type[Shape], *, table: str = "a table") -> Shape:
    """Build a dataclass from a mapping that has exactly its shape.

    Args:
        data: What a TOML or JSON reader gave.
        shape: A dataclass; its field types (with `msgspec.Meta` limits) say what is allowed.
        table: What the author of the data calls a mapping.

    Raises:
        ProblemsError: With every unknown key, missing key, wrong type and wrong value, up to 1,000.
    """
    refuse(_Reader(table).problems(_node(cast("Hashable", shape)), data, ""))
    return msgspec.convert(data, shape)


def read_fitting(data: Mapping[str, object], shape: type[Shape]) -> Shape:
    """Build a dataclass from what fits of a mapping, so that its meaning can be looked at as well.

    What does not fit is left out, or replaced where it must be there.

    Args:
        data: What `read` refuses.
        shape: A dataclass.
    """
    return msgspec.convert(_fitting(_node(cast("Hashable", shape)), data), shape)


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return advice that names the valid name nearest to `name`, or all where none is near."""
    choices = list(valid)
    if near := closest(name, choices):
        return f'did you mean "{near}"?'
    if len(choices) > _LISTED:
        shown = ", ".join(f'"{choice[:_SHOWN]}"' for choice in choices[:_LISTED])
        return f"it can be {shown} or one of {len(choices) - _LISTED:,} others"
    return f"it can be {_listed(choices)}" if choices else "remove it"


def closest(name: str, valid: Iterable[str], *, at_least: float = 0.5) -> str:
    """Return the valid name nearest to a name, letter case aside, or an empty string.

    Names are alike as far as the characters go that both have in the same order. One of more than
    60 characters is near none.

    Args:
        name: The name.
        valid: What it may have been meant to be.
        at_least: How alike they must be, from 0 to 1.
    """
    if len(name) > _SHOWN:
        return ""
    folded = name.casefold()
    choices = [choice for choice in valid if len(choice) <= _SHOWN]
    likeness = {choice: _likeness(folded, choice.casefold()) for choice in choices}
    near = max(choices, key=likeness.__getitem__, default="")
    return near if near and likeness[near] >= at_least else ""


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are: the share of their longest common subsequence in both.

    A row of the usual table is one number, so that two names take as many steps as they have
    characters: Crochemore and others, "A fast and practical bit-vector algorithm for the longest
    common subsequence problem", 2001.
    """
    size = len(one) + len(other)
    places: dict[str, int] = {}
    for at, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << at
    every = row = (1 << len(one)) - 1
    for char in other:
        common = row & places.get(char, 0)
        row = (row + common | row - common) & every
    return 2 * (len(one) - row.bit_count()) / size if size else 0.0


def problem_with_name(what: str, name: str, valid: Iterable[str], where: str) -> RagftError:
    """Return the problem of a name that is not among the valid ones.

    Args:
        what: What the name should be, such as "key" or "option".
        name: The name that was found.
        valid: The names that could stand there.
        where: The place in the data.
    """
    return UsageError(
        f'"{name[:_SHOWN]}" is not a known {what}',
        where=where,
        advice=nearest(name, valid),
        key=name,
    )


def entry_place(place: str, number: int, item: object) -> str:
    """Return the place of an entry of a list, such as `guards[2, "changing"]`.

    Args:
        place: That of the list.
        number: Which entry it is, counted from one.
        item: The entry; one with an id is named by it.
    """
    name = item.get("id") if isinstance(item, dict) else None
    if isinstance(name, str) and name:
        return f'{place}[{number}, "{name[:40]}"]'
    return f"{place}[{number}]"


def key_place(place: str, key: str) -> str:
    """Return the place of a key of a table, a long key cut; that of the whole file is empty."""
    return f"{place}.{key[:_SHOWN]}" if place else key[:_SHOWN]


def told(value: object, table: str = "a table") -> str:
    """Return a value from outside in words that fit into a line.

    Args:
        value: Anything that a TOML or JSON reader gave.
        table: What the author of the data calls a mapping.
    """
    match value:
        case str():
            return f'"{value[:_SHOWN]}"'
        case bool():
            return str(value).lower()
        case dict():
            return table
        case list():
            return "a list"
        case None:
            return "null"
        case int() if value.bit_length() > _LONGEST_NUMBER:
            return "a number that long"
        case _:
            return str(value)[:_SHOWN]


@cache
def _node(shape: Hashable) -> inspect.Type:
    return inspect.type_info(shape)


class _Reader:
    """Finds what keeps data from having a shape."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._fields: dict[int, dict[str, inspect.Field]] = {}
        """The fields of each kind of table, by its identity: tables come by the thousand."""

    def problems(self, node: inspect.Type, value: object, place: str) -> Iterator[RagftError]:
        match node:
            case inspect.DataclassType():
                yield from self._table_problems(node, value, place)
            case inspect.VarTupleType() if isinstance(value, list):
                for number, item in enumerate(value, start=1):
                    if not _fits(node.item_type, item):
                        where = entry_place(place, number, item)
                        yield from self.problems(node.item_type, item, where)
            case inspect.DictType() if isinstance(value, dict):
                for key, item in value.items():
                    yield from self.problems(node.value_type, item, key_place(place, key))
            case inspect.UnionType():
                yield from self._union_problems(node, value, place)
            case _:
                if not _fits(node, value):
                    yield UsageError(
                        f"must be {self._wanted(node)}, not {told(value, self._table)}",
                        where=place,
                        advice=_advice(node, value),
                    )

    def _table_problems(
        self, node: inspect.DataclassType, value: object, place: str
    ) -> Iterator[RagftError]:
        if not isinstance(value, dict):
            yield UsageError(f"must be {self._table}, not {told(value, self._table)}", where=place)
            return
        table = cast("dict[str, object]", value)
        fields = self._fields_of(node)
        missing = [name for name in fields if name not in table]
        meant: set[str] = set()
        for key, item in table.items():
            if key not in fields:
                yield problem_with_name("key", key, missing, place)
                meant.add(closest(key, missing))
            elif not _fits(fields[key].type, item):
                yield from self.problems(fields[key].type, item, key_place(place, key))
        for name in missing:
            if fields[name].required and name not in meant:
                yield UsageError("is missing", where=key_place(place, name), advice="add it")

    def _fields_of(self, node: inspect.DataclassType) -> dict[str, inspect.Field]:
        if id(node) not in self._fields:
            self._fields[id(node)] = {field.encode_name: field for field in node.fields}
        return self._fields[id(node)]

    def _union_problems(
        self, node: inspect.UnionType, value: object, place: str
    ) -> Iterator[RagftError]:
        if not any(_fits(kind, value) for kind in node.types):
            tables = [kind for kind in node.types if isinstance(kind, inspect.DataclassType)]
            if tables:
                yield from self._table_problems(tables[0], value, place)
                return
            wanted = " or ".join(
                self._wanted(kind) for kind in node.types if not isinstance(kind, inspect.NoneType)
            )
            advice = next(filter(None, (_advice(kind, value) for kind in node.types)), "")
            yield UsageError(
                f"must be {wanted}, not {told(value, self._table)}", where=place, advice=advice
            )

    def _wanted(self, node: inspect.Type) -> str:
        match node:
            case inspect.StrType():
                return "text in quotes"
            case inspect.BoolType():
                return "true or false"
            case inspect.IntType(ge=None, le=None):
                return "a whole number"
            case inspect.IntType():
                low, high = node.ge, node.le
                span = f"from {low:,} to {high:,}" if high is not None else f"of at least {low:,}"
                return f"a whole number {span}"
            case inspect.DateType():
                return "a date such as 2026-11-22"
            case inspect.EnumType() | inspect.LiteralType():
                return _listed(_choices(node))
            case inspect.VarTupleType():
                return "a list"
            case _:
                return self._table


def _fitting(node: inspect.Type, value: object) -> object:
    match node:
        case inspect.DataclassType():
            table = cast("_Table", value) if isinstance(value, dict) else {}
            return {
                field.encode_name: _fitting(field.type, table.get(field.encode_name))
                for field in node.fields
                if field.required or _could_fit(field.type, table.get(field.encode_name))
            }
        case inspect.VarTupleType():
            entries = cast("list[object]", value) if isinstance(value, list) else []
            return [_fitting(node.item_type, item) for item in entries]
        case inspect.DictType():
            table = cast("_Table", value) if isinstance(value, dict) else {}
            values = node.value_type
            return {
                key: _fitting(values, item)
                for key, item in table.items()
                if _could_fit(values, item)
            }
        case inspect.UnionType():
            kinds = [kind for kind in node.types if _could_fit(kind, value)]
            return _fitting(kinds[0], value) if kinds else None
        case inspect.EnumType() | inspect.LiteralType() if not _fits(node, value):
            return _choices(node)[0]
        case inspect.DateType() if not _fits(node, value):
            return date.min
        case inspect.StrType() if not _fits(node, value):
            return ""
        case inspect.IntType() if not _fits(node, value):
            return node.ge or 0
        case inspect.BoolType() if not _fits(node, value):
            return False
        case _:
            return value


def _could_fit(node: inspect.Type, value: object) -> bool:
    """Tell whether a value is of a kind, whatever is in it."""
    match node:
        case inspect.DataclassType() | inspect.DictType():
            return isinstance(value, dict)
        case inspect.VarTupleType():
            return isinstance(value, list)
        case inspect.UnionType():
            return any(_could_fit(kind, value) for kind in node.types)
        case _:
            return _fits(node, value)


def _fits(node: inspect.Type, value: object) -> bool:
    match node:
        case inspect.StrType():
            return isinstance(value, str)
        case inspect.AnyType():
            return True
        case inspect.CustomType():
            return isinstance(value, node.cls)
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            return (
                isinstance(value, int)
                and not isinstance(value, bool)
                and (node.ge is None or value >= node.ge)
                and (node.le is None or value <= node.le)
            )
        case inspect.DateType():
            return isinstance(value, date) and not isinstance(value, datetime)
        case inspect.EnumType() | inspect.LiteralType():
            return isinstance(value, str) and value in _choices(node)
        case inspect.NoneType():
            return value is None
        case inspect.VarTupleType():
            return isinstance(value, list) and all(_fits(node.item_type, item) for item in value)
        case _:
            return False


def _choices(node: inspect.EnumType | inspect.LiteralType) -> list[str]:
    if isinstance(node, inspect.EnumType):
        return [str(member.value) for member in node.cls]
    return [str(value) for value in node.values]


def _advice(node: inspect.Type, value: object) -> str:
    if isinstance(node, inspect.EnumType | inspect.LiteralType) and isinstance(value, str):
        near = closest(value, _choices(node))
        return f'did you mean "{near}"?' if near else ""
    if isinstance(node, inspect.BoolType) and isinstance(value, str):
        meant = SWITCHES.get(value.casefold())
        return "" if meant is None else f"write {str(meant).lower()}, without quotes"
    return ""


def _listed(names: list[str]) -> str:
    quoted = [f'"{name[:_SHOWN]}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
