"""Estimates as text, Markdown, CSV and JSON: every figure with its formula and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Final

from ragft_tui.core.costs import (
    INPUTS,
    BaseModel,
    CostInputs,
    Estimate,
    Figure,
    GpuFit,
    Group,
    Input,
    Source,
    TrainingEstimate,
    format_bytes,
    format_input,
    format_value,
)
from ragft_tui.core.text import one_line
from ragft_tui.report.cells import BYTE_ORDER_MARK, csv_line
from ragft_tui.report.markdown_text import md_line, md_link, md_row
from ragft_tui.report.verdicts import render_json

RETRIEVAL: Final = "Retrieval"
FINE_TUNING: Final = "Fine-tuning"
MEMORY: Final = "Memory of fine-tuning"
_WIDTH: Final = 80
_METHODS: Final = {"qlora": "QLoRA", "lora": "LoRA", "full": "full fine-tuning"}

Renderer = Callable[[Estimate, CostInputs], str]


def sections(estimate: Estimate) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """Yield the parts of an estimate, each with its title and figures."""
    if estimate.retrieval:
        yield RETRIEVAL, estimate.retrieval
    if training := estimate.training:
        yield FINE_TUNING, training.figures
        yield MEMORY, (*training.memory, training.peak)


def band(figure: Figure) -> str:
    """Return the values of a figure, such as `5,000, from 5,000 to 8,000`."""
    expected = format_value(figure, figure.expected)
    if figure.exact:
        return expected
    low, high = format_value(figure, figure.low), format_value(figure, figure.high)
    return f"{expected}, from {low} to {high}"


def training_title(training: TrainingEstimate) -> str:
    """Return what is trained, such as `QLoRA on llama-3.1-8b`."""
    way = _METHODS[training.method.value]
    return f"{way} {'of' if training.method.value == 'full' else 'on'} {training.model}"


def fit_sentences(training: TrainingEstimate) -> Iterator[str]:
    """Yield sentences on the GPUs that hold a run."""
    if training.fit is None:
        yield (
            "No common GPU holds the high end, however many: make the batch or the sequence "
            "smaller."
        )
    else:
        yield f"The high end fits {_gpus(training.fit)}."
    if training.tight and training.tight != training.fit:
        yield f"What is expected fits {_gpus(training.tight)}, with little to spare."


def _gpus(fit: GpuFit) -> str:
    count = f"{fit.count:,} × " if fit.count > 1 else ""
    each = " on each" if fit.count > 1 else ""
    return f"{count}{fit.gpu}: it needs {format_bytes(fit.needed)}{each}"


def render_text(estimate: Estimate, inputs: CostInputs) -> str:
    """Return an estimate for a terminal, with numbers of sources that follow at the end."""
    lines: list[str] = []
    numbers = _numbered(estimate)
    for title, figures in sections(estimate):
        lines += [_title(title, estimate), ""]
        for figure in figures:
            lines += _figure_lines(figure, numbers)
        lines.append("")
    if training := estimate.training:
        lines += ["GPUs", ""]
        for sentence in (*fit_sentences(training), *training.notes):
            lines += wrapped(one_line(sentence), 2)
        lines.append("")
    lines += ["Inputs", ""]
    for name, each in INPUTS.items():
        value = getattr(inputs, name)
        lines += wrapped(f"{each.label}: {one_line(format_input(name, value))}", 2)
        if value == each.default:
            lines += wrapped(each.reason, 6)
    lines += ["", "Sources", ""]
    lines += [f"  [{number}] {source.title}, {source.url}" for source, number in numbers.items()]
    return "\n".join([*lines, ""])


def _figure_lines(figure: Figure, numbers: Mapping[Source, int]) -> Iterator[str]:
    yield from wrapped(f"{figure.name}: {band(figure)}", 2)
    cited = " ".join(f"[{numbers[source]}]" for source in figure.sources)
    yield from wrapped(f"{figure.formula} {cited}".rstrip(), 6)
    for assumption in figure.assumptions:
        yield from wrapped(assumption, 6)


def wrapped(text: str, indent: int) -> Iterator[str]:
    """Yield the lines of a text for a narrow terminal; what is continued is indented further."""
    before = " " * indent
    yield from wrap(text, _WIDTH, initial_indent=before, subsequent_indent=f"{before}  ")


def _title(title: str, estimate: Estimate) -> str:
    if title == FINE_TUNING and estimate.training:
        return f"{title}: {one_line(training_title(estimate.training))}"
    return title


def _numbered(estimate: Estimate) -> Mapping[Source, int]:
    """Return the sources of an estimate, numbered as they come."""
    found = dict.fromkeys(source for figure in estimate.figures for source in figure.sources)
    return {source: number for number, source in enumerate(found, start=1)}


def render_md(estimate: Estimate, inputs: CostInputs) -> str:
    """Return an estimate as Markdown: a table for each part, then inputs and sources."""
    lines = ["# Costs", ""]
    for title, figures in sections(estimate):
        lines += [f"## {md_line(_title(title, estimate))}", ""]
        lines += [md_row(("figure", "low", "expected", "high", "how")), md_row(["---"] * 5)]
        for figure in figures:
            values = (format_value(figure, value) for value in _values(figure))
            links = ", ".join(md_link(source.title, source.url) for source in figure.sources)
            how = " ".join(md_line(text) for text in (f"{figure.formula}.", *figure.assumptions))
            cells = (md_line(figure.name), *map(md_line, values), f"{how} {links}".rstrip())
            lines.append(md_row(cells))
        lines.append("")
    if training := estimate.training:
        sentences = (*fit_sentences(training), *training.notes)
        lines += ["## GPUs", "", *(f"- {md_line(each)}" for each in sentences), ""]
    lines += ["## Inputs", "", md_row(("input", "value", "default")), md_row(["---"] * 3)]
    for name, each in INPUTS.items():
        value = format_input(name, getattr(inputs, name))
        told = each.reason if getattr(inputs, name) == each.default else ""
        lines.append(md_row(map(md_line, (each.label, value, told))))
    return "\n".join([*lines, ""])


def _values(figure: Figure) -> tuple[float, float, float]:
    return figure.low, figure.expected, figure.high


_COLUMNS: Final = (
    *("part", "id", "name", "unit", "low", "expected", "high", "exact"),
    *("formula", "assumptions", "sources"),
)


def render_csv(estimate: Estimate, inputs: CostInputs) -> str:
    """Return the figures of an estimate as CSV, in the units that they are kept in."""
    del inputs
    return figures_csv(sections(estimate))


def figures_csv(parts: Iterable[tuple[str, tuple[Figure, ...]]]) -> str:
    """Return figures as CSV, in the units that they are kept in.

    Args:
        parts: Pairs of a title and the figures under it.
    """
    lines = [csv_line(_COLUMNS)]
    for title, figures in parts:
        for figure in figures:
            values = tuple(_cell(value) for value in _values(figure))
            sources = " ".join(source.url for source in figure.sources)
            lines.append(
                csv_line(
                    (
                        *(title, figure.id, figure.name, figure.unit.value),
                        *values,
                        "yes" if figure.exact else "no",
                        *(figure.formula, " ".join(figure.assumptions), sources),
                    )
                )
            )
    return BYTE_ORDER_MARK + "".join(lines)


def _cell(value: float) -> str | int:
    return value if isinstance(value, int) else f"{value:.10g}"


def estimate_object(estimate: Estimate, inputs: CostInputs) -> dict[str, object]:
    """Return an estimate in the types that JSON has."""
    training = estimate.training
    return {
        "inputs": {name: getattr(inputs, name) for name in INPUTS},
        "retrieval": [figure_object(figure) for figure in estimate.retrieval],
        "training": _training_object(training) if training else None,
    }


def _training_object(training: TrainingEstimate) -> dict[str, object]:
    return {
        "model": one_line(training.model),
        "method": training.method.value,
        "figures": [figure_object(figure) for figure in training.figures],
        "memory": [figure_object(figure) for figure in training.memory],
        "peak": figure_object(training.peak),
        "fit": _fit_object(training.fit),
        "tight": _fit_object(training.tight),
        "notes": [one_line(note) for note in training.notes],
    }


def _fit_object(fit: GpuFit | None) -> dict[str, object] | None:
    if fit is None:
        return None
    return {"gpu": fit.gpu, "count": fit.count, "memory": fit.memory, "needed": fit.needed}


def figure_object(figure: Figure) -> dict[str, object]:
    """Return a figure in the types that JSON has."""
    return {
        "id": figure.id,
        "name": figure.name,
        "unit": figure.unit.value,
        "low": figure.low,
        "expected": figure.expected,
        "high": figure.high,
        "exact": figure.exact,
        "formula": figure.formula,
        "assumptions": list(figure.assumptions),
        "sources": [{"title": source.title, "url": source.url} for source in figure.sources],
    }


def _render_json(estimate: Estimate, inputs: CostInputs) -> str:
    return f"{render_json(estimate_object(estimate, inputs))}\n"


ESTIMATE_FORMATS: Final[Mapping[str, Renderer]] = {
    "text": render_text,
    "json": _render_json,
    "csv": render_csv,
    "md": render_md,
}
"""What renders an estimate, by the name of the format."""


def model_lines(models: Iterable[BaseModel]) -> Iterator[str]:
    """Yield a line for each base model: its name, parameters, day and source."""
    for model in models:
        read = model.read.isoformat() if model.read else ""
        mine = " (yours)" if model.own else ""
        billions = f"{model.total_params / 10**9:,.2f}"
        yield f"{one_line(model.name):<20} {billions:>8} B  {read}  {one_line(model.source)}{mine}"


def input_lines() -> Iterator[str]:
    """Yield a page of Markdown on all inputs: option, default, range, and what it rests on."""
    yield from ("# Inputs of an estimate", "")
    yield from ("`ragft-tui estimate --inputs > docs/cost-inputs.md` writes this page.", "")
    titles = {
        Group.RETRIEVAL: RETRIEVAL,
        Group.TRAINING: FINE_TUNING,
        Group.PRICES: "Prices, without which no money is told",
    }
    for group, title in titles.items():
        yield from (f"## {title}", "")
        yield md_row(("option and key", "what it is", "default", "valid", "rests on"))
        yield md_row(["---"] * 5)
        for name, each in INPUTS.items():
            if each.group is group:
                yield md_row(_input_cells(name, each))
        yield ""


def _input_cells(name: str, each: Input) -> Iterator[str]:
    unit = f" ({each.unit})" if each.unit and each.default is None else ""
    default = "none" if each.default is None else format_input(name, each.default)
    yield f"`{each.option}`, `{name}`"
    yield md_line(f"{each.label}{unit}")
    yield md_line(default)
    yield md_line(each.range)
    source = f" {md_link(each.source.title, each.source.url)}" if each.source else ""
    yield f"{md_line(each.reason)}{source}"
