"""The parts of the memory of a training run as figures, and their sum."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from ragft_tui.core.costs import Figure, Method, States, Unit, sources, total
from ragft_tui.estimate.bands import Told
from ragft_tui.estimate.peaks import ADAPTER_STATES, FULL_STATES, Run

_CAPPED: Final = (
    "Preparing the quantized base needs more than its 4 bits save; only the high end has it."
)


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
    weight, gradient, moments = FULL_STATES[states].expected if full else ADAPTER_STATES[states]
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
                _CAPPED if run.is_capped(gpus) else "",
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
