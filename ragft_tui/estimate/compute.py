"""Compute of training: FLOPs for tokens, and the time that GPUs take for them."""

from __future__ import annotations

from typing import Final

_HOUR: Final = 3600
LOW_MFU: Final = 0.25
"""The share of the peak that slow runs use, of those that were published."""
HIGH_MFU: Final = 0.55
"""The share that fast ones use."""


def flops_per_token(*, full: bool, checkpointing: bool) -> int:
    """Return the FLOPs for each parameter and token.

    Forward takes 2, backward 4: 2 for the gradients of activations and 2 for those of weights,
    which frozen weights do not have. Checkpointing repeats the forward pass.

    Args:
        full: Whether all parameters are trained.
        checkpointing: Whether activations are computed again on the way back.
    """
    return (6 if full else 4) + (2 if checkpointing else 0)


def train_flops(params: float, tokens: float, per_token: float) -> float:
    """Return the FLOPs of a training run.

    Args:
        params: Parameters that a token goes through.
        tokens: Tokens of training, those of every epoch.
        per_token: FLOPs for each parameter and token.
    """
    return per_token * params * tokens


def gpu_seconds(flops: float, peak: float, mfu: float) -> float:
    """Return the seconds that one GPU takes.

    Args:
        flops: FLOPs of the run.
        peak: FLOP/s of the GPU, dense.
        mfu: The share of the peak that is used.
    """
    return flops / (peak * mfu)


def gpu_hours(flops: float, peak: float, mfu: float) -> float:
    """Return the hours that one GPU takes; several share them."""
    return gpu_seconds(flops, peak, mfu) / _HOUR


def tokens_per_second(params: float, per_token: float, peak: float, mfu: float) -> float:
    """Return the tokens that one GPU trains on in a second."""
    return peak * mfu / (per_token * params)
