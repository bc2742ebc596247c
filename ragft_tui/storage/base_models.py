"""Base models from files: those shipped with the program, and those of the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from ragft_tui.core.costs import Architecture, BaseModel
from ragft_tui.core.errors import (
    ROOT,
    ProblemsError,
    RagftError,
    UsageError,
    raise_problems,
    unknown_name,
)
from ragft_tui.core.records import dataclass
from ragft_tui.core.values import Bounds
from ragft_tui.storage.files import is_there, read_file
from ragft_tui.storage.paths import display, known, own_models_file, packaged
from ragft_tui.storage.toml.locate import located
from ragft_tui.storage.toml.parse import parse_toml
from ragft_tui.storage.toml.validate import validate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry(Architecture):
    """A table of the file: an architecture, and where it was read."""

    source: str
    read: date
    published_params: Annotated[int, Bounds(1, 10**15)] | None = None
    published_params_source: str = ""


_TUNED: Final = frozenset({"instruct", "chat", "hf", "it", "base"})
"""Words of a name that leave the architecture as it is."""
_ARCHITECTURE: Final = tuple(each.name for each in fields(Architecture))


def load_base_models() -> Mapping[str, BaseModel]:
    """Return all base models by name; one of the user replaces a shipped one of its name.

    Raises:
        UsageError: If the file of the user cannot be read.
        ProblemsError: With every problem in it.
    """
    file = known(own_models_file)
    own = _load(file, own=True) if file is not None and is_there(file) else {}
    return {**_shipped(), **own}


@cache
def _shipped() -> Mapping[str, BaseModel]:
    return _load(packaged("base_models.toml"), own=False)


def _load(file: Path, *, own: bool) -> Mapping[str, BaseModel]:
    source, data = display(file), read_file(file)
    tables = parse_toml(data, source)
    try:
        raise_problems(_problems(tables))
    except ProblemsError as error:
        raise located(error.problems, source, data) from error
    return {name: _model(name, _entry(table), own=own) for name, table in tables.items()}


def _entry(table: object) -> _Entry:
    return validate(table if isinstance(table, dict) else {}, _Entry)


def _problems(tables: Mapping[str, object]) -> Iterator[RagftError]:
    for name, table in tables.items():
        at = ROOT / name
        if not isinstance(table, dict):
            yield UsageError("must be a table", location=at, advice=f"begin it with [{name}]")
            continue
        try:
            entry = _entry(table)
        except ProblemsError as error:
            yield from (
                problem.placed(location=type(at)((*at, *problem.location)))
                for problem in error.problems
            )
            continue
        if entry.num_heads % entry.num_kv_heads:
            what = f"must be a divisor of num_heads, which is {entry.num_heads}"
            yield UsageError(what, location=at / "num_kv_heads")
        if entry.experts_per_token > entry.experts:
            what = f"must be a whole number from 1 to {entry.experts}"
            yield UsageError(what, location=at / "experts_per_token")


def _model(name: str, entry: _Entry, *, own: bool) -> BaseModel:
    return BaseModel(
        name=name,
        architecture=Architecture(**{key: getattr(entry, key) for key in _ARCHITECTURE}),
        source=entry.source,
        read=entry.read,
        own=own,
        published_params=entry.published_params,
    )


def find_base_model(name: str) -> BaseModel:
    """Return the base model of a name, which may be that of its repository on a hub.

    Args:
        name: Such as `llama-3.1-8b` or `meta-llama/Llama-3.1-8B-Instruct`.

    Raises:
        UsageError: If there is none of that name; or if the file of the user cannot be read.
        ProblemsError: With every problem in that file.
    """
    models = load_base_models()
    known = models.get(name) or models.get(_plain(name))
    if known is None:
        raise unknown_name("base model", name, models, ROOT / "model")
    return known


def _plain(name: str) -> str:
    """Return the name of a model without its owner, and without what says how it was tuned."""
    words = name.rpartition("/")[2].casefold().removeprefix("meta-").replace("_", "-").split("-")
    return "-".join(word for word in words if word not in _TUNED)
