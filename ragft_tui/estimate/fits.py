"""GPUs that hold a training run: the smallest common one, or how many of a large one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ragft_tui.core.costs import GPUS, Gpu, GpuFit
from ragft_tui.estimate.bands import Band
from ragft_tui.estimate.peaks import Parts, Run

_MANY_OF: Final = "A100 80 GB"
"""Where one GPU is not enough, how many of these are."""
_NODE: Final = 8
_MOST: Final = 1_024


def find_fit(run: Run, end: Callable[[Band[Parts]], Parts]) -> GpuFit | None:
    """Return the smallest common GPUs that hold a run; more of them where one is not enough.

    Args:
        run: The training run; the GPUs that its inputs ask for are the fewest.
        end: Chooses the end of the band that must fit.

    Returns:
        `None` if activations alone are too large, which do not shrink with more GPUs.
    """
    for gpu, count in _candidates(run.inputs.gpus):
        needed = end(run.parts(count)).total
        if needed <= gpu.memory:
            return GpuFit(gpu.name, count, gpu.memory, needed)
    return None


def _candidates(fewest: int) -> Iterator[tuple[Gpu, int]]:
    yield from ((gpu, fewest) for gpu in GPUS.values())
    many = GPUS[_MANY_OF]
    counts = (*range(2, _NODE), *range(_NODE, _MOST + 1, _NODE))
    yield from ((many, count) for count in counts if count > fewest)
