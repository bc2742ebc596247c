"""Data from outside checked against the shape of a dataclass: every problem, not only the first."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Final, TypeVar, cast

import msgspec
from msgspec import inspect

from ragft_tui.core.errors import (
    ROOT,
    Index,
    Location,
    RagftError,
    UsageError,
    closest,
    describe_value,
    listed,
    raise_problems,
    unknown_name,
)

Shape = TypeVar("Shape")

SWITCHES: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}
"""What people write for true and false where there is only text."""

_KINDS: Final[Mapping[type[inspect.Type], type]] = {
    inspect.StrType: str,
    inspect.AnyType: object,
    inspect.BoolType: bool,
    inspect.NoneType: type(None),
}
"""Types of fields that any value of a class fits."""


def validate(data: Mapping[str, object], shape: type[Shape], *, table: str = "a table") -> Shape:
    """Return a dataclass from a mapping that has exactly its shape.

    Args:
        data: What a TOML or JSON reader gave.
        shape: A dataclass; its field types (with `msgspec.Meta` limits) say what is allowed.
        table: What the author of the data calls a mapping.

    Raises:
        ProblemsError: With every unknown key, missing key, wrong type and wrong value, up to 1,000.
    """
    raise_problems(_problems(_node(cast("Hashable", shape)), data, ROOT, table))
    return msgspec.convert(data, shape)


@cache
def _node(shape: Hashable) -> inspect.Type:
    return inspect.type_info(shape)


@cache
def _fields(shape: Hashable) -> dict[str, inspect.Field]:
    """Return the fields of a kind of table, once for all of them: they come by the thousand."""
    node = cast("inspect.DataclassType", _node(shape))
    return {field.encode_name: field for field in node.fields}


def _problems(
    node: inspect.Type, value: object, location: Location, table: str
) -> Iterator[RagftError]:
    """Yield what is wrong with a value that does not fit, or with a table that may."""
    match node:
        case inspect.DataclassType() if isinstance(value, dict):
            yield from _table_problems(node, value, location, table)
        case inspect.VarTupleType() if isinstance(value, list):
            yield from _list_problems(node.item_type, value, location, table)
        case inspect.DictType() if isinstance(value, dict):
            for key, item in value.items():
                if not _fits(node.value_type, item):
                    yield from _problems(node.value_type, item, location / key, table)
        case inspect.UnionType() if tables := [
            kind for kind in node.types if isinstance(kind, inspect.DataclassType)
        ]:
            yield from _problems(tables[0], value, location, table)
        case _:
            types = node.types if isinstance(node, inspect.UnionType) else (node,)
            kinds = [kind for kind in types if not isinstance(kind, inspect.NoneType)]
            wanted = " or ".join(_wanted(kind, table) for kind in kinds)
            yield UsageError(
                f"must be {wanted}, not {describe_value(value, table)}",
                location=location,
                advice=next(filter(None, (_advice(kind, value) for kind in kinds)), ""),
            )


def _list_problems(
    item_type: inspect.Type, items: list[object], location: Location, table: str
) -> Iterator[RagftError]:
    for number, item in enumerate(items):
        if not _fits(item_type, item):
            # Located only if there are any: tables come by the thousand.
            for problem in _problems(item_type, item, ROOT, table):
                name = item.get("id") if isinstance(item, dict) else None
                entry = location / Index(number, name if isinstance(name, str) else "")
                yield problem.placed(location=Location((*entry, *problem.location)))


def _table_problems(
    node: inspect.DataclassType, value: dict[str, object], location: Location, table: str
) -> Iterator[RagftError]:
    fields = _fields(node.cls)
    missing = [name for name in fields if name not in value]
    meant: set[str] = set()
    for key, item in value.items():
        if key not in fields:
            yield unknown_name("key", key, missing, location / key, is_key=True)
            meant.add(closest(key, missing))
        elif not _fits(fields[key].type, item):
            yield from _problems(fields[key].type, item, location / key, table)
    for name in missing:
        if fields[name].required and name not in meant:
            yield UsageError("is missing", location=location / name, advice="add it")


def _wanted(node: inspect.Type, table: str) -> str:
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
            return listed(_choices(node))
        case inspect.VarTupleType():
            return "a list"
        case _:
            return table


def _fits(node: inspect.Type, value: object) -> bool:
    if kind := _KINDS.get(type(node)):
        return isinstance(value, kind)
    match node:
        case inspect.CustomType():
            return isinstance(value, node.cls)
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

        case inspect.VarTupleType():
            return isinstance(value, list) and all(_fits(node.item_type, item) for item in value)
        case inspect.UnionType():
            return any(_fits(kind, value) for kind in node.types)
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
