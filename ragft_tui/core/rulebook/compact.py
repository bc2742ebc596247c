"""Rulebooks as plain data that needs no more checks: written once, read at every start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Final, TypeVar, cast

from ragft_tui.core.model import Axis, Reach, VerdictType
from ragft_tui.core.rulebook.model import Option, Question, Rulebook, Source
from ragft_tui.core.rulebook.rules import (
    Conflict,
    FirstStep,
    Gate,
    Guard,
    Keyword,
    Learned,
    Softener,
    Support,
)

_Made = TypeVar("_Made")
_Reader = Callable[[object], object]


def pack_rulebook(rulebook: Rulebook) -> dict[str, object]:
    """Return a checked rulebook in the types that JSON has, without what is left at its default."""
    return cast("dict[str, object]", _pack(rulebook))


def unpack_rulebook(content: Mapping[str, object]) -> Rulebook:
    """Return the rulebook that `pack_rulebook` was given.

    Raises:
        TypeError: If it was packed by a version with other fields.
        LookupError: If it was packed by a version with other names.
    """
    return _unpack(Rulebook, content)


def _pack(value: object) -> object:
    if is_dataclass(value):
        return {
            field.name: _pack(getattr(value, field.name))
            for field in fields(value)
            if field.init and getattr(value, field.name) != _default(field.default)
        }
    if isinstance(value, tuple):
        return [_pack(each) for each in value]
    if isinstance(value, dict):
        return {key: _pack(each) for key, each in value.items()}
    return value


def _default(default: object) -> object:
    """Return the default of a field; what has none is packed wherever it is not empty."""
    return {} if default is MISSING else default


def _unpack(kind: type[_Made], entry: object) -> _Made:
    values = {
        key: _READERS[key](value) if key in _READERS else value
        for key, value in cast("dict[str, object]", entry).items()
    }
    return kind(**values)  # a dataclass, with the fields that were packed


def _entries(kind: type) -> _Reader:
    return lambda entries: tuple(_unpack(kind, entry) for entry in cast("list[object]", entries))


def _member_of(kind: type[StrEnum]) -> _Reader:
    return {each.value: each for each in kind}.__getitem__  # type: ignore[return-value]  # for text


def _texts(value: object) -> tuple[str, ...]:
    return tuple(cast("list[str]", value))


def _conditions(value: object) -> dict[str, tuple[str, ...]]:
    given = cast("dict[str, list[str]]", value)
    return {question: tuple(options) for question, options in given.items()}


_READERS: Final[Mapping[str, _Reader]] = {
    "axis": _member_of(Axis),
    "reach": _member_of(Reach),
    "types": lambda names: tuple(map(VerdictType, cast("list[str]", names))),
    "when": _conditions,
    "unless": _conditions,
    "words": _texts,
    "aliases": _texts,
    "options": _entries(Option),
    "sources": _entries(Source),
    "questions": _entries(Question),
    "guards": _entries(Guard),
    "supports": _entries(Support),
    "gates": _entries(Gate),
    "softeners": _entries(Softener),
    "first_steps": _entries(FirstStep),
    "conflicts": _entries(Conflict),
    "learned": _entries(Learned),
    "keywords": _entries(Keyword),
}
"""What makes the value of a field from what JSON has for it, by the name of the field."""
