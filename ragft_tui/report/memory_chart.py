"""The memory of a training run as stacked bars, with the line of the GPU that was chosen."""

from __future__ import annotations

from itertools import accumulate

from ragft_tui.core.costs import Figure, TrainingEstimate, format_bytes
from ragft_tui.core.records import dataclass
from ragft_tui.report.ink import OF_THE_PAGE
from ragft_tui.report.svg import label, line, number, xml

_HEADROOM = 1.04
"""What is drawn beyond the larger of peak and GPU, so that the line of the GPU is seen."""


@dataclass(frozen=True, slots=True)
class MemoryBar:
    """One bar; its ends are shares of the width of the chart."""

    figure: Figure
    start: float
    """Where the parts before it end."""
    end: float
    """Where it ends as expected."""
    high: float
    """Where it ends at most: of the sum, the high end; of a part, the same as `end`."""


@dataclass(frozen=True, slots=True)
class MemoryChart:
    """The parts of a training run, each beginning where the one before ends, and their sum."""

    bars: tuple[MemoryBar, ...]
    gpu: str
    """The name of the GPU that was chosen."""
    memory: int
    """Its memory in bytes."""
    mark: float
    """Where its line stands, a share of the width of the chart."""


def memory_chart(training: TrainingEstimate, gpu: str, memory: int) -> MemoryChart:
    """Return the bars of a training run.

    Args:
        training: The run.
        gpu: The name of the GPU that was chosen.
        memory: Its memory in bytes.
    """
    peak = training.peak
    scale = max(peak.high, memory) * _HEADROOM
    ends = [*accumulate(figure.expected for figure in training.memory)]
    starts = [0.0, *ends]
    parts = tuple(
        MemoryBar(figure, start / scale, end / scale, end / scale)
        for figure, start, end in zip(training.memory, starts, ends, strict=False)
    )
    whole = MemoryBar(peak, 0, peak.expected / scale, peak.high / scale)
    return MemoryChart((*parts, whole), gpu, memory, memory / scale)


_WIDTH, _ROW, _BAR = 720, 26, 14
_LABELS, _VALUES = 150, 170
"""The room for names on the left and for values on the right."""


def draw_memory(chart: MemoryChart) -> str:
    """Return the bars as a picture for a page."""
    ink, room = OF_THE_PAGE, _WIDTH - _LABELS - _VALUES
    height = _ROW * (len(chart.bars) + 1)
    parts: list[str] = []
    for row, bar in enumerate(chart.bars):
        y = row * _ROW + (_ROW - _BAR) / 2
        is_sum = row == len(chart.bars) - 1
        colour = ink.text if is_sum else ink.muted
        parts += [
            label(0, y + _BAR - 3, bar.figure.name, f' fill="{ink.text}" font-size="13"'),
            _rect(bar.start, bar.end, y, room, colour),
        ]
        if bar.high > bar.end:
            parts.append(_rect(bar.end, bar.high, y, room, colour, ' fill-opacity="0.35"'))
        value = format_bytes(bar.figure.expected)
        at = _WIDTH - _VALUES + 8
        parts.append(label(at, y + _BAR - 3, value, f' fill="{ink.text}" font-size="12"'))
    x = _LABELS + room * chart.mark
    bottom = _ROW * len(chart.bars)
    parts += [
        line(x, 0, x, bottom + 4, ink.text, ' stroke-width="2" stroke-dasharray="5 3"'),
        label(
            x,
            bottom + 18,
            chart.gpu,
            f' fill="{ink.text}" font-size="12" text-anchor="{_anchor(chart.mark)}"',
        ),
    ]
    name = xml(
        "; ".join(f"{bar.figure.name} {format_bytes(bar.figure.expected)}" for bar in chart.bars)
        + f"; {chart.gpu} has {format_bytes(chart.memory)}"
    )
    return (
        f'<svg class="memory" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{name}">'
        f"{''.join(parts)}</svg>"
    )


def _anchor(mark: float) -> str:
    return "end" if mark > 0.5 else "start"  # noqa: PLR2004 - beyond the middle


def _rect(
    start: float, end: float, y: float, room: float, colour: str, attributes: str = ""
) -> str:
    x, width = _LABELS + room * start, max(room * (end - start), 1)
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{_BAR}" '
        f'fill="{colour}"{attributes}/>'
    )
