"""Content of the costs: rows of inputs and figures, bars of memory, and pages that tell why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from textual.content import Content

from ragft_tui.core.costs import INPUTS, Figure, Group, Input, Source, format_input, format_value
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import ProjectCosts
from ragft_tui.core.text import as_sentence, one_line
from ragft_tui.report.memory_chart import MemoryBar, MemoryChart
from ragft_tui.report.project_costs import CostSection, part_lines, short_range, short_value
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.entries import MEASURE, Entry, Paragraph, Part, Space, lay_out
from ragft_tui.tui.widgets.verdict_bars import BAR_EMPTY, BAR_FULL, BAR_MARK

GROUPS: Final = {
    Group.RETRIEVAL: "Of each index",
    Group.TRAINING: "Of each training run",
    Group.PRICES: "Prices, none built in",
}
"""The headings of the inputs."""
_VALUE, _RANGE, _NAME, _SIZE, _FEWEST = 19, 34, 12, 8, 6
"""The columns of a value and of a range; and in a row of memory of its name, its size, and the
least bar."""
WIDE: Final = 84
"""The columns from which a figure has its range beside it, and not below."""


@dataclass(frozen=True, slots=True)
class CostRow:
    """A row of the figures: a heading, a figure, or a bar of memory."""

    section: CostSection
    figure: Figure | None = None
    """`None` for the heading of the section."""
    other: Figure | None = None
    """The same figure of another alternative."""
    bar: MemoryBar | None = None
    line: str = ""
    """A sentence in the place of a figure."""

    def height(self, width: int, *, comparing: bool) -> int:
        """Return the lines that it takes.

        Args:
            width: The columns of a row.
            comparing: Whether two alternatives stand side by side.
        """
        if self.line:
            return len(_wrapped(self.line, width))
        if self.figure is None or width >= WIDE or (self.bar and not comparing):
            return 1
        return 2 if comparing or not self.figure.exact else 1


def input_row(name: str, costs: ProjectCosts, width: int) -> Content:
    """Return an input with its value; one that nobody gave is muted, for it is an assumption.

    Args:
        name: The name of the input.
        costs: What the project costs.
        width: The columns of a row.
    """
    value = getattr(costs.inputs, name)
    shown = show(one_line(format_input(name, value).removesuffix(INPUTS[name].unit).strip()))
    is_given = name in costs.given
    room = max(width - shown.cell_length - 1, 8)
    label = Content(INPUTS[name].label).truncate(room, ellipsis=True, pad=True)
    return Content.assemble(label, " ", shown.stylize("bold" if is_given else "$text-muted"))


def figure_row(row: CostRow, width: int, *, comparing: bool, chart: MemoryChart | None) -> Content:
    """Return a row of the figures.

    Args:
        row: What it shows.
        width: The columns of a row.
        comparing: Whether two alternatives stand side by side.
        chart: The bars of memory, if there are any.
    """
    figure = row.figure
    if row.line:
        return Content("\n").join(_wrapped(row.line, width)).stylize("$text-muted")
    if figure is None:
        return show(row.section.title, "bold").truncate(width, ellipsis=True)
    if comparing:
        return _compared(row, figure, width)
    if row.bar and chart:
        return _bar_row(row.bar, min(width, MEASURE), chart)
    value, between = format_value(figure, figure.expected), short_range(figure)
    if width >= WIDE:
        room = min(width, MEASURE) - _VALUE - _RANGE - 3
        name = Content(figure.name).truncate(room, ellipsis=True, pad=True)
        aside = (f"{between:<{_RANGE}}", "$text-muted")
        return Content.assemble(name, f" {value:>{_VALUE}}  ", aside)
    if len(figure.name) + len(value) >= width:
        value = short_value(figure, figure.expected)
    room = max(width - len(value) - 1, 1)
    first = Content.assemble(
        Content(figure.name).truncate(room, ellipsis=True, pad=True), " ", value
    )
    return first if figure.exact else _below(first, f"{between:>{width}}")


def _compared(row: CostRow, figure: Figure, width: int) -> Content:
    other = row.other
    now = short_value(figure, figure.expected)
    then = short_value(other, other.expected) if other else "–"
    changed = "bold" if now != then else "$text-muted"
    if width >= WIDE:
        room = min(width, MEASURE) - 2 * _VALUE - 2
        name = Content(figure.name).truncate(room, ellipsis=True, pad=True)
        return Content.assemble(name, f" {now:>{_VALUE}} ", (f"{then:>{_VALUE}}", changed))
    second = f"{now:>{width // 2}}{then:>{width - width // 2}}"
    first = Content(figure.name).truncate(width, ellipsis=True)
    return Content.assemble(first, "\n", (second, changed))


def _below(first: Content, second: str) -> Content:
    return Content.assemble(first, "\n", (second, "$text-muted"))


def _bar_row(bar: MemoryBar, width: int, chart: MemoryChart) -> Content:
    """Return a bar between its name and its value, with the line of the GPU across it."""
    value = f"{short_value(bar.figure, bar.figure.expected):>{_SIZE}}"
    name = "Peak" if bar is chart.bars[-1] else bar.figure.name
    cells = width - _NAME - len(value) - 2
    if cells < _FEWEST:
        room = max(width - len(value) - 1, 1)
        return Content.assemble(Content(name).truncate(room, pad=True), " ", value)
    start, end, high = (round(share * cells) for share in (bar.start, bar.end, bar.high))
    end = max(end, start + 1)
    mark = min(round(chart.mark * cells), cells - 1)
    drawn = []
    for at in range(cells):
        if at == mark:
            drawn.append((BAR_MARK, "bold"))
        elif start <= at < end:
            drawn.append((BAR_FULL, "$primary"))
        elif end <= at < high:
            drawn.append((BAR_EMPTY, "$primary"))
        else:
            drawn.append((" ", ""))
    return Content.assemble(f"{name:<{_NAME}} ", *drawn, f" {value}")


# At each key the same sentences stand below the figures.
@lru_cache(maxsize=512)
def _wrapped(line: str, width: int) -> tuple[Content, ...]:
    return tuple(show(line).wrap(width))


def labelled(wanted: Input) -> str:
    """Return the label of an input with its unit, where the label does not say it already."""
    said = not wanted.unit or wanted.unit.casefold() in wanted.label.casefold()
    return wanted.label if said else f"{wanted.label} ({wanted.unit})"


def input_parts(name: str, costs: ProjectCosts) -> tuple[Part, ...]:
    """Return what there is to say of an input, for a few lines."""
    wanted = INPUTS[name]
    default = format_input(name, wanted.default)
    is_given = name in costs.given
    assumed = f"Yours; the default is {default}. " if is_given else "Assumed. "
    heading = Content.assemble((labelled(wanted), "bold"), f": {assumed}{wanted.reason}")
    return (
        Paragraph(heading),
        Paragraph(Content(f"It takes {wanted.range}."), follows=True),
        *_cited((wanted.source,) if wanted.source else ()),
    )


def figure_parts(figure: Figure) -> tuple[Part, ...]:
    """Return what there is to say of a figure, for a few lines: formula, assumptions, sources."""
    told = " ".join(figure.assumptions)
    return (
        Paragraph(Content.assemble((figure.name, "bold"), f": {figure.formula}.")),
        *((Paragraph(Content(told), follows=True),) if told else ()),
        *_cited(figure.sources),
    )


def section_parts(section: CostSection) -> tuple[Part, ...]:
    """Return what a section is for, for a few lines."""
    return (
        Paragraph(show(section.title, "bold")),
        *(Paragraph(show(line), follows=True) for line in section.lines),
    )


def _cited(sources: Iterable[Source]) -> tuple[Part, ...]:
    return tuple(
        Paragraph(Content.styled(f"[{source.title}] {source.url}", "$text-muted"), follows=True)
        for source in sources
    )


def figure_page(figure: Figure, costs: ProjectCosts, width: int) -> Content:
    """Return why a figure is what it is, as a page: values, formula, assumptions, sources, parts.

    Args:
        figure: The figure.
        costs: What the project costs.
        width: The columns of the page; zero where they are not known yet.
    """
    parts: list[Part] = [
        Entry(label, Content(format_value(figure, value)), follows=label != "Low")
        for label, value in _ends(figure)
    ]
    parts.append(Entry("Formula", Content(as_sentence(figure.formula))))
    parts += _entries("Assumes", map(Content, figure.assumptions))
    sources = (Content(f"{source.title}, {source.url}") for source in figure.sources)
    parts += _entries("Source", sources)
    if costs.total(figure.id) is figure:
        parts += _entries("Of this", map(show, part_lines(costs, figure.id)))
    return _page(parts, width)


def input_page(wanted: Input, costs: ProjectCosts, width: int) -> Content:
    """Return what an input is, takes and rests on, as a page."""
    value = getattr(costs.inputs, wanted.name)
    given = "given" if wanted.name in costs.given else "assumed"
    parts: list[Part] = [
        Entry("Value", show(f"{one_line(format_input(wanted.name, value))}, {given}")),
        Entry("Default", Content(format_input(wanted.name, wanted.default)), follows=True),
        Entry("Takes", Content(wanted.range), follows=True),
        Entry("Rests on", Content(wanted.reason)),
    ]
    if source := wanted.source:
        parts.append(Entry("Source", Content(f"{source.title}, {source.url}")))
    return _page(parts, width)


def lines_page(lines: Sequence[str], width: int) -> Content:
    """Return sentences as a page."""
    return _page([Paragraph(show(line)) for line in lines], width)


def _ends(figure: Figure) -> Iterable[tuple[str, float]]:
    if figure.exact:
        return (("Exact", figure.expected),)
    return (("Low", figure.low), ("Expected", figure.expected), ("High", figure.high))


def _entries(label: str, texts: Iterable[Content]) -> list[Part]:
    return [
        Entry("" if number else label, text, follows=bool(number))
        for number, text in enumerate(texts)
    ]


def _page(parts: Sequence[Part], width: int) -> Content:
    # A column stays free beside the scroll bar.
    return Content("\n").join(lay_out(parts, (width or MEASURE) - 1, Space.BETWEEN_ALL))
