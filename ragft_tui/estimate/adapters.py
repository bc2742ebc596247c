"""Adapters: the parameters that LoRA and DoRA train, and the size of their files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import ceil, prod
from typing import Final

from ragft_tui.core.costs import Architecture
from ragft_tui.core.errors import ROOT, UsageError, unknown_name

Modules = Sequence[tuple[int, int]]
"""Adapted matrices, each with its inputs and outputs."""

ALL_LINEAR: Final = "all-linear"
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "attention": ("q_proj", "k_proj", "v_proj", "o_proj", "qkv_proj"),
    "mlp": ("gate_proj", "up_proj", "down_proj", "gate_up_proj"),
}
_EMBEDDINGS: Final = ("embed_tokens", "lm_head")
_IN_ATTENTION: Final = _GROUPS["attention"]
_SAVED: Final = 4
"""Bytes of a parameter as PEFT saves it."""
_FULL: Final = 2
"""Adapters of more than half of the parameters that they adapt make no sense."""


def count_trainable(modules: Modules, rank: int, *, copies: int = 1, dora: bool = False) -> int:
    """Return the parameters that adapters train: `r (d_in + d_out)` each, and `d_out` for DoRA.

    Args:
        modules: The adapted matrices of one block.
        rank: The rank.
        copies: The blocks that contain them.
        dora: Whether each has a vector of magnitudes as well.
    """
    return copies * sum(
        rank * (inputs + outputs) + (outputs if dora else 0) for inputs, outputs in modules
    )


def select_targets(architecture: Architecture, targets: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names of the modules that are adapted, in the order of the model.

    Args:
        architecture: The model.
        targets: `all-linear`, `attention`, `mlp` or names of modules, as a list or joined by
            commas.

    Raises:
        UsageError: If the model has no such module; the location is that of the input.
    """
    names = targets.split(",") if isinstance(targets, str) else targets
    wanted = {name.strip() for name in names} - {""}
    valid = (*architecture.matrices, *_EMBEDDINGS)
    if not wanted:
        raise UsageError(
            f"must name modules, such as {ALL_LINEAR} or q_proj,v_proj", location=ROOT / "targets"
        )
    chosen: set[str] = set()
    for name in sorted(wanted):
        if name == ALL_LINEAR:
            chosen |= architecture.matrices.keys()
        elif name in _GROUPS:
            chosen |= architecture.matrices.keys() & set(_GROUPS[name])
        elif name in valid:
            chosen.add(name)
        else:
            known = (ALL_LINEAR, *_GROUPS, *valid)
            raise unknown_name("module of this model", name, known, ROOT / "targets")
    return tuple(name for name in valid if name in chosen)


def _adapted(architecture: Architecture, names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Yield every adapted matrix of a model: its name in PEFT, inputs and outputs."""
    chosen = tuple(names)
    for layer in range(architecture.num_layers):
        for name in chosen:
            if name in _EMBEDDINGS:
                continue
            inputs, outputs = architecture.matrices[name]
            part = "self_attn" if name in _IN_ATTENTION else "mlp"
            yield f"model.layers.{layer}.{part}.{name}", inputs, outputs
    for name in chosen:
        if name == "embed_tokens":
            yield f"model.{name}", architecture.vocab_size, architecture.hidden_size
        elif name == "lm_head":
            yield name, architecture.hidden_size, architecture.vocab_size


def trainable_params(
    architecture: Architecture, names: Iterable[str], rank: int, *, dora: bool = False
) -> int:
    """Return the parameters that adapters on a model train; exact.

    Args:
        architecture: The model.
        names: The adapted modules, as `select_targets` returns them.
        rank: The rank.
        dora: Whether they are those of DoRA.
    """
    chosen = tuple(names)
    layer = sum(
        count_trainable(
            [architecture.matrices[name]], rank, copies=architecture.copies(name), dora=dora
        )
        for name in chosen
        if name not in _EMBEDDINGS
    )
    outside = (architecture.vocab_size, architecture.hidden_size)
    rest = {"embed_tokens": outside, "lm_head": outside[::-1]}
    others = [rest[name] for name in chosen if name in rest]
    return architecture.num_layers * layer + count_trainable(others, rank, dora=dora)


def largest_rank(architecture: Architecture, names: Iterable[str]) -> int:
    """Return the rank up to which adapters are at most half of what they adapt."""
    matrices = [architecture.matrices[name] for name in names if name not in _EMBEDDINGS]
    matrices = matrices or [(architecture.vocab_size, architecture.hidden_size)]
    whole = sum(inputs * outputs for inputs, outputs in matrices)
    return max(whole // (_FULL * sum(inputs + outputs for inputs, outputs in matrices)), 1)


@lru_cache(maxsize=64)
def adapter_file_bytes(
    architecture: Architecture, names: tuple[str, ...], rank: int, *, dora: bool = False
) -> int:
    """Return the size of the file in which PEFT saves adapters, in 32 bits.

    It is that of safetensors, and exact: the length of a header in JSON, the header with the name,
    shape and place of every tensor, filled up with blanks to a multiple of 8, and the tensors. Of
    a mixture of experts, which has them by the ten thousand, the header is that of one expert as
    many times.

    Args:
        architecture: The model.
        names: The adapted modules.
        rank: The rank.
        dora: Whether they are those of DoRA.
    """
    one = replace(architecture, experts=1, experts_per_token=1)
    copies = Fraction(sum(architecture.copies(name) for name in names), len(names))
    header = ceil(copies * _header_bytes(one, names, rank, dora=dora))
    trained = trainable_params(architecture, names, rank, dora=dora)
    return 8 + header + -header % 8 + _SAVED * trained


def _header_bytes(
    architecture: Architecture, names: tuple[str, ...], rank: int, *, dora: bool
) -> int:
    """Return the length of the header of a file of adapters, as JSON without blanks."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    end = 0
    tensors = {
        f"base_model.model.{module}.{part}": shape
        for module, inputs, outputs in _adapted(architecture, names)
        for part, shape in _tensors(module, inputs, outputs, rank, dora=dora)
    }
    for name, shape in sorted(tensors.items()):
        size = _SAVED * prod(shape)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [end, end + size]}
        end += size
    return len(json.dumps(header, separators=(",", ":")))


def _tensors(
    module: str, inputs: int, outputs: int, rank: int, *, dora: bool
) -> Iterator[tuple[str, list[int]]]:
    """Yield the tensors of an adapted matrix, each with its shape."""
    if module.endswith("embed_tokens"):
        yield "lora_embedding_A", [rank, inputs]
        yield "lora_embedding_B", [outputs, rank]
    else:
        yield "lora_A.weight", [rank, inputs]
        yield "lora_B.weight", [outputs, rank]
    if dora:
        yield "lora_magnitude_vector", [outputs]


def file_bytes(params: int, bytes_per_param: float = 4) -> int:
    """Return the size of a file of parameters, without its header of some kilobytes."""
    return round(params * bytes_per_param)


def deployment_bytes(base: int, adapter: int, count: int) -> int:
    """Return the bytes of one base model with several adapters: the base is stored once."""
    return base + adapter * count
