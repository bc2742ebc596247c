"""Data from outside checked against the shape of a dataclass: every problem, not only the first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Final, TypeVar, cast, get_args, get_type_hints

import msgspec
from msgspec import inspect, structs

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
from ragft_tui.core.values import SWITCHES, Bounds

Shape = TypeVar("Shape")

_Check = Callable[[object], bool]
"""Returns whether a value fits."""

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
        shape: A dataclass; its field types, some with `Bounds`, say what is allowed.
        table: What the author of the data calls a mapping.

    Raises:
        ProblemsError: With every unknown key, missing key, wrong type and wrong value, up to 1,000.
    """
    if not _check_of_table(cast("Hashable", shape))(data):
        raise_problems(_problems(_node(cast("Hashable", shape)), data, ROOT, table))
    return msgspec.convert(data, shape)


@cache
def _node(shape: Hashable) -> inspect.Type:
    return inspect.type_info(shape)


@cache
def _fields(shape: Hashable) -> Mapping[str, tuple[inspect.Field, _Check]]:
    """Return the fields of a kind of table, once for all of them: they come by the thousand."""
    node = cast("inspect.DataclassType", _node(shape))
    hints = get_type_hints(node.cls, include_extras=True)
    fields = [
        structs.replace(field, type=_bounded(field.type, hints[field.name]))
        for field in node.fields
    ]
    return {field.encode_name: (field, _check(field.type)) for field in fields}


def _bounded(node: inspect.Type, hint: object) -> inspect.Type:
    """Return a type with the bounds that the annotation of its field gives."""
    if isinstance(node, inspect.UnionType):
        return structs.replace(node, types=tuple(_bounded(kind, hint) for kind in node.types))
    given = [each for part in (hint, *get_args(hint)) for each in getattr(part, "__metadata__", ())]
    bounds = next((each for each in given if isinstance(each, Bounds)), None)
    if bounds and isinstance(node, inspect.IntType):
        return structs.replace(node, ge=bounds.least, le=bounds.most)
    return node


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
            fits = _check(node.value_type)
            for key, item in value.items():
                if not fits(item):
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
    fits = _check(item_type)
    for number, item in enumerate(items):
        if not fits(item):
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
            continue
        field, fits = fields[key]
        if not fits(item):
            yield from _problems(field.type, item, location / key, table)
    for name in missing:
        if fields[name][0].required and name not in meant:
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


def _check(node: inspect.Type) -> _Check:
    """Return the check of a type: what is asked of thousands of values is looked up once."""
    if kind := _KINDS.get(type(node)):
        return lambda value: isinstance(value, kind)
    match node:
        case inspect.DataclassType():
            return _check_of_table(cast("Hashable", node.cls))
        case inspect.DictType():
            fits = _check(node.value_type)
            return lambda value: isinstance(value, dict) and all(map(fits, value.values()))
        case inspect.VarTupleType():
            fits = _check(node.item_type)
            return lambda value: isinstance(value, list) and all(map(fits, value))
        case inspect.UnionType():
            checks = [_check(kind) for kind in node.types]
            return lambda value: any(check(value) for check in checks)
        case inspect.CustomType(cls=custom):
            return lambda value: isinstance(value, custom)
        case inspect.IntType(ge=low, le=high):
            return lambda value: (
                isinstance(value, int)
                and not isinstance(value, bool)
                and (low is None or value >= low)
                and (high is None or value <= high)
            )
        case inspect.DateType():
            return lambda value: isinstance(value, date) and not isinstance(value, datetime)
        case inspect.EnumType() | inspect.LiteralType():
            choices = frozenset(_choices(node))
            return lambda value: isinstance(value, str) and value in choices
        case _:
            return lambda _: False


@cache
def _check_of_table(shape: Hashable) -> _Check:
    fields = _fields(shape)
    required = {name for name, (field, _) in fields.items() if field.required}

    def fits(value: object) -> bool:
        if not isinstance(value, dict) or not required <= value.keys():
            return False
        for key, item in value.items():
            if key not in fields or not fields[key][1](item):
                return False
        return True

    return fits


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
