"""What a project costs, as data: what is put in, base models, and the figures that come out."""

from typing import TYPE_CHECKING

from ragft_tui.core.lazy import lazy_names

if TYPE_CHECKING:
    from ragft_tui.core.costs.check import check_value as check_value
    from ragft_tui.core.costs.check import find_problems as find_problems
    from ragft_tui.core.costs.check import group_of as group_of
    from ragft_tui.core.costs.check import parse_input as parse_input
    from ragft_tui.core.costs.check import read_inputs as read_inputs
    from ragft_tui.core.costs.figures import Estimate as Estimate
    from ragft_tui.core.costs.figures import Figure as Figure
    from ragft_tui.core.costs.figures import GpuFit as GpuFit
    from ragft_tui.core.costs.figures import TrainingEstimate as TrainingEstimate
    from ragft_tui.core.costs.figures import Unit as Unit
    from ragft_tui.core.costs.figures import total as total
    from ragft_tui.core.costs.gpus import GPUS as GPUS
    from ragft_tui.core.costs.gpus import Gpu as Gpu
    from ragft_tui.core.costs.inputs import INPUTS as INPUTS
    from ragft_tui.core.costs.inputs import CostInputs as CostInputs
    from ragft_tui.core.costs.inputs import format_input as format_input
    from ragft_tui.core.costs.kinds import Attention as Attention
    from ragft_tui.core.costs.kinds import Engine as Engine
    from ragft_tui.core.costs.kinds import Group as Group
    from ragft_tui.core.costs.kinds import Input as Input
    from ragft_tui.core.costs.kinds import Method as Method
    from ragft_tui.core.costs.kinds import Precision as Precision
    from ragft_tui.core.costs.kinds import Source as Source
    from ragft_tui.core.costs.kinds import States as States
    from ragft_tui.core.costs.models import Architecture as Architecture
    from ragft_tui.core.costs.models import BaseModel as BaseModel
    from ragft_tui.core.costs.models import Mlp as Mlp
    from ragft_tui.core.costs.units import format_bytes as format_bytes
    from ragft_tui.core.costs.units import format_number as format_number
    from ragft_tui.core.costs.units import format_value as format_value
    from ragft_tui.core.costs.units import parse_bytes as parse_bytes
    from ragft_tui.core.costs.units import whole as whole
    from ragft_tui.core.values import Value as Value
else:
    __getattr__ = lazy_names(
        __name__,
        {
            ".check": "check_value find_problems group_of parse_input read_inputs",
            ".figures": "Estimate Figure GpuFit TrainingEstimate Unit total",
            ".gpus": "GPUS Gpu",
            ".inputs": "INPUTS CostInputs format_input",
            ".kinds": "Attention Engine Group Input Method Precision Source States",
            ".models": "Architecture BaseModel Mlp",
            ".units": "format_bytes format_number format_value parse_bytes whole",
            "..values": "Value",
        },
    )
