"""The memory of a training run as a band: each end is a way in which such runs are really made."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from ragft_tui.core.costs import (
    Attention,
    BaseModel,
    CostInputs,
    Figure,
    Method,
    States,
    Unit,
    sources,
    total,
)
from ragft_tui.estimate.bands import Band, Told
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

_CAPPED: Final = (
    "Preparing the quantized base needs more than its 4 bits save; only the high end has it."
)

_States = tuple[float, float, float]
"""Bytes of a trained parameter: weight, gradient, moments."""
_ADAPTER: Final[dict[States, _States]] = {
    States.MIXED: (4, 4, 8),
    States.BF16: (2, 2, 4),
    States.ADAM8: (2, 2, 2),
}
_FULL: Final[dict[States, Band[_States]]] = {
    States.MIXED: Band((6, 2, 8), (6, 4, 8), (6, 4, 8)),
    States.BF16: Band((2, 2, 4), (2, 2, 4), (2, 2, 4)),
    States.ADAM8: Band((2, 2, 2), (2, 2, 2), (2, 2, 2)),
}


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
        states = Band(*(self._states(low) for low in (True, False, False)))
        activations = self._activations(states.expected[0])
        overhead = Band(
            _Overhead(_CONTEXT, 0, 0),
            _Overhead(_RESERVE, _LOST, 0),
            _Overhead(_RESERVE, _LOST_HIGH, self.lost),
        )
        return Band(
            _shared(states.low, activations.low, overhead.low, gpus),
            _shared(states.expected, activations.expected, overhead.expected, gpus),
            _shared(states.high, activations.high, overhead.high, gpus),
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

    def _states(self, low: bool) -> _States:  # noqa: FBT001 - the low end or not
        """Return the bytes of weights, gradients and moments."""
        kind = States(self.inputs.states)
        if self.method is Method.FULL:
            band = _FULL[kind]
            weight, gradient, moments = band.low if low else band.expected
            base = 0.0
        else:
            weight, gradient, moments = _ADAPTER[kind]
            base = self._base(2 if low else 4)
        return (
            base + weight * self.trainable,
            gradient * self.trainable,
            moments * self.trainable,
        )

    def _base(self, skip: float) -> float:
        params = self.model.total_params
        if self.method is Method.LORA:
            return 2 * params
        quant = Quant.NF4_DQ if self.inputs.double_quant else Quant.NF4
        return min(base_bytes(self.model.architecture, params, quant, skip), 2 * params)

    def _activations(self, weights: float) -> Band[float]:
        """Return the activations; on a quantized base, they take no more than it has saved.

        Preparing a base in 4 bits doubles what checkpoints keep. Where that would cost more than
        the 4 bits save, it can be left out, so it is only in the high end.
        """
        low, plain, prepared = (
            self._activations_in(stack) for stack in (CHUNKED, TRANSFORMERS, TRANSFORMERS_4_BIT)
        )
        expected = plain
        if self.method is Method.QLORA:
            spent = _ADAPTER[States(self.inputs.states)][0] * self.trainable
            saved = 2 * self.model.total_params - (weights - spent)
            expected = min(prepared, plain + saved)
        return Band(min(low, expected), expected, max(prepared, expected))

    def _activations_in(self, stack: Stack) -> float:
        return activation_bytes(self.model.architecture, self._load, stack)

    @property
    def is_capped(self) -> bool:
        """Whether preparing the quantized base would cost more than quantizing saves."""
        if self.method is not Method.QLORA:
            return False
        band = self.parts(1)
        return band.expected.activations < int(self._activations_in(TRANSFORMERS_4_BIT))


def _shared(states: _States, activations: float, overhead: _Overhead, gpus: int) -> Parts:
    weights, gradients, moments = (round(each / gpus) for each in states)
    kept = round(activations)
    rest = weights + gradients + moments + kept
    lost = overhead.share * rest + overhead.share_of_activations * kept
    return Parts(weights, gradients, moments, kept, round(overhead.fixed + lost))


def memory_figures(run: Run, gpus: int) -> tuple[tuple[Figure, ...], Figure]:
    """Return the parts of the memory on each GPU, and their sum.

    Args:
        run: The training run.
        gpus: GPUs that share it.
    """
    band = run.parts(gpus)
    figures = tuple(told.figure(band.map(attrgetter(told.id))) for told in _told(run, gpus))
    each = " of each GPU" if gpus > 1 else ""
    return figures, total(figures, "peak", f"Memory{each} at its peak", "the sum of its parts")


def _told(run: Run, gpus: int) -> tuple[Told, ...]:
    states, load = States(run.inputs.states), run.inputs
    shared = f"Shared out among {gpus:,} GPUs, as ZeRO 3 and FSDP do." if gpus > 1 else ""
    full = run.method is Method.FULL
    weight, gradient, moments = _FULL[states].expected if full else _ADAPTER[states]
    base = {
        Method.LORA: "2 × parameters",
        Method.QLORA: "linear modules × (0.5 + scales) + 4 × the other parameters",
        Method.FULL: "",
    }[run.method]
    own = f"{weight:g} × trained parameters"
    checkpointed = (
        "layers × batch × sequence × hidden size × bytes, + one layer or the logits"
        if load.checkpointing
        else "layers × one layer + the logits"
    )
    return (
        Told(
            id="weights",
            name="Weights",
            unit=Unit.BYTES,
            formula=" + ".join(filter(None, (base, own))),
            assumptions=(
                "What is not quantized is kept in 32 bits, at the low end in 16."
                if run.method is Method.QLORA
                else "",
                shared,
            ),
            sources=(sources.QLORA if run.method is Method.QLORA else sources.HF_ANATOMY,),
        ),
        Told(
            id="gradients",
            name="Gradients",
            unit=Unit.BYTES,
            formula=f"{gradient:g} × trained parameters",
            assumptions=(
                "2 bytes at the low end, as ZeRO keeps them."
                if full and states is States.MIXED
                else "",
                shared,
            ),
            sources=(sources.HF_ANATOMY, sources.ZERO),
        ),
        Told(
            id="optimizer",
            name="Optimizer",
            unit=Unit.BYTES,
            formula=f"{moments:g} × trained parameters",
            assumptions=("AdamW, with two moments of each parameter.", shared),
            sources=(sources.HF_ANATOMY, sources.ZERO),
        ),
        Told(
            id="activations",
            name="Activations",
            unit=Unit.BYTES,
            formula=checkpointed,
            assumptions=(
                f"{load.batch:,} × {load.sequence:,} tokens at once.",
                "At the low end, the loss is computed in pieces.",
                "At the high end, hidden states are kept in 32 bits.",
                _CAPPED if run.is_capped else "",
            ),
            sources=(sources.FITCHECK,),
        ),
        Told(
            id="overhead",
            name="Overhead",
            unit=Unit.BYTES,
            formula="0.5 GiB + 5 % of the rest; 0.14 GiB at the low end; at the high end 10 % of "
            f"the rest and {run.lost:.0%} of the activations",
            assumptions=("The context of CUDA, libraries, and memory lost in fragments.",),
            sources=(sources.FITCHECK,),
        ),
    )
