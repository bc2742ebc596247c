"""The costs in plain mode: figures in lines, why they are so, and what another way would cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ragft_tui.core.costs import INPUTS, Figure, format_input
from ragft_tui.core.errors import ROOT, UsageError, unknown_name
from ragft_tui.core.review import ProjectCosts
from ragft_tui.core.text import as_sentence, one_line
from ragft_tui.report.costs import band
from ragft_tui.report.project_costs import (
    cost_problems,
    cost_remarks,
    cost_sections,
    gpu_sentence,
    part_lines,
    short_value,
)
from ragft_tui.session.project_costs import (
    alternatives,
    project_costs,
)
from ragft_tui.session.session import Session

_HELP: Final = (
    '"costs inputs" tells what that rests on, "set INPUT VALUE" changes one, '
    '"costs why FIGURE" tells formula and source, "costs with WAY" compares.'
)


def cost_lines(session: Session, typed: str) -> Iterable[str]:
    """Return what was asked for about the costs, in lines.

    Args:
        session: The session.
        typed: Nothing for all figures; or `inputs`, `why FIGURE`, or `with WAY`.

    Raises:
        UsageError: If it is none of these.
    """
    costs = project_costs(session.project, session.rulebook)
    word, _, rest = typed.partition(" ")
    match word.casefold():
        case "":
            return (*_figures(costs), _HELP)
        case "inputs":
            return _inputs(costs)
        case "why":
            return _why(costs, rest.strip())
        case "with":
            return _compared(session, costs, rest.strip())
    raise UsageError(
        f"costs takes inputs, why or with, not {one_line(typed[:60])}",
        advice='"costs" alone tells the figures',
    )


def split_input(typed: str) -> tuple[str, str]:
    """Return the name of the input that a line begins with, and the value behind it.

    Raises:
        UsageError: If it begins with none.
    """
    words = typed.replace("=", " ").split()
    if not words:
        raise UsageError("an input is needed", advice='"costs inputs" tells them all')
    labels = {each.label.casefold(): name for name, each in INPUTS.items()}
    for count in range(len(words), 0, -1):
        begun = " ".join(words[:count]).casefold()
        name = labels.get(begun) or begun.replace("-", "_").replace(" ", "_")
        if name in INPUTS:
            return name, " ".join(words[count:])
    raise unknown_name("input", words[0], INPUTS, ROOT)


def _figures(costs: ProjectCosts) -> Iterator[str]:
    for section in cost_sections(costs):
        yield f"{section.title}."
        for figure in section.figures:
            yield f"{figure.name}: {band(figure)}."
        if section.is_memory:
            yield gpu_sentence(costs)
        yield from map(as_sentence, section.lines)
    yield from cost_problems(costs)
    yield from cost_remarks(costs)


def _inputs(costs: ProjectCosts) -> Iterator[str]:
    for name, each in INPUTS.items():
        value = one_line(format_input(name, getattr(costs.inputs, name)))
        given = "given." if name in costs.given else f"assumed. {each.reason}"
        yield f"{each.label} ({name}): {value}, {given}"


def _why(costs: ProjectCosts, typed: str) -> Iterator[str]:
    figures = {
        figure.name: figure for section in cost_sections(costs) for figure in section.figures
    }
    figure = figures[_find(typed, figures, "figure")]
    yield f"{figure.name}: {band(figure)}."
    yield f"Formula: {figure.formula}."
    yield from (f"Assumes: {each}" for each in figure.assumptions)
    yield from (f"Source: {source.title}, {source.url}" for source in figure.sources)
    if costs.total(figure.id) is figure:
        yield from (f"Of this, {line}." for line in part_lines(costs, figure.id))


def _compared(session: Session, costs: ProjectCosts, typed: str) -> Iterator[str]:
    ways = dict(alternatives(session.project))
    if not typed:
        yield f"It can be compared with {', '.join(ways)}."
        return
    name = _find(typed, ways, "way")
    other = project_costs(session.project, session.rulebook, ways[name])
    then = {figure.id: figure for part in cost_sections(other) for figure in part.figures}
    for section in cost_sections(costs):
        for figure in section.figures:
            if (changed := then.get(figure.id)) is None:
                yield f"{figure.name}: {_expected(figure)}; with {name}, none."
            elif changed.expected != figure.expected:
                yield f"{figure.name}: {_expected(figure)}; with {name}, {_expected(changed)}."
    yield "All other figures are the same. Nothing is changed."


def _expected(figure: Figure) -> str:
    return short_value(figure, figure.expected)


def _find(typed: str, names: Iterable[str], kind: str) -> str:
    """Return the name that somebody typed, or the beginning of it, whatever its case.

    Raises:
        UsageError: If there is none, or several; with the nearest.
    """
    known, wanted = list(names), typed.strip().casefold()
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [each for each in known if wanted and fits(each.casefold(), wanted)]
        if len(found) == 1:
            return found[0]
    raise unknown_name(kind, typed, known, ROOT)
