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
    raise_problems(_Validator(table).problems(_node(cast("Hashable", shape)), data, ROOT))
    return msgspec.convert(data, shape)


@cache
def _node(shape: Hashable) -> inspect.Type:
    return inspect.type_info(shape)


@cache
def _fields(shape: Hashable) -> dict[str, inspect.Field]:
    """Return the fields of a kind of table, once for all of them: they come by the thousand."""
    node = cast("inspect.DataclassType", _node(shape))
    return {field.encode_name: field for field in node.fields}


class _Validator:
    """Finds what keeps data from having a shape."""

    def __init__(self, table: str) -> None:
        self._table = table

    def problems(
        self, node: inspect.Type, value: object, location: Location
    ) -> Iterator[RagftError]:
        """Yield what is wrong with a value that does not fit, or with a table that may."""
        match node:
            case inspect.DataclassType():
                yield from self._table_problems(node, value, location)
            case inspect.VarTupleType() if isinstance(value, list):
                yield from self._list_problems(node.item_type, value, location)
            case inspect.DictType() if isinstance(value, dict):
                for key, item in value.items():
                    if not _fits(node.value_type, item):
                        yield from self.problems(node.value_type, item, location / key)
            case inspect.UnionType():
                yield from self._union_problems(node, value, location)
            case _:
                yield self._wrong(self._wanted(node), value, location, _advice(node, value))

    def _list_problems(
        self, item_type: inspect.Type, items: list[object], location: Location
    ) -> Iterator[RagftError]:
        for number, item in enumerate(items):
            if not _fits(item_type, item):
                # Located only if there are any: tables come by the thousand.
                for problem in self.problems(item_type, item, ROOT):
                    entry = location / Index(number, _id_of(item))
                    yield problem.placed(location=Location((*entry, *problem.location)))

    def _wrong(
        self, wanted: str, value: object, location: Location, advice: str = ""
    ) -> RagftError:
        what = f"must be {wanted}, not {describe_value(value, self._table)}"
        return UsageError(what, location=location, advice=advice)

    def _table_problems(
        self, node: inspect.DataclassType, value: object, location: Location
    ) -> Iterator[RagftError]:
        if not isinstance(value, dict):
            yield self._wrong(self._table, value, location)
            return
        table = cast("dict[str, object]", value)
        fields = _fields(node.cls)
        missing = [name for name in fields if name not in table]
        meant: set[str] = set()
        for key, item in table.items():
            if key not in fields:
                yield unknown_name("key", key, missing, location / key, is_key=True)
                meant.add(closest(key, missing))
            elif not _fits(fields[key].type, item):
                yield from self.problems(fields[key].type, item, location / key)
        for name in missing:
            if fields[name].required and name not in meant:
                yield UsageError("is missing", location=location / name, advice="add it")

    def _union_problems(
        self, node: inspect.UnionType, value: object, location: Location
    ) -> Iterator[RagftError]:
        tables = [kind for kind in node.types if isinstance(kind, inspect.DataclassType)]
        if tables:
            yield from self._table_problems(tables[0], value, location)
            return
        kinds = [kind for kind in node.types if not isinstance(kind, inspect.NoneType)]
        advice = next(filter(None, (_advice(kind, value) for kind in kinds)), "")
        yield self._wrong(" or ".join(map(self._wanted, kinds)), value, location, advice)

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
                return listed(_choices(node))
            case inspect.VarTupleType():
                return "a list"
            case _:
                return self._table


def _id_of(entry: object) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else ""


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
