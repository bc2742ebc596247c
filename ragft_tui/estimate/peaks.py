"""The memory of a training run as a band: each end is a way in which such runs are really made."""

from __future__ import annotations

from math import ceil
from typing import Final

from ragft_tui.core.costs import (
    Attention,
    BaseModel,
    CostInputs,
    Method,
    States,
)
from ragft_tui.core.records import dataclass
from ragft_tui.estimate.bands import Band
from ragft_tui.estimate.memory import (
    CHUNKED,
    GIB,
    TRANSFORMERS,
    TRANSFORMERS_4_BIT,
    Load,
    Quant,
    Stack,
    activation_bytes,
    base_bytes,
)

_CONTEXT: Final = 0.14 * GIB
"""The CUDA context alone, on a T4."""
_RESERVE: Final = 0.5 * GIB
"""What context and libraries usually take."""
_LOST: Final = 0.05
"""The share of all memory that is usually lost in fragments."""
_LOST_HIGH: Final = 0.10
"""The same at the high end, over stacks that were measured."""
_LOST_ACTIVATIONS: Final = 0.25
"""The share of activations that is lost at the high end, beside that."""
_LOST_EAGER: Final = 0.40
"""The same where the matrices of attention come and go."""

_States = tuple[float, float, float]
"""Bytes of a trained parameter: weight, gradient, moments."""

ADAPTER_STATES: Final[dict[States, _States]] = {
    States.MIXED: (4, 4, 8),
    States.BF16: (2, 2, 4),
    States.ADAM8: (2, 2, 2),
}
"""What an adapter keeps of each parameter."""
FULL_STATES: Final[dict[States, Band[_States]]] = {
    States.MIXED: Band((6, 2, 8), (6, 4, 8), (6, 4, 8)),
    States.BF16: Band((2, 2, 4), (2, 2, 4), (2, 2, 4)),
    States.ADAM8: Band((2, 2, 2), (2, 2, 2), (2, 2, 2)),
}
"""What full fine-tuning keeps of each parameter."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The memory on one GPU at its peak, in bytes."""

    weights: int
    gradients: int
    optimizer: int
    activations: int
    overhead: int

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return self.weights + self.gradients + self.optimizer + self.activations + self.overhead


@dataclass(frozen=True, slots=True)
class _Overhead:
    """What is not used by the parts themselves."""

    fixed: float
    share: float
    """Of all parts."""
    share_of_activations: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A training run, for any number of GPUs."""

    inputs: CostInputs
    model: BaseModel
    method: Method
    trainable: int
    """Parameters that are trained."""

    def parts(self, gpus: int) -> Band[Parts]:
        """Return the memory on each GPU.

        Args:
            gpus: GPUs that share the weights and states out, as ZeRO 3 and FSDP do.
        """
        low, usual = (self._states(gpus, low=low) for low in (True, False))
        activations = self._activations(gpus)
        return Band(
            _parts(low, activations.low, _Overhead(_CONTEXT, 0, 0)),
            _parts(usual, activations.expected, _Overhead(_RESERVE, _LOST, 0)),
            _parts(usual, activations.high, _Overhead(_RESERVE, _LOST_HIGH, self.lost)),
        )

    @property
    def lost(self) -> float:
        """The share of activations that is lost in fragments at the high end."""
        return _LOST_EAGER if self._eager else _LOST_ACTIVATIONS

    @property
    def _eager(self) -> bool:
        return Attention(self.inputs.attention) is Attention.EAGER

    @property
    def _load(self) -> Load:
        return Load(
            batch=self.inputs.batch,
            sequence=self.inputs.sequence,
            checkpointing=self.inputs.checkpointing,
            eager=self._eager,
        )

    def _states(self, gpus: int, *, low: bool) -> tuple[int, int, int]:
        """Return the bytes of weights, gradients and moments on each GPU."""
        kind, base = States(self.inputs.states), 0
        if self.method is Method.FULL:
            weight, gradient, moments = FULL_STATES[kind].low if low else FULL_STATES[kind].expected
        else:
            weight, gradient, moments = ADAPTER_STATES[kind]
            base = self._base(gpus, skip=2 if low else 4)
        trained = (ceil(size * self.trainable / gpus) for size in (weight, gradient, moments))
        weights, gradients, rest = trained
        return base + weights, gradients, rest

    def _base(self, gpus: int, skip: float) -> int:
        """Return the bytes of the base on each GPU: quantized, it is never larger than plain."""
        params = self.model.total_params
        size: float = 2 * params
        if self.method is Method.QLORA:
            quant = Quant.NF4_DQ if self.inputs.double_quant else Quant.NF4
            size = min(base_bytes(self.model.architecture, params, quant, skip), size)
        return ceil(size / gpus)

    def _activations(self, gpus: int) -> Band[int]:
        """Return the activations; on a quantized base, they take no more than it has saved.

        Preparing a base in 4 bits doubles what checkpoints keep. Where that would cost more than
        the 4 bits save, it can be left out, so it is only in the high end.
        """
        low, plain, prepared = (
            self._activations_in(stack) for stack in (CHUNKED, TRANSFORMERS, TRANSFORMERS_4_BIT)
        )
        expected = plain
        if self.method is Method.QLORA:
            saved = ceil(2 * self.model.total_params / gpus) - self._base(gpus, skip=4)
            expected = min(prepared, plain + saved)
        return Band(min(low, expected), expected, max(prepared, expected))

    def _activations_in(self, stack: Stack) -> int:
        return round(activation_bytes(self.model.architecture, self._load, stack))

    def is_capped(self, gpus: int) -> bool:
        """Return whether preparing the quantized base would cost more than quantizing saves."""
        if self.method is not Method.QLORA:
            return False
        band = self.parts(gpus)
        return band.expected.activations < self._activations_in(TRANSFORMERS_4_BIT)


def _parts(states: tuple[int, int, int], activations: int, overhead: _Overhead) -> Parts:
    rest = sum(states) + activations
    lost = overhead.share * rest + overhead.share_of_activations * activations
    return Parts(*states, activations, round(overhead.fixed + lost))
