"""Memory of training: the parts of the peak, for adapters and for full fine-tuning.

Activations follow the structure and constants that fitcheck-llm 0.3.1 published together with 69
measured runs; states follow ZeRO and the documents of transformers.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from ragft_tui.core.costs import Architecture
from ragft_tui.core.records import dataclass

GIB: Final = 2**30


class Quant(Enum):
    """How the base is stored."""

    NONE = "none"
    INT8 = "int8"
    NF4 = "nf4"
    NF4_DQ = "nf4-dq"
    """With the scales quantized as well."""

    @property
    def is_4_bit(self) -> bool:
        """Whether the weights of linear modules have 4 bits."""
        return self in {Quant.NF4, Quant.NF4_DQ}


BLOCK: Final = 64
"""Weights that share a scale in NF4."""
BLOCK_OF_SCALES: Final = 256
"""Scales that share a scale with double quantization."""


def scale_bytes(*, double: bool, block: int = BLOCK, block2: int = BLOCK_OF_SCALES) -> float:
    """Return the bytes of scales for each weight in 4 bits.

    Scales have 32 bits. With double quantization they have 8, and a scale of 32 bits for each 256.

    Args:
        double: Whether scales are quantized.
        block: Weights that share a scale.
        block2: Scales that share a scale.
    """
    return (1 + 4 / block2) / block if double else 4 / block


def double_quant_saving_bits(
    block: int = BLOCK, block2: int = BLOCK_OF_SCALES, bits1: int = 32, bits2: int = 8
) -> float:
    """Return the bits that double quantization saves for each parameter."""
    return bits1 / block - (bits2 / block + bits1 / (block * block2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """What a training stack keeps in memory."""

    skip_bytes: float = 2
    """Bytes of a parameter outside of the linear modules, where these are quantized."""
    adapter_bytes: tuple[float, float, float] = (4, 4, 8)
    """Bytes of a trained adapter parameter: weight, gradient, moments."""
    hidden_bytes: float = 2
    """Bytes of a value that checkpoints keep."""
    logits: float = 3.5
    """Copies of the logits in 32 bits at the peak; about 0.5 where the loss goes by pieces."""
    eager: float = 7.4
    """Copies of the matrix of attention in 16 bits, with checkpointing."""
    eager_kept: float = 2.9
    """The same without checkpointing."""
    compiled: float = 1.0
    """The share of kept activations that is left by torch.compile."""


TRANSFORMERS: Final = Stack()
"""The Trainer of transformers with PEFT, on a base in 16 bits."""
TRANSFORMERS_4_BIT: Final = Stack(skip_bytes=4, hidden_bytes=4, logits=4, eager=9)
"""The same on a quantized base, which is prepared: what is not quantized goes to 32 bits."""
UNPREPARED_4_BIT: Final = Stack(logits=4, eager=9)
"""A stack that leaves what is not quantized in 16 bits."""
CHUNKED: Final = Stack(adapter_bytes=(2, 2, 4), logits=0.5, compiled=0.6)
"""Compiled code with adapters in 16 bits and the loss computed in pieces, as torchtune can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What goes through the model at once."""

    batch: int
    """Examples at once on one GPU."""
    sequence: int
    """Tokens of each."""
    checkpointing: bool
    """Whether activations are computed again on the way back."""
    eager: bool = False
    """Whether the matrix of attention is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """The parts of the memory at its peak, in bytes."""

    weights: float
    gradients: float
    optimizer: float
    activations: float

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return self.weights + self.gradients + self.optimizer + self.activations


def base_bytes(architecture: Architecture, params: int, quant: Quant, skip: float = 2) -> float:
    """Return the bytes of a base model.

    Args:
        architecture: The model.
        params: All its parameters.
        quant: How its linear modules are stored.
        skip: Bytes of a parameter outside of them, where they are quantized.
    """
    linear = architecture.linear_params
    match quant:
        case Quant.NONE:
            return 2 * params
        case Quant.INT8:
            stored = float(linear)
        case _:
            stored = linear * (0.5 + scale_bytes(double=quant is Quant.NF4_DQ))
    return stored + skip * (params - linear)


def layer_bytes(architecture: Architecture, load: Load, eager: float) -> float:
    """Return the activations of one layer in 16 bits.

    `2 b s (12 d + 3 h hd + kv hd + 3 f)`, and `c 2 b h s^2` with eager attention.

    Args:
        architecture: The model.
        load: What goes through it.
        eager: c, the copies of the matrix of attention.
    """
    tokens = load.batch * load.sequence
    inner = architecture.intermediate_size * architecture.experts_per_token
    width = (
        12 * architecture.hidden_size
        + 3 * architecture.attention_width
        + architecture.kv_width
        + 3 * inner
    )
    matrix = eager * 2 * tokens * load.sequence * architecture.num_heads if load.eager else 0
    return 2 * tokens * width + matrix


def logits_bytes(architecture: Architecture, load: Load, copies: float) -> float:
    """Return the logits at the peak, `4 b s V` for each copy in 32 bits."""
    return copies * 4 * load.batch * load.sequence * architecture.vocab_size


def activation_bytes(architecture: Architecture, load: Load, stack: Stack) -> float:
    """Return the activations at the peak.

    With checkpointing, the input of every layer is kept, and one layer or the logits at a time;
    without it, all layers and the logits.

    Args:
        architecture: The model.
        load: What goes through it.
        stack: What keeps them.
    """
    logits = logits_bytes(architecture, load, stack.logits)
    if load.checkpointing:
        layer = layer_bytes(architecture, load, stack.eager)
        inputs = load.batch * load.sequence * architecture.hidden_size * stack.hidden_bytes
        return architecture.num_layers * inputs + max(layer, logits)
    layer = layer_bytes(architecture, load, stack.eager_kept)
    return architecture.num_layers * layer * stack.compiled + logits


def adapter_peak(
    architecture: Architecture,
    params: int,
    trainable: int,
    *,
    quant: Quant,
    load: Load,
    stack: Stack,
) -> Peak:
    """Return the peak of training adapters.

    Args:
        architecture: The base model.
        params: All its parameters.
        trainable: Parameters of the adapters.
        quant: How the base is stored.
        load: What goes through it.
        stack: What trains it.
    """
    weight, gradient, moments = stack.adapter_bytes
    return Peak(
        weights=base_bytes(architecture, params, quant, stack.skip_bytes) + weight * trainable,
        gradients=gradient * trainable,
        optimizer=moments * trainable,
        activations=activation_bytes(architecture, load, stack),
    )


def zero_bytes(params: float, stage: int, gpus: int, moments: float = 12) -> float:
    """Return the states of mixed-precision training on each GPU, as ZeRO shares them out.

    Args:
        params: Parameters, all of them trained.
        stage: 0 shares nothing, 1 the optimizer, 2 gradients too, 3 weights too.
        gpus: GPUs.
        moments: Bytes of the optimizer for each parameter, with its copy of the weights.
    """
    weights, gradients = 2, 2
    parts = (
        (moments, stage >= 1),
        (gradients, stage >= 2),  # noqa: PLR2004 - the numbers of ZeRO
        (weights, stage >= 3),  # noqa: PLR2004
    )
    return sum(params * size / (gpus if shared else 1) for size, shared in parts)
