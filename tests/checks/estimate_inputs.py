"""The inputs of a check of an estimate, read by any of the names that tables give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ragft_tui.core.costs import Architecture, BaseModel
from ragft_tui.core.errors import RagftError
from ragft_tui.estimate.adapters import select_targets, trainable_params
from ragft_tui.estimate.model_config import read_architecture
from ragft_tui.storage.base_models import find_base_model

_FUSED: Final = {"qkv_proj", "gate_up_proj"}
_SHORT: Final = {"k": 10**3, "m": 10**6, "b": 10**9}


class OutOfScopeError(Exception):
    """A check that the product does not claim to answer, with the reason."""


@dataclass(frozen=True, slots=True)
class Given:
    """The inputs of one check."""

    values: Mapping[str, object]

    def has(self, *names: str) -> bool:
        """Return whether one of the names is given."""
        return any(self.values.get(name) is not None for name in names)

    def number(self, *names: str, default: float | None = None) -> float:
        """Return the first number of these names that is given."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                return value
        if default is None:
            raise OutOfScopeError(f"no {' or '.join(names)} is given")
        return default

    def whole(self, *names: str, default: int | None = None) -> int:
        """Return the first whole number of these names that is given."""
        return round(self.number(*names, default=default))

    def text(self, *names: str, default: str = "") -> str:
        """Return the first text of these names that is given."""
        found = (self.values.get(name) for name in names)
        return next((value for value in found if isinstance(value, str)), default)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return whether something is on."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else default

    def targets(self, *names: str) -> tuple[str, ...]:
        """Return the names of adapted modules."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, str):
                return tuple(re.split(r"[+,\s]+", value.strip()))
            if isinstance(value, Sequence):
                return tuple(str(each) for each in value)
        raise OutOfScopeError("no modules are named")

    def model(self) -> BaseModel:
        """Return the model: its constants as they are given, or else those that are known."""
        arch, name = self.values.get("arch"), self.text("model", "base_model")
        known = _known(name)
        if isinstance(arch, dict):
            base = known.architecture if known else None
            read = read_architecture(arch, base)
            total = arch.get("num_params", arch.get("total_params"))
            return BaseModel(
                name=name,
                architecture=read,
                source="",
                published_params=total if isinstance(total, int) else None,
            )
        if known is None:
            raise OutOfScopeError(f'the model "{name}" is not known')
        return known

    def params(self) -> float:
        """Return the parameters of the model, as given or as known."""
        if self.has("params", "num_params", "total_params", "n_params"):
            return self.number("params", "num_params", "total_params", "n_params")
        if self.has("params_b"):
            return self.number("params_b") * 10**9
        return self.model().total_params

    def active_params(self) -> float:
        """Return the parameters that a token goes through."""
        if self.has("active_params"):
            return self.number("active_params")
        if self.has("params", "num_params", "params_b"):
            return self.params()
        return self.model().architecture.active_params


def _known(name: str) -> BaseModel | None:
    try:
        return find_base_model(name)
    except RagftError:
        return None


def count_trainable_of(
    architecture: Architecture, targets: Sequence[str], rank: int, *, dora: bool = False
) -> int:
    """Return the trained parameters of modules by the names of a check."""
    if _FUSED.intersection(targets):
        architecture = replace(architecture, fused_projections=True)
    elif architecture.fused_projections and {"q_proj", "gate_proj"}.intersection(targets):
        architecture = replace(architecture, fused_projections=False)
    try:
        names = select_targets(architecture, targets)
    except RagftError as error:
        raise OutOfScopeError(str(error)) from error
    return trainable_params(architecture, names, rank, dora=dora)


def symbol(text: str, *names: str) -> int:
    """Return the number of a symbol in prose, such as 96 of `L=96`."""
    for name in names:
        if found := re.search(rf"\b{name}\s*=\s*([0-9][0-9,]*)", text):
            return int(found[1].replace(",", ""))
    raise OutOfScopeError(f"the note gives no {names[0]}")


def short_number(digits: str, suffix: str) -> float:
    """Return a number such as `1.5M` in prose."""
    return float(digits) * _SHORT.get(suffix.casefold(), 1)
