"""Dataclasses whose methods are compiled when they are first called.

Python's own compiles up to six methods for each class while a module is imported, which takes ten
times as long as all the rest of the class; a run makes few of these classes, and compares fewer.
Fields, `replace`, errors and results are those of `dataclasses`, which type checkers see here.
To report upstream: "dataclasses: compile the methods of a class when they are first called".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from types import FunctionType
from typing import TYPE_CHECKING, Final, TypeVar, cast

if TYPE_CHECKING:
    from dataclasses import dataclass

__all__ = ["dataclass"]

Made = TypeVar("Made", bound=object)
_ABSENT: Final = object()
"""Stands for an argument that was not given, in the place of what is made anew each time."""


def _dataclass(
    cls: type[Made] | None = None,
    /,
    *,
    frozen: bool = False,
    eq: bool = True,
    **options: bool,
) -> object:
    """Make a dataclass, as `dataclasses.dataclass` does with the same options.

    Args:
        cls: The class; `None` where the decorator has options.
        frozen: Whether nothing may be assigned to its fields.
        eq: Whether two with equal fields are equal.
        **options: `slots`, `kw_only` and `weakref_slot`, as there.
    """
    if cls is None:
        return lambda cls: _dataclass(cls, frozen=frozen, eq=eq, **options)
    # One without a docstring would be given its signature, which takes longer than all the rest.
    cls.__doc__ = cls.__doc__ or cls.__name__
    made = dataclasses.dataclass(init=False, repr=False, eq=False, **options)(cls)
    for name, lines in _METHODS.items():
        if name in cls.__dict__ or (name == "__eq__" and not eq):
            continue
        if name == "__hash__" and not (eq and frozen):
            if eq:
                made.__hash__ = None  # type: ignore[assignment, method-assign]
            continue
        setattr(made, name, _compiled_when_called(made, name, lines, frozen=frozen))
    if frozen:
        _freeze(made, has_slots=options.get("slots", False))
    return made


if not TYPE_CHECKING:
    dataclass = _dataclass

_Fields = tuple[dataclasses.Field[object], ...]
_Lines = Callable[[type[object], _Fields, bool], Iterator[str]]


def _compiled_when_called(cls: type[Made], name: str, lines: _Lines, *, frozen: bool) -> object:
    """Return a method that puts the real one in its place."""

    def method(self: Made, *args: object, **kwargs: object) -> object:
        fields = dataclasses.fields(cls)  # type: ignore[arg-type]
        scope: dict[str, object] = {"_put_": object.__setattr__, "_absent_": _ABSENT}
        scope |= {f"_default_{each.name}": each.default for each in fields}
        scope |= {f"_make_{each.name}": each.default_factory for each in fields}
        exec("\n ".join(lines(cls, fields, frozen)), scope)  # noqa: S102 - made of names of fields
        real = cast("FunctionType", scope[name])
        real.__qualname__, real.__module__ = f"{cls.__qualname__}.{name}", cls.__module__
        setattr(cls, name, real)
        return real(self, *args, **kwargs)

    method.__name__ = name
    return method


def _init(cls: type[object], fields: _Fields, frozen: bool) -> Iterator[str]:  # noqa: FBT001 - one of `_Lines`
    given = [each for each in fields if each.init]
    named = [each for each in given if each.kw_only]
    parameters = ["self", *(_parameter(each) for each in given if not each.kw_only)]
    parameters += ["*", *map(_parameter, named)] if named else []
    yield f"def __init__({', '.join(parameters)}):"
    for each in fields:
        name, value = each.name, f"_default_{each.name}"
        if each.default_factory is not dataclasses.MISSING:
            value = f"_make_{name}()"
            if each.init:
                value = f"{value} if {name} is _absent_ else {name}"
        elif each.init:
            value = name
        elif each.default is dataclasses.MISSING:
            continue  # `__post_init__` sets it
        yield f"_put_(self, {name!r}, {value})" if frozen else f"self.{name} = {value}"
    yield "self.__post_init__()" if hasattr(cls, "__post_init__") else "pass"


def _parameter(field: dataclasses.Field[object]) -> str:
    if field.default_factory is not dataclasses.MISSING:
        return f"{field.name}=_absent_"
    has_default = field.default is not dataclasses.MISSING
    return f"{field.name}=_default_{field.name}" if has_default else field.name


def _repr(_: type[object], fields: _Fields, __: bool) -> Iterator[str]:  # noqa: FBT001 - one of `_Lines`
    shown = ", ".join(f"{each.name}={{self.{each.name}!r}}" for each in fields if each.repr)
    yield "def __repr__(self):"
    yield f"return f'{{self.__class__.__qualname__}}({shown})'"


def _eq(_: type[object], fields: _Fields, __: bool) -> Iterator[str]:  # noqa: FBT001 - one of `_Lines`
    yield "def __eq__(self, other):"
    yield "if other.__class__ is not self.__class__: return NotImplemented"
    mine, others = (
        _tuple(of, [each for each in fields if each.compare]) for of in ("self", "other")
    )
    yield f"return {mine} == {others}"


def _hash(_: type[object], fields: _Fields, __: bool) -> Iterator[str]:  # noqa: FBT001 - one of `_Lines`
    yield "def __hash__(self):"
    hashed = [each for each in fields if (each.compare if each.hash is None else each.hash)]
    yield f"return hash({_tuple('self', hashed)})"


def _tuple(of: str, fields: Iterable[dataclasses.Field[object]]) -> str:
    return f"({''.join(f'{of}.{each.name}, ' for each in fields)})"


_METHODS: Final[dict[str, _Lines]] = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
}


def _freeze(cls: type[Made], *, has_slots: bool) -> None:
    """Refuse assignments to what a class makes, and let it be copied nevertheless."""
    names = frozenset(each.name for each in dataclasses.fields(cls))  # type: ignore[arg-type]

    def refuse(self: Made, name: str, *value: object) -> None:
        if type(self) is cls or name in names:
            what = "assign to" if value else "delete"
            raise dataclasses.FrozenInstanceError(f"cannot {what} field {name!r}")
        (object.__setattr__ if value else object.__delattr__)(self, name, *value)

    cls.__setattr__ = cls.__delattr__ = refuse  # type: ignore[assignment, method-assign]
    if has_slots:
        cls.__getstate__, cls.__setstate__ = _get_state, _set_state  # type: ignore[attr-defined, method-assign]


def _get_state(self: Made) -> list[object]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]  # type: ignore[arg-type]


def _set_state(self: Made, state: list[object]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):  # type: ignore[arg-type]
        object.__setattr__(self, each.name, value)
