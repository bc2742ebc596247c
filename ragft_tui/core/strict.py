"""Strict reading of mappings from outside: every problem, its place, and the nearest valid name."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Final, TypeVar, cast

import msgspec
from msgspec import inspect

from ragft_tui.core.errors import ProblemsError, RagftError, UsageError

__all__ = ["nearest", "problem_with_name", "read"]

Shape = TypeVar("Shape")

# Of a name or value from outside.
_SHOWN: Final = 60
# Python refuses to write numbers of thousands of digits, and nobody would read them.
_LONGEST_NUMBER: Final = 64
# Nobody reads more of them, and a file that is something else altogether can have millions.
_MOST_PROBLEMS: Final = 1_000


def read(data: Mapping[str, object], shape: type[Shape]) -> Shape:
    """Build a dataclass from a mapping that has exactly its shape.

    Args:
        data: What a TOML or JSON reader gave.
        shape: A dataclass; its field types (with `msgspec.Meta` limits) say what is allowed.

    Raises:
        ProblemsError: With every unknown key, missing key, wrong type and wrong value, up to 1,000.
    """
    found = _problems(_node(cast("Hashable", shape)), data, "")
    problems = tuple(islice(found, _MOST_PROBLEMS))
    if problems:
        raise ProblemsError(problems)
    return msgspec.convert(data, shape)


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return advice that names the valid name nearest to `name`, or all where none is near."""
    choices = list(valid)
    if near := _near(name, choices):
        return f'did you mean "{near}"?'
    return f"it can be {_listed(choices)}" if choices else "remove it"


def problem_with_name(what: str, name: str, valid: Iterable[str], where: str) -> RagftError:
    """Return the problem of a name that is not among the valid ones.

    Args:
        what: What the name should be, such as "key" or "option".
        name: The name that was found.
        valid: The names that could stand there.
        where: The place in the data.
    """
    return UsageError(
        f'"{name[:_SHOWN]}" is not a known {what}', where=where, advice=nearest(name, valid)
    )


@cache
def _node(shape: Hashable) -> inspect.Type:
    return inspect.type_info(shape)


def _problems(node: inspect.Type, value: object, place: str) -> Iterator[RagftError]:
    match node:
        case inspect.DataclassType():
            yield from _table_problems(node, value, place)
        case inspect.VarTupleType() if isinstance(value, list):
            for number, item in enumerate(value, start=1):
                yield from _problems(node.item_type, item, f"{place}[{_label(number, item)}]")
        case inspect.DictType() if isinstance(value, dict):
            for key, item in value.items():
                yield from _problems(node.value_type, item, _join(place, key))
        case inspect.UnionType():
            yield from _union_problems(node, value, place)
        case _:
            if not _fits(node, value):
                yield UsageError(
                    f"must be {_wanted(node)}, not {_found(value)}",
                    where=place,
                    advice=_advice(node, value),
                )


def _table_problems(node: inspect.DataclassType, value: object, place: str) -> Iterator[RagftError]:
    if not isinstance(value, dict):
        yield UsageError(f"must be a table, not {_found(value)}", where=place)
        return
    table = cast("dict[str, object]", value)
    fields = {field.encode_name: field for field in node.fields}
    for key, item in table.items():
        if key in fields:
            yield from _problems(fields[key].type, item, _join(place, key))
        else:
            missing = [name for name in fields if name not in table]
            yield problem_with_name("key", key, missing, place)
    for name, field in fields.items():
        if field.required and name not in table:
            yield UsageError("is missing", where=_join(place, name), advice="add it")


def _union_problems(node: inspect.UnionType, value: object, place: str) -> Iterator[RagftError]:
    if not any(_fits(kind, value) for kind in node.types):
        tables = [kind for kind in node.types if isinstance(kind, inspect.DataclassType)]
        if tables:
            yield from _table_problems(tables[0], value, place)
            return
        wanted = " or ".join(
            _wanted(kind) for kind in node.types if not isinstance(kind, inspect.NoneType)
        )
        advice = next(filter(None, (_advice(kind, value) for kind in node.types)), "")
        yield UsageError(f"must be {wanted}, not {_found(value)}", where=place, advice=advice)


def _fits(node: inspect.Type, value: object) -> bool:
    match node:
        case inspect.AnyType():
            return True
        case inspect.CustomType():
            return isinstance(value, node.cls)
        case inspect.StrType():
            return isinstance(value, str)
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
        case _:
            return False


def _choices(node: inspect.EnumType | inspect.LiteralType) -> list[str]:
    if isinstance(node, inspect.EnumType):
        return [str(member.value) for member in node.cls]
    return [str(value) for value in node.values]


def _wanted(node: inspect.Type) -> str:
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
            return "a table"


def _found(value: object) -> str:
    match value:
        case str():
            return f'"{value[:_SHOWN]}"'
        case bool():
            return str(value).lower()
        case dict():
            return "a table"
        case list():
            return "a list"
        case int() if value.bit_length() > _LONGEST_NUMBER:
            return "a number that long"
        case _:
            return str(value)[:_SHOWN]


def _advice(node: inspect.Type, value: object) -> str:
    if isinstance(node, inspect.EnumType | inspect.LiteralType) and isinstance(value, str):
        near = _near(value, _choices(node))
        return f'did you mean "{near}"?' if near else ""
    return ""


def _near(name: str, choices: list[str]) -> str:
    """Return the choice nearest to a name, letter case aside, or an empty string."""
    folded = {choice.casefold(): choice for choice in choices}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.5)
    return folded[near[0]] if near else ""


def _listed(names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _label(number: int, item: object) -> str:
    if isinstance(item, dict) and isinstance(item.get("id"), str):
        return f'{number}, "{item["id"][:40]}"'
    return str(number)


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
