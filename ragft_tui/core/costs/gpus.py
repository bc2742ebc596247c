"""Common GPUs: their memory and their peak; dense, never the doubled figures of sparsity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ragft_tui.core.costs.kinds import Source
from ragft_tui.core.records import dataclass

_GB: Final = 10**9
_TERA: Final = 10**12


@dataclass(frozen=True, slots=True)
class Gpu:
    """A GPU as its maker describes it."""

    name: str
    memory: int
    """Bytes; the nominal gigabytes are taken as decimal, which leaves a reserve."""
    peak: float
    """FLOP/s in 16 bits, dense."""
    source: Source


def _nvidia(name: str, memory: int, tera: float, page: str) -> Gpu:
    source = Source(f"NVIDIA {name}", f"https://www.nvidia.com/en-us/{page}")
    return Gpu(name, memory * _GB, tera * _TERA, source)


GPUS: Final[Mapping[str, Gpu]] = {
    gpu.name: gpu
    for gpu in (
        _nvidia("T4 16 GB", 16, 65, "data-center/tesla-t4/"),
        _nvidia("L4 24 GB", 24, 121, "data-center/l4/"),
        _nvidia("RTX 4090 24 GB", 24, 165, "geforce/graphics-cards/40-series/rtx-4090/"),
        _nvidia("A100 40 GB", 40, 312, "data-center/a100/"),
        _nvidia("L40S 48 GB", 48, 362, "data-center/l40s/"),
        _nvidia("A100 80 GB", 80, 312, "data-center/a100/"),
        _nvidia("H100 80 GB", 80, 989, "data-center/h100/"),
        _nvidia("H200 141 GB", 141, 989, "data-center/h200/"),
    )
}
"""By their names, the smallest memory first."""
