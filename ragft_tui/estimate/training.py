"""What fine-tuning needs: parameters, files, memory, GPUs that fit, tokens and GPU-hours."""

from __future__ import annotations

from math import ceil
from typing import Final

from ragft_tui.core.costs import (
    GPUS,
    BaseModel,
    CostInputs,
    Figure,
    Group,
    Method,
    TrainingEstimate,
    Unit,
    sources,
)
from ragft_tui.core.errors import ROOT, ProblemsError, UsageError
from ragft_tui.estimate import adapters, compute
from ragft_tui.estimate.bands import Band, Told, exactly
from ragft_tui.estimate.fits import find_fit
from ragft_tui.estimate.money import training_money
from ragft_tui.estimate.parts import memory_figures
from ragft_tui.estimate.peaks import Run
from ragft_tui.estimate.retrieval import require

_ABOUT: Final = 0.2
"""Tokens counted from words are about 20 per cent off."""


def estimate_training(
    inputs: CostInputs, model: BaseModel, method: Method | None = None
) -> TrainingEstimate:
    """Return what one training run needs: one adapter, or one full copy of the model.

    Args:
        inputs: What is known of the project; those of training must be valid.
        model: The base model.
        method: How it is tuned; `None` for the method of the inputs.

    Raises:
        ProblemsError: With every input of training that is not valid, or not for this model.
    """
    require(inputs, Group.TRAINING)
    way = method or Method(inputs.method)
    run = Run(inputs=inputs, model=model, method=way, trainable=_trained(inputs, model, way))
    memory, peak = memory_figures(run, inputs.gpus)
    figures = (*_sizes(run), *_work(run))
    return TrainingEstimate(
        model=model.name,
        method=way,
        figures=(*figures, *training_money(inputs, figures)),
        memory=memory,
        peak=peak,
        fit=find_fit(run, lambda band: band.high),
        tight=find_fit(run, lambda band: band.expected),
        notes=model.remarks,
    )


def _trained(inputs: CostInputs, model: BaseModel, way: Method) -> int:
    """Return the parameters that are trained.

    Raises:
        ProblemsError: If the model has no such modules, or the rank is too large for them.
    """
    if way is Method.FULL:
        return model.total_params
    architecture = model.architecture
    try:
        names = adapters.select_targets(architecture, inputs.targets)
    except UsageError as error:
        raise ProblemsError((error,)) from error
    most = adapters.largest_rank(architecture, names)
    if inputs.rank > most:
        problem = UsageError(
            f"must be a whole number from 1 to {most:,} for these modules of {model.name}, "
            f"not {inputs.rank:,}",
            location=ROOT / "rank",
            advice="beyond, adapters have more than half of the parameters that they adapt",
        )
        raise ProblemsError((problem,))
    return adapters.trainable_params(architecture, names, inputs.rank, dora=inputs.dora)


_BASE: Final = Told(
    id="base_params",
    name="Parameters of the base model",
    unit=Unit.PARAMETERS,
    formula="embeddings + layers × (attention + feed-forward + norms) + last norm + head",
    sources=(sources.HF_ANATOMY,),
)
_BASE_FILE: Final = Told(
    id="base_file",
    name="File of the base model",
    unit=Unit.BYTES,
    formula="2 × parameters",
    assumptions=("It is saved in 16 bits, once for all adapters.",),
    sources=(sources.LORA,),
)


def _sizes(run: Run) -> tuple[Figure, ...]:
    """Return counts of parameters and sizes of files, which are exact."""
    inputs, architecture = run.inputs, run.model.architecture
    params = run.model.total_params
    base = (_BASE.figure(exactly(params)), _BASE_FILE.figure(exactly(2 * params)))
    if run.method is Method.FULL:
        trained = Told(
            id="trainable_params",
            name="Trained parameters",
            unit=Unit.PARAMETERS,
            formula="all parameters",
        )
        file = Told(
            id="tuned_file",
            name="File of the tuned model",
            unit=Unit.BYTES,
            formula="2 × parameters",
            assumptions=("It is saved in 16 bits; every variant is a whole model.",),
            sources=(sources.LORA,),
        )
        return (*base, trained.figure(exactly(params)), file.figure(exactly(2 * params)))
    names = adapters.select_targets(architecture, inputs.targets)
    size = adapters.adapter_file_bytes(architecture, names, inputs.rank, dora=inputs.dora)
    trained = Told(
        id="trainable_params",
        name="Trained parameters",
        unit=Unit.PARAMETERS,
        formula=f"of each of {', '.join(names)}: {inputs.rank} × (inputs + outputs)"
        + (" + outputs" if inputs.dora else ""),
        sources=(sources.LORA, *((sources.DORA,) if inputs.dora else ())),
    )
    file = Told(
        id="tuned_file",
        name="File of the adapter",
        unit=Unit.BYTES,
        formula="4 × trained parameters + the header of the file",
        assumptions=("PEFT saves it in 32 bits as safetensors; in 16 bits it is half of that.",),
        sources=(sources.PEFT,),
    )
    return (*base, trained.figure(exactly(run.trainable)), file.figure(exactly(size)))


def _work(run: Run) -> tuple[Figure, ...]:
    """Return tokens, FLOPs and GPU-hours of a run."""
    inputs = run.inputs
    one = min(inputs.example_tokens, inputs.sequence)
    mean = inputs.examples * one * inputs.epochs
    tokens = Band(mean * (1 - _ABOUT), mean, mean * (1 + _ABOUT)).map(ceil)
    per_token = compute.flops_per_token(
        full=run.method is Method.FULL, checkpointing=inputs.checkpointing
    )
    params = run.model.architecture.active_params
    flops = tokens.map(lambda each: compute.train_flops(params, each, per_token))
    peak = GPUS[inputs.gpu].peak
    low, high = min(compute.LOW_MFU, inputs.mfu), max(compute.HIGH_MFU, inputs.mfu)
    hours = Band(
        compute.gpu_hours(flops.low, peak, high),
        compute.gpu_hours(flops.expected, peak, inputs.mfu),
        compute.gpu_hours(flops.high, peak, low),
    )
    return (
        Told(
            id="training_tokens",
            name="Training tokens",
            unit=Unit.TOKENS,
            formula="examples × tokens of an example × epochs",
            assumptions=(
                "Tokens counted from words are about 20 % off.",
                "Examples longer than the sequence are cut." if one < inputs.example_tokens else "",
            ),
            sources=(sources.TOKENS,),
        ).figure(tokens),
        Told(
            id="training_flop",
            name="Compute",
            unit=Unit.FLOP,
            formula=f"{per_token} × parameters × training tokens",
            assumptions=(
                "Gradients of frozen weights are not computed."
                if run.method is not Method.FULL
                else "",
                "Checkpointing repeats the forward pass." if inputs.checkpointing else "",
            ),
            sources=(sources.SCALING, sources.TORCHTUNE),
        ).figure(flops),
        Told(
            id="gpu_hours",
            name=f"GPU-hours on {inputs.gpu}",
            unit=Unit.GPU_HOURS,
            formula="compute ÷ (peak of the GPU × share of it that is used) ÷ 3,600",
            assumptions=(
                f"{inputs.mfu:.0%} of the peak is used, from {low:.0%} to {high:.0%}.",
                "4-bit weights are unpacked on the way, which takes time on top."
                if run.method is Method.QLORA
                else "",
            ),
            sources=(GPUS[inputs.gpu].source, sources.LLAMA_CARD, sources.TORCHTUNE),
        ).figure(hours),
    )
