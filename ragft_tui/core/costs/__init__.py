"""What a project costs, as data: what is put in, base models, and the figures that come out."""

from ragft_tui.core.costs.check import (
    check_value,
    find_problems,
    group_of,
    parse_input,
    read_inputs,
)
from ragft_tui.core.costs.figures import (
    Estimate,
    Figure,
    GpuFit,
    TrainingEstimate,
    Unit,
    total,
)
from ragft_tui.core.costs.gpus import GPUS, Gpu
from ragft_tui.core.costs.inputs import INPUTS, CostInputs, format_input
from ragft_tui.core.costs.kinds import (
    Attention,
    Engine,
    Group,
    Input,
    Method,
    Precision,
    Source,
    States,
)
from ragft_tui.core.costs.models import Architecture, BaseModel, Mlp
from ragft_tui.core.costs.units import format_bytes, format_number, format_value, parse_bytes, whole
from ragft_tui.core.values import Value

__all__ = [
    "GPUS",
    "INPUTS",
    "Architecture",
    "Attention",
    "BaseModel",
    "CostInputs",
    "Engine",
    "Estimate",
    "Figure",
    "Gpu",
    "GpuFit",
    "Group",
    "Input",
    "Method",
    "Mlp",
    "Precision",
    "Source",
    "States",
    "TrainingEstimate",
    "Unit",
    "Value",
    "check_value",
    "find_problems",
    "format_bytes",
    "format_input",
    "format_number",
    "format_value",
    "group_of",
    "parse_bytes",
    "parse_input",
    "read_inputs",
    "total",
    "whole",
]
