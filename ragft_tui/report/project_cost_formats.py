"""What a project costs as text, Markdown, CSV and JSON, for reports and a command of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ragft_tui.core.costs import INPUTS, Figure, Source, format_value
from ragft_tui.core.review import Count, Need, ProjectCosts
from ragft_tui.core.text import as_sentence, clean, one_line
from ragft_tui.report.costs import (
    band,
    estimate_object,
    figure_object,
    figures_csv,
    wrapped,
)
from ragft_tui.report.markdown_text import md_line, md_link, md_row
from ragft_tui.report.project_costs import (
    CostSection,
    cost_problems,
    cost_remarks,
    cost_sections,
    given_inputs,
    gpu_sentence,
)
from ragft_tui.report.verdicts import render_json

Renderer = Callable[[ProjectCosts], str]


def section_sentences(section: CostSection, costs: ProjectCosts) -> tuple[str, ...]:
    """Return what a section is for and rests on, in sentences."""
    lines = (gpu_sentence(costs), *section.lines) if section.is_memory else section.lines
    return tuple(as_sentence(line) for line in lines if line)


def costs_text(costs: ProjectCosts) -> str:
    """Return what a project costs for a terminal or a mail, its sources numbered at the end."""
    sections = cost_sections(costs)
    numbers = _numbered(figure for section in sections for figure in section.figures)
    lines = ["Costs", ""]
    for section in sections:
        lines.append(one_line(section.title))
        for figure in section.figures:
            cited = " ".join(f"[{numbers[source]}]" for source in figure.sources)
            lines += wrapped(f"{figure.name}: {band(figure)}", 2)
            lines += wrapped(f"{figure.formula} {cited}".rstrip(), 6)
            for each in figure.assumptions:
                lines += wrapped(each, 6)
        for each in section_sentences(section, costs):
            lines += wrapped(one_line(each), 2)
        lines.append("")
    for each in (*cost_problems(costs), *cost_remarks(costs)):
        lines += wrapped(one_line(each), 2)
    lines += ["", "Inputs"]
    for label, value, is_given in given_inputs(costs):
        lines += wrapped(f"{label}: {value}{'' if is_given else ' (assumed)'}", 2)
    if numbers:
        lines += ["", "Sources of the costs"]
        lines += [f"  [{number}] {each.title}, {each.url}" for each, number in numbers.items()]
    return "\n".join([*lines, ""])


def costs_markdown(costs: ProjectCosts, level: str = "##") -> str:
    """Return what a project costs as Markdown: a table for each part, then what is assumed.

    Args:
        costs: What it costs.
        level: The mark of its heading.
    """
    lines = [f"{level} Costs", ""]
    for section in cost_sections(costs):
        lines += [f"**{md_line(section.title)}**", ""]
        lines += [md_row(("Figure", "Low", "Expected", "High", "How")), md_row(["---"] * 5)]
        lines += [_markdown_row(figure) for figure in section.figures]
        lines.append("")
        lines += [f"- {md_line(each)}" for each in section_sentences(section, costs)]
        lines.append("")
    remarks = (*cost_problems(costs), *cost_remarks(costs))
    lines += ["**What is counted**", "", *(f"- {md_line(each)}" for each in remarks), ""]
    lines += ["**Inputs**", "", md_row(("Input", "Value", "")), md_row(["---"] * 3)]
    for label, value, is_given in given_inputs(costs):
        cells = (label, value, "given" if is_given else "assumed")
        lines.append(md_row(map(md_line, cells)))
    return "\n".join([*lines, ""])


def _markdown_row(figure: Figure) -> str:
    values = (format_value(figure, each) for each in (figure.low, figure.expected, figure.high))
    links = ", ".join(md_link(source.title, source.url) for source in figure.sources)
    how = " ".join(md_line(each) for each in (f"{figure.formula}.", *figure.assumptions))
    return md_row((md_line(figure.name), *map(md_line, values), f"{how} {links}".rstrip()))


def costs_object(costs: ProjectCosts) -> dict[str, object]:
    """Return what a project costs in the types that JSON has."""
    one = estimate_object(costs.one, costs.inputs)
    return {
        "inputs": one["inputs"],
        "given": [name for name in INPUTS if name in costs.given],
        "decided_only": costs.decided_only,
        "counted": costs.needs.counted,
        "undecided": costs.needs.undecided,
        "totals": [figure_object(figure) for figure in costs.totals],
        "parts": [
            {
                "need": _need_object(part.need) if part.need else None,
                "figures": [figure_object(figure) for figure in part.figures],
            }
            for part in costs.parts
        ],
        "one_index": one["retrieval"],
        "one_run": one["training"],
        "could_go_first": [
            {
                "capability": spare.member.number,
                "axis": spare.axis.value,
                "saves_all_of_it": spare.alone,
            }
            for spare in costs.needs.spares
        ],
        "remarks": list(map(clean, cost_remarks(costs))),
        "problems": list(map(clean, cost_problems(costs))),
    }


def _need_object(need: Need) -> dict[str, object]:
    return {
        "kind": need.kind.value,
        "count": _count_object(need.count),
        "shared_by_name": need.group.same,
        "answers": [
            {"question": clean(title), "answer": clean(text)} for title, text in need.group.answers
        ],
        "capabilities": [member.number for member in need.group.members],
    }


def _count_object(count: Count) -> dict[str, int]:
    return {"low": count.low, "expected": count.expected, "high": count.high}


def _numbered(figures: Iterable[Figure]) -> Mapping[Source, int]:
    found = dict.fromkeys(source for figure in figures for source in figure.sources)
    return {source: number for number, source in enumerate(found, start=1)}


def _csv(costs: ProjectCosts) -> str:
    return figures_csv((one_line(each.title), each.figures) for each in cost_sections(costs))


def _markdown(costs: ProjectCosts) -> str:
    return costs_markdown(costs, "#")


def _json(costs: ProjectCosts) -> str:
    return f"{render_json(costs_object(costs))}\n"


COST_FORMATS: Final[Mapping[str, Renderer]] = {
    "text": costs_text,
    "json": _json,
    "csv": _csv,
    "md": _markdown,
}
"""What renders the costs of a project, by the name of the format."""
