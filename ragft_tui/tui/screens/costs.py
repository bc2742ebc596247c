"""The costs: inputs on the left, and on the right the figures that move with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.getters import query_one

from ragft_tui.core.costs import INPUTS, format_input
from ragft_tui.core.review import ProjectCosts
from ragft_tui.core.text import one_line
from ragft_tui.keys.hints import Hints
from ragft_tui.report.memory_chart import MemoryChart, memory_chart
from ragft_tui.report.project_costs import (
    CostSection,
    cost_problems,
    cost_remarks,
    cost_sections,
    describe_counted,
    gpu_memory,
    gpu_sentence,
)
from ragft_tui.session.project_costs import (
    AS_IT_IS,
    Alternative,
    CostDesk,
    alternatives,
    choices_of,
    draft_input,
    input_so_far,
    put_input,
    set_input,
    step_input,
)
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.cost_content import (
    GROUPS,
    CostRow,
    figure_page,
    figure_parts,
    figure_row,
    input_page,
    input_parts,
    input_row,
    labelled,
    lines_page,
    section_parts,
)
from ragft_tui.tui.dialogs import ChoiceDialog, ReadDialog, TextDialog
from ragft_tui.tui.page import Page
from ragft_tui.tui.widgets.content import Clipped, Static, show
from ragft_tui.tui.widgets.entries import Part
from ragft_tui.tui.widgets.line_list import LineList

_NARROW: Final = 72
"""The columns below which figures stand below the inputs."""
_CARET: Final = 2
"""The columns before the text of a row."""


class CostsScreen(Page):
    """What the decisions of a project cost; every input is a change that undo takes back."""

    CSS_PATH = "costs.tcss"
    BINDINGS = bindings("costs")
    CONTEXTS = ("costs",)

    inputs = query_one("#inputs", LineList)
    figures = query_one("#figures", LineList)

    def __init__(self) -> None:
        """Make the screen."""
        super().__init__()
        self._way: Alternative = AS_IT_IS
        self._other: tuple[str, Alternative] | None = None
        self._desk: CostDesk | None = None
        self._costs: ProjectCosts | None = None
        self._chart: MemoryChart | None = None
        self._rows: tuple[CostRow, ...] = ()
        self._lines = tuple(_input_lines())
        self._laid_out = 1
        """The columns of a row of the figures."""
        self._before = 0
        """The row of the inputs that was marked last."""

    def compose_body(self) -> ComposeResult:
        """Yield what is counted, both columns, what is wrong, and why."""
        yield Static(id="summary")
        with Container(id="columns"):
            yield LineList(id="inputs")
            yield LineList(id="figures")
        yield Static(id="problems")
        yield Clipped(f"… {self.key_label('costs.why')} shows the rest", id="why")

    def on_mount(self) -> None:
        """Begin with the first input."""
        self._desk = CostDesk(self.session.rulebook)
        self.inputs.focus()
        self.inputs.set_reactive(LineList.cursor, 1)

    def on_screen_resume(self) -> None:
        """Show the project as it is now: another version may have come in from the disk."""
        self.show_project()

    def on_resize(self) -> None:
        """Put the figures below the inputs where there is no room beside them."""
        self.set_class(self.size.width < _NARROW, "-narrow")
        self.call_after_refresh(self.show_project)

    def hints(self) -> Hints:
        """Return what is of use on the figures, which are not edited."""
        names = ("why", "compare", "pane", "back") if self.figures.has_focus else ()
        return Hints(tuple(f"costs.{name}" for name in names))

    def describe_position(self) -> str:
        """Return the project."""
        return f"{one_line(self.session.project.name)} · costs"

    @property
    def costs(self) -> ProjectCosts:
        """What the project costs as it is shown."""
        if self._costs is None:
            raise RuntimeError("nothing is shown yet")
        return self._costs

    def show_project(self) -> None:
        """Work out everything anew, and show it."""
        if self._desk is None:
            return
        project = self.session.project
        costs = self._costs = self._desk.costs(project, self._way)
        other = self._desk.costs(project, self._other[1]) if self._other else None
        training = costs.one.training if costs.needs.trains else None
        self._chart = memory_chart(training, *gpu_memory(costs)) if training else None
        compared = (self._other[0], other) if self._other and other else None
        self._rows = tuple(_figure_rows(costs, compared, self._chart))
        self.inputs.fill(len(self._lines), self._input, self.inputs.cursor)
        comparing = other is not None
        # Rows have the lines that they were laid out in, whatever the width is when they are drawn.
        width = self._laid_out = self._width(self.figures)
        heights = [row.height(width, comparing=comparing) for row in self._rows]
        self.figures.fill(len(self._rows), self._figure, max(self.figures.cursor, 0), heights)
        self.query_one("#summary", Static).content = self._summary(costs)
        problems = self.query_one("#problems", Static)
        problems.content = Content("\n").join(map(show, cost_problems(costs)))
        problems.display = bool(costs.problems)
        self._show_why()
        self.refresh_lines()

    def _summary(self, costs: ProjectCosts) -> Content:
        if self._other:
            return Content.assemble("as it is", "   against   ", show(self._other[0], "bold"))
        return show(describe_counted(costs))

    def _width(self, rows: LineList) -> int:
        return max(rows.scrollable_content_region.width - _CARET, 1)

    def _input(self, index: int) -> Content:
        heading, name = self._lines[index]
        if not name:
            return Content.styled(heading, "bold")
        return input_row(name, self.costs, self._width(self.inputs))

    def _figure(self, index: int) -> Content:
        return figure_row(
            self._rows[index],
            self._laid_out,
            comparing=self._other is not None,
            chart=self._chart,
        )

    @property
    def _marked(self) -> str:
        """The name of the marked input; empty on a heading."""
        return self._lines[self.inputs.cursor][1]

    @property
    def _row(self) -> CostRow | None:
        """The marked row of the figures, while they have the focus."""
        focused = self.figures.has_focus and 0 <= self.figures.cursor < len(self._rows)
        return self._rows[self.figures.cursor] if focused else None

    def on_descendant_focus(self) -> None:
        """Tell why of what is focused now."""
        super().on_descendant_focus()
        if self._costs is not None:
            self._show_why()

    @on(LineList.Moved)
    def _follow(self) -> None:
        """Go on from the heading of inputs, and tell why of what is marked."""
        cursor = self.inputs.cursor
        back = cursor and cursor < self._before
        self._before = cursor
        if not self._marked:
            self.inputs.cursor += -1 if back else 1
        self._show_why()

    def _show_why(self) -> None:
        row, parts = self._row, tuple[Part, ...]()
        if row is not None:
            parts = figure_parts(row.figure) if row.figure else section_parts(row.section)
        elif self._marked:
            parts = input_parts(self._marked, self.costs)
        self.query_one(Clipped).parts = parts

    @on(LineList.Selected)
    async def _select(self) -> None:
        await self.run_action("edit")

    def action_pane(self) -> None:
        """Go to the figures, or back to the inputs."""
        (self.inputs if self.figures.has_focus else self.figures).focus()

    def action_edit(self) -> None:
        """Ask for the value of the marked input, or tell why of the marked figure."""
        if self._row is not None:
            self.action_why()
        elif self._marked:
            self._ask(self._marked)

    def action_type(self, digit: str) -> None:
        """Begin to type a number."""
        name = self._marked
        if not name or not INPUTS[name].is_number:
            edit = self.key_label("costs.edit")
            self.show_notice(f"Digits are for numbers; {edit} shows what can be chosen here.")
        else:
            self._ask(name, digit)

    def action_step(self, by: int) -> None:
        """Give the marked input its next value, or the one before."""
        name = self._marked
        if not name:
            self.show_notice("Mark an input first.")
        elif step_input(self.session, name, by):
            self.show_project()
        else:
            self.show_notice(f"{INPUTS[name].label} takes {INPUTS[name].range}.")

    def action_clear(self) -> None:
        """Give the marked input its default again."""
        if name := self._marked:
            put_input(self.session, name, None)
            self.show_project()

    def action_decided(self) -> None:
        """Count only capabilities with a decision, or all of them."""
        only = not self._way.decided_only
        self._way = Alternative(decided_only=only)
        self.show_project()
        self.show_notice(
            "Only capabilities with a decision count." if only else "All capabilities count."
        )

    def action_compare(self) -> None:
        """Ask for what to compare with, or end the comparison."""
        if self._other is not None:
            self._other = None
            self.show_project()
            return
        ways = [*alternatives(self.session.project)]

        def choose(index: int | None) -> None:
            if index is not None:
                self._other = ways[index]
                self.show_project()

        rows = [show(name) for name, _ in ways]
        prompt = "Compare the project as it is with what?"
        self.app.push_screen(ChoiceDialog("Compare", prompt, rows), choose)

    def action_why(self) -> None:
        """Show all there is to say of what is marked: formula, assumptions, sources, parts."""
        row, costs = self._row, self.costs
        if row is not None and row.figure is not None:
            page = partial(figure_page, row.figure, costs)
            self.app.push_screen(ReadDialog(row.figure.name, page))
        elif row is not None:
            told = (*row.section.lines, *cost_remarks(costs))
            self.app.push_screen(ReadDialog(row.section.title, partial(lines_page, told)))
        elif self._marked:
            wanted = INPUTS[self._marked]
            self.app.push_screen(ReadDialog(wanted.label, partial(input_page, wanted, costs)))

    def _ask(self, name: str, typed: str = "") -> None:
        """Ask for the value of an input.

        Args:
            name: The name of the input.
            typed: What was typed already; nothing for the present value.
        """
        if values := choices_of(name):
            self._ask_choice(name, values)
            return
        wanted = INPUTS[name]
        prompt = f"{labelled(wanted)}: {wanted.range}. Nothing for the default."
        self.app.push_screen(
            TextDialog(
                wanted.label,
                prompt,
                typed or input_so_far(self.session.project, name),
                changed=partial(draft_input, self.session, name),
                accept=partial(self._accept, name),
            )
        )

    def _accept(self, name: str, text: str) -> None:
        set_input(self.session, name, text)
        self.show_project()

    def _ask_choice(self, name: str, values: tuple[str, ...]) -> None:
        now = getattr(self.costs.inputs, name)
        shown = format_input(name, now) if isinstance(now, bool) else str(now)
        cursor = values.index(shown) if shown in values else 0

        def choose(index: int | None) -> None:
            if index is not None:
                self._accept(name, values[index])

        wanted = INPUTS[name]
        rows = [show(value) for value in values]
        self.app.push_screen(ChoiceDialog(wanted.label, wanted.reason, rows, cursor), choose)


def _input_lines() -> Iterator[tuple[str, str]]:
    """Yield pairs of a heading and the name of an input, of which one is empty."""
    for group, heading in GROUPS.items():
        yield heading, ""
        for name, each in INPUTS.items():
            if each.group is group:
                yield "", name


def _figure_rows(
    costs: ProjectCosts, other: tuple[str, ProjectCosts] | None, chart: MemoryChart | None
) -> Iterator[CostRow]:
    """Yield the rows of the figures, and then those of what they are for.

    Args:
        costs: What the project costs.
        other: The name of another way, and what it costs then, if one is compared.
        chart: The bars of memory, if something is trained.
    """
    sections = cost_sections(costs)
    others = cost_sections(other[1]) if other else ()
    compared = {figure.id: figure for section in others for figure in section.figures}
    for section in sections:
        yield CostRow(section)
        bars = {bar.figure.id: bar for bar in chart.bars} if chart and section.is_memory else {}
        for figure in section.figures:
            yield CostRow(section, figure, compared.get(figure.id), bars.get(figure.id))
        if section.is_memory:
            lines = (gpu_sentence(costs), *section.lines)
            yield from (CostRow(section, line=line) for line in lines)
            yield from _other_lines(section, other, others)
    called = (line for section in sections if not section.is_memory for line in section.lines)
    sentences = (*called, *cost_remarks(costs))
    counted = CostSection("What is counted", (), sentences=sentences)
    yield CostRow(counted)
    yield from (CostRow(counted, line=line) for line in counted.lines)


def _other_lines(
    section: CostSection, other: tuple[str, ProjectCosts] | None, others: Sequence[CostSection]
) -> Iterator[CostRow]:
    """Yield which GPUs hold a training run in the other way."""
    for each in others:
        if other and each.is_memory:
            for line in (gpu_sentence(other[1]), *each.lines):
                yield CostRow(section, line=f"{other[0]}: {line}")
